"""Parts of a scenario that can do nothing: meetings that never are, changes of what is switched off or undone."""

from collections.abc import Iterator
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from sim.scenario.doubt import Doubt
from sim.scenario.mechanisms import PARAMETERS, ParameterKey
from sim.scenario.schema import RANKS, Intervention, Meeting, Structure
from sim.scenario.timeline import Timeline, applied, base_tables, build, reached, rows_of_meeting, strength
from sim.scenario.tree import Path

TABLES = ("set", "add", "scale")
# What a parameter, or every other one of a mechanism, acts on.
NEEDS = {
    "gossip": "gossip.rate",
    "preaching": "preaching.strength",
    "explanation": "explanation.clash",
    "explanation.repair_honest": "explanation.honest",
    "explanation.repair_external": "explanation.external",
    "explanation.redeem": "explanation.external",
    "explanation.proved": "explanation.honest",
    "explanation.discovery": "explanation.external",
    "explanation.deceit": "explanation.discovery",
    "explanation.scar": "explanation.discovery",
    "hybrid": "hybrid.share",
    "ritual.burden": "ritual.level",
    "ritual.time": "ritual.level",
    "demand.urgency": "demand.strength",
    "demand.annoy": "demand.strength",
    "impression": "impression.rate",
    "impression.demand": "demand.strength",
    "allocation.scarcity": "allocation.weight",
    "allocation.announced": "importance.pull",
    "importance": "allocation.weight",
    "attendance.spell": "attendance.available",
    "stereotype.reversion": "stereotype.spill",
    "blame.shared": "blame.credit",
    "blame.ease": "blame.blame",
    "blame.echo": "blame.blame",
}
# It is switched off at 0, and here at another value: nobody is ill for long who is never ill.
OFF = {"attendance.available": 1.0}
# Acts on weeks in which what it needs is off, for what was before or comes after: old words are forgotten.
LASTING = {"preaching.wear"}
# Mechanisms and parameters that only people with customers have to do with, and those of them that are everybody's.
OF_CUSTOMERS = {
    "attendance", "importance", "peers", "allocation.announced", "customers", "explanation", "hybrid", "ritual",
    "preaching.licence",
}  # fmt: skip
OF_EVERYBODY = {"attendance.available", "attendance.spell"}

Weeks = NDArray[np.int64]
Floats = NDArray[np.float64]


def idle(scenario: Structure) -> Iterator[Doubt]:
    """Everything that can do nothing."""
    timeline = build(scenario)
    yield from _meetings(scenario, timeline)
    yield from _nobody_there(scenario, timeline)
    yield from _switched_off(scenario, timeline)
    yield from _out_of_time(scenario)
    yield from _undone(scenario)


def held(meeting: Meeting, scenario: Structure) -> Weeks:
    """Weeks, from 0, in which a meeting takes place."""
    return np.arange(meeting.offset, scenario.weeks, meeting.every)


