"""What became of a person: came or stayed away, seen or not, talked about, heard."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from sim.app.watch.record import CUSTOMER, PRESENT, VIDEO, Held
from sim.app.watch.story.trace import CLEAR, WEEKS, Item, Story, Telling

FADED = 0.5  # of what somebody was at the start, in sight


class Place(NamedTuple):
    """A seat of a person in a meeting that was held."""

    week: int
    held: Held
    seat: int

    @property
    def came(self) -> bool:
        """Whether the person took it."""
        return self.held.status[self.seat] in {PRESENT, VIDEO}

    @property
    def went_to_customer(self) -> bool:
        """Whether the person visited a customer instead."""
        return bool(self.held.status[self.seat] == CUSTOMER)


def tell(telling: Telling, person: int, until: int) -> Story:
    """Story of a person up to a week."""
    places = _places(telling, person, until)
    title = telling.say("person_title", person=telling.person(person), week=until)
    past = [
        *_first_skip(telling, places),
        *_talk(telling, person, until),
        *_level(telling, "seen", person, until),
        *_level(telling, "esteem", person, until),
    ]
    now = [
        *_away(telling, places, until),
        *_airtime(telling, places, until),
        *_ease(telling, person, until),
        *_decisions(telling, person, places, until),
    ]
    return Story(title, _gist(telling, person, places, until), [*sorted(past, key=lambda each: each.week), *now])


def _places(telling: Telling, person: int, until: int) -> list[Place]:
    """Invitations of a person, deputies' seats left out."""
    seats = _invitations(telling, person)
    return [Place(week, held, seats[held.meeting]) for week, held in telling.held(until) if held.meeting in seats]


def _invitations(telling: Telling, person: int) -> dict[int, int]:
    given = telling.record.layout.meetings
    found = {}
    for meeting, people in enumerate(telling.record.seats):
        seat = np.flatnonzero(people == person)
        if len(seat) and given.principal[int(given.first_seat[meeting]) + int(seat[0])] < 0:
            found[meeting] = int(seat[0])
    return found


def _gist(telling: Telling, person: int, places: list[Place], until: int) -> str:
    """How often the person came at first and lately, and how far the person is still noticed."""
    if not places:
        return telling.say("gist_uninvited_person", person=telling.person(person))
    first, lately = _quarters(places, until)
    seen = _levels(telling, "seen", person, until)
    kept = seen[-1] / seen[0] if seen[0] > 0.0 else 1.0
    name = "gist_faded" if kept < FADED else "gist_risen" if kept > 1.0 / FADED else "gist_steady"
    if until <= WEEKS:
        name = "gist_early"
    return telling.say(
        name, person=telling.person(person), came=sum(each.came for each in lately), invited=len(lately),
        came_first=sum(each.came for each in first), invited_first=len(first), weeks=min(WEEKS, until),
        start=telling.level(seen[0]), now=telling.level(seen[-1]),
    )  # fmt: skip


def _quarters(places: list[Place], until: int) -> tuple[list[Place], list[Place]]:
    """Places of the first quarter and of the last one."""
    return [each for each in places if each.week <= WEEKS], [each for each in places if each.week > until - WEEKS]


def _levels(telling: Telling, name: str, person: int, until: int) -> list[float]:
    """Level of a person at the start and at the end of every week."""
    pages = [telling.record.start, *telling.record.weeks[:until]]
    return [float(getattr(page, name)[person]) for page in pages]


def _first_skip(telling: Telling, places: list[Place]) -> Iterator[Item]:
    for each in places:
        if each.went_to_customer:
            meeting = telling.meeting(each.held.meeting)
            customer = telling.customer(each.held.customer[each.seat])
            decided = each.held.meeting if each.held.decides else None
            yield Item(each.week, "attendance", telling.say("person_skip", meeting=meeting, customer=customer), decided)
            return


