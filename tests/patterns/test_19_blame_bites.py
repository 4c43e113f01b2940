"""Blame for missed plans drives the blamed to comfortable customers, and tips firms that are on the edge (K1, K2)."""

import numpy as np

from sim.statistics import of_median, of_share
from tests.patterns.ensemble import Flags, Floats, ensemble, falls, last_quarter, overall, rises

# From firms that mostly fall to firms that mostly hold.
NORMS = (0.6, 0.8, 1.0)
NO_BLAME = ("blame.blame=0",)
PRODUCTION_BLAMED = ("departments.sales.blamed=false", "departments.production.blamed=true")
LOW = 0.25


def series(measure: str, *overrides: str) -> Floats:
    """Of all middling firms: (replicate, week)."""
    runs = [ensemble("alibi", f"attendance.norm={norm}", *overrides, replicates=150) for norm in NORMS]
    return np.concatenate([run.firm(measure) if measure == "c_visits" else run.of(measure) for run in runs])


def has_collapsed(*overrides: str) -> Flags:
    low: Flags = last_quarter(series("image", *overrides)) < LOW
    return low


def week_of_collapse(*overrides: str) -> Floats:
    """First week with an image that low, or the last of the run."""
    image = series("image", *overrides) < LOW
    week: Floats = np.where(image.any(axis=1), image.argmax(axis=1), image.shape[1])
    return week


def change(measure: str, *overrides: str) -> Floats:
    """What blame as usual changes, against another blame, on the mean of two years: (replicate,)."""
    return overall(series(measure)) - overall(series(measure, *overrides))


def test_without_blame_fewer_firms_collapse() -> None:
    with_blame, without = has_collapsed(), has_collapsed(*NO_BLAME)
    parted = with_blame != without
    assert of_share(int((with_blame & parted).sum()), int(parted.sum())).low > 0.5


def test_without_blame_those_that_collapse_do_so_later() -> None:
    both = has_collapsed() & has_collapsed(*NO_BLAME)
    assert rises(of_median((week_of_collapse(*NO_BLAME) - week_of_collapse())[both]))


def test_blame_lowers_ease_and_drives_to_comfortable_customers() -> None:
    assert falls(of_median(change("ease", *NO_BLAME)))
    assert rises(of_median(change("c_visits", *NO_BLAME)))


def test_to_blame_production_does_not_do_the_same_to_sales() -> None:
    assert falls(of_median(change("image", *PRODUCTION_BLAMED)))
    assert falls(of_median(change("ease", *PRODUCTION_BLAMED)))
    spared = series("ease", *PRODUCTION_BLAMED) - series("ease", *NO_BLAME)
    assert abs(of_median(overall(spared)).mean) < 0.1 * abs(of_median(change("ease", *NO_BLAME)).mean)
