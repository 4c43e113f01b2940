"""The arrows of the causal circle, each cut in a middling firm, and what that does to the box at its head.

`python -m docs.theory.arrows` measures them in some seconds, writes `circle.json`, draws `circle.svg` from it, and puts
the table into `arrows.md`. The same table of arrows is tested in `tests/patterns/test_arrows.py`.
"""

import hashlib
import json
import re
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from sim.rules import blame
from sim.scenario.mechanisms import PARAMETERS
from sim.statistics import Interval, of_median
from tests.patterns.ensemble import Ensemble, Floats, ensemble, last_quarter

FOLDER = Path(__file__).parent
MEASURED, PAGE = FOLDER / "circle.json", FOLDER / "arrows.md"

# The norm is one at which some runs stay up for good and the others fall, and the plan one that is always missed a bit,
# so that there is blame to cut. The reading ends after half a year, when most runs have not parted from each other.
NORM = 0.3
FIRM = ("departments.sales.image=0.5", f"attendance.norm={NORM}", "revenue.plan=0.5")
REPLICATES, WEEKS = 100, 26
CUT = 13  # first week of a cut, whose end brings the first review; until then a pair of runs is the same
# What has no memory is read in the first four weeks, before much comes around the circle; a level needs a quarter.
AT_ONCE, QUARTER = (13, 16), (14, 26)
YEARS, LOW = 156, 0.35  # when a run has gone one way or the other, and the image between the two
MORE, LESS = 1, -1
GONE, FULL = -1, 1

# What a box is read from.
COLUMNS = {"voice": "airtime"}
TALK = ("talk_negative", "talk_neutral", "talk_positive")


class Arrow(NamedTuple):
    """An arrow: what it says, and the experiment that tells whether it is so."""

    start: str
    end: str
    sign: int  # the more, the MORE or the LESS
    cut: str  # in words
    set: dict[str, float]  # parameters from week `CUT` on
    makes: int = GONE  # whether the cause seems GONE to the one at the head, or as FULL as can be
    firm: tuple[str, ...] = ()  # what both runs of a pair have besides
    begin: tuple[str, ...] = ()  # what is gone at the start instead of being cut later
    weeks: tuple[int, int] = QUARTER

    @property
    def expected(self) -> int:
        """Sign of the change that the drawing promises."""
        return self.sign * self.makes

    @property
    def name(self) -> str:
        """From where to where."""
        return f"{self.start} -> {self.end}"


def default(key: str) -> float:
    """Value of a parameter that the firm does not set."""
    return PARAMETERS[key].parameter.default


def as_if_nothing(key: str) -> dict[str, float]:
    """What draws people in counts from the middle: without it, and half of it less, it is as if at its least."""
    return {key: 0.0, "attendance.norm": NORM - 0.5 * default(key)}


# Other departments esteem nobody of sales at the start.
NO_ESTEEM = ("departments.sales.image=0", "initial.esteem_charisma=0")
NOBODY = {"attendance.norm": -10.0}

