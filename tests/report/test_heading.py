"""Headings stay short, and nothing they would have said is lost."""

from sim.language import translator
from sim.report.figures import sparkline
from sim.report.heading import LONGEST, in_short
from sim.report.runs import Runs


def test_a_short_heading_stays_as_it_is() -> None:
    assert in_short("Sales: image falls; half of the runs end low") == (
        "Sales: image falls; half of the runs end low",
        [],
    )


def test_what_a_long_heading_says_last_is_told_below_it() -> None:
    parts = ["a" * 60, "b" * 30, "c" * 30]
    heading, rest = in_short("; ".join(parts))
    assert heading == "; ".join(parts[:2])
    assert len(heading) <= LONGEST
    assert rest == [f"C{'c' * 29}."]


def test_one_long_part_is_not_cut() -> None:
    assert in_short("a" * 300) == ("a" * 300, [])


def test_the_moments_of_the_story_stand_apart_from_the_image(runs: Runs) -> None:
    drawn = sparkline.draw(runs, translator("en"), [1, 1, 1, 2, 20, 26])
    image, numbers = drawn.data
    assert (image.yaxis or "y", numbers.yaxis) == ("y", "y2")
    assert drawn.layout.yaxis.domain[1] < drawn.layout.yaxis2.domain[0]
    assert drawn.layout.yaxis.range[1] <= 1.02
    assert numbers.y[:4] == (0, 1, 2, 3)
    assert not drawn.layout.yaxis2.showticklabels
