"""Replicates are run once, one at a time, and only the last few are kept."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from sim.app.watch import reels as shelf
from sim.app.watch.reels import Reel, Reels, TooManyAskedError
from tests.app.watch.replicates import scenario

SMALL = scenario("small_firm", "weeks=2")


def test_the_same_is_run_once_however_many_ask_for_it() -> None:
    reels = Reels()
    with ThreadPoolExecutor(4) as visitors:
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


def test_whoever_waits_too_long_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "PATIENCE", 0.01)
    reels = Reels()
    answers: list[Reel | None] = []

    def ask_meanwhile(*_: object) -> Reel:
        with ThreadPoolExecutor(1) as other, pytest.raises(TooManyAskedError):
            other.submit(reels.of, SMALL, 2).result()
        answers.append(None)
        raise RuntimeError

    monkeypatch.setattr(reels, "_run", ask_meanwhile)
    with pytest.raises(RuntimeError):
        reels.of(SMALL, 1)
    assert answers == [None]
    monkeypatch.undo()
    # A run that failed keeps nobody else from theirs.
    assert reels.of(SMALL, 2).frames
