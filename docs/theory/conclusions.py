"""What is concluded from the theory, each with the interval that decides it."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

import numpy as np

from docs.theory.firm import Firm
from sim.results.onset import onset
from sim.results.verdict import TROUGH_BELOW, classify
from sim.statistics import Floats, of_median, of_share
from tests.patterns.ensemble import NO_NORM, last_quarter, overall
from tests.patterns.test_03_history_matters import STRONG
from tests.patterns.test_04_best_presence_is_interior import NORMS
from tests.patterns.test_11_what_helps import REMEDIES

FALLEN = 0.25  # image below which a department has fallen, as in pattern 1
HIGH = 0.55  # image above which a strong start was kept, as in pattern 3
YEARS = "weeks=156"

Told = bool | None  # whether a conclusion holds; None where the interval leaves it open
Holds = Callable[[Firm], Told]


class Conclusion(NamedTuple):
    """What is concluded, and whether it holds in a firm; the function's docstring says how that is decided."""

    text: str
    holds: Holds

    @property
    def decided(self) -> str:
        """How it is decided, in a sentence."""
        return " ".join((self.holds.__doc__ or "").split())


CONCLUSIONS: list[Conclusion] = []


def conclusion(text: str) -> Callable[[Holds], Holds]:
    """Enter a conclusion into the table."""

    def enter(holds: Holds) -> Holds:
        CONCLUSIONS.append(Conclusion(text, holds))
        return holds

    return enter


def above(values: Floats, least: float = 0.0) -> Told:
    """Whether the median is above a value."""
    found = of_median(values)
    return True if found.low > least else False if found.high <= least else None


def most(so_many: int, of_all: int) -> Told:
    """Whether so many of all make it sure that more than half of all such runs do."""
    found = of_share(so_many, of_all)
    return True if found.low > 0.5 else False if found.high < 0.5 else None


def all_of(told: Iterable[Told]) -> Told:
    """Whether everything holds; what is open leaves the whole open, unless something fails."""
    found = list(told)
    return False if False in found else None if None in found else True


def ends_low(image: Floats) -> Told:
    """Whether most runs end with a fallen image."""
    low = last_quarter(image) < FALLEN
    return most(int(low.sum()), low.size)


def gain(firm: Firm, scenario: str, measure: str) -> Floats:
    """Paired difference of a scenario to `alibi` in the last quarter: (replicate,)."""
    difference: Floats = firm.run(scenario).of(measure) - firm.run("alibi").of(measure)
    return last_quarter(difference)


@conclusion("`alibi` collapses")
def alibi_collapses(firm: Firm) -> Told:
    """Most runs end with an image below 0.25."""
    return ends_low(firm.run("alibi").of("image"))


@conclusion("A middling start without a norm mostly ends low")
def middling_falls(firm: Firm) -> Told:
    """`industrial_firm` with norm 0 and image 0.45, as in pattern 1: most end below 0.25 after three years."""
    return ends_low(firm.run("industrial_firm", *NO_NORM, YEARS).of("image"))


@conclusion("A strong start without a norm stays high")
def strong_stays(firm: Firm) -> Told:
    """Started as in pattern 3: after three years the median image is above 0.55."""
    return above(last_quarter(firm.run("industrial_firm", "attendance.norm=0", YEARS, *STRONG).of("image")), HIGH)


@conclusion("First no longer noticed, then no longer taken seriously")
def unnoticed_first(firm: Firm) -> Told:
    """`alibi` for three years: visibility has halved before esteem has, in the median of the runs that lose either.

    Open where most lose neither.
    """
    run = firm.run("alibi", YEARS)
    never = run.of("image").shape[1] + 1.0
    esteem, visibility = (np.nan_to_num(onset(run.of(each), lost=0.5), nan=never) for each in ("esteem", "visibility"))
    lost = np.minimum(esteem, visibility) < never
    return above((esteem - visibility)[lost]) if 2 * lost.sum() > lost.size else None


@conclusion("`presence` brings the fallen back")
def fallen_recover(firm: Firm) -> Told:
    """Most of the runs whose image was below 0.4 in a quarter recover, as the [verdict](../guide/results.md) says it.

    Open where most are never that low.
    """
    image = firm.run("presence").of("image")
    quarters: Floats = image.reshape(len(image), -1, 13).mean(axis=2)
    low = quarters[quarters.min(axis=1) < TROUGH_BELOW]
    return most(int((classify(low) == "recovery").sum()), len(low)) if 2 * len(low) > len(image) else None


@conclusion("`presence` lifts image and revenue")
def presence_helps(firm: Firm) -> Told:
    """Against `alibi` with the same luck, in the last quarter: the medians of both differences are above 0."""
    return all_of(above(gain(firm, "presence", each)) for each in ("image", "revenue"))


@conclusion("`presence` lifts the image more than any other measure")
def presence_best(firm: Firm) -> Told:
    """Against `agenda_quota`, `customer_contact` and `no_gossip` with the same luck, in the last quarter."""
    best = firm.run("presence").of("image")
    others = (firm.run(each).of("image") for each in REMEDIES if each != "presence")
    return all_of(above(last_quarter(best - each)) for each in others)


@conclusion("The best norm for revenue lies strictly inside")
def best_inside(firm: Firm) -> Told:
    """Norms of pattern 4, second year: the best one inside, chosen in half of the runs, beats both ends in the rest."""
    revenue = [overall(firm.run("industrial_firm", f"attendance.norm={each}").of("revenue"), 52) for each in NORMS]
    # Whoever is chosen and judged by the same luck is judged too well.
    inside = max(revenue[1:-1], key=lambda values: float(values[::2].mean()))
    return all_of(above((inside - end)[1::2]) for end in (revenue[0], revenue[-1]))


@conclusion("Without gossip a middling start does better")
def gossip_hurts(firm: Firm) -> Told:
    """The middling start with `gossip.rate` 0 against as it is, same luck: the image is higher after three years."""
    usual, silent = (firm.run("industrial_firm", *NO_NORM, YEARS, *each) for each in ((), ("gossip.rate=0",)))
    return above(last_quarter(silent.of("image") - usual.of("image")))


@conclusion("At full presence a low image costs revenue")
def standing_pays(firm: Firm) -> Told:
    """`industrial_firm` with norm 6, image 0.65 against 0.2, same luck: more revenue in the second quarter."""
    high, low = (
        firm.run("industrial_firm", "attendance.norm=6", f"departments.sales.image={each}", "weeks=26").of("revenue")
        for each in ("0.65", "0.2")
    )
    return above(last_quarter(high - low))


@conclusion("Success credited raises the image")
def credit_raises(firm: Firm) -> Told:
    """`industrial_firm` with `blame.credit` 1 against 0, same luck: a higher image in the last quarter."""
    credited, never = (firm.run("industrial_firm", f"blame.credit={each}").of("image") for each in (1, 0))
    return above(last_quarter(credited - never))
