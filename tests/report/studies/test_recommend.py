"""The page of a recommendation, from a formula in place of runs."""

import re
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest

import sim
from sim.experiments.recommend import Recommendation, advise, words
from sim.experiments.recommend.evidence import Tried
from sim.language import LANGUAGES, translator
from sim.report.studies.recommend import command, page, write
from sim.scenario.variants import Value
from tests.experiments.recommend.made_up import GOAL, firm, level
from tests.experiments.recommend.test_advise import Bench

SECTIONS = ["plan", "image", "front", "late"]


def made(folder: Path, patch: pytest.MonkeyPatch, share: float, *goals: str) -> Recommendation:
    def respond(point: Mapping[str, Value]) -> float:
        return share * level(point)

    laboratory = type("Made", (Bench,), {"used": [], "respond": staticmethod(respond)})
    with patch.context() as here:
        here.setattr(advise, "Laboratory", laboratory)
        return sim.recommend(firm(folder), goals or [GOAL], trials=64, replicates=16)


@pytest.fixture
def reached(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Recommendation:
    return made(tmp_path, monkeypatch, 1.0)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_tells_plan_image_effort_and_when_it_is_too_late(reached: Recommendation, language: str) -> None:
    found = page(reached, translator(language))
    assert [each.key for each in found.sections] == SECTIONS
    assert all(each.figure is not None and each.readings for each in found.sections)
    assert " ".join(found.lead.splitlines()) == reached.sentence(language)


def test_rows_are_the_measures_of_the_plan(reached: Recommendation) -> None:
    table = page(reached, translator("en")).sections[0].table
    assert table is not None
    titles = {step.name.capitalize() for step in reached.choice.plan}
    assert {row[0] for row in table.rows} == titles
    assert all(row[3].replace(",", "").replace(".", "").isdigit() for row in table.rows)


def test_marks_of_the_front_are_the_plans_of_its_table(reached: Recommendation) -> None:
    section = page(reached, translator("en")).sections[2]
    assert section.table is not None
    assert section.figure is not None
    _, *marks = section.figure.data
    assert sum(len(each.x) for each in marks) == len(section.table.rows) == len(reached.compared)
    assert {"Nothing", "Recommended", "Everything"} <= {each.name for each in marks if each.showlegend}


def test_nothing_to_do_is_told_without_a_plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = page(made(tmp_path, monkeypatch, 4.0), translator("en"))
    assert [each.key for each in found.sections] == ["image", "front"]
    assert found.lead.startswith("Nothing needs to be done")


def test_what_is_out_of_reach_is_told_with_the_best_there_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = page(made(tmp_path, monkeypatch, 0.5), translator("de"))
    assert found.lead.startswith("Keine von 64 Kombinationen, die versucht wurden, erreicht das Ziel.")


def test_a_measure_adds_most_only_where_it_surely_adds(
    tmp_path: Path, reached: Recommendation, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "adds most: without it the goal holds in" in page(reached, translator("en")).sections[0].headline
    missed = page(made(tmp_path, monkeypatch, 0.2), translator("en")).sections[0].headline
    assert "adds most" not in missed
    assert re.search(r"moves the outcome most: \+0\.\d\d\.$", missed)


def test_the_second_plan_is_another_one_and_surely_reaches_the_goal_only_where_it_does(
    tmp_path: Path, reached: Recommendation, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (
        "\nAnother way that surely reaches the goal, without one of these measures: "
        in page(reached, translator("en")).lead
    )
    assert "a cheaper plan that reaches the goal may exist" in page(reached, translator("en")).sections[2].readings[-1]
    assert "\nAnother way" not in page(made(tmp_path, monkeypatch, 0.2), translator("en")).lead


@pytest.mark.parametrize(
    ("verdicts", "said"),
    [
        ("RRMM", "Begun in week 13 it still reaches the goal, in week 23 no more; for weeks 14 to 22 it is open."),
        ("R?MM", "Begun in week 3 it still reaches the goal, in week 23 no more; for weeks 4 to 22 it is open."),
        ("RR??", "Begun in week 13 it still reaches the goal; for weeks 14 to 33 it is open."),
        ("RRRR", "In none of the weeks that were tried is it too late."),
        ("??MM", "Begun in week 23 it does not reach the goal, and in none of the weeks that were tried does it do so"),
        ("????", "In none of the weeks that were tried does the plan reach the goal beyond doubt."),
    ],
)
def test_weeks_for_which_it_is_open_are_not_told_as_decided(reached: Recommendation, verdicts: str, said: str) -> None:
    assert words.too_late(
        begun(reached, {10 * at: each for at, each in enumerate(verdicts)}), translator("en")
    ).startswith(said)


@pytest.mark.parametrize(
    ("weeks", "said"),
    [
        ((0, 1), "In Woche 3 begonnen, erreicht er das Ziel noch, in Woche 4 nicht mehr."),
        ((0, 2), "In Woche 3 begonnen, erreicht er das Ziel noch, in Woche 5 nicht mehr; für Woche 4 ist es offen."),
        ((0, 3), "noch, in Woche 6 nicht mehr; für die Wochen 4 bis 5 ist es offen."),
    ],
)
def test_only_neighbouring_weeks_leave_nothing_open(reached: Recommendation, weeks: tuple[int, int], said: str) -> None:
    assert words.too_late(begun(reached, dict(zip(weeks, "RM", strict=True))), translator("de")).endswith(said)


def begun(found: Recommendation, verdicts: Mapping[int, str]) -> Recommendation:
    """Recommendation of a plan from week 3 on that reaches (R), misses (M) or may reach its goal, by weeks later."""
    shares = {"R": 1.0, "?": 0.8, "M": 0.0}
    plan = tuple(step._replace(start=3) for step in found.choice.plan)
    values = {weeks: (np.arange(200) < 200 * shares[each]).astype(float)[:, None] for weeks, each in verdicts.items()}
    shifts = {weeks: Tried(plan, 1.0, each) for weeks, each in values.items()}
    found.choice = found.choice._replace(plan=plan)
    found.evidence = found.evidence._replace(shifts=shifts)
    return found


def test_every_goal_has_its_own_rows_and_curves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = made(tmp_path, monkeypatch, 1.0, GOAL, "image at week 19 >= 0.4 with 0.7")
    shown = page(found, translator("en"))
    plan, _, _, late = shown.sections
    assert plan.table is not None
    assert late.figure is not None
    assert len(plan.table.rows) == 2 * len(found.choice.plan)
    assert len(late.figure.data) == 2


def test_the_command_makes_the_same_recommendation(reached: Recommendation) -> None:
    said = command(reached)
    assert said.startswith("flurfunk recommend ")
    assert "--trials 64 --replicates 16 --seed 1" in said
    assert "--free" not in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_one_file_that_asks_for_nothing(reached: Recommendation, tmp_path: Path, language: str) -> None:
    write(reached, tmp_path / "page.html", language)
    text = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "default-src &#39;none&#39;" in text
    assert all(f'id="{each}"' in text for each in SECTIONS)
