from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.app.play.standing import Standing
from sim.app.rooms.leaderboard import LAPTOP, PROJECTOR, Box, Point, _around, _mark, _names, leaderboard, spans_of
from sim.app.rooms.standings import Place
from sim.language import translator

T = translator("en")
LEVEL = st.floats(0.0, 1.5)


def drawn(found: list[Place], names: dict[int, str], extremes: dict[str, Standing] | None = None) -> dict[str, Any]:
    return leaderboard(T, found, names, extremes or {}, LAPTOP)


def test_everybody_is_a_mark_by_image_and_revenue_in_percent() -> None:
    figure = drawn([Place(1, 3, 0.5, 1.1, True), Place(2, 3, 0.25, 0.9, False)], {1: "Ada", 2: "Bo"})
    marks = figure["data"][0]
    assert (marks["x"], marks["y"]) == ([0.5, 0.25], [110.0, 90.0])
    assert marks["marker"]["symbol"] == ["circle", "circle-open"]


def test_names_reach_plotly_without_markup_and_without_templates() -> None:
    figure = drawn([Place(1, 3, 0.5, 1.0, True)], {1: "<b>%{x}</b>"})
    assert figure["data"][0]["text"] == ["&lt;b&gt;% {x}&lt;/b&gt;"]
    assert figure["layout"]["annotations"][0]["text"] == "&lt;b&gt;% {x}&lt;/b&gt;"


def test_extremes_are_crosses_that_the_legend_names() -> None:
    ends = {"meeting": Standing(0.6, 1.1), "customer": Standing(0.1, 0.8)}
    figure = drawn([Place(1, 3, 0.5, 1.0, True)], {1: "Ada"}, ends)
    shown = {each["name"]: (each["x"], each["y"], each["marker"]["symbol"]) for each in figure["data"][1:]}
    assert shown == {
        T.text("browser.room.always_meeting"): ([0.6], [110.0], "x-thin"),
        T.text("browser.room.always_customer"): ([0.1], [80.0], "cross-thin"),
    }
    assert figure["layout"]["showlegend"]


def test_small_differences_stay_small() -> None:
    across, up = spans_of([Point("Ada", 0.5, 100.0, is_ahead=True), Point("Bo", 0.501, 100.1, is_ahead=True)])
    assert across[1] - across[0] >= 0.1
    assert up[1] - up[0] >= 10.0


@given(st.lists(st.tuples(LEVEL, LEVEL), min_size=1, max_size=50))
def test_all_marks_are_inside_and_names_cover_nothing(levels: list[tuple[float, float]]) -> None:
    points = [Point(f"Person {n}", x, 100 * y, is_ahead=False) for n, (x, y) in enumerate(levels)]
    across, up = spans_of(points)
    marks = [_mark(each, (across, up), LAPTOP) for each in points]
    assert all(across[0] < each.image < across[1] and up[0] < each.revenue < up[1] for each in points)
    boxes = [_box(each, points, marks) for each in _names(points, [], (across, up), LAPTOP)]
    for at, box in enumerate(boxes):
        assert not any(_overlap(box, other) for other in [*marks, *boxes[:at]])


def test_a_name_without_room_is_left_out_and_no_mark_is() -> None:
    crowd = [Place(n, 3, 0.5, 1.0, False) for n in range(50)]
    figure = drawn(crowd, {n: f"Somebody {n}" for n in range(50)})
    assert len(figure["data"][0]["x"]) == 50
    assert len(figure["layout"]["annotations"]) < 10


@pytest.mark.parametrize("canvas", [LAPTOP, PROJECTOR])
def test_ten_people_apart_are_all_named(canvas: Any) -> None:
    found = [Place(n, 3, 0.1 * n, 0.5 + 0.1 * (n % 5), False) for n in range(10)]
    figure = leaderboard(T, found, {n: f"Person {n}" for n in range(10)}, {}, canvas)
    assert len(figure["layout"]["annotations"]) == 10


def _box(drawn: dict[str, Any], points: list[Point], marks: list[Box]) -> Box:
    at = next(n for n, each in enumerate(points) if each.name == drawn["text"])
    wanted = (drawn["xanchor"], drawn["yanchor"])
    return next(box for box, anchor in _around(marks[at], len(points[at].name), LAPTOP) if anchor == wanted)


def _overlap(one: Box, other: Box) -> bool:
    wide = min(one.right, other.right) - max(one.left, other.left)
    high = min(one.top, other.top) - max(one.bottom, other.bottom)
    return wide > 1e-6 and high > 1e-6
