"""What can be measured on a run week by week: unit, and whether more of it is better for the department."""

from typing import NamedTuple

from sim.scenario.output import COMPANY, WEEKLY

STATE, FLOW = "state", "flow"
BETTER, WORSE, NEITHER = 1, -1, 0


class Measure(NamedTuple):
    """A column of the weekly outputs, or the ratio of two of them."""

    unit: str  # level, share, points, or what is counted
    kind: str  # a state at the end of the week, or what happened in it
    direction: int  # 1: more is better, -1: less is better, 0: neither
    per: str | None = None


# Attendance costs time with customers, and talk that is stopped was talk: neither is good or bad by itself.
MEASURES = {
    "image": Measure("level", STATE, BETTER),
    "attendance": Measure("share", FLOW, NEITHER),
    "visibility": Measure("level", STATE, BETTER),
    "esteem": Measure("level", STATE, BETTER),
    "influence": Measure("points", STATE, BETTER),
    "resources": Measure("share", STATE, BETTER),
    "airtime": Measure("share", FLOW, BETTER),
    "agenda": Measure("share", FLOW, BETTER),
    "interest": Measure("share", STATE, BETTER),
    "ease": Measure("level", STATE, BETTER),
    "heard": Measure("level", STATE, BETTER),
    "talk_negative": Measure("talks", FLOW, WORSE),
    "talk_neutral": Measure("talks", FLOW, NEITHER),
    "talk_positive": Measure("talks", FLOW, BETTER),
    "talk_stopped": Measure("talks", FLOW, NEITHER),
    "revenue": Measure("share", FLOW, BETTER, "plan"),
    "plan": Measure("share", FLOW, NEITHER),
    "service": Measure("level", STATE, BETTER),
    "goodwill": Measure("level", STATE, BETTER),
    "visits": Measure("visits", FLOW, NEITHER),
    "c_visits": Measure("share", FLOW, WORSE, "visits"),
    "cancelled": Measure("dates", FLOW, WORSE),
    "explained": Measure("dates", FLOW, NEITHER),
}


def of_a_department(measure: str) -> bool:
    """Whether every department has its own; the others are measured once for the company."""
    return measure in WEEKLY


def column(measure: str) -> int:
    """Column of the outputs in which it is."""
    return (WEEKLY if of_a_department(measure) else COMPANY).index(measure)