def targets(scenario: Structure, each: Intervention, key: str) -> set[str]:
    """Departments whose people a parameter of an intervention may concern."""
    rows = reached(scenario, each, PARAMETERS[key])
    if PARAMETERS[key].scope == "person":
        names = list(scenario.departments)
        return {names[row // len(RANKS) % len(names)] for row in rows}  # in whichever meetings
    if PARAMETERS[key].scope == "meeting" and 0 not in rows:
        meetings = list(scenario.meetings.values())
        return {name for row in rows for name in meetings[row - 1].roster}
    return set(scenario.departments)


def is_about_customers(key: str) -> bool:
    """Whether a parameter concerns people with customers only."""
    return key not in OF_EVERYBODY and bool({key, key.partition(".")[0]} & OF_CUSTOMERS)


def _meetings(scenario: Structure, timeline: Timeline) -> Iterator[Doubt]:
    """Meetings that never take place, or with nobody to meet; and whether any of them decides."""
    column = PARAMETERS["allocation.weight"].column
    deciding, unheard = _has_routine(scenario) and bool(timeline.meeting[:, 0, column].any()), {}
    for number, (name, each) in enumerate(scenario.meetings.items()):
        weeks = held(each, scenario)
        weights = timeline.meeting[:, 1 + number, column]
        if not weeks.size:
            unheard[name] = bool(weights.any())
        deciding = deciding or bool(weights[timeline.phase[weeks]].any())
        if sum(getattr(seats, rank) for seats in each.roster.values() for rank in RANKS) == 1:
            yield Doubt(("meetings", name, "roster"), "alone", {})
    for name, decides in unheard.items():
        reason = "never_held" if deciding or not decides else "never_held_nor_decided"
        first = str(scenario.meetings[name].offset + 1)
        yield Doubt(("meetings", name, "offset"), reason, {"first": first, "weeks": str(scenario.weeks)})
    if not deciding and not any(unheard.values()):
        yield Doubt(("meetings",), "nothing_decided", {})


def _has_routine(scenario: Structure) -> bool:
    """Whether any department has a team meeting, or a round of its head and leads."""
    return any(each.staff + each.lead > 1 or (each.head and each.lead) for each in scenario.departments.values())


def _nobody_there(scenario: Structure, timeline: Timeline) -> Iterator[Doubt]:
    """Departments, or a whole company, whose people are always ill."""
    column = PARAMETERS["attendance.available"].column
    gone = {}
    for number, (name, each) in enumerate(scenario.departments.items()):
        rows = [number * len(RANKS) + place for place, rank in enumerate(RANKS) if getattr(each, rank)]
        if rows:
            gone[name] = not timeline.person[:, rows, column].any()
    if gone and all(gone.values()):
        yield Doubt(("attendance", "available"), "nobody_there", {})
        return
    for name in (name for name, is_gone in gone.items() if is_gone):
        yield Doubt(("departments", name, "set", "attendance.available"), "nobody_there", {})


def _switched_off(scenario: Structure, timeline: Timeline) -> Iterator[Doubt]:
    """Changes of parameters that act on something that is off all the while, or on heads where there are none."""
    ordered = _ordered(scenario)
    for path, key, rows, phases in _changes(scenario, timeline):
        place = PARAMETERS[key]
        for needed in (NEEDS.get(key), NEEDS.get(place.mechanism)):
            if needed is None or needed == key:
                continue
            own = rows if PARAMETERS[needed].scope == place.scope else slice(None)
            weeks = np.unique(timeline.phase) if key in LASTING else phases
            if needed not in ordered and _is_off(timeline, PARAMETERS[needed], weeks, own):
                yield Doubt(path, "switched_off", {"needed": needed, "off": f"{OFF.get(needed, 0.0):g}"})
                break
        heads = {name for each in scenario.meetings.values() for name, seats in each.roster.items() if seats.head}
        groups = _groups(scenario)
        reaches_heads = any(
            name in heads and rank == "head" for name, rank in (groups[row % len(groups)] for row in rows)
        )
        if place.mechanism == "delegation" and not reaches_heads:
            yield Doubt(path, "no_heads", {})


def _ordered(scenario: Structure) -> set[str]:
    """What may be off and yet happens, because it is ordered."""
    words = {each.told for each in scenario.orders if each.customer is not None and each.go}
    known = {"honest": "explanation.honest", "external": "explanation.external"}
    return {*(known[each] for each in words if each in known), *(["explanation.clash"] if words else [])}


def _groups(scenario: Structure) -> list[tuple[str, str]]:
    return [(name, rank) for name in scenario.departments for rank in RANKS]


def _changes(scenario: Structure, timeline: Timeline) -> Iterator[tuple[Path, str, list[int], Weeks]]:
    """Path, key, rows and phases of all that is set for a department, a meeting, or over time."""
    every = np.unique(timeline.phase)
    for number, (name, department) in enumerate(scenario.departments.items()):
        for key in department.set:
            own = list(range(number * len(RANKS), (number + 1) * len(RANKS)))
            yield ("departments", name, "set", key), key, own, every
    for name, meeting in scenario.meetings.items():
        for key in meeting.set:
            yield ("meetings", name, "set", key), key, rows_of_meeting(scenario, name, PARAMETERS[key]), every
    for name, each in scenario.interventions.items():
        phases = np.unique(timeline.phase[each.start - 1 : each.end])
        for table in TABLES if each.strength and phases.size else ():
            for key in getattr(each, table):
                yield ("interventions", name, table, key), key, reached(scenario, each, PARAMETERS[key]), phases


def _is_off(timeline: Timeline, needed: ParameterKey, phases: Weeks, rows: list[int] | slice) -> bool:
    """Whether a needed parameter is off wherever the one that needs it is changed."""
    own: Floats = getattr(timeline, needed.scope)[phases, :, needed.column][:, rows]
    return bool((own == OFF.get(needed.key, 0.0)).all())


def _out_of_time(scenario: Structure) -> Iterator[Doubt]:
    """Interventions that start after this run, or in whose weeks none of their meetings takes place."""
    meetings = list(scenario.meetings.items())
    for name, each in scenario.interventions.items():
        weeks = {"first": str(each.start), "weeks": str(scenario.weeks)}
        if each.start > scenario.weeks:
            yield Doubt(("interventions", name, "start"), "too_late", weeks)
            continue
        wanted = [each.target.meeting] if isinstance(each.target.meeting, str) else each.target.meeting
        own = [held(meeting, scenario) for called, meeting in meetings if called in (wanted or ())]
        last = scenario.weeks if each.end is None else each.end
        if own and not any(((weeks >= each.start - 1) & (weeks < last)).any() for weeks in own):
            yield Doubt(("interventions", name, "target", "meeting"), "never_held_then", {})


def _undone(scenario: Structure) -> Iterator[Doubt]:
    """Pairs of interventions that cancel each other wherever both are in force."""
    tables = base_tables(scenario)
    for (first, one), (second, other) in combinations(scenario.interventions.items(), 2):
        weeks = [each for each in range(1, scenario.weeks + 1) if strength(one, each) and strength(other, each)]
        for key in {*one.add, *one.scale} & {*other.add, *other.scale} if weeks else ():
            place = PARAMETERS[key]
            rows = sorted({*reached(scenario, one, place)} & {*reached(scenario, other, place)})
            before = tables[place.scope][rows, place.column]
            if rows and all(_cancel(one, other, key, (before, week)) for week in weeks):
                table = "add" if key in other.add else "scale"
                values: dict[str, str | float] = {"other": first, "first": str(weeks[0]), "last": str(weeks[-1])}
                yield Doubt(("interventions", second, table, key), "cancelled", values)


def _cancel(one: Intervention, other: Intervention, key: str, when: tuple[Floats, int]) -> bool:
    before, week = when
    changed = applied(one, key, before, strength(one, week))
    return not np.allclose(changed, before) and np.allclose(applied(other, key, changed, strength(other, week)), before)
