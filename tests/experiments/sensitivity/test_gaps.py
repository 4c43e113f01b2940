import numpy as np

from sim.experiments.outcomes import parse
from sim.experiments.sensitivity.gaps import close

VALUES = np.array([[3.0, np.nan], [np.nan, 7.0]])
WEEKS = np.array([30.0, 52.0])


def test_a_week_that_never_comes_is_counted_as_the_last_week_of_its_run() -> None:
    closed = close(parse("time to collapse"), VALUES, WEEKS)
    assert closed.values.tolist() == [[3, 30], [52, 7]]
    assert (closed.censored, closed.missing) == (2, 0)


def test_other_gaps_stay_and_are_counted() -> None:
    closed = close(parse("c_visits in the last quarter"), VALUES, WEEKS)
    assert np.isnan(closed.values).sum() == 2
    assert (closed.censored, closed.missing) == (0, 2)
