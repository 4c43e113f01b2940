"""Rules over several fields of the company: its size, its customers, and who sits where."""

from collections.abc import Iterator

from sim.scenario.resolve import Source
from sim.scenario.schema import MAX_PEOPLE, RANKS, Meeting, Rank, Structure
from sim.scenario.tree import Path, Problem, Written, dotted, nearest, quoted

ROUNDING = 1e-6
PEOPLE_OF = {"staff": "members of staff", "lead": "leads", "head": "heads"}


def problems(scenario: Structure, source: Source, touched: set[str]) -> Iterator[Problem]:
    """Apply the rules; those that read a part with mistakes of its own (`touched`) are left out."""
    tree = source.tree
    yield from _classes(scenario, tree)
    for name, meeting in scenario.meetings.items():
        if meeting.offset >= meeting.every:
            rule = f"be less than 'every', which is {meeting.every}"
            yield told(tree, ("meetings", name, "offset"), rule, str(meeting.offset))
        yield from _roster(source, name, meeting)
    yield from _focus(scenario, tree)
    if "departments" not in touched:
        yield from _seats(scenario, source)
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
    for name, each in scenario.portfolio.classes.items():
        if each.potential > 0 and each.share == 0:
            rule = "be above 0, as customers of this class hold potential"
            yield told(tree, ("portfolio", "classes", name, "share"), rule, "0")


def _size(scenario: Structure, tree: Written) -> Iterator[Problem]:
    total = sum(each.staff + each.lead + each.head for each in scenario.departments.values())
    if not 1 <= total <= MAX_PEOPLE:
        yield told(tree, ("departments",), f"have 1 to {MAX_PEOPLE} people in all", str(total))


def _focus(scenario: Structure, tree: Written) -> Iterator[Problem]:
    departments = tree.find(("departments",)).entries
    if scenario.focus is not None and scenario.focus not in departments:
        hint = nearest(scenario.focus, departments)
        yield told(tree, ("focus",), "name a department", quoted(scenario.focus), hint)


def _roster(source: Source, name: str, meeting: Meeting) -> Iterator[Problem]:
    tree = source.tree
    path: Path = ("meetings", name, "roster")
    departments = tree.find(("departments",)).entries
    for department in meeting.roster:
        if department not in departments:
            gone = source.removed.get(department)
            hint = f"; it is removed in {gone}" if gone else nearest(department, departments)
            yield told(tree, (*path, department), "name a department", quoted(department), hint)
    if not any(seats.staff + seats.lead + seats.head for seats in meeting.roster.values()):
        yield told(tree, path, "seat somebody", "no seats")


def _seats(scenario: Structure, source: Source) -> Iterator[Problem]:
    """Seats that nobody can take, told where the later was written: the seat, or the size of the department."""
    largest: dict[Path, tuple[int, str, Path]] = {}
    for name, department, rank, wanted in _every_seat(scenario):
        there = getattr(scenario.departments[department], rank)
        people: Path = ("departments", department, rank)
        taken: Path = ("meetings", name, "roster", department, rank)
        if wanted > there and not _is_above(people, taken, source):
            rule = f"be at most {there}, the number of {PEOPLE_OF[rank]} in {department}"
            yield told(source.tree, taken, rule, str(wanted))
        elif wanted > there and wanted > largest.get(people, (0,))[0]:
            largest[people] = (wanted, name, taken)
    for people, (wanted, name, taken) in largest.items():
        rule = f"be at least {wanted}, the number of their seats in {name} ({source.tree.find(taken).place})"
        yield told(source.tree, people, rule, source.tree.find(people).shown())


def _every_seat(scenario: Structure) -> Iterator[tuple[str, str, Rank, int]]:
    for name, meeting in scenario.meetings.items():
        for department, seats in meeting.roster.items():
            for rank in RANKS if department in scenario.departments else ():
                yield name, department, rank, getattr(seats, rank)


def _is_above(path: Path, other: Path, source: Source) -> bool:
    """Whether a value was written in a later layer than another: on the command line, or in a file on top of its."""
    here, there = (source.tree.find(each).place for each in (path, other))
    is_written = path[-1] in source.tree.find(path[:-1]).entries
    return is_written and source.layer(here) < source.layer(there)
