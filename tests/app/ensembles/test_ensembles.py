"""Ensembles for many at once: the same numbers as a run, each computed once, the first look before the rest."""

import threading
import time
from collections.abc import Iterator
from concurrent.futures import CancelledError

import numpy as np
import pytest

import sim
from sim.app.ensembles import Ensemble, Ensembles
from sim.app.ensembles.cost import FIRST, affordable
from sim.app.ensembles.ensemble import Floats
from sim.app.ensembles.ensembles import kernel
from sim.app.ensembles.growth import Batch, Job
from sim.app.turns.asking import answering
from sim.errors import ScenarioError
from sim.scenario.layout import build as build_layout
from sim.scenario.mechanisms import PARAMETERS
from sim.scenario.output import WEEKLY, Output
from sim.scenario.schema import Structure
from sim.scenario.timeline import build as build_timeline
from sim.statistics import UNIT, paired
from tests.app.ensembles.companies import alibi

NORM = PARAMETERS["attendance.norm"].column


class Slow:
    """The kernel, which notes what it is asked for and may be held up."""

    def __init__(self) -> None:
        self.asked: list[tuple[float, int, int]] = []
        self.gate = threading.Event()
        self.gate.set()

    def __call__(self, job: Job, batch: Batch, trace: bool) -> list[Output]:
        self.gate.wait(20)
        self.asked.append((float(job.timeline.person[0, 0, NORM]), *batch))
        return kernel(job, batch, trace)

    def replicates(self) -> int:
        return sum(count for _, _, count in self.asked)


@pytest.fixture
def slow() -> Slow:
    return Slow()


@pytest.fixture
def ensembles(slow: Slow) -> Iterator[Ensembles]:
    found = Ensembles(threads=2, engine=slow)
    yield found
    slow.gate.set()
    found.close()


def in_thread(asked: list[Ensemble], ensembles: Ensembles, norm: float, replicates: int) -> threading.Thread:
    def ask() -> None:
        asked.append(ensembles.ask(alibi(attendance__norm=norm), replicates))

    thread = threading.Thread(target=ask)
    thread.start()
    return thread


def until(ensembles: Ensembles, count: int) -> None:
    """Wait until so many wait for something."""
    ends = time.monotonic() + 10
    while sum(len(each.waiting) for each in ensembles._shelf) < count:
        assert time.monotonic() < ends
        time.sleep(0.002)


def test_an_ensemble_has_the_numbers_of_a_run(ensembles: Ensembles) -> None:
    scenario = alibi()
    found = ensembles.ask(scenario, 11)
    table = sim.run(scenario, replicates=11, threads=1).weekly
    image = table[table["department"] == "sales"].pivot(index="replicate", columns="week", values="image").to_numpy()
    assert found.n == 11
    np.testing.assert_allclose(found.series("image", "sales"), image, rtol=1e-6)


def test_statistics_of_pairs_do_not_suffer_from_what_is_rounded(ensembles: Ensembles) -> None:
    one, two = alibi(), alibi(attendance__norm=1.0)
    asked = [ensembles.ask(each, 16).mean("image", "sales", slice(6, 12)) for each in (one, two)]
    kept = paired(asked[0], asked[1], UNIT)
    exact = paired(means_of_image(one, 16), means_of_image(two, 16), UNIT)
    assert kept.difference == pytest.approx(exact.difference, abs=1e-7)
    assert (kept.low, kept.high) == pytest.approx((exact.low, exact.high), abs=1e-6)


def means_of_image(scenario: Structure, replicates: int) -> Floats:
    job = Job(scenario, build_layout(scenario), build_timeline(scenario), 1)
    outputs = kernel(job, Batch(0, replicates), False)
    return np.array([each.weekly[6:12, 0, WEEKLY.index("image")].mean() for each in outputs])


def test_a_refinement_computes_only_the_rest(ensembles: Ensembles, slow: Slow) -> None:
    first = ensembles.ask(alibi(), 8)
    more = ensembles.ask(alibi(), 30)
    assert slow.replicates() == 30
    np.testing.assert_array_equal(first.weekly, more.weekly[:8])


def test_what_is_there_is_not_computed_again(ensembles: Ensembles, slow: Slow) -> None:
    assert ensembles.ask(alibi(), 12) is ensembles.ask(alibi(), 12)
    assert ensembles.ask(alibi(), 5).n == 5
    assert slow.replicates() == 12


