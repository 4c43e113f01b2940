"""The absent are first not noticed, then not taken seriously (K4)."""

from sim.results.onset import onset
from sim.statistics import of_median
from tests.patterns.ensemble import Floats, ensemble, rises


def half_lost(measure: str) -> Floats:
    """Week by which half of what sales had is lost: (replicate,); NaN where it never is."""
    return onset(ensemble("alibi", "weeks=156").of(measure), lost=0.5)


def test_visibility_halves_before_esteem_does() -> None:
    assert rises(of_median(half_lost("esteem") - half_lost("visibility")))
