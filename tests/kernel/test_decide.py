"""Deciding without the probability is deciding by it."""

from typing import Any

import numba
import numpy as np

from sim.kernel import decide
from sim.kernel.compiled import register_rules
from sim.rules import attendance

register_rules()
njit: Any = numba.njit
decides: Any = decide.comes
comes = njit(lambda uniform, meeting, customer: bool(decides(uniform, meeting, customer)))


def test_a_choice_close_to_its_probability_is_that_of_the_rule() -> None:
    for difference in np.linspace(-20.0, 20.0, 4001).tolist():
        exact = attendance.probability(difference, 0.0)
        for uniform in (np.nextafter(exact, 0.0), exact, np.nextafter(exact, 1.0), exact - 1e-11, exact + 1e-11):
            assert comes(uniform, difference, 0.0) == (uniform < exact)


def test_any_choice_is_that_of_the_rule() -> None:
    luck = np.random.default_rng(1)
    for uniform, meeting, customer in luck.random((20_000, 3)).tolist():
        here, there = 30.0 * meeting, 30.0 * customer
        assert comes(uniform, here, there) == (uniform < attendance.probability(here, there))