def test_the_same_scenario_asked_for_at_once_is_computed_once(ensembles: Ensembles, slow: Slow) -> None:
    slow.gate.clear()
    asked: list[Ensemble] = []
    threads = [in_thread(asked, ensembles, 0.5, 16) for _ in range(6)]
    until(ensembles, 6)
    slow.gate.set()
    for each in threads:
        each.join()
    assert [each.n for each in asked] == [16] * 6
    assert slow.replicates() == 16


def test_a_first_look_goes_before_a_refinement() -> None:
    slow = Slow()
    ensembles = Ensembles(threads=1, engine=slow)
    slow.gate.clear()
    asked: list[Ensemble] = []
    refined = in_thread(asked, ensembles, 0.25, 120)
    until(ensembles, 1)
    looked = in_thread(asked, ensembles, 0.75, 8)
    until(ensembles, 2)
    slow.gate.set()
    looked.join()
    refined.join()
    norms = [norm for norm, _, _ in slow.asked]
    assert [each.n for each in asked] == [8, 120]
    last_of_the_first_look = len(norms) - norms[::-1].index(0.75)
    assert sum(count for norm, _, count in slow.asked[:last_of_the_first_look] if norm == 0.25) <= FIRST
    ensembles.close()


def test_who_has_used_little_goes_before_who_has_used_much() -> None:
    """However much one visitor asks for, another one's first look is next."""
    slow = Slow()
    ensembles = Ensembles(threads=1, engine=slow)
    ensembles._used.add("greedy", 30.0)
    slow.gate.clear()

    def ask(visitor: str, norm: float) -> None:
        with answering(visitor):
            ensembles.ask(alibi(attendance__norm=norm), 8)

    threads = []
    for count, (visitor, norm) in enumerate([*(("greedy", n / 10) for n in range(1, 6)), ("modest", 0.95)], start=1):
        threads.append(threading.Thread(target=ask, args=(visitor, norm)))
        threads[-1].start()
        until(ensembles, count)
    slow.gate.set()
    for each in threads:
        each.join()
    # The first batch was under way before the modest one asked.
    assert [norm for norm, _, _ in slow.asked][1] == 0.95
    ensembles.close()


def test_long_batches_leave_a_thread_to_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sim.app.ensembles.ensembles.LONG", 0.0)  # all of them are long
    slow = Slow()
    ensembles = Ensembles(threads=2, engine=slow)
    ensembles._used.add("modest", 1.0)  # is there, and has just asked for something
    slow.gate.clear()

    def ask() -> None:
        with answering("greedy"):
            ensembles.ask(alibi(), 64)

    thread = threading.Thread(target=ask)
    thread.start()
    until(ensembles, 1)
    time.sleep(0.1)
    assert ensembles._n_long == 1
    slow.gate.set()
    thread.join()
    ensembles.close()


def test_whoever_runs_out_of_patience_gets_what_is_there_and_is_told_how_much_was_wanted(ensembles: Ensembles) -> None:
    found = ensembles.ask(alibi(), 4000, patience=0.0)
    assert FIRST <= found.n < 4000
    assert found.wanted > found.n
    assert not found.is_whole


def test_what_nobody_waits_for_any_more_is_not_computed(ensembles: Ensembles, slow: Slow) -> None:
    ensembles.ask(alibi(), 4000, patience=0.0)
    time.sleep(0.1)
    done = slow.replicates()
    time.sleep(0.2)
    assert slow.replicates() == done


def test_only_a_few_may_wait_for_a_full_ensemble(ensembles: Ensembles, slow: Slow) -> None:
    slow.gate.clear()
    asked: list[Ensemble] = []

    def ask(norm: float) -> None:
        asked.append(ensembles.ask(alibi(attendance__norm=norm), 400, patience=3600.0))

    threads = [threading.Thread(target=ask, args=(number / 10,)) for number in range(6)]
    for count, each in enumerate(threads, start=1):
        each.start()
        until(ensembles, count)
    slow.gate.set()
    for each in threads:
        each.join()
    assert sum(each.is_whole for each in asked) == 4
    assert all(each.n >= FIRST for each in asked)


