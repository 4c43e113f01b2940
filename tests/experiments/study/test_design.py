from collections import Counter
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from sim.errors import ScenarioError
from sim.experiments.study.design import EXTENSIBLE, METHODS, Design, ParameterSpec, points, size, unit_samples

UNIFORM = ParameterSpec(low=0.0, high=1.0)
WEEKS = ParameterSpec(low=14, high=60, integer=True)
SHARES = ParameterSpec(kind="values", values=(0, 0.5, 1))


def test_a_grid_is_every_combination_of_levels_with_both_ends_and_the_last_parameter_changes_fastest() -> None:
    found = points(Design("grid", 3, 1), {"a": UNIFORM, "b": ParameterSpec(low=-2, high=2)})
    assert [tuple(each.values()) for each in found] == [
        (0, -2), (0, 0), (0, 2), (0.5, -2), (0.5, 0), (0.5, 2), (1, -2), (1, 0), (1, 2)
    ]  # fmt: skip


def test_a_grid_takes_all_listed_values_and_no_whole_number_twice() -> None:
    few = ParameterSpec(low=1, high=3, integer=True)
    found = points(Design("grid", 9, 1), {"few": few, "share": SHARES})
    assert Counter(each["few"] for each in found) == {1: 3, 2: 3, 3: 3}
    assert Counter(each["share"] for each in found) == {0: 3, 0.5: 3, 1: 3}


def test_a_grid_of_one_level_is_the_middle() -> None:
    assert points(Design("grid", 1, 1), {"a": UNIFORM}) == [{"a": 0.5}]


@pytest.mark.parametrize("method", METHODS)
def test_every_design_has_the_stated_number_of_rows_inside_the_cube_and_repeats_itself(method: str) -> None:
    design = Design(method, 4, 0)
    rows = unit_samples(design, 3)
    assert rows.shape == (size(design, {"a": UNIFORM, "b": UNIFORM, "c": UNIFORM}), 3)
    assert rows.min() >= 0
    assert rows.max() <= 1
    assert np.array_equal(rows, unit_samples(design, 3))


@pytest.mark.parametrize("method", ["latin_hypercube", "sobol", "saltelli", "morris"])
def test_another_seed_gives_other_points_and_seed_0_is_a_seed(method: str) -> None:
    designs = [unit_samples(Design(method, 8, seed), 3) for seed in (0, 1, 2)]
    assert not any(np.array_equal(designs[a], designs[b]) for a, b in ((0, 1), (0, 2), (1, 2)))


@pytest.mark.parametrize("method", EXTENSIBLE)
@pytest.mark.parametrize("longer", [9, 16, 23])
def test_a_longer_design_begins_with_the_shorter_one(method: str, longer: int) -> None:
    short = unit_samples(Design(method, 7, 3), 3)
    assert np.array_equal(unit_samples(Design(method, longer, 3), 3)[: len(short)], short)


def test_a_latin_hypercube_meets_every_share_of_every_parameter_once() -> None:
    rows = unit_samples(Design("latin_hypercube", 20, 1), 3)
    assert all(sorted((20 * column).astype(int).tolist()) == list(range(20)) for column in rows.T)


def test_saltelli_rows_change_one_parameter_at_a_time_between_two_independent_samples() -> None:
    first = unit_samples(Design("saltelli", 1, 1), 3)
    a, b = first[0], first[-1]
    for at in range(3):
        assert np.array_equal(np.flatnonzero(first[1 + at] != a), [at])
        assert first[1 + at][at] == b[at]
        assert np.array_equal(np.flatnonzero(first[4 + at] != b), [at])
        assert first[4 + at][at] == a[at]


def test_morris_trajectories_take_one_step_at_a_time_and_step_once_along_every_parameter() -> None:
    rows = unit_samples(Design("morris", 5, 1), 4).reshape(5, 5, 4)
    steps = np.diff(rows, axis=1)
    assert ((steps != 0).sum(axis=2) == 1).all()
    assert ((steps != 0).sum(axis=1) == 1).all()


