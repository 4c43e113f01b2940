"""Replicates are run once, one at a time, and only the last few are kept."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from sim.app.watch.reels import MOST_WAITING, Reel, Reels, TooManyAskedError
from tests.app.watch.replicates import scenario

SMALL = scenario("small_firm", "weeks=2")


def test_the_same_is_run_once_however_many_ask_for_it() -> None:
    reels = Reels()
    with ThreadPoolExecutor(1 + MOST_WAITING) as visitors:
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


def test_who_finds_enough_others_waiting_is_sent_away_and_holds_up_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    reels = Reels()
    begun, may_end = Event(), Event()

    def slowly(*_: object) -> Reel:
        begun.set()
        assert may_end.wait(60)
        raise RuntimeError

    monkeypatch.setattr(reels, "_run", slowly)
    with ThreadPoolExecutor(2 + MOST_WAITING) as visitors:
        first = [visitors.submit(reels.of, SMALL, seed) for seed in range(1 + MOST_WAITING)]
        assert begun.wait(10)
        until(lambda: reels._queue._value == 0)  # all of them have come
        with pytest.raises(TooManyAskedError):
            reels.of(SMALL, 99)
        may_end.set()
        for each in first:
            with pytest.raises(RuntimeError):
                each.result()
    monkeypatch.undo()
    # Runs that failed keep nobody else from theirs.
    assert reels.of(SMALL, 2).frames
