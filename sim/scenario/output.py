"""What one replicate leaves behind: the same arrays from both engines."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.scenario.layout import Layout
from sim.scenario.timeline import Timeline

Floats = NDArray[np.float64]

WEEKLY = (
    "image", "attendance", "visibility", "esteem", "influence", "resources", "airtime", "agenda", "interest",
    "ease", "heard", "talk_negative", "talk_neutral", "talk_positive", "talk_stopped",
)  # fmt: skip
COMPANY = ("revenue", "plan", "service", "goodwill", "visits", "c_visits", "cancelled", "explained")
PEOPLE = (
    "charisma", "assertiveness", "attendance", "standing", "visibility", "esteem", "ease", "heard", "airtime",
    "goodwill",
)  # fmt: skip
MEETINGS = (
    "held", "invited", "present", "airtime_top3", "talks", "stopped", "customer_share", "contact_inside", "contact_all",
)  # fmt: skip
EVENTS = ("week", "kind", "meeting", "person", "other", "value")
EVENT_KINDS = ("away", "ill", "linked", "delegate", "cancelled", "talk", "stopped", "decision", "review")
AWAY, ILL, LINKED, DELEGATE, CANCELLED, TALK, STOPPED, DECISION, REVIEW = range(len(EVENT_KINDS))
MAX_EVENTS = 500_000


class Output(NamedTuple):
    """One replicate."""

    weekly: Floats  # (week, department, len(WEEKLY))
    company: Floats  # (week, len(COMPANY))
    people: Floats  # (person, len(PEOPLE))
    meetings: Floats  # (meeting, len(MEETINGS))
    events: Floats  # (event, len(EVENTS)); no rows unless traced


def event_capacity(layout: Layout, timeline: Timeline) -> int:
    """Room for every event a replicate can have, or `MAX_EVENTS`; later ones are not kept."""
    weeks = timeline.phase.size
    # A seat can leave two events (away and linked, or ill), a meeting two talks and a decision, a week a review each.
    a_week = 2 * layout.meetings.person.size + 3 * layout.meetings.every.size + layout.departments.topic.size + 1
    return min(MAX_EVENTS, weeks * a_week)
