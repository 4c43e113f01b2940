"""What one replicate leaves behind: the same arrays from both engines."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

WEEKLY = (
    "image", "attendance", "visibility", "esteem", "influence", "resources", "airtime", "agenda", "interest",
    "ease", "heard", "talk_negative", "talk_neutral", "talk_positive", "talk_stopped",
)  # fmt: skip
COMPANY = ("revenue", "plan", "service", "goodwill", "visits", "c_visits", "cancelled", "explained")
PEOPLE = ("charisma", "assertiveness", "attendance", "standing", "visibility", "esteem", "ease", "heard", "airtime")
MEETINGS = (
    "held", "invited", "present", "airtime_top3", "talks", "stopped", "customer_share", "contact_inside", "contact_all",
)  # fmt: skip
EVENTS = ("week", "kind", "meeting", "person", "other", "value")
EVENT_KINDS = ("away", "ill", "linked", "delegate", "cancelled", "talk", "stopped", "decision", "review")


class Output(NamedTuple):
    """One replicate."""

    weekly: Floats  # (week, department, len(WEEKLY))
    company: Floats  # (week, len(COMPANY))
    people: Floats  # (person, len(PEOPLE))
    meetings: Floats  # (meeting, len(MEETINGS))
    events: Floats  # (event, len(EVENTS)); no rows unless traced
