"""Where everybody comes, a low image still costs resources and revenue for quarters, and heals (K8)."""

import pytest

from sim.statistics import Interval, of_median
from tests.patterns.ensemble import Ensemble, Floats, ensemble, falls

LOW, USUAL = 0.2, 0.65


def start(image: float, *overrides: str) -> Ensemble:
    return ensemble("industrial_firm", "attendance.norm=6", f"departments.sales.image={image}", *overrides)


def lost(measure: str, quarter: int, *overrides: str) -> Floats:
    """What the low start changes in a quarter, 1 to 8: (replicate,)."""

    def level(run: Ensemble) -> Floats:
        series = run.firm(measure) if measure == "revenue" else run.of(measure)
        mean: Floats = series[:, 13 * (quarter - 1) : 13 * quarter].mean(axis=1)
        return mean

    return level(start(LOW, *overrides)) - level(start(USUAL, *overrides))


def cost(measure: str, quarter: int) -> Interval:
    """What the low start changes in the median run."""
    return of_median(lost(measure, quarter))


@pytest.mark.parametrize("quarter", [2, 3])
def test_a_low_image_costs_resources_and_revenue_though_everybody_comes(quarter: int) -> None:
    assert falls(cost("resources", quarter))
    assert falls(cost("revenue", quarter))


def test_the_image_heals_where_everybody_comes() -> None:
    assert cost("image", 8).low > 0.5 * cost("image", 2).high


def test_it_costs_less_where_nobody_falls_silent_for_who_has_standing() -> None:
    assert falls(of_median(lost("revenue", 2) - lost("revenue", 2, "voice.deference=0")))
