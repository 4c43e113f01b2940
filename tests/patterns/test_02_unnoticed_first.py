"""The absent are first not noticed, then not taken seriously (K4)."""

import numpy as np

from tests.patterns.ensemble import Floats, ensemble, interval, rises


def half_life(series: Floats) -> Floats:
    """First week below half of the start: (replicate,); NaN where it never is."""
    low = series < 0.5 * series[:, :1]
    return np.where(low.any(axis=1), low.argmax(axis=1).astype(float), np.nan)


def test_visibility_halves_before_esteem_does() -> None:
    run = ensemble("alibi", "weeks=156")
    assert rises(interval(half_life(run.of("esteem")) - half_life(run.of("visibility"))))
