"""Every pair that meets has one tie, and every meeting finds it."""

from collections.abc import Callable

import numpy as np
import pytest

from sim.scenario import layout
from sim.scenario.layout import Layout
from sim.scenario.schema import Structure


@pytest.fixture(scope="module")
def built(company: Callable[..., Structure]) -> Layout:
    return layout.build(company())


def pairs(built: Layout) -> list[tuple[int, int]]:
    """Observer and target of every tie."""
    n_departments = len(built.departments.topic)
    observer = np.repeat(np.arange(len(built.ties.first) - 1) // n_departments, np.diff(built.ties.first))
    return list(zip(observer.tolist(), built.ties.target.tolist(), strict=True))


def test_a_meeting_finds_the_tie_of_every_pair_of_seats(built: Layout) -> None:
    ties, found = pairs(built), set()
    for m in range(len(built.meetings.every)):
        seats = built.meetings.person[built.meetings.first_seat[m] : built.meetings.first_seat[m + 1]].tolist()
        own = built.meetings.tie[built.meetings.first_pair[m] : built.meetings.first_pair[m + 1]].tolist()
        for number, tie in enumerate(own):
            a, b = divmod(number, len(seats))
            if a == b:
                assert tie == 0
            else:
                assert ties[tie] == (seats[a], seats[b])
                found.add(tie)
    assert found == set(range(len(ties)))


def test_two_people_have_one_tie_however_many_meetings_they_share(built: Layout) -> None:
    assert len(set(pairs(built))) == len(pairs(built))
    assert np.bincount(built.meetings.tie)[1:].max() > 1