def test_memory_is_bounded_and_the_oldest_goes_first(slow: Slow) -> None:
    ensembles = Ensembles(threads=2, megabytes=0.35, engine=slow)
    sizes = []
    for norm in (0.0, 1.0, 2.0, 3.0):
        ensembles.ask(alibi(attendance__norm=norm), 40)
        sizes.append(ensembles.n_bytes)
    assert max(sizes) <= 0.35e6
    before = slow.replicates()
    ensembles.ask(alibi(attendance__norm=3.0), 40)
    assert slow.replicates() == before
    ensembles.ask(alibi(attendance__norm=0.0), 40)
    assert slow.replicates() == before + 40
    ensembles.close()


def test_a_large_company_gets_fewer_replicates_and_says_so() -> None:
    from sim.scenario.variants import Variants
    from tests.app.ensembles.companies import SCENARIOS

    found = affordable(Variants.of(SCENARIOS / "large_firm.yaml").base)
    assert FIRST <= found < 200


def test_a_company_too_large_to_wait_for_is_refused_before_it_is_built(ensembles: Ensembles) -> None:
    scenario = alibi(departments__production__staff=900_000, weeks=5200)
    began = time.monotonic()
    with pytest.raises(ScenarioError, match=r"weeks: must be few enough .*, got 5200 weeks of 900,0"):
        ensembles.ask(scenario, 8)
    assert time.monotonic() - began < 0.5


def test_a_failure_reaches_whoever_waits_and_is_tried_again() -> None:
    calls = []

    def broken(job: Job, batch: Batch, trace: bool) -> list[Output]:
        calls.append(batch.first)
        if len(calls) == 1:
            raise MemoryError("no room")
        return kernel(job, batch, trace)

    ensembles = Ensembles(threads=1, engine=broken)
    with pytest.raises(MemoryError, match="no room"):
        ensembles.ask(alibi(), 8)
    assert ensembles.ask(alibi(), 8).n == 8
    ensembles.close()


def test_bands_are_those_of_the_report(ensembles: Ensembles) -> None:
    from sim.report.bands import fan

    found = ensembles.ask(alibi(), 20)
    np.testing.assert_array_equal(found.bands("image", "sales"), fan(found.series("image", "sales")))
    assert found.bands("image", "sales") is found.bands("image", "sales")
    assert found.bands("revenue").median.shape == (12,)


def test_whoever_waits_when_it_is_closed_is_told(slow: Slow) -> None:
    ensembles = Ensembles(threads=1, engine=slow)
    told: list[str] = []
    slow.gate.clear()

    def ask() -> None:
        try:
            ensembles.ask(alibi(), 4000)
        except CancelledError as error:
            told.append(str(error))

    thread = threading.Thread(target=ask)
    thread.start()
    until(ensembles, 1)
    threading.Timer(0.05, slow.gate.set).start()
    ensembles.close()
    thread.join(10)
    assert told == ["the server is being stopped"]


def at_rest(slow: Slow, most: int) -> int:
    """Replicates that were asked for when nothing more came, or `most` were reached."""
    for _ in range(400):
        before = slow.replicates()
        time.sleep(0.05)
        if slow.replicates() in {before, most}:
            break
    return slow.replicates()


def test_the_rest_of_a_first_look_is_computed_ahead_and_only_once(
    slow: Slow, ensembles: Ensembles, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sim.app.ensembles.ensembles.AHEAD_SECONDS", 60.0)
    first = ensembles.ask(alibi(attendance__norm=0.25), 8, then=40)
    assert first.n == 8
    assert at_rest(slow, 40) == 40
    assert ensembles.ask(alibi(attendance__norm=0.25), 40).n == 40
    assert slow.replicates() == 40


def test_nothing_is_computed_ahead_for_what_has_been_left(
    slow: Slow, ensembles: Ensembles, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sim.app.ensembles.ensembles.AHEAD_SECONDS", -1.0)
    ensembles.ask(alibi(attendance__norm=0.25), 8, then=40)
    assert at_rest(slow, 40) == 8


def test_whoever_waits_goes_before_what_is_computed_ahead(
    slow: Slow, ensembles: Ensembles, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sim.app.ensembles.ensembles.AHEAD_SECONDS", 60.0)
    ensembles.ask(alibi(attendance__norm=0.25), 8, then=2000)
    ensembles.ask(alibi(attendance__norm=0.5), 40)
    norms = [norm for norm, _, _ in slow.asked]
    last = len(norms) - norms[::-1].index(0.5)
    began = norms.index(0.5)
    # Two threads: a batch that had begun before may end in between.
    assert norms[began:last].count(0.25) <= 2
