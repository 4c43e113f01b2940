import numpy as np

from sim.results.trailing import trailing


def test_a_running_mean_never_looks_ahead() -> None:
    values = np.array([[0.0, 0.0, 0.0, 0.0, 8.0, 8.0, 8.0, 8.0]])
    assert trailing(values).tolist() == [[0, 0, 0, 0, 2, 4, 6, 8]]


def test_a_running_mean_skips_weeks_without_a_value() -> None:
    values = np.array([[2.0, np.nan, 4.0, np.nan, np.nan, np.nan, np.nan]])
    found = trailing(values)[0]
    assert found[:4].tolist() == [2, 2, 3, 3]
    assert np.isnan(found[6])
