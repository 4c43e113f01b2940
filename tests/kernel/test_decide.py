"""Deciding without the probability is deciding by it."""

from typing import Any

import numba
import numpy as np
from numpy.typing import NDArray

from sim.kernel import decide
from sim.kernel.compiled import register_rules
from sim.kernel.lanes import LANES, spread
from sim.rules import attendance
from tests.kernel.neighbours import load, store

register_rules()
njit: Any = numba.njit
decides: Any = decide.comes


@njit  # type: ignore[untyped-decorator]
def comes(uniforms: Any, meetings: Any, customers: Any, out: Any) -> None:
    """Lanes after lanes of choices."""
    for at in range(0, uniforms.size, LANES):
        decided = decides(load(uniforms, at), load(meetings, at), load(customers, at))
        store(out, at, decided + spread(0.0))


def wrong(cases: list[tuple[float, float, float]]) -> list[tuple[float, float, float]]:
    """Those of (uniform, meeting, customer) of which the kernel thinks otherwise than the rule."""
    filled = np.array([*cases, *[(0.5, 0.0, 0.0)] * (-len(cases) % LANES)])
    out: NDArray[np.float64] = np.zeros(len(filled))
    comes(*(np.ascontiguousarray(column) for column in filled.T), out)
    wanted = [uniform < attendance.probability(here, there) for uniform, here, there in cases]
    return [case for case, got, want in zip(cases, out.tolist(), wanted, strict=False) if bool(got) != want]


def test_a_choice_close_to_its_probability_is_that_of_the_rule() -> None:
    cases = []
    for difference in np.linspace(-20.0, 20.0, 4001).tolist():
        exact = attendance.probability(difference, 0.0)
        near = (np.nextafter(exact, 0.0), exact, np.nextafter(exact, 1.0), exact - 1e-11, exact + 1e-11)
        cases += [(uniform, difference, 0.0) for uniform in near]
    assert wrong(cases) == []


def test_any_choice_is_that_of_the_rule() -> None:
    luck = np.random.default_rng(1)
    cases = [(u, 30.0 * here, 30.0 * there) for u, here, there in luck.random((20_000, 3)).tolist()]
    assert wrong(cases) == []
