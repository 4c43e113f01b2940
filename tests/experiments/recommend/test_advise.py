"""The whole way, with runs of a small company or with a formula in place of the laboratory."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Self

import numpy as np
import pandas as pd
import pytest

import sim
from sim.errors import MissingPackageError, ScenarioError
from sim.experiments.outcomes import Outcome
from sim.experiments.recommend import Recommendation, advise, keep
from sim.experiments.recommend.plans import NOTHING, written
from sim.experiments.study import extras
from sim.scenario import load
from sim.scenario.variants import Value, Variants
from tests.experiments.recommend.made_up import GOAL, Formula, Found, asked, firm, level


class Bench(Formula):
    """Laboratory that answers from the formula, and notes the seed and the most replicates it was asked for."""

    used: list[tuple[int, int]]

    def __init__(self, variants: Variants, outcomes: Sequence[Outcome], seed: int, **_: Any) -> None:
        super().__init__(seed, type(self).respond)
        del variants
        self._n_outcomes = len(outcomes)

    @staticmethod
    def respond(point: Mapping[str, Value]) -> float:
        return level(point)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        type(self).used.append((self._seed, max(self.asked, default=0)))

    def measure(self, points: Sequence[Mapping[str, Value]], replicates: int) -> Found:
        found = super().measure(points, replicates)
        return found._replace(values=np.repeat(found.values, self._n_outcomes, axis=2))


@pytest.fixture
def laboratory(monkeypatch: pytest.MonkeyPatch) -> type[Bench]:
    made = type("Made", (Bench,), {"used": []})
    monkeypatch.setattr(advise, "Laboratory", made)
    return made


def recommended(folder: Path, **more: Any) -> Recommendation:
    return sim.recommend(firm(folder), GOAL, trials=96, replicates=32, **more)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Recommendation:
    """Recommendation for a small company, from real runs."""
    folder = tmp_path_factory.mktemp("small")
    goal = "attendance.sales over weeks 10..20 >= 0.75 with 0.6"
    return sim.recommend(firm(folder), goal, trials=40, replicates=8, out=folder / "results", threads=1)


def test_the_cheapest_plan_that_holds_is_recommended(tmp_path: Path, laboratory: type[Bench]) -> None:
    found = recommended(tmp_path)
    assert found.verdict == "reached"
    assert found.effort < 0.6 * found.front["effort"].max()
    assert found.probability["low"].iloc[0] >= 0.8
    assert "harmful" not in set(found.plan["measure"])
    # Every measure of the plan is worth its place.
    assert (found.plan["adds_low"] > 0).all()
    assert "reaches the goal" in found.sentence()
    assert repr(found) == f"<Recommendation for firm: reached, {written(found.choice.plan)}>"


def test_search_choice_and_report_never_share_luck(tmp_path: Path, laboratory: type[Bench]) -> None:
    recommended(tmp_path, seed=5)
    seeds = [seed for seed, _ in laboratory.used]
    # The report's two laboratories measure the goals and the weeks of the same runs.
    assert len(set(seeds)) == 3
    assert seeds.count(5) == 2
    replicates = dict(laboratory.used)
    search, choice = (seed for seed in dict.fromkeys(seeds) if seed != 5)
    draws = [set(np.random.default_rng(seed).normal(size=replicates[seed]).tolist()) for seed in (5, search, choice)]
    assert not draws[0] & draws[1]
    assert not draws[0] & draws[2]
    assert not draws[1] & draws[2]


@pytest.mark.parametrize("seed", [0, 1, 2**32 - 1])
def test_no_seed_is_used_twice(tmp_path: Path, seed: int) -> None:
    found = asked(tmp_path, seed=seed)
    seeds = {found.seed, found.choice_seed, found.budget.seed}
    assert len(seeds) == 3
    assert all(0 <= each < 2**32 for each in seeds)


def test_where_the_goal_is_reached_anyway_nothing_is_recommended(
    tmp_path: Path, laboratory: type[Bench], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(laboratory, "respond", staticmethod(lambda _point: 0.8))
    found = recommended(tmp_path)
    assert (found.verdict, found.choice.plan, found.effort) == ("nothing_needed", NOTHING, 0)
    assert len(found.tried) <= 2
    assert found.plan.empty
    assert found.sentence().startswith("Nothing needs to be done")


def test_where_nothing_is_enough_the_best_is_told_with_its_probability(
    tmp_path: Path, laboratory: type[Bench], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(laboratory, "respond", staticmethod(lambda point: 0.5 * level(point)))
    found = recommended(tmp_path)
    assert found.verdict == "missed"
    assert found.probability["high"].iloc[0] < 0.8
    assert found.choice.plan != NOTHING
    assert "None of 96 combinations that were tried reaches the goal" in found.sentence()


def test_the_scenario_of_a_missed_goal_says_so_in_its_comment_and_title(
    tmp_path: Path, laboratory: type[Bench], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(laboratory, "respond", staticmethod(lambda point: 0.2 * level(point)))
    text = keep.scenario_file(recommended(tmp_path), tmp_path)
    assert "Recommended" not in text
    assert "as recommended" not in text
    count = re.search(r"^# Closest plan, does not reach the goal: in ([\d,]+) of ([\d,]+) runs", text, re.MULTILINE)
    assert count is not None
    (tmp_path / "recommended.yaml").write_text(text, encoding="utf-8")
    title = load(tmp_path / "recommended.yaml").title
    assert title.en.endswith(f"closest plan, does not reach the goal (in {count[1]} of {count[2]} runs)")
    assert title.de.endswith(f"erreicht das Ziel nicht (in {count[1]} von {count[2].replace(',', '.')} Läufen)")


def test_all_plans_of_a_report_have_as_many_runs(tmp_path: Path, laboratory: type[Bench]) -> None:
    found = recommended(tmp_path)
    assert set(found.front["replicates"]) | set(found.shifts["replicates"]) == {found.setup.budget.proof}


def test_the_cheapest_plan_that_tables_leave_open_is_named_and_nothing_contradicts_it(
    tmp_path: Path, laboratory: type[Bench], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(laboratory, "respond", staticmethod(lambda point: 0.5 + 0.2 * (level(point) - 0.5)))
    found = recommended(tmp_path)
    front = found.front
    is_open = (front["low"] < 0.8) & (front["high"] >= 0.8) & (front["effort"] < found.effort)
    assert is_open.any()
    assert found.open is not None
    assert front[is_open]["effort"].min() == found.open.effort
    assert front[front["role"] == "open"]["plan"].tolist() == [written(found.open.plan)]
    assert "Cheaper, but open: " in found.sentence()
    remark = " ".join(line.lstrip("# ") for line in keep.scenario_file(found, tmp_path).splitlines())
    assert found.sentence() in remark


def test_that_none_reaches_is_only_said_where_all_plans_shown_surely_miss(
    tmp_path: Path, laboratory: type[Bench], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(laboratory, "respond", staticmethod(lambda point: 0.2 * level(point)))
    found = recommended(tmp_path)
    assert "None of 96 combinations" in found.sentence()
    assert (found.front["high"] < 0.8).all()
    one = found.evidence.front[-1]
    found.evidence = found.evidence._replace(front=[one._replace(values=np.ones_like(one.values))])
    assert "None of" not in found.sentence()
    assert "others come closer, and may reach it" in found.sentence()


def test_all_goals_must_hold(tmp_path: Path, laboratory: type[Bench]) -> None:
    goals = [GOAL, "image at week 20 <= 0.52 with 0.8"]
    found = sim.recommend(firm(tmp_path), goals, trials=64, replicates=16)
    # The luck alone spreads wider than between the two levels.
    assert found.verdict == "missed"
    assert len(found.probability) == 2


def test_the_front_rises_with_effort(tmp_path: Path, laboratory: type[Bench]) -> None:
    front = recommended(tmp_path).front
    best = front[front["on_front"]].sort_values("effort")
    assert best["probability"].is_monotonic_increasing
    assert {"nothing", "recommended", "everything"} <= set(front["role"])
    assert ((front["low"] <= front["probability"]) & (front["probability"] <= front["high"])).all()


def test_a_plan_begun_later_costs_less_and_reaches_the_goal_less_often(tmp_path: Path, laboratory: type[Bench]) -> None:
    shifts = recommended(tmp_path).shifts
    assert shifts["weeks_later"].is_monotonic_increasing
    assert shifts["effort"].is_monotonic_decreasing
    assert shifts["probability"].is_monotonic_decreasing
    assert shifts["probability"].iloc[-1] < 0.1
    assert 0 in set(shifts["weeks_later"])


def test_real_runs_end_in_a_folder_with_a_scenario_that_is_right(small: Recommendation) -> None:
    assert small.path is not None
    assert small.verdict in ("reached", "undecided")
    loaded = load(small.path / "recommended.yaml")
    taken = {step.name: (step.start, step.strength) for step in small.choice.plan}
    assert {name: (each.start, each.strength) for name, each in loaded.interventions.items()} == taken
    for name in ("plan", "front", "shifts", "trials"):
        kept = pd.read_parquet(small.path / f"{name}.parquet")
        assert len(kept) == len(getattr(small, name))


def test_running_the_recommended_scenario_gives_the_runs_of_the_report(small: Recommendation) -> None:
    assert small.path is not None
    runs = sim.run(small.path / "recommended.yaml", replicates=20)
    weeks = runs.weekly[(runs.weekly["department"] == "sales") & (runs.weekly["week"] == 20)]
    assert weeks["image"].to_numpy() == pytest.approx(small.fans.plan[:20, -1])


def test_the_same_call_computes_nothing_twice_and_says_the_same(small: Recommendation) -> None:
    assert small.path is not None
    told: list[tuple[str, int, int]] = []
    again = sim.recommend(
        small.setup.path, [goal.text for goal in small.goals], trials=40, replicates=8, threads=1,
        out=small.path.parents[2], progress=lambda *each: told.append(each),
    )  # fmt: skip
    assert again.path == small.path
    assert again.sentence() == small.sentence()
    pd.testing.assert_frame_equal(again.trials, small.trials)
    runs = small.path.parent / "runs"
    assert len(list(runs.iterdir())) == 4


def test_in_a_notebook_it_is_a_sentence_and_a_table(small: Recommendation) -> None:
    html = small._repr_html_()
    assert html.startswith("<p>")
    assert html.count("<table") == 1


@pytest.mark.parametrize(
    ("goal", "message"),
    [
        ("fame >= 3", "--goal: must be a measure and a time, such as"),
        ("image at week 20 >= 0.5 with 3", "--goal: must be wanted with a probability above 0 and below 1"),
        ("image at week 99 >= 0.5", "--goal"),
        ("", "--goal: must read like"),
    ],
)
def test_a_goal_that_is_none_ends_in_one_line(tmp_path: Path, goal: str, message: str) -> None:
    with pytest.raises(ScenarioError, match=message) as error:
        sim.recommend(firm(tmp_path), goal)
    assert "\n" not in str(error.value)


def test_numbers_out_of_bounds_end_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match="--goal: must be given, such as"):
        sim.recommend(firm(tmp_path), [])
    with pytest.raises(ScenarioError, match="--trials: must be a whole number between 4 and 10000, got 0"):
        sim.recommend(firm(tmp_path), GOAL, trials=0)
    with pytest.raises(ScenarioError, match="--replicates: must be a whole number between 1 and"):
        sim.recommend(firm(tmp_path), GOAL, replicates=0)


def test_without_optuna_one_line_says_what_to_install_before_anything_is_run(
    tmp_path: Path, laboratory: type[Bench], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extras, "find_spec", lambda _package: None)
    with pytest.raises(MissingPackageError, match=r"^optuna: .*pip install 'flurfunk\[studies\]'$"):
        recommended(tmp_path)
    assert laboratory.used == []