def test_whole_numbers_are_equally_likely() -> None:
    found = points(Design("sobol", 1024, 1), {"week": ParameterSpec(low=1, high=4, integer=True), "a": UNIFORM})
    counts = Counter(each["week"] for each in found)
    assert set(counts) == {1, 2, 3, 4}
    assert max(counts.values()) - min(counts.values()) <= 2
    assert all(type(each["week"]) is int and type(each["a"]) is float for each in found)


def test_listed_values_are_equally_likely_and_kept_as_written() -> None:
    spec = ParameterSpec(kind="values", values=(True, "staff", 2))
    counts = Counter(each["a"] for each in points(Design("latin_hypercube", 30, 1), {"a": spec}))
    assert counts == {True: 10, "staff": 10, 2: 10}


@pytest.mark.parametrize(
    ("spec", "law"),
    [
        (ParameterSpec(low=2, high=5), stats.uniform(2, 3)),
        (ParameterSpec(kind="log_uniform", low=0.01, high=10), stats.loguniform(0.01, 10)),
        (ParameterSpec(kind="triangular", low=0, high=4, mode=1), stats.triang(0.25, 0, 4)),
        (ParameterSpec(kind="triangular", low=0, high=4, mode=0), stats.triang(0, 0, 4)),
        (ParameterSpec(kind="normal", mean=1, sd=2), stats.norm(1, 2)),
        (ParameterSpec(kind="normal", low=0, high=3, mean=1, sd=2), stats.truncnorm(-0.5, 1, 1, 2)),
    ],
)
def test_parameters_follow_their_distribution(spec: ParameterSpec, law: Any) -> None:
    found = np.array([each["a"] for each in points(Design("sobol", 512, 1), {"a": spec})])
    # The distance of an even sequence is far below the 0.07 of chance.
    assert stats.kstest(found, law.cdf).statistic < 0.01
    assert found.min() >= spec.low
    assert found.max() <= spec.high


def test_a_normal_distribution_without_ends_is_refused_where_the_design_includes_the_ends() -> None:
    spec = ParameterSpec(kind="normal", mean=0, sd=1)
    for method in ("grid", "morris"):
        with pytest.raises(ScenarioError, match=r"^parameters\.a: must have low and high"):
            points(Design(method, 3, 1), {"a": spec, "b": UNIFORM})


@pytest.mark.parametrize("design", [Design("grid", 4, 1), Design("morris", 20, 1)])
def test_levels_are_written_as_a_person_writes_them(design: Design) -> None:
    ranges = {"a": ParameterSpec(low=0, high=0.9), "b": ParameterSpec(low=-0.3, high=0.6)}
    found = points(design, ranges)
    assert {each["a"] for each in found} == {0.0, 0.3, 0.6, 0.9}
    assert {each["b"] for each in found} == {-0.3, 0.0, 0.3, 0.6}
    thirds = points(design, {"a": ParameterSpec(low=0, high=0.1), "b": UNIFORM})
    assert {each["a"] for each in thirds} == {0.0, 0.0333333333333, 0.0666666666667, 0.1}


@given(st.floats(-1e6, 1e6), st.floats(1e-6, 1e6), st.integers(2, 12))
def test_rounded_levels_keep_the_ends_and_their_order(low: float, span: float, levels: int) -> None:
    found = [each["a"] for each in points(Design("grid", levels, 1), {"a": ParameterSpec(low=low, high=low + span)})]
    assert (found[0], found[-1]) == (low, low + span)
    assert found == sorted(found, key=float)


@given(
    low=st.integers(-1000, 1000), span=st.integers(1, 10**6), design=st.builds(
        Design, st.sampled_from(METHODS), st.integers(1, 5), st.integers(0, 2**32 - 1)
    ),
    kind=st.sampled_from(["uniform", "triangular", "normal"]), integer=st.booleans(),
)  # fmt: skip
def test_no_value_lies_beyond_its_bounds(low: int, span: int, design: Design, kind: str, integer: bool) -> None:
    spec = ParameterSpec(kind, low, low + span, low + span / 3, low, 2 * span, integer=integer)
    found = [each["a"] for each in points(design, {"a": spec, "b": SHARES})]
    assert all(low <= each <= low + span for each in found if isinstance(each, (int, float)))
    assert len(found) > 0
