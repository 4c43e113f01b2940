"""Rules over several fields of interventions: when, whom, and how far.

Each intervention alone must keep its parameters within their bounds. Where several overlap, the
timeline clips what they come to together.
"""

from collections.abc import Iterable, Iterator

from sim.scenario.company import told
from sim.scenario.keys import bounds
from sim.scenario.mechanisms import PARAMETERS
from sim.scenario.schema import RANKS, Structure, Target
from sim.scenario.timeline import base_tables, changed, reached
from sim.scenario.tree import Path, Problem, Written, nearest, quoted

ROUNDING = 1e-9


def out_of_time(scenario: Structure, tree: Written, last_week: int) -> Iterator[Problem]:
    """Interventions that end too early, start too late or change nothing."""
    for name, each in scenario.interventions.items():
        path: Path = ("interventions", name)
        if not (each.set or each.add or each.scale):
            yield told(tree, path, "change something", "neither set nor add nor scale")
        if each.end is not None and each.end < each.start:
            yield told(tree, (*path, "end"), f"not be before the start in week {each.start}", str(each.end))
        if each.start > last_week:
            yield told(tree, (*path, "start"), f"be at most {last_week}, the last week", str(each.start))


def out_of_reach(scenario: Structure, tree: Written, touched: set[str]) -> Iterator[Problem]:
    """Interventions for somebody or something that does not exist; not looked at where `touched` by mistakes."""
    for name, each in scenario.interventions.items():
        path: Path = ("interventions", name, "target")
        found = [
            *_names(tree, (*path, "department"), each.target.department, tree.find(("departments",)).entries),
            *_names(tree, (*path, "meeting"), each.target.meeting, _meetings(tree)),
            *_names(tree, (*path, "rank"), each.target.rank, RANKS),
        ]
        yield from found
        to_people = each.target.department is not None or each.target.rank is not None
        if to_people and not found and not touched & {"departments", "meetings"}:
            if not _reaches_somebody(scenario, each.target):
                yield told(tree, path, "reach somebody", "nobody of that rank there")
            elif not _is_invited(scenario, each.target):
                yield told(tree, path, "reach somebody who is invited there", "nobody of them")


def out_of_bounds(scenario: Structure, tree: Written) -> Iterator[Problem]:
    """Interventions that add or scale a parameter beyond its bounds; the scenario has no other mistakes."""
    tables = base_tables(scenario)
    for name, each in scenario.interventions.items():
        for sign, table in (("+", "add"), ("×", "scale")):
            for key, value in getattr(each, table).items():
                place = PARAMETERS[key]
                before = tables[place.scope][reached(scenario, each, place), place.column]
                for old, new in zip(before, changed(each, key, before), strict=True):
                    low, high = place.parameter.low, place.parameter.high
                    if not low - ROUNDING <= new <= high + ROUNDING:
                        rule = f"keep the value {bounds({'minimum': low, 'maximum': high})}"
                        got = f"{old:.6g} {sign} {value:.6g} = {new:.6g}"
                        yield told(tree, ("interventions", name, table, key), rule, got)
                        break


def listed(wanted: Iterable[str] | str) -> list[str]:
    """Return one name or several as a list."""
    return [wanted] if isinstance(wanted, str) else list(wanted)


def _names(tree: Written, path: Path, wanted: Iterable[str] | str | None, known: Iterable[str]) -> Iterator[Problem]:
    if wanted is None:
        return
    names = list(known)
    if not listed(wanted):
        yield told(tree, path, f"name at least one {path[-1]}", "an empty list")
    for number, each in enumerate(listed(wanted)):
        if each not in names:
            hint = nearest(each, names)
            yield told(tree, (*path, number), f"name a {path[-1]}", quoted(each), hint)


def _meetings(tree: Written) -> Iterable[str]:
    return tree.entries["meetings"].entries if "meetings" in tree.entries else ()


def _reaches_somebody(scenario: Structure, target: Target) -> bool:
    return any(getattr(scenario.departments[name], rank) > 0 for name, rank in _groups(scenario, target))


def _is_invited(scenario: Structure, target: Target) -> bool:
    """Whether a meeting of the target has a seat for somebody of it; without meetings everybody may be."""
    if target.meeting is None:
        return True
    rosters = [scenario.meetings[name].roster for name in listed(target.meeting)]
    groups = _groups(scenario, target)
    return any(getattr(seats, rank) > 0 for each in rosters for name, rank in groups if (seats := each.get(name)))


def _groups(scenario: Structure, target: Target) -> list[tuple[str, str]]:
    """Departments and ranks of a target."""
    departments = scenario.departments if target.department is None else listed(target.department)
    return [(name, rank) for name in departments for rank in (RANKS if target.rank is None else listed(target.rank))]