ARROWS = (
    Arrow("attendance", "visibility", MORE, "meetings show nobody", {"visibility.exposure": 0}),
    Arrow("visibility", "esteem", MORE, "nobody fades, as if always in sight", {"forgetting.fade": 0}, FULL),
    Arrow("esteem", "voice", MORE, "no other department esteems sales at the start", {}, begin=NO_ESTEEM, weeks=(1, 4)),
    Arrow("voice", "esteem", MORE, "what is said makes no impression", {"impression.rate": 0}),
    Arrow("voice", "agenda", MORE, "sales is away, so that none of it speaks", NOBODY, weeks=AT_ONCE),
    Arrow(
        "agenda", "resources", MORE, "workload decides, where customers have half the agenda",
        {"allocation.scarcity": 0}, firm=("agenda.quota=0.5",),
    ),
    Arrow("agenda", "heard", MORE, "customers get half the agenda", {"agenda.quota": 0.5}, FULL),
    Arrow("resources", "service", MORE, "only all resources would serve fully", {"service.need": 1}),
    Arrow("service", "revenue", MORE, "no service at the start", {}, begin=("initial.service=0",), weeks=(1, 13)),
    Arrow("revenue", "blame", LESS, "visits bring no goodwill", {"customers.visit": 0}, weeks=(26, 26)),
    Arrow("blame", "ease", LESS, "blame is not felt", {"blame.ease": 0, "blame.echo": 0}),
    Arrow("blame", "esteem", LESS, "nobody is blamed", {"blame.blame": 0}),
    Arrow("ease", "attendance", MORE, "as if nobody were at ease", as_if_nothing("attendance.ease"), weeks=AT_ONCE),
    Arrow("heard", "attendance", MORE, "as if nobody had been heard", as_if_nothing("attendance.heard"), weeks=AT_ONCE),
    Arrow("attendance", "gossip", LESS, "sales is away", NOBODY, weeks=AT_ONCE),
    Arrow("gossip", "esteem", LESS, "talk moves nobody", {"gossip.negative": 0, "gossip.positive": 0}),
    Arrow("esteem", "ease", MORE, "no other department esteems sales at the start", {}, begin=NO_ESTEEM, weeks=(1, 4)),
    Arrow("norm", "attendance", MORE, "a norm of 1 less", {"attendance.norm": NORM - 1}, weeks=AT_ONCE),
    Arrow("role", "attendance", MORE, "as if no head came", as_if_nothing("attendance.role"), weeks=AT_ONCE),
    Arrow("peers", "attendance", MORE, "as if no colleague came", as_if_nothing("peers.pull"), weeks=AT_ONCE),
    Arrow("importance", "attendance", MORE, "nobody minds what is decided", {"importance.pull": 0}, weeks=AT_ONCE),
    Arrow("alibi", "attendance", LESS, "an alibi of 1", {"attendance.alibi": 1}, FULL, weeks=AT_ONCE),
    Arrow("ritual", "attendance", LESS, "form keeps nobody away", {"ritual.burden": 0}, weeks=AT_ONCE),
)  # fmt: skip


def firm(*more: str, weeks: int = WEEKS, replicates: int = REPLICATES) -> Ensemble:
    """The middling firm."""
    return ensemble("industrial_firm", *FIRM, f"weeks={weeks}", *more, replicates=replicates)


def without(arrow: Arrow, replicates: int = REPLICATES) -> Ensemble:
    """The firm with the arrow cut."""
    if not arrow.set:
        return firm(*arrow.firm, *arrow.begin, replicates=replicates)
    cut = ", ".join(f"{key}: {value}" for key, value in arrow.set.items())
    intervention = f"interventions={{cut: {{title: {{en: cut, de: Schnitt}}, start: {CUT}, set: {{{cut}}}}}}}"
    return firm(*arrow.firm, intervention, replicates=replicates)


def read(run: Ensemble, box: str, weeks: tuple[int, int] = QUARTER) -> Floats:
    """What a box holds, as a mean over weeks: (replicate,)."""
    if box == "blame":
        return accused(run)
    if box == "gossip":
        series = sum((run.of(each) for each in TALK), np.zeros(1))
    elif box in ("service", "revenue", "goodwill"):
        series = run.firm(box)
    else:
        series = run.of(COLUMNS.get(box, box))
    first, last = weeks
    mean: Floats = np.nanmean(series[:, first - 1 : last], axis=1)
    return mean


def accused(run: Ensemble) -> Floats:
    """What sales is accused with in the review at the end of the last quarter: (replicate,)."""
    p = rules_of_blame(run)
    earned, plan, influence = run.firm("revenue"), run.firm("plan"), run.of("influence")
    last = slice(WEEKS - blame.WEEKS_PER_REVIEW, WEEKS)
    return np.array([
        blame.accusation(p, blame.gap(float(earned[n, last].mean()), float(plan[n, -1])), float(influence[n, -1]) / 100)
        for n in range(earned.shape[0])
    ])  # fmt: skip


def rules_of_blame(run: Ensemble) -> blame.Blame:
    """Parameters of blame in the firm."""
    section = getattr(run.scenario, "blame")  # noqa: B009 - mechanisms are added to the schema when it is made
    return blame.Blame(**{name: getattr(section, name) for name in blame.Blame._fields})


