"""What a month brings: in each of its weeks a meeting and a customer who wants to be seen at the same time."""

from typing import NamedTuple

from sim.app.play.calendar import span
from sim.chance import Stream, draw
from sim.results import focus
from sim.scenario.mechanisms import PARAMETERS
from sim.scenario.schema import Meeting, Structure, Text

COLLISION = 0x706C6179  # a purpose under which no mechanism draws
PLEASANT_FROM = 0.7
HARD_UP_TO = 0.35
WISHES = 3
DAY_LENGTH = 2  # half-days


class Waiting(NamedTuple):
    """The customer: class, place among the classes (`large`, `middling`, `small`), manner, and what they want."""

    name: str
    size: str
    manner: str  # pleasant, plain, hard
    wish: int  # 0..2, which of the wishes of that manner


class Collision(NamedTuple):
    """A meeting and a customer in one half-day.

    `week` counts from 1, `day` from 0 for Monday; `weight` is that of what the meeting decides; `seats` are the
    department's there, `head` whether one is the player's own.
    """

    week: int
    day: int
    meeting: str
    title: Text
    weight: float
    seats: int
    head: bool
    customer: Waiting


class Situation(NamedTuple):
    """The collisions of a month, one a week; the months count from 0."""

    month: int
    collisions: tuple[Collision, ...]


def situation(scenario: Structure, seed: int, month: int) -> Situation:
    """Collisions of a month, the same for everybody who plays the scenario with that seed.

    Meetings that decide more are more likely to collide, and so are classes with more customers or more potential.
    """
    weeks = range(span(month).start, span(month).stop)
    return Situation(month, tuple(_collision(scenario, seed, week) for week in weeks))


def _collision(scenario: Structure, seed: int, week: int) -> Collision:
    own = focus(scenario)
    meetings = scenario.meetings.items()
    with_others = [(name, each) for name, each in meetings if own in each.roster and len(each.roster) > 1]
    held = [each for each in with_others if _takes_place(each[1], week)] or with_others
    u_meeting, u_customer, u_wish, _ = draw(Stream(seed, 0), week, COLLISION, 0, 0)
    weights = [decides(scenario, each) for _, each in held]
    name, meeting = held[_drawn([1.0 + weight for weight in weights], u_meeting)]
    seats = meeting.roster[own]
    classes = scenario.portfolio.classes
    number = _drawn([each.share + each.potential for each in classes.values()], u_customer)
    return Collision(
        week + 1, meeting.slot // DAY_LENGTH, name, meeting.title, decides(scenario, meeting),
        seats.staff + seats.lead + seats.head, seats.head > 0, _waiting(scenario, number, u_wish),
    )  # fmt: skip


def _takes_place(meeting: Meeting, week: int) -> bool:
    return week >= meeting.offset and (week - meeting.offset) % meeting.every == 0


def decides(scenario: Structure, meeting: Meeting) -> float:
    """Weight of what a meeting decides."""
    key = "allocation.weight"
    place = PARAMETERS[key]
    return meeting.set.get(key, float(getattr(getattr(scenario, place.mechanism), place.name)))


def _waiting(scenario: Structure, number: int, uniform: float) -> Waiting:
    classes = scenario.portfolio.classes
    name = list(classes)[number]
    comfort = classes[name].comfort
    size = "large" if number == 0 else "small" if number == len(classes) - 1 else "middling"
    manner = "pleasant" if comfort >= PLEASANT_FROM else "hard" if comfort <= HARD_UP_TO else "plain"
    return Waiting(name, size, manner, int(uniform * WISHES))


def _drawn(weights: list[float], uniform: float) -> int:
    rest = uniform * sum(weights)
    for number, weight in enumerate(weights):
        rest -= weight
        if rest < 0.0:
            return number
    return len(weights) - 1
