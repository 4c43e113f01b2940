"""Parameters over time: base values, what departments and meetings set, and the interventions on top.

Weeks with the same values share a phase. Interventions are applied in the order of the file, each on
what the ones before left; the result is clipped to the parameter's bounds.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.scenario import commands
from sim.scenario.mechanisms import FORMS, FORMS_KEY, PARAMETERS, SCOPES, ParameterKey
from sim.scenario.schema import RANKS, Intervention, Structure

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


class Timeline(NamedTuple):
    """Parameter tables of every phase.

    People follow the first block of rows of their table, and in a meeting with parameters of people of its own the
    block of that meeting.
    """

    phase: Ints  # (week,)
    block: Ints  # (series,) first row of people's rules in its meetings; 0 where they are those of everywhere
    person: Floats  # (phase, block + department * 3 + rank, column)
    meeting: Floats  # (phase, series, column); series 0 is the departments' own routine
    company: Floats  # (phase, 1, column)
    commands: Ints  # (command, column of `Command`)


def build(scenario: Structure) -> Timeline:
    """Tables of a scenario."""
    base = base_tables(scenario)
    phase = np.zeros(scenario.weeks, dtype=np.int64)
    strengths: dict[tuple[float, ...], int] = {}
    for week in range(scenario.weeks):
        now = tuple(strength(each, week + 1) for each in scenario.interventions.values())
        phase[week] = strengths.setdefault(now, len(strengths))
    tables = [_phase(scenario, base, now) for now in strengths]
    person, meeting, company = (np.stack([table[scope] for table in tables]) for scope in SCOPES)
    return Timeline(phase, _blocks(scenario), person, meeting, company, commands.build(scenario))


def strength(intervention: Intervention, week: int) -> float:
    """How much of an intervention is in force in a week, 0..1."""
    if week < intervention.start or (intervention.end is not None and week > intervention.end):
        return 0.0
    return intervention.strength * min(1.0, (week - intervention.start + 1) / (intervention.ramp + 1))


def base_tables(scenario: Structure) -> dict[str, Floats]:
    """Values before any intervention, by scope: (entity, column)."""
    own, groups = particular(scenario), len(scenario.departments) * len(RANKS)
    rows = {"person": (1 + len(own)) * groups, "meeting": 1 + len(scenario.meetings), "company": 1}
    tables = {}
    for scope, n_rows in rows.items():
        values = [getattr(getattr(scenario, k.mechanism), k.name) for k in PARAMETERS.values() if k.scope == scope]
        if scope == "company":
            values += _forms(scenario)
        tables[scope] = np.tile(np.array(values, dtype=np.float64), (n_rows, 1))
    for number, department in enumerate(scenario.departments.values()):
        for key, value in department.set.items():
            for first in range(number * len(RANKS), len(tables["person"]), groups):
                tables["person"][first : first + len(RANKS), PARAMETERS[key].column] = value
    for name, meeting in scenario.meetings.items():
        for key, value in meeting.set.items():
            place = PARAMETERS[key]
            tables[place.scope][rows_of_meeting(scenario, name, place), place.column] = value
    return tables


def _forms(scenario: Structure) -> list[float]:
    """Places of the forms among the choices."""
    chosen = getattr(scenario, FORMS_KEY)
    return [float(form.choices.index(getattr(chosen, name))) for name, form in FORMS.items()]


def rows_of_meeting(scenario: Structure, name: str, place: ParameterKey) -> list[int]:
    """Rows of the scope's table that the `set` of a meeting reaches."""
    if place.scope == "meeting":
        return [1 + list(scenario.meetings).index(name)]
    groups = len(scenario.departments) * len(RANKS)
    first = (1 + particular(scenario).index(name)) * groups
    return list(range(first, first + groups))


def particular(scenario: Structure) -> list[str]:
    """Meetings in which people follow rules of their own, by a `set` there or by an intervention."""
    named = {name for name, each in scenario.meetings.items() if _is_of_people(each.set)}
    for each in scenario.interventions.values():
        if each.target.meeting is not None and _is_of_people([*each.set, *each.add, *each.scale]):
            named.update(_listed(each.target.meeting, ()))
    return [name for name in scenario.meetings if name in named]


def _is_of_people(keys: Iterable[str]) -> bool:
    return any(PARAMETERS[key].scope == "person" for key in keys)


def _blocks(scenario: Structure) -> Ints:
    own, groups = particular(scenario), len(scenario.departments) * len(RANKS)
    numbers = [0, *(1 + own.index(name) if name in own else 0 for name in scenario.meetings)]
    return np.array(numbers, dtype=np.int64) * groups


def _phase(scenario: Structure, base: dict[str, Floats], strengths: tuple[float, ...]) -> dict[str, Floats]:
    tables = {scope: table.copy() for scope, table in base.items()}
    for intervention, now in zip(scenario.interventions.values(), strengths, strict=True):
        if now > 0.0:
            _apply(scenario, tables, intervention, now)
    return tables


def _apply(scenario: Structure, tables: dict[str, Floats], intervention: Intervention, now: float) -> None:
    for key in [*intervention.set, *intervention.add, *intervention.scale]:
        place = PARAMETERS[key]
        rows = reached(scenario, intervention, place)
        before = tables[place.scope][rows, place.column]
        tables[place.scope][rows, place.column] = applied(intervention, key, before, now)


def applied(intervention: Intervention, key: str, before: Floats, now: float) -> Floats:
    """Values of a parameter under the intervention at the strength `now`, within the parameter's bounds."""
    after = before + now * (changed(intervention, key, before) - before)
    return np.clip(after, PARAMETERS[key].parameter.low, PARAMETERS[key].parameter.high)


def changed(intervention: Intervention, key: str, before: Floats) -> Floats:
    """Values of a parameter under the intervention at full strength."""
    if key in intervention.set:
        return np.full_like(before, intervention.set[key])
    if key in intervention.add:
        return before + intervention.add[key]
    return before * intervention.scale[key]


def reached(scenario: Structure, intervention: Intervention, place: ParameterKey) -> list[int]:
    """Rows of the scope's table that the intervention reaches."""
    target = intervention.target
    if place.scope == "person":
        departments = _listed(target.department, scenario.departments)
        ranks = _listed(target.rank, RANKS)
        own, groups = particular(scenario), len(scenario.departments) * len(RANKS)
        blocks = list(range(1 + len(own)))
        if target.meeting is not None:
            blocks = [1 + own.index(name) for name in own if name in _listed(target.meeting, ())]
        return [
            block * groups + number * len(RANKS) + RANKS.index(rank)
            for block in blocks
            for number, name in enumerate(scenario.departments)
            if name in departments
            for rank in RANKS
            if rank in ranks
        ]
    if place.scope == "meeting":
        if target.meeting is None:
            return list(range(1 + len(scenario.meetings)))
        wanted = _listed(target.meeting, ())
        return [1 + number for number, name in enumerate(scenario.meetings) if name in wanted]
    return [0]


def _listed(wanted: Sequence[str] | str | None, everything: Iterable[str]) -> list[str]:
    if wanted is None:
        return list(everything)
    return [wanted] if isinstance(wanted, str) else list(wanted)
