"""How often intervals of indices hold the truth, and how often a parameter without influence is said to matter.

Studies are repeated on functions whose indices are known, with luck as the model has it, and on a small company, whose
indices come from a design so large that its own interval hardly matters.
"""

from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from typing import NamedTuple

import numpy as np

from benchmarks.coverage.functions import ISHIGAMI, SOBOL_G, Floats, Known, Tipping, together, with_luck
from sim.experiments.outcomes import parse
from sim.experiments.sensitivity.estimates import Estimates
from sim.experiments.sensitivity.morris import morris
from sim.experiments.sensitivity.pawn import pawn
from sim.experiments.sensitivity.sobol import sobol
from sim.experiments.sensitivity.verdict import MATTERS, Size, of_distance, of_share
from sim.experiments.study.design import Design, ParameterSpec, points, unit_samples
from sim.experiments.study.laboratory import Laboratory
from sim.scenario.variants import Variants

RESAMPLES = 100
STUDIES = {"sobol": 100, "morris": 100, "pawn": 20}
SIZES = {"sobol": (32, 128), "morris": (10, 20), "pawn": (64,)}
EXACT = {"morris": 3000, "pawn": 10_000}
SCENARIO = Path("scenarios/small_firm.yaml")
WEEKS = 40
RANGES = {
    "departments.sales.image": ParameterSpec(low=0.2, high=0.6),
    "attendance.norm": ParameterSpec(low=-0.5, high=1.5),
    "hybrid.presence": ParameterSpec(low=0.0, high=1.0),  # nobody works from home, so that it does nothing
}
MEASURED = ("image.sales in the last quarter", "collapse")
BANK_SAMPLES, BANK_REPLICATES = 512, 16
COMPANY_STUDY = (32, 8)

Run = Callable[[Floats, int, np.random.Generator], Floats]


class Case(NamedTuple):
    """A function with known indices, its runs, and how many replicates a study makes."""

    name: str
    known: Known
    run: Run
    replicates: int


class Score(NamedTuple):
    """Intervals of each quantity that held, of so many studies; and false verdicts of so many possible ones."""

    held: Floats
    studies: int
    false: int
    idle: int

    @property
    def told(self) -> str:
        """Mean of all, the worst of them, and false verdicts."""
        shares = self.held / max(1, self.studies)
        false = f"; false 'matters' {self.false} of {self.idle:,}" if self.idle else ""
        return f"{shares.mean():.1%}, worst {shares.min():.1%}{false} ({self.studies} studies)"


def cases() -> list[Case]:
    """Smooth functions with some luck and one of ups and downs, as the model's own."""
    return [
        *(Case(f"company that tips, {n} replicates", TIPPING.known, TIPPING.runs, n) for n in (2, 8, 24)),
        Case("Ishigami, luck half the spread", ISHIGAMI, _lucky(ISHIGAMI, 0.5), 8),
        Case("Sobol's G, luck half the spread", SOBOL_G, _lucky(SOBOL_G, 0.5), 8),
    ]


TIPPING = Tipping()


def _lucky(known: Known, luck: float) -> Run:
    return lambda x, replicates, rng: with_luck(known.function(x), replicates, luck, rng)


def of_sobol(case: Case, samples: int, studies: int) -> Score:
    """Indices of variance at the points of Saltelli's design."""
    n, truth, idle = case.known.n, case.known.truth, np.array(case.known.total) == 0
    held, told, false = np.zeros(truth.size), 0, 0
    for seed in range(studies):
        rng = np.random.default_rng([seed, samples])
        rows = unit_samples(Design("saltelli", samples, seed), n).reshape(samples, -1, n)
        found = sobol(case.run(rows, case.replicates, rng), RESAMPLES, rng)
        if found is None:
            continue
        told += 1
        held += _holds(together(found), truth)
        size = Size(samples, case.replicates)
        false += sum(of_share(found.total, at, size).word == MATTERS for at in np.flatnonzero(idle).tolist())
    return Score(held, told, false, told * int(idle.sum()))


