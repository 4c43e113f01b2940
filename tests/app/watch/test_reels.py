"""Replicates are run once, one at a time, and only the last few are kept."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from sim.app.limits import WATCHED, WATCHED_EACH
from sim.app.turns.asking import answering
from sim.app.watch.reels import Reel, Reels, TooManyAskedError
from sim.scenario.schema import Structure
from tests.app.watch.replicates import scenario

SMALL = scenario("small_firm", "weeks=2")


def test_the_same_is_run_once_however_many_ask_for_it() -> None:
    reels = Reels()
    with ThreadPoolExecutor(WATCHED_EACH) as visitors:
        found = list(visitors.map(lambda _: reels.of(SMALL, 1), range(8)))
    assert all(each is found[0] for each in found)


def test_another_seed_or_another_parameter_is_another_replicate() -> None:
    reels = Reels()
    first = reels.of(SMALL, 1)
    assert reels.of(SMALL, 2).frames != first.frames
    assert reels.of(scenario("small_firm", "weeks=2", "gossip.rate=0"), 1).frames != first.frames


def test_the_one_that_was_not_asked_for_the_longest_goes_first() -> None:
    reels = Reels(most=2)
    one, two = reels.of(SMALL, 1), reels.of(SMALL, 2)
    assert reels.of(SMALL, 1) is one
    reels.of(SMALL, 3)
    assert reels.of(SMALL, 1) is one
    assert reels.of(SMALL, 2) is not two


def until(holds: Callable[[], bool]) -> None:
    for _ in range(2000):
        if holds():
            return
        time.sleep(0.01)
    raise AssertionError("it never came")


class Slow:
    """Runs that begin when they may, and note for whom."""

    def __init__(self, reels: Reels, monkeypatch: pytest.MonkeyPatch) -> None:
        self.begun, self.may_end = Event(), Event()
        self.seeds: list[int] = []
        monkeypatch.setattr(reels, "_run", self)

    def __call__(self, _key: str, _scenario: Structure, seed: int) -> Reel:
        self.seeds.append(seed)
        self.begun.set()
        assert self.may_end.wait(60)
        return Reel(None, b"")  # type: ignore[arg-type]


def ask(reels: Reels, visitor: str, seed: int) -> Reel:
    with answering(visitor):
        return reels.of(SMALL, seed)


def test_who_has_enough_waiting_is_sent_away_and_others_are_not(monkeypatch: pytest.MonkeyPatch) -> None:
    reels = Reels()
    slow = Slow(reels, monkeypatch)
    with ThreadPoolExecutor(WATCHED) as visitors:
        greedy = [visitors.submit(ask, reels, "greedy", seed) for seed in range(WATCHED_EACH)]
        until(lambda: reels._n_asked == WATCHED_EACH)
        with pytest.raises(TooManyAskedError):
            ask(reels, "greedy", 99)
        others = [visitors.submit(ask, reels, f"other {n}", 100 + n) for n in range(WATCHED - WATCHED_EACH)]
        until(lambda: reels._n_asked == WATCHED)
        with pytest.raises(TooManyAskedError):
            ask(reels, "one more", 98)
        slow.may_end.set()
        assert all(each.result() is not None for each in [*greedy, *others])


def test_nobody_waits_for_all_that_another_one_has_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    reels = Reels()
    slow = Slow(reels, monkeypatch)
    with ThreadPoolExecutor(5) as visitors:
        for n, (visitor, seed) in enumerate([("greedy", 1), ("greedy", 2), ("greedy", 3), ("modest", 4), ("shy", 5)]):
            visitors.submit(ask, reels, visitor, seed)
            until(lambda n=n: reels._n_asked == n + 1)  # type: ignore[misc]
        slow.may_end.set()
    assert slow.seeds[0] == 1
    assert set(slow.seeds[1:3]) <= {2, 4, 5}
    assert slow.seeds.index(4) < slow.seeds.index(3)
    assert slow.seeds.index(5) < slow.seeds.index(3)


def test_runs_that_failed_keep_nobody_else_from_theirs(monkeypatch: pytest.MonkeyPatch) -> None:
    reels = Reels()

    def fail(*_: object) -> Reel:
        raise RuntimeError

    with monkeypatch.context() as broken:
        broken.setattr(reels, "_run", fail)
        for _ in range(2 * WATCHED_EACH):
            with pytest.raises(RuntimeError):
                ask(reels, "one", 1)
    assert ask(reels, "one", 2).frames