def _talk(telling: Telling, person: int, until: int) -> Iterator[Item]:
    counts = telling.talk(until, {person})
    worst = telling.worst_talk(until, {person})
    if worst is not None:
        said = worst.said
        yield Item(
            worst.week, "gossip",
            telling.say(
                "person_worst_talk", meeting=telling.meeting(worst.held.meeting), speaker=telling.person(said.speaker),
                count=said.listeners, before=telling.level(said.before), after=telling.level(said.after),
            ),
        )  # fmt: skip
    if sum(counts.values()):
        yield Item(until, "gossip", telling.say("person_talk", **counts))


def _level(telling: Telling, name: str, person: int, until: int) -> Iterator[Item]:
    """When the person was halved in somebody's eyes for the first time, or where it stands."""
    levels = _levels(telling, name, person, until)
    if not levels[0] > 0.0:
        return
    halved = next((week for week, level in enumerate(levels) if level < levels[0] / 2), None)
    values = {"first": telling.level(levels[0]), "now": telling.level(levels[-1]), "week": until}
    if halved is None:
        yield Item(until, name, telling.say(f"person_{name}_now", **values))
    else:
        yield Item(halved, name, telling.say(f"person_{name}_halved", **values))


def _away(telling: Telling, places: list[Place], until: int) -> Iterator[Item]:
    """How often the person went to customers instead, and to which."""
    classes = [int(each.held.customer[each.seat]) for each in places if each.went_to_customer]
    if classes:
        last = max(set(classes))
        counts = {"away": len(classes), "invited": len(places), "count": classes.count(last)}
        yield Item(until, "attendance", telling.say("person_away", **counts, customer=telling.customer(last)))


def _airtime(telling: Telling, places: list[Place], until: int) -> Iterator[Item]:
    """How much the person spoke at first and lately, relative to a fair share."""
    first, lately = ([each for each in part if each.came] for part in _quarters(places, until))
    if first and lately and until > WEEKS:
        values = {"first": telling.percent(_relative(first)), "now": telling.percent(_relative(lately))}
        yield Item(until, "voice", telling.say("person_voice", **values, weeks=WEEKS))


def _relative(places: list[Place]) -> float:
    """Mean talk relative to a fair share; talk outside a meeting of at least two is none."""
    return float(np.mean([each.held.share[each.seat] * (each.held.presence > 0.0).sum() for each in places]))


def _ease(telling: Telling, person: int, until: int) -> Iterator[Item]:
    ease = _levels(telling, "ease", person, until)
    if abs(ease[-1] - ease[0]) >= 0.05:
        values = {"first": telling.level(ease[0]), "now": telling.level(ease[-1])}
        yield Item(until, "ease", telling.say("person_ease_down" if ease[-1] < ease[0] else "person_ease_up", **values))


def _decisions(telling: Telling, person: int, places: list[Place], until: int) -> Iterator[Item]:
    """What the department's topic got with the person in the room and without, and the last decision without."""
    department = telling.department_of(person)
    topic = int(telling.record.layout.departments.topic[department])
    decided = [each for each in places if each.held.decides]
    given = {came: [float(each.held.given[topic]) for each in decided if each.came == came] for came in (True, False)}
    if given[True] and given[False]:
        there, away = (float(np.mean(given[came])) for came in (True, False))
        name = "person_decisions" if abs(there - away) >= CLEAR else "person_decisions_same"
        yield Item(
            until, "allocation",
            telling.say(
                name, n_there=len(given[True]), there=telling.percent(there), n_away=len(given[False]),
                away=telling.percent(away), department=telling.department(department),
            ),
        )  # fmt: skip
    missed = [each for each in decided if each.went_to_customer]
    if missed and department == telling.focus:
        last = missed[-1]
        values = {"meeting": telling.meeting(last.held.meeting), "given": telling.percent(last.held.given[topic])}
        yield Item(last.week, "allocation", telling.say("person_last_missed", **values), last.held.meeting)
