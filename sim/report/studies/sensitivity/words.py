"""What an analysis of sensitivity says, in sentences; the screen and the page say the same."""

import math

import numpy as np

from sim.experiments.named import parameter
from sim.experiments.outcomes import label
from sim.experiments.sensitivity.estimates import Estimates
from sim.experiments.sensitivity.finding import FINE, Finding
from sim.experiments.sensitivity.plan import FEWEST_BLOCKS
from sim.experiments.sensitivity.result import Sensitivity
from sim.experiments.sensitivity.verdict import MOST, NEGLIGIBLE, OPEN, PRECISION, WORDS, Judgement
from sim.language import Translator
from sim.scenario.schema import Structure

UNITS = {"sobol": "samples", "morris": "trajectories", "pawn": "rows"}


def word(told: Judgement, t: Translator) -> str:
    """Verdict in a few words."""
    return t.text(f"study.sensitivity.verdict.{told.word}", least=t.percent(NEGLIGIBLE), small=t.percent(PRECISION))


def verdict(told: Judgement, method: str, t: Translator) -> str:
    """Verdict with what is missing to decide, or to be precise."""
    said = word(told, t)
    lacking = missing(told, method, t)
    if not lacking:
        return said
    kind = "decide" if told.word == OPEN else "precise"
    return f"{said}{t.text(f'study.sensitivity.missing.{kind}', what=lacking, precision=t.number(PRECISION, 2))}"


def missing(told: Judgement, method: str, t: Translator) -> str:
    """How much more it would take: `300 more base samples and 10 more replicates`; nothing where nothing is missing."""
    wanted = [(told.more_blocks, UNITS[method]), (told.more_replicates, "replicates")]
    if max(count for count, _ in wanted) >= MOST:
        return t.text("study.sensitivity.more.very_many")
    parts = [
        t.text(f"study.sensitivity.unit.{unit}", count=count, number=t.number(count)) for count, unit in wanted if count
    ]
    return t.enumeration(parts) if parts else ""


def outcome(found: Finding, scenario: Structure, t: Translator) -> str:
    """Name of an outcome."""
    return label(found.outcome, scenario, t)


def names(result: Sensitivity, t: Translator) -> list[str]:
    """Names of all parameters."""
    return [parameter(each, result.study.variants.base, t) for each in result.parameters]


def lead(result: Sensitivity, found: Finding, t: Translator) -> str:
    """What matters for one outcome, and what does not."""
    named = outcome(found, result.study.variants.base, t)
    if found.state != FINE:
        return t.text("study.sensitivity.lead", outcome=named, what=nothing(found, t))
    named_parameters = names(result, t)
    groups: dict[str, list[str]] = {each: [] for each in WORDS}
    for at in order(found):
        told = found.judgement(at)
        assert told is not None  # as the state is fine
        groups[told.word].append(named_parameters[at])
    said = [
        t.text(f"study.sensitivity.lead.{kind}", names=t.enumeration(each), count=len(each))
        for kind, each in groups.items() if each
    ]  # fmt: skip
    return t.text("study.sensitivity.lead", outcome=named, what=" ".join(said))


def nothing(found: Finding, t: Translator) -> str:
    """Why an outcome has no indices."""
    return t.text(
        f"study.sensitivity.state.{found.state}", count=found.missing, missing=t.number(found.missing),
        runs=t.number(found.runs), value=t.number(found.lowest, 3), replicates=t.number(found.replicates),
    )  # fmt: skip


def order(found: Finding) -> list[int]:
    """Parameters by the index that the verdict is by, the largest first."""
    leading = found.leading
    return [] if leading is None else np.argsort(-leading.value, kind="stable").tolist()


def limits(result: Sensitivity, t: Translator) -> list[str]:
    """What bounds everything that was found: methods that could not be analysed."""
    blocks = result.counts["blocks"]
    return [
        t.text(f"study.sensitivity.left_out.{each}", fewest=FEWEST_BLOCKS[each], number=t.number(blocks[each]))
        for each in result.left_out
    ]


def notes(found: Finding, called: list[str], t: Translator) -> list[str]:
    """What else is to be said of an outcome: gaps, additivity, pairs, and whether the methods agree.

    `called` are the parameters as they are to be called.
    """
    said = []
    if found.censored:
        share = t.percent(found.censored / found.runs)
        said.append(
            t.text("study.sensitivity.censored", count=found.censored, number=t.number(found.censored), share=share)
        )
    if found.state != FINE:
        return said
    if found.sobol:
        said += [additivity(found, t), pairs(found, called, t)]
    return [*said, *_agreement(found, called, t)]


def additivity(found: Finding, t: Translator) -> str:
    """How much of the variance comes from single parameters."""
    assert found.sobol is not None
    together = found.sobol.sum_first
    low, high = float(together.low[0]), float(together.high[0])
    kind = "additive" if low > 0.9 else "interacting" if high < 0.9 else "unknown"
    return t.text(f"study.sensitivity.additivity.{kind}", sum=interval(together, 0, t))


def pairs(found: Finding, called: list[str], t: Translator) -> str:
    """Pairs that surely do more together than each alone."""
    assert found.sobol is not None
    second = found.sobol.second
    first, other = np.triu_indices(len(called), 1)
    sure = [at for at in np.argsort(-second.value).tolist() if second.low[at] > 0]
    if not sure:
        return t.text("study.sensitivity.pairs.none", widest=t.number(float(second.half_width.max()), 2))
    told = [
        t.text("study.sensitivity.pair", one=called[first[at]], other=called[other[at]], index=interval(second, at, t))
        for at in sure[:3]
    ]
    return t.text("study.sensitivity.pairs.some", pairs=t.enumeration(told))


def _agreement(found: Finding, called: list[str], t: Translator) -> list[str]:
    """Which parameters the other methods tell from nothing."""
    told = []
    if found.sobol and found.morris:
        sure = found.morris.mu_star.surely_above(found.morris.luck)
        told.append(("morris", [name for name, each in zip(called, sure, strict=True) if each]))
    if found.pawn and found.method != "pawn":
        sure = found.pawn.distance.surely_above(found.pawn.dummy.high[0])
        told.append(("pawn", [name for name, each in zip(called, sure, strict=True) if each]))
    return [
        t.text(f"study.sensitivity.agreement.{method}{'' if clear else '.none'}", names=t.enumeration(clear or called))
        for method, clear in told
    ]


def interval(estimates: Estimates, at: int, t: Translator, digits: int | None = None) -> str:
    """`0.47 (0.31 to 0.63)`, with the decimals that the width of the interval is worth."""
    value, low, high, _ = (float(each[at]) for each in estimates)
    shown = decimals(high - low) if digits is None else digits
    return t.text(
        "study.sensitivity.interval", value=t.number(value, shown), low=t.number(low, shown), high=t.number(high, shown)
    )


def short(estimates: Estimates, at: int, t: Translator) -> str:
    """`0.47 ± 0.16`, or both ends where the interval reaches farther down than up."""
    value, low, high, _ = (float(each[at]) for each in estimates)
    if not math.isclose(value - low, high - value, rel_tol=1e-6, abs_tol=1e-12):
        return interval(estimates, at, t)
    half = float(estimates.half_width[at])
    shown = decimals(2 * half)
    return f"{t.number(float(estimates.value[at]), shown)} ± {t.number(half, shown)}"


def decimals(width: float) -> int:
    """Decimals of a number that is known to a width: two at least, as far as one digit of the width."""
    if not width > 0 or not math.isfinite(width):
        return 2
    return min(6, max(0 if width > 50 else 2, math.ceil(-math.log10(width))))
