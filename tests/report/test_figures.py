"""Figures: what they draw, and that no scenario is too small, too large or too empty for them."""

from itertools import combinations
from typing import Any

import numpy as np
import pytest

from sim.language import translator
from sim.report.figures import agenda, chain, customers, gossip, image, influence, people, timeline
from sim.report.figures.chain import links
from sim.report.figures.lines import EndLabel, end_labels
from sim.report.figures.panels import LONGEST_TITLE
from sim.report.figures.spans import behind
from sim.report.page import render
from sim.report.runs import SHOWN_DEPARTMENTS, SHOWN_WEEKS, Runs
from sim.results.onset import onset
from sim.scenario.schema import Scenario
from tests.report import synthetic
from tests.report.reading import Page

EN = translator("en")


def interventions(count: int) -> dict[str, Any]:
    return {
        f"measure_{n}": {
            "title": {"en": f"Measure {n}", "de": f"Maßnahme {n}"}, "start": 2 * n + 1, "end": 2 * n + 9, "ramp": n % 3,
            "scale": {"gossip.rate": 0.9},
        }
        for n in range(count)
    }  # fmt: skip


def nobody_faces_customers() -> Scenario:
    values = synthetic.scenario().model_dump()
    for each in values["departments"].values():
        each["faces_customers"] = False
    return Scenario.model_validate(values)


def holed() -> Runs:
    """Weeks without meetings, and a department that is never invited."""
    table = synthetic.run(synthetic.scenario(), replicates=5).weekly
    table.loc[table["week"] % 2 == 0, ["attendance", "resources", "airtime", "agenda"]] = np.nan
    table.loc[table["department"] == "finance", ["attendance", "visibility", "esteem"]] = np.nan
    return Runs(synthetic.run(synthetic.scenario(), replicates=5, weekly=table))


def emptied() -> Runs:
    """Not a single value, no event, nobody invited."""
    made = synthetic.run(synthetic.scenario(), replicates=3)
    weekly, invited = made.weekly.copy(), made.people.copy()
    weekly.iloc[:, 3:] = np.nan
    invited["attendance"] = np.nan
    return Runs(
        synthetic.run(synthetic.scenario(), replicates=3, weekly=weekly, people=invited, events=made.events.iloc[:0])
    )


def made(scenario: Scenario, replicates: int = 5, weeks: int = 104) -> Runs:
    return Runs(synthetic.run(scenario, replicates, weeks))


EDGES = {
    "one run": lambda: made(synthetic.scenario(), replicates=1),
    "one week": lambda: made(synthetic.scenario(), weeks=1),
    "one run of one week": lambda: made(synthetic.scenario(), 1, 1),
    "five weeks": lambda: made(synthetic.scenario(), weeks=5),
    "a hundred years": lambda: made(synthetic.scenario(), 2, 5200),
    "one department": lambda: made(synthetic.scenario(departments=1)),
    "one person": lambda: made(synthetic.scenario(departments=1, staff=0)),
    "ten departments": lambda: made(synthetic.scenario(departments=10)),
    "fifty departments": lambda: made(synthetic.scenario(departments=50, staff=1)),
    "two thousand people": lambda: made(synthetic.scenario(staff=700), 2, 20),
    "no customers": lambda: made(synthetic.scenario(portfolio={"customers_per_person": 0})),
    "nobody faces customers": lambda: made(nobody_faces_customers()),
    "no intervention": lambda: made(synthetic.scenario(interventions={})),
    "fifty interventions": lambda: made(synthetic.scenario(interventions=interventions(50))),
    "weeks without values": holed,
    "nothing at all": emptied,
}  # fmt: skip


@pytest.mark.parametrize("edge", EDGES)
def test_no_run_is_too_odd_for_a_report(edge: str) -> None:
    runs = EDGES[edge]()
    for language in ("en", "de"):
        page = render(runs, translator(language))
        assert len(page.encode()) < 6_500_000
        assert not {"nan", "None", "inf"} & set(Page(page).text.split("attendance: available:")[0].split())


