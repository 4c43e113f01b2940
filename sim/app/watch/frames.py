"""All frames of a replicate in one small JSON: levels as digits of base 64, a string for every week.

`sim/app/assets/watch_frames.js` reads what is written here; both change together.
"""

import gzip
import json
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.app.watch.floor import rooms, teams
from sim.app.watch.record import NOBODY, Held, Record, Week
from sim.results.measures import focus
from sim.scenario.output import COMPANY, WEEKLY

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"
TOP = len(DIGITS) - 1
# A fair share of the talk, in digits: louder than four times that looks no louder.
FAIR = 16
# Status of a seat, and class of the customer visited instead: status + 7 * (class + 1).
STATUSES = 7
STOPPED = 2
CHAIN = ("attendance", "visibility", "esteem", "influence", "resources", "revenue", "image")
OF_HUNDRED = {"influence"}

Numbers = NDArray[np.float64] | NDArray[np.float32] | NDArray[np.int64]


def packed(record: Record) -> bytes:
    """Frames, compressed."""
    text = json.dumps(frames(record), separators=(",", ":"))
    return gzip.compress(text.encode(), 9, mtime=0)


def frames(record: Record) -> dict[str, Any]:
    """Frames of a replicate; people, meetings and departments by their numbers."""
    layout, at = record.layout, list(record.names.departments).index(focus(record.scenario))
    return {
        "focus": at,
        "topic": layout.departments.topic.tolist(),
        "faces": layout.departments.faces_customers.tolist(),
        "department": layout.people.department.tolist(),
        "rank": layout.people.rank.tolist(),
        "team": teams(layout, record.seats),
        "room": rooms(layout, record.seats),
        "slot": layout.meetings.slot.tolist(),
        "seats": [people.tolist() for people in record.seats],
        "classes": len(record.names.classes),
        "chain": {name: _thousandths(levels) for name, levels in chain(record, at).items()},
        "agenda": _agenda(record),
        "start": {"seen": hundredths(record.start.seen), "esteem": hundredths(record.start.esteem)},
        "weeks": [_week(record, week) for week in record.weeks],
    }


def chain(record: Record, department: int) -> dict[str, NDArray[np.float64]]:
    """Chain of measures from attendance to image: levels 0..1 of a department, and the revenue, by week."""
    found = {}
    for name in CHAIN:
        if name in WEEKLY:
            levels = record.output.weekly[:, department, WEEKLY.index(name)]
        else:
            levels = record.output.company[:, COMPANY.index(name)]
        found[name] = levels / 100.0 if name in OF_HUNDRED else levels
    return found


def digits(levels: Numbers, top: float = 1.0) -> str:
    """Levels 0..top in 64 steps; 0 where there is none."""
    steps = np.rint(np.nan_to_num(np.asarray(levels, dtype=np.float64)) / top * TOP).clip(0, TOP)
    return "".join(DIGITS[int(each)] for each in steps.ravel())


def hundredths(levels: Numbers) -> str:
    """Levels 0..1 as they are written in texts, with two decimals: two digits each; 0 where there is none."""
    steps = np.rint(100.0 * np.nan_to_num(np.asarray(levels, dtype=np.float64))).clip(0, 100)
    return "".join(DIGITS[int(each) // len(DIGITS)] + DIGITS[int(each) % len(DIGITS)] for each in steps)


def _week(record: Record, week: Week) -> dict[str, Any]:
    held = week.held
    return {
        "held": [each.meeting for each in held],
        "seats": "".join(_codes(each) for each in held),
        "talk": "".join(_talk(each) for each in held),
        "agenda": "".join(digits(each.agenda) for each in held),
        "decided": [[n, *_of_customers(record, each)] for n, each in enumerate(held) if each.decides],
        "gossip": [
            [n, said.speaker, said.absentee, STOPPED if said.tone is None else said.tone]
            for n, each in enumerate(held)
            for said in each.said
        ],
        "ill": week.ill,
        "visits": _visits(week),
        "cancelled": [list(each) for each in week.cancelled],
        "seen": hundredths(week.seen),
        "esteem": hundredths(week.esteem),
        "reviews": [[who, round(1000 * share)] for who, share in week.reviews],
    }  # fmt: skip


def _codes(held: Held) -> str:
    return "".join(DIGITS[int(each)] for each in held.status + STATUSES * (held.customer - NOBODY))


def _talk(held: Held) -> str:
    """Talk of everybody present, by their place among the seats, relative to a fair share."""
    n_present = int((held.presence > 0.0).sum())
    return digits(held.share * n_present * FAIR, TOP)


def _of_customers(record: Record, held: Held) -> list[int]:
    """What the focus gets of a decision, and its share of the invitations, in thousandths."""
    topic = int(record.layout.departments.topic[list(record.names.departments).index(focus(record.scenario))])
    return _thousandths([held.given[topic], record.layout.meetings.workload[held.meeting, topic]])  # type: ignore[return-value]


def _visits(week: Week) -> list[Any]:
    """People and the classes of the customers they visited: `[3, "22", 5, "1"]`."""
    by_person: dict[int, str] = {}
    for person, rank in week.visits:
        by_person[person] = by_person.get(person, "") + str(rank)
    return [each for pair in by_person.items() for each in pair]


def _agenda(record: Record) -> list[list[int | None]]:
    """Shares of the topics on all agendas of a week: (topic, week), in thousandths."""
    by_week = np.array([np.mean([each.agenda for each in week.held if each.agenda.any()], axis=0)
                        if any(each.agenda.any() for each in week.held) else np.full(len(record.names.topics), np.nan)
                        for week in record.weeks])  # fmt: skip
    return [_thousandths(topic) for topic in by_week.T]


def _thousandths(levels: Any) -> list[int | None]:
    return [None if each != each else round(1000 * float(each)) for each in levels]
