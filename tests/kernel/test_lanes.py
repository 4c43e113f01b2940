"""Lanes do to several numbers what is done to one, to the last bit."""

from collections.abc import Callable
from typing import Any, NamedTuple

import numba
import numpy as np
import pytest
from numpy.typing import NDArray

from sim.chance import Stream, draw, pick
from sim.kernel import lanes
from sim.kernel.compiled import register_rules
from sim.kernel.lanes import LANES, anybody, in_lane, numbered, put, spread, take
from sim.kernel.tables import in_lanes
from sim.kernel.world import _floats
from sim.rules import stereotype
from sim.rules.stereotype import Stereotype
from tests.kernel.neighbours import load, store

Floats = NDArray[np.float64]
register_rules()
njit: Any = numba.njit
choose: Any = lanes.choose


class Parts(NamedTuple):
    """Nested arrays as the kernel has them."""

    levels: Any
    counts: Any
    masks: Any
    places: Any


@pytest.fixture
def numbers() -> Floats:
    return np.random.default_rng(1).random(4 * LANES) - 0.5


@pytest.fixture
def parts() -> Parts:
    levels, counts = _floats(2, 5)
    levels[:] = np.arange(5.0 * LANES).reshape(5, LANES)
    return Parts(levels, counts.view(np.int64), np.zeros(5, np.uint8), np.arange(5, dtype=np.uint32))


def of_lanes(work: Callable[..., Any], *arrays: Any) -> Floats:
    """What compiled `work` gives of arrays, loaded into lanes."""
    compiled = njit(work)

    @njit  # type: ignore[untyped-decorator]
    def run(one: Any, other: Any, out: Any) -> None:
        store(out, 0, compiled(load(one, 0), load(other, 0)) + spread(0.0))

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
    "whole part": lambda a, b: int(a * 20.0) + int(b * 20.0),
    "less": lambda a, b: a < b,
    "at most": lambda a, b: a <= b,
    "more": lambda a, b: a > b,
    "at least": lambda a, b: a >= b,
    "equal": lambda a, b: int(a * 4.0) == int(b * 4.0),
    "different": lambda a, b: int(a * 4.0) != int(b * 4.0),
}


@pytest.mark.parametrize("work", WORKS)
def test_arithmetic_is_that_of_single_numbers(work: str, numbers: Floats) -> None:
    one, other = numbers[:LANES], numbers[LANES : 2 * LANES]
    wanted = [WORKS[work](a, b) for a, b in zip(one.tolist(), other.tolist(), strict=True)]
    assert of_lanes(WORKS[work], one, other).tolist() == wanted


def test_masks_are_answers(numbers: Floats) -> None:
    one, other = numbers[:LANES], numbers[LANES : 2 * LANES]
    got = of_lanes(lambda a, b: ((a > 0.0) & (b > 0.0)) | ~(a > -0.2), one, other)
    assert got.tolist() == [(a > 0 and b > 0) or not a > -0.2 for a, b in zip(one, other, strict=True)]


def test_a_rule_takes_lanes_for_numbers(numbers: Floats) -> None:
    rules = Stereotype(0.7, 1.0)
    regard, change = numbers[:LANES] + 0.5, numbers[LANES : 2 * LANES]
    wanted = [stereotype.generalise(rules, a, b) for a, b in zip(regard.tolist(), change.tolist(), strict=True)]
    generalise = stereotype.generalise
    assert of_lanes(lambda a, b: generalise(rules, a, b), regard, change).tolist() == wanted


@pytest.mark.parametrize("first", [0, 3, 2**32 - LANES])
def test_luck_of_lanes_is_that_of_single_draws(first: int) -> None:
    @njit  # type: ignore[untyped-decorator]
    def drawn(first: Any, out: Any) -> None:
        stream = Stream(2**32 - 1, numbered(first))
        uniforms = draw(stream, spread(9), spread(4), spread(2**32 - 20), spread(11))
        for n in range(4):
            store(out, n * LANES, uniforms[n])

    out = np.zeros(4 * LANES)
    drawn(first, out)
    wanted = [draw(Stream(2**32 - 1, first + lane), 9, 4, 2**32 - 20, 11) for lane in range(LANES)]
    assert out.reshape(4, LANES).T.tolist() == [list(each) for each in wanted]


def test_a_pick_is_that_of_single_numbers(numbers: Floats) -> None:
    uniforms = numbers[:LANES] + 0.5
    got = of_lanes(lambda a, b: pick(a, 7) + pick(b, 7), uniforms, uniforms)
    assert got.tolist() == [2 * pick(each, 7) for each in uniforms.tolist()]


def test_choices_are_made_lane_by_lane(numbers: Floats) -> None:
    one, other = numbers[:LANES], numbers[LANES : 2 * LANES]
    got = of_lanes(lambda a, b: choose((a > 0.0) & (numbered(0) != 3), a, b), one, other)
    assert got.tolist() == [a if a > 0 and n != 3 else b for n, (a, b) in enumerate(zip(one, other, strict=True))]


def test_single_numbers_are_chosen_from_as_well() -> None:
    chosen = njit(lambda test: choose(test, 1.5, 2))
    assert (chosen(True), chosen(False)) == (1.5, 2.0)


def test_somebody_is_somebody_in_any_lane() -> None:
    asked = njit(lambda number: anybody(numbered(0) == number))
    assert [asked(number) for number in range(-1, LANES + 1)] == [False, *[True] * LANES, False]


def test_one_lane_is_read_by_its_number() -> None:
    read = njit(lambda lane: in_lane(numbered(5), lane))
    assert [read(lane) for lane in range(LANES)] == list(range(5, 5 + LANES))


def test_the_last_axis_becomes_lanes_and_bytes_become_masks(parts: Parts) -> None:
    @njit  # type: ignore[untyped-decorator]
    def work(given: Any) -> None:
        world = in_lanes(given)
        for n in range(world.places.size):
            world.masks[n] = world.levels[n] > 10.0 * n
            world.counts[world.places[n]] += numbered(0) * n
            world.levels[n] = 0.5

    before = parts.levels.copy()
    work(parts)
    assert (parts.levels == 0.5).all()
    assert parts.counts.tolist() == [[n * lane for lane in range(LANES)] for n in range(5)]
    bits = np.unpackbits(parts.masks[:, np.newaxis], axis=1, bitorder="little")
    assert bits.tolist() == (before > 10.0 * np.arange(5)[:, np.newaxis]).tolist()


def test_every_lane_takes_and_puts_its_own(parts: Parts) -> None:
    @njit  # type: ignore[untyped-decorator]
    def work(given: Any, shared: Any, out: Any) -> None:
        world = in_lanes(given)
        at = world.counts[0]
        store(out, 0, take(shared, at))
        put(world.levels, at, take(world.levels, at) + 100.0)

    at = np.array([0, 4, 1, 1, 3, 2, 0, 4])[:LANES]
    parts.counts[0] = at
    wanted = parts.levels.copy()
    wanted[at, np.arange(LANES)] += 100.0
    out, shared = np.zeros(LANES), np.arange(5) * 2.5
    work(parts, shared, out)
    assert out.tolist() == shared[at].tolist()
    assert parts.levels.tolist() == wanted.tolist()
