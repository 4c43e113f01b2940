"""What the look back of a game prints: whether its intervals hold, and how often its verdicts are wrong.

The truth is the mean of many runs of each game; look backs draw their runs from these, with replacement, so that it is
exactly known. They look again with more runs until nothing that matters is open, as the page does.
"""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np

from sim.app.ensembles import Ensembles
from sim.app.library import Library
from sim.app.play import recap as looking_back
from sim.app.play import turns as turning
from sim.app.play.calendar import MONTHS, length
from sim.app.play.choice import Choice
from sim.app.play.claims import AGREES, CONTRADICTS, claims, is_settled
from sim.app.play.game import Game
from sim.app.play.recap import Runs, recap
from sim.app.play.stage import Luck, Paths, stage
from sim.app.play.turns import turns

SCENARIOS = Path(__file__).parents[2] / "scenarios"
RUNS = 1_600
LOOK_BACKS = 60
TURNS = 20
SEED = 7
# A game in the middle, one that nearly always was there, one that never was, and one where customers pay for presence.
GAMES = {"half the meetings": ("alibi", "mc"), "nine of ten": ("alibi", "mmmmmmmmmc"), "none": ("alibi", "c"),
         "four of five where customers have a say": ("choices", "mmmmc")}  # fmt: skip


class Told(NamedTuple):
    """What look backs told of each sentence: intervals that hold, verdicts, and those that are wrong."""

    intervals: int
    hold: int
    wrong: int
    verdicts: dict[str, Counter[str]]


class Turned(NamedTuple):
    """What look backs told of quarters: intervals that hold, of all and of the one told; and claims that are wrong."""

    intervals: int
    hold: int
    told: int
    told_hold: int
    most: int
    wrong: int


def rows() -> Iterator[tuple[str, str]]:
    """Sentences of the theory for each game, and the quarter that mattered for one."""
    ensembles, library = Ensembles(), Library.of([SCENARIOS])
    for name, (scenario, pattern) in GAMES.items():
        played = game(scenario, pattern)
        runs = drawn(Luck(ensembles, stage(library.variants(scenario))), RUNS)
        told = judged(runs, played, LOOK_BACKS)
        yield (
            f"{name} ({scenario}): intervals that hold; verdicts that are wrong",
            f"{told.hold / told.intervals:.1%} of {told.intervals}; {told.wrong}",
        )
        for each, counts in told.verdicts.items():
            yield f"    {each}", ", ".join(f"{word} {n / counts.total():.0%}" for word, n in counts.most_common())
    found = turned(drawn(Luck(ensembles, stage(library.variants("alibi"))), RUNS), game("alibi", "mc"), TURNS)
    yield "quarters: intervals that hold", f"{found.hold / found.intervals:.1%} of {found.intervals}"
    yield "    of the quarters told", f"{found.told_hold} of {found.told}"
    yield "    told to matter most, and wrong", f"{found.most}, {found.wrong}"
    ensembles.close()


def game(scenario: str, pattern: str, months: int = MONTHS) -> Game:
    """Game whose weeks repeat a pattern of `m`, the meeting first, and `c`, the customer first."""
    blank = Game(scenario, SEED, tuple(Choice((True,) * length(month)) for month in range(months)))
    return looking_back.with_weeks(blank, [each == "m" for each in pattern])


class _Drawn:
    """Runs that are drawn from a fixed number of them, the same ones for all games of a look back."""

    def __init__(self, runs: Runs, n: int) -> None:
        self._runs, self._n = runs, n
        self._all: dict[Game, Paths] = {}
        self._rng = np.random.default_rng(2)
        self._at = np.arange(n)

    def again(self, most: int) -> None:
        """Draw for another look back."""
        self._at = self._rng.integers(0, self._all_of_any(), most)

    def everything(self) -> None:
        """Every run once."""
        self._at = np.arange(self._all_of_any())

    def __call__(self, played: Game, replicates: int, months: int) -> Paths:
        """Runs of a game."""
        if played not in self._all:
            self._all[played] = self._runs(played, self._n, months)
        return Paths(*(values[self._at[:replicates]] for values in self._all[played]))

    def _all_of_any(self) -> int:
        return min((len(each.image) for each in self._all.values()), default=self._n)


def drawn(runs: Runs, n: int) -> _Drawn:
    """Draw from `n` runs of every game."""
    return _Drawn(runs, n)


def judged(runs: _Drawn, played: Game, look_backs: int, looks: tuple[int, ...] = looking_back.LOOKS) -> Told:
    """Let look backs judge a game, and hold that against the means of all runs."""
    recap(runs, played, 1)  # whatever games there are to be
    runs.everything()
    truth = {each.name: each.difference.difference for each in claims(recap(runs, played, 10**9))}
    verdicts: dict[str, Counter[str]] = {name: Counter() for name in truth}
    hold = wrong = 0
    for _ in range(look_backs):
        runs.again(looks[-1])
        for n, look in enumerate(looks):
            found = recap(runs, played, look)
            if n > 0 and is_settled(found):
                break
        for each in claims(found):
            true = truth[each.name]
            verdicts[each.name][each.verdict] += 1
            hold += each.difference.low - 1e-9 <= true <= each.difference.high + 1e-9
            wrong += (each.verdict == AGREES and true <= 0.0) or (each.verdict == CONTRADICTS and true >= 0.0)
    return Told(len(truth) * look_backs, hold, wrong, verdicts)


def turned(runs: _Drawn, played: Game, look_backs: int, look: int = turning.LOOKS[-1]) -> Turned:
    """Let look backs tell which quarter mattered, and hold that against the means of all runs."""
    turns(runs, played, 1)
    runs.everything()
    truth = [each.change.difference for each in turns(runs, played, 10**9).quarters]
    most = int(np.abs(truth).argmax())
    counts = np.zeros(6, dtype=np.int64)
    for _ in range(look_backs):
        runs.again(look)
        found = turns(runs, played, look)
        holds = [each.change.low <= truth[each.quarter] <= each.change.high for each in found.quarters]
        at = None if found.point is None else found.point.quarter
        counts += [
            len(holds), sum(holds), at is not None, at is not None and holds[at], found.is_alone,
            found.is_alone and at != most,
        ]  # fmt: skip
    return Turned(*counts.tolist())
