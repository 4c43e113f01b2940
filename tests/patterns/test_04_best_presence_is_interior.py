"""Presence pays, full presence does not (CSO Insights 2011; Bolander et al. 2015)."""

from sim.statistics import of_median
from tests.patterns.ensemble import Floats, ensemble, overall, rises

NORMS = (-1.0, 0.0, 0.5, 1.0, 2.0, 6.0)


def revenue(norm: float) -> Floats:
    return overall(ensemble("industrial_firm", f"attendance.norm={norm}").firm("revenue"), 52)


def test_revenue_is_highest_strictly_between_no_norm_and_full_presence() -> None:
    best = max(NORMS, key=lambda norm: float(revenue(norm).mean()))
    assert NORMS[0] < best < NORMS[-1]
    assert rises(of_median(revenue(best) - revenue(NORMS[0])))
    assert rises(of_median(revenue(best) - revenue(NORMS[-1])))