def test_image_draws_the_median_over_two_bands_for_every_department(runs: Runs) -> None:
    found = image.draw(runs, EN)
    lines = [each for each in found.data if each.hovertemplate]
    assert len(found.data) == 9
    assert [each.name for each in lines] == ["Sales", "Production", "Finance"]
    expected = np.median(runs.in_focus("image"), axis=0)
    assert np.array(lines[0].y) == pytest.approx(expected, abs=6e-4)


def test_bands_keep_their_order_around_the_median(runs: Runs) -> None:
    wide, narrow, line = image.draw(runs, EN).data[:3]
    weeks = runs.n_weeks
    low, high = np.array(wide.y[:weeks]), np.array(wide.y[weeks:][::-1])
    inner_low, inner_high = np.array(narrow.y[:weeks]), np.array(narrow.y[weeks:][::-1])
    middle = np.array(line.y)
    assert ((low <= inner_low) & (inner_low <= middle) & (middle <= inner_high) & (inner_high <= high)).all()


def test_lines_differ_by_more_than_colour(runs: Runs) -> None:
    lines = [each.line for each in image.draw(runs, EN).data if each.hovertemplate]
    assert len({each.dash for each in lines}) == len(lines)


def test_influence_points_of_all_departments_sum_to_a_hundred() -> None:
    runs = EDGES["ten departments"]()
    areas = [each for each in influence.draw(runs, EN).data if each.stackgroup]
    assert areas[0].name == "Sales"
    assert areas[-1].name == "Others"
    assert np.sum([each.y for each in areas], axis=0) == pytest.approx(np.full(104, 100.0), abs=0.1)


def test_agenda_has_a_panel_for_every_department(runs: Runs) -> None:
    found = agenda.draw(runs, EN)
    assert [each.text for each in found.layout.annotations] == ["<b>Sales</b>", "<b>Production</b>", "<b>Finance</b>"]
    assert {each.xaxis for each in found.data if each.x != (None,)} == {"x", "x2", "x3"}


def test_gossip_bars_add_up_to_all_talk(runs: Runs) -> None:
    bars = [each for each in gossip.draw(runs, EN).data if each.xaxis == "x"]
    talk = ("talk_negative", "talk_neutral", "talk_positive", "talk_stopped")
    expected = sum(runs.in_focus(each).sum() for each in talk) / runs.n_replicates
    assert sum(sum(each.y) for each in bars) == pytest.approx(expected, abs=2)


def test_many_people_are_thinned_and_the_reader_is_told() -> None:
    runs = EDGES["two thousand people"]()
    drawn = people.traced(runs)
    assert len(drawn) <= people.MOST_POINTS + 3
    assert (drawn["rank"] == "head").sum() == 3
    assert f"Of 2,112 people, {len(drawn)} are drawn" in Page(render(runs, EN)).text


def test_people_are_drawn_once_each_with_their_role(runs: Runs) -> None:
    names = [name for each in people.draw(runs, EN).data for name in each.text or ()]
    assert len(names) == len(set(names)) == runs.headcount.sum()
    assert {"Head of Sales", "Sales lead 2", "Finance employee 15"} <= set(names)


def test_long_runs_are_thinned_to_the_last_week_and_the_reader_is_told() -> None:
    runs = EDGES["a hundred years"]()
    assert len(runs.weeks) <= SHOWN_WEEKS
    assert runs.weeks[-1] == 5200
    assert "draw one week in 10" in Page(render(runs, EN)).text


def test_the_department_in_focus_is_never_left_out() -> None:
    runs = made(synthetic.scenario(departments=12, focus="unit_12"))
    assert runs.drawn[-1] == runs.focus == 11
    assert len(runs.drawn) == SHOWN_DEPARTMENTS


def test_overlapping_interventions_shade_no_darker_than_one() -> None:
    shapes = behind(made(synthetic.scenario(interventions=interventions(4))), EN)["shapes"]
    shades = [(each["x0"], each["x1"]) for each in shapes if each["type"] == "rect"]
    assert shades == [(1, 15)]


def test_few_interventions_are_named_and_many_are_numbered() -> None:
    few, many = (made(synthetic.scenario(interventions=interventions(n))) for n in (2, 9))
    assert [each["text"] for each in behind(few, EN)["annotations"]] == ["1\u2002Measure 0", "2\u2002Measure 1"]
    assert all("Measure" not in each["text"] for each in behind(many, EN)["annotations"])


