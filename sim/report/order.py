"""Headline of the chain: which link gives way first, which last, and whether in the order of the theory."""

from itertools import pairwise

from sim.language import Translator
from sim.report.figures.chain import Link
from sim.report.findings import focus, sentence
from sim.report.runs import Runs
from sim.results.onset import LOST


def chain(runs: Runs, t: Translator, links: list[Link]) -> str:
    """What of the chain the runs show."""
    onsets = {each.measure: each.onset for each in links if each.onset is not None}
    lost = t.percent(LOST)
    if not onsets:
        return t.text("finding.chain.none", count=runs.n_replicates, department=focus(runs, t), lost=lost)
    kept = [each.measure for each in links if each.onset is None]
    return sentence("; ".join([_stated(onsets, lost, t), *_order(onsets, t), *_kept(kept, t)]))


def _stated(onsets: dict[str, int], lost: str, t: Translator) -> str:
    first, last = min(onsets.values()), max(onsets.values())
    early, late = ([_the(name, t) for name, week in onsets.items() if week == when] for when in (first, last))
    values = {"count": len(early), "first": t.enumeration(early), "week": first, "lost": lost}
    if first == last:
        return t.text("finding.chain.once", **values)
    return t.text("finding.chain.order", **values, last=t.enumeration(late), last_week=last)


def _order(onsets: dict[str, int], t: Translator) -> list[str]:
    """Whether links that give way do so in the order of the chain; nothing where all do in the same week."""
    if len(set(onsets.values())) == 1:
        return []
    turned = [(above, below) for above, below in pairwise(onsets) if onsets[below] < onsets[above]]
    if not turned:
        return [t.text("finding.chain.as_in_theory")]
    late, early = turned[0]
    return [t.text("finding.chain.not_as_in_theory", count=len(turned), early=_the(early, t), late=_the(late, t))]


def _kept(kept: list[str], t: Translator) -> list[str]:
    named = [_the(each, t) for each in kept[:1]]
    return [t.text("finding.chain.kept", count=len(kept), kept=each) for each in named]


def _the(measure: str, t: Translator) -> str:
    return t.text(f"measure.{measure}.the")
