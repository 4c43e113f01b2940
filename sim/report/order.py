"""Headline of the chain: which link gives way first, which last, and whether in the order of the theory.

What comes first is decided run by run: only where most runs have it so, by an interval, is it told.
"""

from itertools import pairwise, permutations

import numpy as np

from sim.language import Translator
from sim.report.figures.chain import Link
from sim.report.findings import focus, sentence
from sim.report.runs import Runs
from sim.results.onset import LOST, WEEKS_AVERAGED
from sim.statistics import of_share

AS_IN_THEORY, NOT_AS_IN_THEORY, OPEN = "as_in_theory", "not_as_in_theory", "order_open"


def chain(runs: Runs, t: Translator, links: list[Link]) -> str:
    """What of the chain the runs show."""
    given_way = [each for each in links if each.onset is not None]
    lost = t.percent(LOST)
    if not given_way:
        return t.text("finding.chain.none", count=runs.n_replicates, department=focus(runs, t), lost=lost)
    kept = [each.measure for each in links if each.onset is None]
    return sentence("; ".join([_stated(given_way, lost, t), *_order(given_way, t), *_kept(kept, t)]))


def mostly_before(one: Link, other: Link, weeks: float = 0.0) -> bool:
    """Whether a link gives way more than so many weeks before another in more than half of all runs, by interval."""
    first, second = (np.where(np.isnan(each.onsets), np.inf, each.onsets) for each in (one, other))
    before = int((first + weeks < second).sum())
    return of_share(before, first.size).low > 0.5 if first.size > 1 else before == 1


def order(links: list[Link]) -> str:
    """Whether links that give way do so in the order they are given in; links within four weeks are not told apart.

    An onset is that of a mean over four weeks. Open where a pair is neither mostly in order nor mostly turned.
    """
    pairs = list(pairwise(links))
    if any(mostly_before(below, above, WEEKS_AVERAGED) for above, below in pairs):
        return NOT_AS_IN_THEORY
    # In order where the lower link is mostly not more than four weeks early; and somewhere there must be an order.
    in_order = all(mostly_before(above, below, -WEEKS_AVERAGED - 0.5) for above, below in pairs)
    apart = any(mostly_before(above, below) for above, below in pairs)
    return AS_IN_THEORY if in_order and apart else OPEN


def _stated(links: list[Link], lost: str, t: Translator) -> str:
    first, last = (choose(links, key=lambda each: each.onset or 0) for choose in (min, max))
    early = [each for each in links if each is first or not mostly_before(first, each)]
    late = [each for each in links if each is last or not mostly_before(each, last)]
    named = t.enumeration([_the(each.measure, t) for each in early])
    values = {"count": len(early), "first": named, "week": _week(early), "lost": lost}
    if len(early) == len(links) or any(each in early for each in late):
        return t.text("finding.chain.once", **values)
    latest = t.enumeration([_the(each.measure, t) for each in late])
    return t.text("finding.chain.order", **values, last=latest, last_week=_week(late))


def _week(links: list[Link]) -> int:
    """Week by which half of the runs have had the onsets of all of them."""
    return max(each.onset or 0 for each in links)


def _order(links: list[Link], t: Translator) -> list[str]:
    """Whether links that give way do so in the order of the chain; nothing where all do at once."""
    if not any(mostly_before(one, other) for one, other in permutations(links, 2)):
        return []
    found = order(links)
    turned = [(a, b) for a, b in pairwise(links) if mostly_before(b, a, WEEKS_AVERAGED)]
    if not turned:
        return [t.text(f"finding.chain.{found}")]
    late, early = (_the(each.measure, t) for each in turned[0])
    return [t.text("finding.chain.not_as_in_theory", count=len(turned), early=early, late=late)]


def _kept(kept: list[str], t: Translator) -> list[str]:
    named = [_the(each, t) for each in kept[:1]]
    return [t.text("finding.chain.kept", count=len(kept), kept=each) for each in named]


def _the(measure: str, t: Translator) -> str:
    return t.text(f"measure.{measure}.the")
