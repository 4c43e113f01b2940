from itertools import pairwise, permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.experiments.calibrate.observed import same_occasion_missed, spread_over_people


def test_persistence_of_a_worked_example() -> None:
    series = np.array([0, 0, 0, 0, 1, 1])
    absent = np.array([True, True, False, False, True, False])
    again, shuffled = same_occasion_missed(series, absent)
    # Of three absences with a next time one is followed by another. Shuffled: series of four with two absences has
    # 2 * 1 / 4 pairs of absences and 2 * 3 / 4 with a next time; that of two has none and 1 / 2.
    assert again == pytest.approx(1 / 3)
    assert shuffled == pytest.approx(0.5 / 2.0)


@given(st.lists(st.booleans(), min_size=2, max_size=7))
def test_the_shuffle_is_the_mean_over_all_orders(absent: list[bool]) -> None:
    orders = list(permutations(absent))
    before = sum(sum(each[:-1]) for each in orders)
    again = sum(sum(a and b for a, b in pairwise(each)) for each in orders)
    _, shuffled = same_occasion_missed(np.zeros(len(absent), dtype=np.int64), np.array(absent))
    if shuffled == shuffled:
        assert shuffled == pytest.approx(again / before)


def test_nothing_persists_where_nobody_is_absent() -> None:
    assert np.isnan(same_occasion_missed(np.zeros(5, dtype=np.int64), np.zeros(5, dtype=bool))).all()


def test_people_who_differ_by_chance_alone_have_no_spread() -> None:
    chance = np.random.default_rng(1)
    person = np.repeat(np.arange(400), 40)
    alike = spread_over_people(person, chance.random(person.size) < 0.1)
    apart = spread_over_people(person, chance.random(person.size) < np.repeat(chance.beta(1, 9, 400), 40))
    assert abs(alike) < 0.02
    assert apart == pytest.approx(0.09, abs=0.015)  # the standard deviation of beta(1, 9)
