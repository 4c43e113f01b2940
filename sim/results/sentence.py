"""The verdict as a sentence, in the language of the reader."""

from sim.language import Translator
from sim.language.translator import Bilingual
from sim.results.verdict import DOWN, UNDECIDED, UP, Verdict
from sim.statistics import of_share

HIGHER, LOWER = "higher", "lower"


def sentence(found: Verdict, department: Bilingual, t: Translator) -> str:
    """What happened, in how many of the replicates, how sure that is, and where the image began and ended.

    All outcomes are listed with their counts. Outcomes of one direction are told together: in runs that recover and in
    runs that rise, the image ends higher.
    """
    named = t.own(department)
    if found.first != found.first:
        return t.text("verdict.none", department=named)
    return f"{_outcomes(found, t)} {_levels(found, named, t)}"


def _outcomes(found: Verdict, t: Translator) -> str:
    runs = {"count": found.replicates, "runs": t.number(found.replicates)}
    if found.replicates == 1:
        return t.text("verdict.only", outcome=_title(found.outcome, t))
    direction, together = _together(found)
    count = sum(found.counts[name] for name in together)
    share = of_share(count, found.replicates)
    parts, others = (
        _counted(found, t, together),
        _counted(found, t, [name for name in found.counts if name not in together]),
    )
    if not together or share.mean <= 0.5:
        return t.text("verdict.undecided", parts=t.enumeration(parts + others), **runs)
    lead = t.text(f"verdict.direction.{direction}") if len(parts) > 1 else _title(together[0], t)
    values = {**runs, "lead": lead, "number": t.number(count), "share": t.percent(share.mean, 1),
              "low": t.percent(share.low, 1), "high": t.percent(share.high, 1)}  # fmt: skip
    told = t.text("verdict.all" if count == found.replicates else "verdict.most", **values)
    if len(parts) > 1:
        told = t.text("verdict.of_these", told=told, parts=t.enumeration(parts))
    return t.text("verdict.besides", told=told, parts=t.enumeration(others)) if others else f"{told}."


def _together(found: Verdict) -> tuple[str, list[str]]:
    """Direction in which most replicates go, and its outcomes that occurred, the most frequent first."""
    kinds = {LOWER: DOWN, HIGHER: UP, "stable": ("stable",)}
    totals = {direction: sum(found.counts[name] for name in names) for direction, names in kinds.items()}
    most = max(kinds, key=lambda direction: totals[direction])
    return most, _frequent(found, kinds[most])


def _frequent(found: Verdict, names: tuple[str, ...] | list[str]) -> list[str]:
    return sorted((name for name in names if found.counts[name]), key=lambda name: -found.counts[name])


def _counted(found: Verdict, t: Translator, names: list[str]) -> list[str]:
    """`recovery in 126`, the most frequent first."""
    return [
        t.text("verdict.part", outcome=t.text(f"outcome.{name}"), number=t.number(found.counts[name]))
        for name in _frequent(found, names)
    ]


def _title(outcome: str, t: Translator) -> str:
    return t.text("verdict.open" if outcome == UNDECIDED else f"verdict.{outcome}")


def _levels(found: Verdict, named: str, t: Translator) -> str:
    levels = {"department": named, "first": t.number(found.first, 2), "last": t.number(found.last, 2)}
    if found.groups is None:
        return t.text("verdict.image", count=found.replicates, **levels)
    low, high = found.groups.low, found.groups.high
    return t.text(
        "verdict.groups", **levels, low=t.number(low.middle, 2), low_runs=t.number(low.runs),
        high=t.number(high.middle, 2), high_runs=t.number(high.runs),
    )  # fmt: skip