def of_morris(case: Case, trajectories: int, studies: int) -> Score:
    """Mean effects, their sizes and spreads; the truth is that of very many trajectories without luck."""
    n, idle = case.known.n, np.flatnonzero(np.array(case.known.total) == 0).tolist()
    unit = _trajectories(EXACT["morris"], n, 99)
    exact = morris(unit, np.repeat(case.known.function(unit)[:, :, None], 2, axis=2), 2, np.random.default_rng(1))
    truth = np.concatenate([exact.mu.value, exact.mu_star.value, exact.sigma.value])
    held, false = np.zeros(truth.size), 0
    for seed in range(studies):
        rng, unit = np.random.default_rng([seed, trajectories]), _trajectories(trajectories, n, seed)
        found = morris(unit, case.run(unit, case.replicates, rng), RESAMPLES, rng)
        parts = (found.mu, found.mu_star, found.sigma)
        held += _holds(Estimates(*(np.concatenate(each) for each in zip(*parts, strict=True))), truth)
        size = Size(trajectories, case.replicates)
        false += sum(of_distance(found.mu_star, at, float(found.luck[at]), size).word == MATTERS for at in idle)
    return Score(held, studies, false, studies * len(idle))


def of_pawn(case: Case, rows: int, studies: int) -> Score:
    """Distances of distributions; the truth is that of very many points without luck."""
    n, idle = case.known.n, np.flatnonzero(np.array(case.known.total) == 0).tolist()
    many = np.random.default_rng(5).random((EXACT["pawn"], n))
    truth = _distances(many, case.known.function(many), rows)
    held, false = np.zeros(n), 0
    for seed in range(studies):
        rng, unit = np.random.default_rng([seed, rows]), unit_samples(Design("sobol", rows, seed), n)
        found = pawn(unit, case.run(unit, case.replicates, rng), RESAMPLES // 2, rng)
        held += _holds(found.distance, truth)
        size = Size(rows, case.replicates)
        false += sum(of_distance(found.distance, at, float(found.dummy.high[0]), size).word == MATTERS for at in idle)
    return Score(held, studies, false, studies * len(idle))


def of_company() -> Iterator[tuple[str, Score]]:
    """Total indices of a small firm's outcomes: studies are parts of a bank of base samples and of its replicates."""
    n = len(RANGES)
    with Laboratory(
        Variants.of(SCENARIO, [f"weeks={WEEKS}"]), [parse(each) for each in MEASURED], seed=5
    ) as laboratory:
        asked = points(Design("saltelli", BANK_SAMPLES, 1), RANGES)
        values = laboratory.measure(asked, BANK_REPLICATES).values
    for at, text in enumerate(MEASURED):
        yield text, _of_bank(values[..., at].reshape(BANK_SAMPLES, 2 * n + 2, BANK_REPLICATES))


def _of_bank(bank: Floats) -> Score:
    exact = sobol(bank, RESAMPLES, np.random.default_rng(1))
    assert exact is not None, "the outcome depends on what is varied"
    samples, replicates = COMPANY_STUDY
    n = exact.total.value.size
    held, told, false = np.zeros(n), 0, 0
    for first, begin in product(range(0, BANK_SAMPLES, samples), range(0, BANK_REPLICATES, replicates)):
        y = bank[first : first + samples, :, begin : begin + replicates]
        found = sobol(y, RESAMPLES, np.random.default_rng([first, begin]))
        if found is not None:
            told += 1
            held += _holds(found.total, exact.total.value)
            false += of_share(found.total, n - 1, Size(samples, replicates)).word == MATTERS
    return Score(held, told, false, told)


def _holds(found: Estimates, truth: Floats) -> Floats:
    held: Floats = ((found.low <= truth + 1e-9) & (truth <= found.high + 1e-9)).astype(np.float64)
    return held


def _trajectories(count: int, n: int, seed: int) -> Floats:
    return unit_samples(Design("morris", count, seed), n).reshape(count, n + 1, n)


def _distances(unit: Floats, values: Floats, rows: int) -> Floats:
    """Indices in as many slices as so many rows are cut into."""
    from SALib.analyze import pawn as salib

    from sim.experiments.sensitivity.pawn import ROWS_PER_SLICE, SLICES

    n, slices = unit.shape[1], next((each for each in SLICES if rows >= each * ROWS_PER_SLICE), SLICES[-1])
    problem = {"num_vars": n, "names": [f"x{at}" for at in range(n)], "bounds": [[0.0, 1.0]] * n}
    found: Floats = np.asarray(salib.analyze(problem, unit, values, S=slices)["median"], dtype=np.float64)
    return found


def rows() -> Iterator[tuple[str, str]]:
    """What was measured, and how it came out."""
    for name, measure in (("sobol", of_sobol), ("morris", of_morris), ("pawn", of_pawn)):
        for case in cases():
            for size in SIZES[name]:
                yield f"{name}, {case.name}, {size}: intervals held", measure(case, size, STUDIES[name]).told
    for text, found in of_company():
        what = (
            f"sobol, small firm, {text}, {COMPANY_STUDY[0]} base samples of {COMPANY_STUDY[1]} replicates: totals held"
        )
        yield what, found.told
