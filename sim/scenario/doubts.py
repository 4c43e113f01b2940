"""What a scenario may say and hardly means: parts that change nothing, or that change more than one would think.

None of it is a mistake. It is told by `validate`, by `run`, and in the report, with the key it is about and the reason.
"""

from collections.abc import Iterator, Mapping
from itertools import combinations

import numpy as np

from sim.language import translator
from sim.scenario.doubt import Doubt
from sim.scenario.idle import TABLES, idle, is_about_customers, targets
from sim.scenario.mechanisms import PARAMETERS
from sim.scenario.schema import RANKS, Intervention, Meeting, Structure
from sim.scenario.timeline import base_tables, changed, reached
from sim.scenario.tree import Written, one_line

# Of the company that the theory's defaults were set for, a fifth sells; there the start allows 67 % of full service.
FEW = 0.55
LONGEST_RHYTHM = 52


Crowd = tuple[float, int, str, str, str]


def doubts(scenario: Structure) -> list[Doubt]:
    """Everything that is hardly meant."""
    return [
        *_resources(scenario), *_half_days(scenario), *_without_customers(scenario), *_replaced(scenario),
        *_without_effect(scenario), *idle(scenario),
    ]  # fmt: skip


def lines(found: list[Doubt], tree: Written) -> list[str]:
    """Line for each, with the file and the line where it was written."""
    t = translator("en")
    return [f"{tree.find(each.path).place} {one_line(each.told(t))}" for each in found]


def _resources(scenario: Structure) -> Iterator[Doubt]:
    """Resources at the start follow headcount; what customers need and the plan do not."""
    sizes = {name: each.staff + each.lead + each.head for name, each in scenario.departments.items()}
    topics = {name: each.topic or name for name, each in scenario.departments.items()}
    facing = [name for name, each in scenario.departments.items() if each.faces_customers and sizes[name]]
    total = sum(sizes.values())
    if not facing or not scenario.portfolio.customers_per_person:
        return
    of_customers = [name for name in sizes if topics[name] in {topics[each] for each in facing}]
    share, need = sum(sizes[name] for name in of_customers) / total, float(getattr(scenario, "service").need)  # noqa: B009 - made from the rules
    values: dict[str, str | float] = {"share": share, "need": need, "level": min(1.0, share / need)}
    if share / need < FEW:
        yield Doubt(("departments", facing[0]), "few_resources", values)
    elif share > need:
        yield Doubt(("departments", facing[0]), "many_resources", values)
    for name in of_customers:
        if name not in facing and sizes[name]:
            own = sizes[name] / total
            yield Doubt(("departments", name, "topic"), "shared_topic", {**values, "own": own, "without": share - own})


def _half_days(scenario: Structure) -> Iterator[Doubt]:
    """More seats in one half-day than there are people who could take them."""
    people = sum(each.staff + each.lead + each.head for each in scenario.departments.values())
    for slot in sorted({each.slot for each in scenario.meetings.values()}):
        here = {name: each for name, each in scenario.meetings.items() if each.slot == slot}
        worst = max(_crowded(scenario, here, people), default=None)
        if worst is not None and len(here) > 1:
            _, seats, department, rank, names = worst
            there = getattr(scenario.departments[department], rank)
            values: dict[str, str | float] = {
                "seats": str(seats), "there": str(there), "department": department, "rank": rank, "slot": str(slot),
                "meetings": str(names.count(" ") + 1),
            }  # fmt: skip
            yield Doubt(("meetings", names.split(" ")[-1], "slot"), "crowded_half_day", values)


def _crowded(scenario: Structure, meetings: Mapping[str, Meeting], people: int) -> Iterator[Crowd]:
    """Ranks with more seats than people in some week: how many times, seats, department, rank, and the meetings."""
    for week in range(min(LONGEST_RHYTHM, scenario.weeks)):
        due = {name: each for name, each in meetings.items() if week % each.every == each.offset}
        for department, own in scenario.departments.items():
            for rank in RANKS:
                seated = {
                    name: getattr(each.roster[department], rank) * _copies(each, people)
                    for name, each in due.items()
                    if department in each.roster and getattr(each.roster[department], rank)
                }
                seats, there = sum(seated.values()), getattr(own, rank)
                if len(seated) > 1 and seats > there > 0:
                    yield seats / there, seats, department, rank, " ".join(seated)


def _copies(meeting: Meeting, people: int) -> int:
    return max(1, people // meeting.per_people) if meeting.per_people else 1


def _without_customers(scenario: Structure) -> Iterator[Doubt]:
    """Reasons to stay away for a customer, for people who have none."""
    free = {
        name for name, each in scenario.departments.items()
        if not each.faces_customers or not scenario.portfolio.customers_per_person
    }  # fmt: skip
    for name, department in scenario.departments.items():
        for key in department.set if name in free else ():
            if is_about_customers(key):
                yield Doubt(("departments", name, "set", key), "no_customers", {})
    for name, each in scenario.interventions.items():
        for table in TABLES:
            for key in getattr(each, table):
                if is_about_customers(key) and free.issuperset(targets(scenario, each, key)):
                    yield Doubt(("interventions", name, table, key), "no_customers", {})


def _replaced(scenario: Structure) -> Iterator[Doubt]:
    """Interventions that set the same to different values at the same time: the later one in the file holds."""
    for (first, one), (second, other) in combinations(scenario.interventions.items(), 2):
        begin, end = max(one.start, other.start), min(_last(one, scenario), _last(other, scenario))
        for key in one.set.keys() & other.set.keys() if begin <= end else ():
            place = PARAMETERS[key]
            both = set(reached(scenario, one, place)) & set(reached(scenario, other, place))
            if both and one.set[key] != other.set[key]:
                values: dict[str, str | float] = {"other": first, "first": str(begin), "last": str(end)}
                yield Doubt(("interventions", second, "set", key), "replaced", values)


def _last(each: Intervention, scenario: Structure) -> int:
    return scenario.weeks if each.end is None else min(each.end, scenario.weeks)


def _without_effect(scenario: Structure) -> Iterator[Doubt]:
    """Changes that leave everything as it was before any of them."""
    tables = base_tables(scenario)
    for name, each in scenario.interventions.items():
        if each.strength == 0.0:
            yield Doubt(("interventions", name, "strength"), "no_strength", {})
            continue
        for table in TABLES:
            for key in getattr(each, table):
                place = PARAMETERS[key]
                before = tables[place.scope][reached(scenario, each, place), place.column]
                if np.array_equal(changed(each, key, before), before) and not _is_shared(scenario, each, key):
                    yield Doubt(("interventions", name, table, key), "no_change", {})


def _is_shared(scenario: Structure, own: Intervention, key: str) -> bool:
    """Whether another intervention changes the same in a week of this one."""
    rows = set(reached(scenario, own, PARAMETERS[key]))
    return any(
        key in getattr(each, table)
        and rows & set(reached(scenario, each, PARAMETERS[key]))
        and max(own.start, each.start) <= min(_last(own, scenario), _last(each, scenario))
        for each in scenario.interventions.values()
        for table in TABLES
        if each is not own
    )
