from collections.abc import Sequence
from threading import Event

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.experiments.outcomes import Outcome
from sim.experiments.study.identity import makers
from sim.experiments.study.work import CalledOffError, Layouts, Task, Work, compute, failed, split
from sim.scenario.layout import build as build_layout
from sim.scenario.variants import Variants

COUNTS = st.lists(st.integers(1, 50), max_size=20)


def runs(tasks: Sequence[Task]) -> list[tuple[int, int]]:
    return [(each.key, each.first + number) for each in tasks for number in range(each.replicates)]


@given(COUNTS, st.integers(1, 60))
def test_chunks_hold_every_run_once_in_order(counts: list[int], size: int) -> None:
    tasks = [Task(key, {}, 3, count) for key, count in enumerate(counts)]
    chunks = list(split(tasks, size))
    assert runs([each for chunk in chunks for each in chunk]) == runs(tasks)
    assert all(len(runs(chunk)) == size for chunk in chunks[:-1])


def work(variants: Variants, outcomes: list[Outcome], *tasks: Task) -> Work:
    return Work(variants, tuple(outcomes), 1, makers(), tasks)


def test_work_that_is_called_off_ends_at_the_next_batch(variants: Variants, outcomes: list[Outcome]) -> None:
    stop = Event()
    stop.set()
    with pytest.raises(CalledOffError):
        compute(work(variants, outcomes, Task(1, {}, 0, 5)), stop)


def test_lost_work_leaves_a_row_for_every_run(variants: Variants, outcomes: list[Outcome]) -> None:
    lost = failed(work(variants, outcomes, Task(1, {}, 2, 3), Task(2, {}, 0, 1)), RuntimeError("worker\nis gone"))
    assert lost["key"].to_pylist() == [1, 1, 1, 2]
    assert lost["replicate"].to_pylist() == [2, 3, 4, 0]
    assert set(lost["error"].to_pylist()) == {"RuntimeError: worker is gone"}


def test_the_same_work_has_the_same_name_and_other_work_another(variants: Variants, outcomes: list[Outcome]) -> None:
    one, same, other = (work(variants, outcomes, Task(1, {}, 0, count)) for count in (2, 2, 3))
    assert one.name == same.name != other.name


def test_a_layout_is_kept_as_long_as_people_meetings_and_customers_stay(variants: Variants) -> None:
    layouts = Layouts()
    first = layouts.of(variants.base)
    assert layouts.of(variants.scenario({"gossip.inhibit": 0.1, "interventions.presence.start": 3})) is first
    larger = variants.scenario({"departments.sales.staff": 5})
    assert layouts.of(larger) is not first
    assert layouts.of(larger).people.department.size == build_layout(larger).people.department.size


@pytest.mark.parametrize("key", ["initial.goodwill", "meetings.round.every", "portfolio.customers_per_person"])
def test_whatever_a_layout_is_made_of_makes_another(variants: Variants, key: str) -> None:
    layouts = Layouts()
    first = layouts.of(variants.base)
    assert layouts.of(variants.scenario({key: 2 if key.endswith("every") else 1})) is not first
