"""Everything that was found about one outcome, and the same as tables."""

from collections.abc import Iterator
from itertools import combinations
from typing import Any, NamedTuple

from sim.experiments.outcomes import Outcome
from sim.experiments.sensitivity.estimates import Estimates
from sim.experiments.sensitivity.morris import Morris
from sim.experiments.sensitivity.pawn import Pawn
from sim.experiments.sensitivity.sobol import Sobol
from sim.experiments.sensitivity.verdict import Judgement, Size, of_distance, of_share

FINE, CONSTANT, LUCK, GAPS = "fine", "constant", "luck", "gaps"
COLUMNS = ("outcome", "method", "index", "parameter", "other", "estimate", "low", "high", "samples")
CONVERGENCE = ("outcome", "samples", "index", "parameter", "estimate", "low", "high")
VERDICTS = (
    "outcome", "parameter", "verdict", "method", "estimate", "low", "high", "more_samples", "more_replicates",
)  # fmt: skip
DUMMY, LUCKY, TOGETHER = "(dummy)", "luck", "sum_first"


class Finding(NamedTuple):
    """One outcome.

    `state` is `fine`, or why there are no indices: `constant` where no run differs from another, `luck` where points
    differ no more than luck makes them, `gaps` where runs have no value.
    """

    name: str
    outcome: Outcome
    state: str
    runs: int
    replicates: int
    censored: int = 0
    missing: int = 0
    lowest: float = float("nan")
    highest: float = float("nan")
    sobol: Sobol | None = None
    morris: Morris | None = None
    pawn: Pawn | None = None
    convergence: tuple[Sobol, ...] = ()

    @property
    def method(self) -> str | None:
        """What the verdict is by: the surest of the indices there are."""
        return "sobol" if self.sobol else "morris" if self.morris else "pawn" if self.pawn else None

    @property
    def leading(self) -> Estimates | None:
        """Index that the verdict is by."""
        if self.sobol:
            return self.sobol.total
        return self.morris.mu_star if self.morris else self.pawn.distance if self.pawn else None

    def judgement(self, at: int) -> Judgement | None:
        """Verdict on a parameter by its place; None where there are no indices."""
        if self.sobol:
            return of_share(self.sobol.total, at, Size(self.sobol.samples, self.replicates))
        if self.morris:
            luck = float(self.morris.luck[at])
            return of_distance(self.morris.mu_star, at, luck, Size(self.morris.samples, self.replicates))
        if self.pawn:
            dummy = self.pawn.dummy.high[0]
            return of_distance(self.pawn.distance, at, dummy, Size(self.pawn.samples, self.replicates))
        return None


def index_rows(found: Finding, parameters: list[str]) -> Iterator[dict[str, Any]]:
    """Rows of all indices of an outcome."""

    def rows(method: str, index: str, estimates: Estimates, samples: int, names: list[tuple[str, str]]) -> Any:
        for at, (one, other) in enumerate(names):
            numbers = (float(each[at]) for each in estimates[:3])
            yield dict(zip(COLUMNS, (found.name, method, index, one, other, *numbers, samples), strict=True))

    single = [(each, "") for each in parameters]
    if found.sobol:
        n, of = found.sobol.samples, found.sobol
        yield from rows("sobol", "first", of.first, n, single)
        yield from rows("sobol", "total", of.total, n, single)
        yield from rows("sobol", "second", of.second, n, list(combinations(parameters, 2)))
        yield from rows("sobol", TOGETHER, of.sum_first, n, [("", "")])
    if found.morris:
        n, effects = found.morris.samples, found.morris
        yield from rows("morris", "mu", effects.mu, n, single)
        yield from rows("morris", "mu_star", effects.mu_star, n, single)
        yield from rows("morris", "sigma", effects.sigma, n, single)
        yield from rows("morris", LUCKY, Estimates(*[effects.luck] * 4), n, single)
    if found.pawn:
        yield from rows("pawn", "pawn", found.pawn.distance, found.pawn.samples, single)
        yield from rows("pawn", "pawn", found.pawn.dummy, found.pawn.samples, [(DUMMY, "")])


def convergence_rows(found: Finding, parameters: list[str]) -> Iterator[dict[str, Any]]:
    """Rows of first and total order over growing numbers of base samples."""
    for each in found.convergence:
        for index, estimates in (("first", each.first), ("total", each.total)):
            for at, parameter in enumerate(parameters):
                numbers = (float(part[at]) for part in estimates[:3])
                yield dict(zip(CONVERGENCE, (found.name, each.samples, index, parameter, *numbers), strict=True))


def verdict_rows(found: Finding, parameters: list[str]) -> Iterator[dict[str, Any]]:
    """Rows of the verdicts, the most important parameter first; one row without a parameter where there are none."""
    leading = found.leading
    if leading is None:
        nothing = (float("nan"),) * 3
        yield dict(zip(VERDICTS, (found.name, "", found.state, "", *nothing, 0, 0), strict=True))
        return
    for at in (-leading.value).argsort(kind="stable").tolist():
        told = found.judgement(at)
        assert told is not None  # as there is an index
        numbers = (float(part[at]) for part in leading[:3])
        values = (found.name, parameters[at], told.word, found.method, *numbers, told.more_blocks, told.more_replicates)
        yield dict(zip(VERDICTS, values, strict=True))
