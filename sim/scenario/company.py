"""Rules over several fields of the company: its size, its customers, and who sits where."""

from collections.abc import Iterator

from sim.scenario.schema import MAX_PEOPLE, RANKS, Meeting, Structure
from sim.scenario.tree import Path, Problem, Written, dotted, nearest, quoted

ROUNDING = 1e-6
PEOPLE_OF = {"staff": "members of staff", "lead": "leads", "head": "heads"}


def problems(scenario: Structure, tree: Written, touched: set[str]) -> Iterator[Problem]:
    """Apply the rules; those that read a part with mistakes of its own (`touched`) are left out."""
    yield from _classes(scenario, tree)
    for name, meeting in scenario.meetings.items():
        if meeting.offset >= meeting.every:
            rule = f"be less than 'every', which is {meeting.every}"
            yield told(tree, ("meetings", name, "offset"), rule, str(meeting.offset))
        yield from _roster(tree, name, meeting)
        if "departments" not in touched:
            yield from _seats(scenario, tree, name, meeting)
    yield from _focus(scenario, tree)
    if "departments" not in touched:
        yield from _size(scenario, tree)


def told(tree: Written, path: Path, rule: str, got: str, hint: str = "") -> Problem:
    """Return a problem at the line of what stands at a path."""
    return Problem(tree.find(path).place, dotted(path), rule, got, hint)


def _classes(scenario: Structure, tree: Written) -> Iterator[Problem]:
    for field in ("share", "potential"):
        total = sum(getattr(each, field) for each in scenario.portfolio.classes.values())
        if abs(total - 1.0) > ROUNDING:
            plural = {"share": "shares", "potential": "potentials"}[field]
            yield told(tree, ("portfolio", "classes"), f"have {plural} that sum to 1", f"{total:.6g}")


def _size(scenario: Structure, tree: Written) -> Iterator[Problem]:
    total = sum(each.staff + each.lead + each.head for each in scenario.departments.values())
    if not 1 <= total <= MAX_PEOPLE:
        yield told(tree, ("departments",), f"have 1 to {MAX_PEOPLE} people in all", str(total))


def _focus(scenario: Structure, tree: Written) -> Iterator[Problem]:
    departments = tree.find(("departments",)).entries
    if scenario.focus is not None and scenario.focus not in departments:
        hint = nearest(scenario.focus, departments)
        yield told(tree, ("focus",), "name a department", quoted(scenario.focus), hint)


def _roster(tree: Written, name: str, meeting: Meeting) -> Iterator[Problem]:
    path: Path = ("meetings", name, "roster")
    departments = tree.find(("departments",)).entries
    for department in meeting.roster:
        if department not in departments:
            hint = nearest(department, departments)
            yield told(tree, (*path, department), "name a department", quoted(department), hint)
    if not any(seats.staff + seats.lead + seats.head for seats in meeting.roster.values()):
        yield told(tree, path, "seat somebody", "no seats")


def _seats(scenario: Structure, tree: Written, name: str, meeting: Meeting) -> Iterator[Problem]:
    for department, seats in meeting.roster.items():
        for rank in RANKS if department in scenario.departments else ():
            wanted, there = getattr(seats, rank), getattr(scenario.departments[department], rank)
            if wanted > there:
                rule = f"be at most {there}, the number of {PEOPLE_OF[rank]} in {department}"
                yield told(tree, ("meetings", name, "roster", department, rank), rule, str(wanted))
