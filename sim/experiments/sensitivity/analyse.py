"""From what was measured to what was found, outcome by outcome."""

from collections.abc import Mapping

import numpy as np

from sim.experiments.outcomes import Outcome
from sim.experiments.progress import Progress
from sim.experiments.sensitivity.blocks import Runs
from sim.experiments.sensitivity.estimates import Floats
from sim.experiments.sensitivity.finding import CONSTANT, FINE, GAPS, LUCK, Finding
from sim.experiments.sensitivity.gaps import Closed, close
from sim.experiments.sensitivity.morris import Morris, morris
from sim.experiments.sensitivity.pawn import Pawn, pawn
from sim.experiments.sensitivity.plan import ROWS, SALTELLI, TRAJECTORIES, Wanted
from sim.experiments.sensitivity.sobol import Sobol, sobol
from sim.experiments.study.sections.sensitivity import FEWEST_SAMPLES

STAGE = "analysing"
# PAWN takes a hundred times as long as the others, and its intervals need be no finer.
PAWN_TAKES = 4
FEWEST_OF_PAWN = 20
PARTS = (16, 8, 4, 2)
STREAMS = {"sobol": 1, "morris": 2, "pawn": 3}


def findings(asked: Wanted, runs: Mapping[str, Runs], tell: Progress) -> dict[str, Finding]:
    """What was found about every outcome that was asked for."""
    places = {name: at for at, name in enumerate(asked.study.outcomes)}
    found = {}
    for number, name in enumerate(asked.outcomes):
        tell(STAGE, number, len(asked.outcomes))
        found[name] = _finding(asked, runs, name, places[name])
    tell(STAGE, len(asked.outcomes), len(asked.outcomes))
    return found


def _finding(asked: Wanted, runs: Mapping[str, Runs], name: str, place: int) -> Finding:
    outcome = asked.study.outcomes[name]
    closed = {kind: _closed(outcome, each, place) for kind, each in runs.items()}
    numbers = np.concatenate([each.values.reshape(-1) for each in closed.values()])
    missing = sum(each.missing for each in closed.values())
    censored = sum(each.censored for each in closed.values())
    found = Finding(name, outcome, GAPS, numbers.size, asked.study.replicates, censored, missing)
    if missing:
        return found
    found = found._replace(state=CONSTANT, lowest=float(numbers.min()), highest=float(numbers.max()))
    if found.lowest == found.highest:
        return found
    return _analysed(found._replace(state=FINE), _Analysis(asked, runs, closed, place))


class _Analysis:
    """The methods over the same runs, each with its own stream of chance."""

    def __init__(self, asked: Wanted, runs: Mapping[str, Runs], closed: Mapping[str, Closed], place: int) -> None:
        self._asked, self._runs, self._place = asked, runs, place
        self._values = {kind: each.values.reshape(*runs[kind].unit.shape[:2], -1) for kind, each in closed.items()}
        self._count = asked.study.sensitivity.resamples

    def sobol(self) -> tuple[Sobol, ...]:
        """Indices from the first base samples, and from more and more of them; none where luck is all there is."""
        if SALTELLI not in self._values:
            return ()
        y = self._values[SALTELLI]
        sizes = [len(y) // part for part in PARTS if len(y) // part >= FEWEST_SAMPLES] + [len(y)]
        found = [sobol(y[:size], self._count, self._chance("sobol")) for size in sizes]
        return () if found[-1] is None else tuple(each for each in found if each is not None)

    def is_lost_in_luck(self, found: tuple[Sobol, ...]) -> bool:
        """Whether indices of variance were looked for and there is no variance of points."""
        return SALTELLI in self._values and not found

    def morris(self) -> Morris | None:
        """Elementary effects."""
        if TRAJECTORIES not in self._values:
            return None
        return morris(self._runs[TRAJECTORIES].unit, self._values[TRAJECTORIES], self._count, self._chance("morris"))

    def pawn(self) -> Pawn | None:
        """Distances of distributions, from rows that are independent of each other."""
        kind = SALTELLI if SALTELLI in self._values else ROWS
        if kind not in self._values:
            return None
        unit, y = _independent(self._runs[kind].unit), _independent(self._values[kind])
        return pawn(unit, y, max(FEWEST_OF_PAWN, self._count // PAWN_TAKES), self._chance("pawn"))

    def _chance(self, method: str) -> np.random.Generator:
        return np.random.default_rng([self._asked.study.design.seed, self._place, STREAMS[method]])


def _analysed(found: Finding, analysis: _Analysis) -> Finding:
    convergence = analysis.sobol()
    if analysis.is_lost_in_luck(convergence):
        return found._replace(state=LUCK)
    last = convergence[-1] if convergence else None
    return found._replace(sobol=last, convergence=convergence, morris=analysis.morris(), pawn=analysis.pawn())


def _independent(rows: Floats) -> Floats:
    """Rows of a block that share no place: A and B of a base sample; (block, row, ...) to (row, ...)."""
    return rows[:, 0] if rows.shape[1] == 1 else np.concatenate([rows[:, 0], rows[:, -1]])


def _closed(outcome: Outcome, runs: Runs, place: int) -> Closed:
    """Values of an outcome without gaps: (point, replicate)."""
    values = runs.values[..., place]
    return close(outcome, values.reshape(-1, values.shape[-1]), runs.weeks.reshape(-1))
