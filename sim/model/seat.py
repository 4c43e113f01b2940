"""Seats: one place at a meeting, and what happens on it this time."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Optional

if TYPE_CHECKING:
    from sim.model.customer import Customer
    from sim.model.person import Person


@dataclass(slots=True, eq=False)
class Seat:
    """A place in a roster. All but the first two fields are of the meeting under way."""

    person: "Person"
    principal: Optional["Seat"] = None  # the head's seat, where this one is the deputy's
    sends_delegate: bool = False
    presence: float = 0.0  # 1 in the room, less by video, 0 absent
    share: float = 0.0  # of the talk
    granted: float = 0.0  # attentive esteem, summed over the others present
    regarded: float = 0.0  # esteem, summed over the others present
    talk: float = 0.0  # relative to a fair share, at most 1, and less where time goes to mere form
    shown: float = 0.0  # performance
    annoyance: float = 0.0  # share of esteem lost by demands of no result


class Cancellation(NamedTuple):
    """A customer's date that was cancelled for the meeting under way."""

    customer: "Customer"
    told: int
    owed: float  # goodwill that comes back where the meeting proves the words true
    proof: float  # how far it then rises above where it was