def change(arrow: Arrow) -> Interval:
    """Change of the box at the head when an arrow is cut, as a share of what it usually is: median over pairs."""
    usual, cut = (read(run, arrow.end, arrow.weeks) for run in (firm(*arrow.firm), without(arrow)))
    return of_median((cut - usual) / usual)


def is_found(arrow: Arrow, found: Interval) -> bool:
    """Whether the whole interval lies on the side that the drawing promises."""
    return found.low > 0.0 if arrow.expected > 0 else found.high < 0.0


def stamp() -> str:
    """Stand for one run of the firm, usual and with each arrow cut: when it changes, the numbers have moved."""
    digest = hashlib.sha256()
    for run in (firm(replicates=1), *(without(arrow, replicates=1) for arrow in ARROWS)):
        for series in (run.weekly, run.company):
            # Minus zero is zero.
            digest.update((np.nan_to_num(series).round(6) + 0.0).tobytes())
    return digest.hexdigest()[:12]


def measure() -> dict[str, Any]:
    """What `circle.json` holds: changes in per cent of the usual level, with the ends of their intervals."""
    found = []
    for arrow in ARROWS:
        middle, low, high = (round(100 * each, 2) for each in change(arrow))
        usual = float(np.median(read(firm(*arrow.firm), arrow.end, arrow.weeks)))
        entry = {"arrow": arrow.name, "usual": round(usual, 4), "change": middle, "low": low, "high": high}
        found.append({**entry, "found": is_found(arrow, change(arrow))})
    ends_low = float((last_quarter(firm(weeks=YEARS).of("image")) < LOW).mean())
    return {"stamp": stamp(), "ends_low": round(ends_low, 2), "arrows": found}


def measured() -> dict[str, Any]:
    """What was measured last: `circle.json`."""
    known: dict[str, Any] = json.loads(MEASURED.read_text(encoding="utf-8"))
    return known


def table() -> list[str]:
    """Lines of the table in `arrows.md`, and of what it was measured with."""
    known = measured()
    usual = f"The firm: `industrial_firm` with {', '.join(f'`{each}`' for each in FIRM)}; {REPLICATES} pairs of runs."
    fallen = f"After three years {known['ends_low']:.0%} of its runs have an image below {LOW:g}."
    lines = [usual, fallen, "", "| arrow | cut | read in weeks | usual | change in % |", "|---|---|---|---|---|"]
    for arrow, each in zip(ARROWS, known["arrows"], strict=True):
        first, last = arrow.weeks
        weeks = f"{first}" if first == last else f"{first} to {last}"
        change = f"{each['change']:+.1f} ({each['low']:+.1f} to {each['high']:+.1f})".replace("-", "−")
        missed = "" if each["found"] else ", **not found**"
        ends = f"{arrow.start} → {arrow.end}"
        lines.append(f"| {ends} | {arrow.cut}: {settings(arrow)} | {weeks} | {each['usual']:.3f} | {change}{missed} |")
    return [*lines, "", f"Measured in runs with the stamp `{known['stamp']}`."]


def settings(arrow: Arrow) -> str:
    """What is set, as in a scenario file."""
    cut = [*arrow.begin, *(f"{key}={value:g}" for key, value in arrow.set.items())]
    both = f" (in both runs {', '.join(f'`{each}`' for each in arrow.firm)})" if arrow.firm else ""
    return ", ".join(f"`{each}`" for each in cut) + both


def write() -> None:
    """Measure, and put the numbers where they are read."""
    MEASURED.write_text(json.dumps(measure(), indent=1) + "\n", encoding="utf-8")
    between = re.compile(r"(?<=<!-- measured -->\n).*(?=<!-- /measured -->)", re.DOTALL)
    lines = "\n".join(["", *table(), "", ""])
    PAGE.write_text(between.sub(lambda _: lines, PAGE.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    write()
    # The drawing reads what was just measured.
    from docs.theory.circle import draw_circle

    (FOLDER / "circle.svg").write_text(draw_circle(), encoding="utf-8")
