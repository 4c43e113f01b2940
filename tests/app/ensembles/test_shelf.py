"""What is kept of ensembles: bounded, the last asked for longest, and added up without looking at each."""

import threading

import numpy as np
import pytest

from sim.app.ensembles.growth import Batch, Growth, Job
from sim.app.ensembles.shelf import Shelf
from sim.scenario.layout import build as build_layout
from sim.scenario.output import COMPANY, WEEKLY, Output
from sim.scenario.timeline import build as build_timeline
from tests.app.ensembles.companies import alibi

SCENARIO = alibi()
JOB = Job(SCENARIO, build_layout(SCENARIO), build_timeline(SCENARIO), 4)


def grown(replicates: int = 1) -> Growth:
    """Ensemble with some replicates of nothing but zeros."""
    growth = Growth(JOB, threading.Lock())
    add(growth, 0, replicates)
    return growth


def add(growth: Growth, first: int, replicates: int) -> None:
    weeks, departments = SCENARIO.weeks, len(SCENARIO.departments)
    nothing = np.zeros((0, 0))
    zeros = Output(
        np.zeros((weeks, departments, len(WEEKLY))), np.zeros((weeks, len(COMPANY))), nothing, nothing, nothing
    )
    with growth.changed:
        growth.add(Batch(first, replicates), [zeros] * replicates)


SIZE = grown().n_bytes


@pytest.fixture
def shelf() -> Shelf:
    """Shelf with room for three replicates."""
    return Shelf(3 * SIZE)


def test_sizes_are_added_up_as_ensembles_grow_and_go(shelf: Shelf) -> None:
    one, other = shelf.put("one", grown()), shelf.put("other", grown(2))
    assert shelf.n_bytes == 3 * SIZE
    add(one, 1, 3)
    shelf.weigh(one)
    assert shelf.n_bytes == one.n_bytes + other.n_bytes == 6 * SIZE
    shelf.drop("one")
    assert shelf.n_bytes == 2 * SIZE
    shelf.drop("one")
    assert shelf.n_bytes == 2 * SIZE


def test_what_grows_after_it_was_dropped_no_longer_counts(shelf: Shelf) -> None:
    gone = shelf.put("gone", grown())
    shelf.drop("gone")
    add(gone, 1, 3)
    shelf.weigh(gone)
    assert shelf.n_bytes == 0


def test_what_was_asked_for_the_longest_ago_goes_first(shelf: Shelf) -> None:
    for name in ("a", "b", "c"):
        shelf.put(name, grown())
    assert shelf.fetch("a") is not None
    shelf.put("d", grown())
    shelf.tidy()
    assert [name for name in "abcd" if name in shelf] == ["a", "c", "d"]
    assert shelf.fetch("b") is None


def test_what_somebody_waits_for_stays_and_so_does_the_last(shelf: Shelf) -> None:
    shelf.put("awaited", grown(4)).waiting.append(8)
    shelf.put("other", grown(1))
    shelf.put("last", grown(4))
    shelf.tidy()
    assert [name for name in ("awaited", "other", "last") if name in shelf] == ["awaited", "last"]
    assert len(list(shelf)) == 2
