"""Lanes do to several numbers what is done to one, to the last bit."""

from collections.abc import Callable
from typing import Any

import numba
import numpy as np
import pytest
from numpy.typing import NDArray

from sim.chance import Stream, draw
from sim.kernel import lanes
from sim.kernel.compiled import register_rules
from sim.kernel.lanes import add_up, both, load, numbered, put, spread, store, take
from sim.rules import stereotype
from sim.rules.stereotype import Stereotype
from sim.scenario.cells import LANES

Floats = NDArray[np.float64]
register_rules()
njit: Any = numba.njit
choose: Any = lanes.choose


@pytest.fixture
def numbers() -> Floats:
    return np.random.default_rng(1).random(4 * LANES) - 0.5


def of_lanes(work: Callable[..., Any], *arrays: Any) -> Floats:
    """What compiled `work` gives of arrays, loaded into lanes."""
    compiled = njit(work)

    @njit  # type: ignore[untyped-decorator]
    def run(one: Any, other: Any, out: Any) -> None:
        store(out, 0, compiled(load(one, 0), load(other, 0)))

    out = np.zeros(LANES)
    run(*arrays, out)
    return out


WORKS: dict[str, Callable[[Any, Any], Any]] = {
    "sum": lambda a, b: a + b,
    "difference": lambda a, b: 1.5 - (a - b),
    "product": lambda a, b: a * b * 3,
    "quotient": lambda a, b: a / b,
    "smaller": lambda a, b: min(0.25, min(a, b) + 0.5),
    "larger": lambda a, b: max(0.0, max(b, a) - 0.25),
}


@pytest.mark.parametrize("work", WORKS)
def test_arithmetic_is_that_of_single_numbers(work: str, numbers: Floats) -> None:
    one, other = numbers[:LANES], numbers[LANES : 2 * LANES]
    wanted = [WORKS[work](a, b) for a, b in zip(one.tolist(), other.tolist(), strict=True)]
    assert of_lanes(WORKS[work], one, other).tolist() == wanted


def test_a_rule_takes_lanes_for_numbers(numbers: Floats) -> None:
    rules = Stereotype(0.7)
    regard, change = numbers[:LANES] + 0.5, numbers[LANES : 2 * LANES]
    wanted = [stereotype.generalise(rules, a, b) for a, b in zip(regard.tolist(), change.tolist(), strict=True)]
    generalise = stereotype.generalise
    assert of_lanes(lambda a, b: generalise(rules, a, b), regard, change).tolist() == wanted


def test_luck_of_lanes_is_that_of_single_draws() -> None:
    @njit  # type: ignore[untyped-decorator]
    def drawn(stream: Any, out: Any) -> None:
        one, two, three, four = draw(stream, spread(9), spread(4), numbered(2**32 - 20), spread(11))
        store(out, 0, one)
        store(out, LANES, two)
        store(out, 2 * LANES, three)
        store(out, 3 * LANES, four)

    out = np.zeros(4 * LANES)
    stream = Stream(2**32 - 1, 7)
    drawn(stream, out)
    wanted = [draw(stream, 9, 4, 2**32 - 20 + lane, 11) for lane in range(LANES)]
    assert out.reshape(4, LANES).T.tolist() == [list(each) for each in wanted]


def test_choices_are_made_lane_by_lane(numbers: Floats) -> None:
    one, other = numbers[:LANES], numbers[LANES : 2 * LANES]
    got = of_lanes(lambda a, b: choose(both(a > 0.0, numbered(0) != 3), a, b), one, other)
    assert got.tolist() == [a if a > 0 and n != 3 else b for n, (a, b) in enumerate(zip(one, other, strict=True))]


def test_lanes_are_added_up_from_the_first_to_the_last(numbers: Floats) -> None:
    added = njit(lambda start, array: add_up(start, load(array, 0)))
    values = numbers * 10.0 ** np.arange(len(numbers))
    total = 0.1
    for value in values[:LANES].tolist():
        total += value
    assert added(0.1, values) == total


def test_numbers_are_put_where_they_were_taken_from() -> None:
    @njit  # type: ignore[untyped-decorator]
    def doubled(array: Any, places: Any) -> None:
        where = (3, 1)
        put(array, places, 2, where, take(array, places, 2, where) * 2.0)

    array, places = np.arange(100.0), np.arange(20, dtype=np.uint32)[::-1].copy()
    doubled(array, places)
    changed = {3 * place + 1 for place in places[2 : 2 + LANES].tolist()}
    assert array.tolist() == [2.0 * n if n in changed else n for n in range(100)]
