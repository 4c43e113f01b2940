from itertools import pairwise

from sim.app.play.calendar import MONTHS, MONTHS_PER_QUARTER, WEEKS, length, span, weeks_before
from sim.rules.blame import WEEKS_PER_REVIEW


def test_months_follow_each_other_without_a_gap_and_fill_two_years() -> None:
    spans = [span(month) for month in range(MONTHS)]
    assert spans[0].start == 0
    assert all(one.stop == two.start for one, two in pairwise(spans))
    assert spans[-1].stop == WEEKS == 104


def test_a_month_is_as_long_as_its_span() -> None:
    assert all(length(month) == span(month).stop - span(month).start for month in range(MONTHS))


def test_quarters_end_with_the_quarterly_review() -> None:
    ends = [weeks_before(month) for month in range(MONTHS_PER_QUARTER, MONTHS + 1, MONTHS_PER_QUARTER)]
    assert ends == list(range(WEEKS_PER_REVIEW, WEEKS + 1, WEEKS_PER_REVIEW))