def test_interventions_are_numbered_by_their_start() -> None:
    starts = {"later": 20, "first": 5, "second": 12}
    listed = {
        name: {"title": {"en": name, "de": name}, "start": start, "set": {"gossip.rate": 0.1}}
        for name, start in starts.items()
    }
    runs = made(synthetic.scenario(interventions=listed))
    expected = ["1\u2002first", "2\u2002second", "3\u2002later"]
    assert [each["text"] for each in behind(runs, EN)["annotations"]] == expected
    assert [each.name for each in timeline.draw(runs, EN).data] == ["first", "second", "later"]


def test_an_intervention_after_the_run_is_listed_but_not_shaded() -> None:
    runs = made(synthetic.scenario(), weeks=20)
    assert behind(runs, EN)["shapes"] == []
    assert len(timeline.draw(runs, EN).data) == 1


def test_an_onset_is_marked_where_half_of_the_runs_have_lost_a_fifth(runs: Runs) -> None:
    link = next(each for each in links(runs) if each.measure == "influence")
    assert link.onset is not None
    weeks = onset(runs.in_focus("influence"))
    assert (weeks < link.onset).mean() < 0.5 <= (weeks <= link.onset).mean()
    marker = next(each for each in chain.draw(runs, EN, [link]).data if each.mode == "markers")
    assert (marker.x[0], marker.y[0]) == (link.onset, pytest.approx(link.fans[0].median[link.onset - 1]))


def test_lines_of_interventions_stay_off_the_titles_of_the_strips(runs: Runs) -> None:
    shapes = chain.draw(runs, EN, links(runs)).layout.shapes
    assert len(shapes) == 7 * len(behind(runs, EN)["shapes"])
    assert {each.yref for each in shapes} == {f"y{n} domain" for n in ("", *range(2, 8))}


def test_long_names_of_classes_leave_the_next_panel_alone() -> None:
    one = {"potential": 0.5, "share": 0.5, "comfort": 0.5}
    runs = made(synthetic.scenario(portfolio={"classes": {"A": one, "statutory_and_municipal_customers": one}}))
    for language in ("en", "de"):
        titles = [each.text for each in customers.draw(runs, translator(language)).layout.annotations]
        assert max(len(each.removeprefix("<b>").removesuffix("</b>")) for each in titles) <= LONGEST_TITLE
        assert any("statutory_a…" in each for each in titles)


def covered(box: people.Box, x: float, y: float) -> bool:
    return box.left < x < box.right and box.bottom < y < box.top


def test_names_of_heads_cover_no_mark_and_no_other_name() -> None:
    table = synthetic.run(synthetic.scenario(departments=8, staff=12), replicates=1).people
    chance = np.random.default_rng(2)
    table["attendance"] = chance.uniform(0.85, 1, len(table))  # crowded to the right, as in a healthy company
    table["standing"] = chance.uniform(0.2, 0.5, len(table))
    runs = Runs(synthetic.run(synthetic.scenario(departments=8, staff=12), replicates=1, people=table))
    figure = people.draw(runs, EN)
    top = figure.layout.yaxis.range[1]
    marks = people._pixels(people.traced(runs), top)
    boxes = []
    for note in figure.layout.annotations:
        x, y = people.WIDTH * (note.x + 3) / 106, people.HEIGHT * (note.y / top + 0.03) / 1.03
        boxes.append(people._box(x + note.ax, y - note.ay, note.ax, len(note.text)))
    assert len(boxes) == 8
    assert sum(covered(box, x, y) for box in boxes for x, y in marks.tolist()) == 0
    assert not [
        1 for a, b in combinations(boxes, 2)
        if a.left < b.right and b.left < a.right and a.bottom < b.top and b.bottom < a.top
    ]  # fmt: skip


def test_names_at_the_end_of_lines_do_not_touch() -> None:
    found = end_labels([EndLabel(value, "name", "#000000") for value in (0.5, 0.51, 0.5, 0.99, 1.0)], 0, 1, 340)
    heights = sorted(each["y"] for each in found)
    assert min(np.diff(heights)) >= 17 / 340 - 1e-9
    assert heights[-1] <= 1
