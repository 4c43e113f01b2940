"""Plans: which measures are taken, from which week, how strongly, and what that costs."""

from collections.abc import Iterable
from typing import NamedTuple

from sim.scenario.schema import Structure
from sim.scenario.timeline import strength
from sim.scenario.variants import Value


class Step(NamedTuple):
    """One measure of a plan."""

    name: str
    start: int
    strength: float


Plan = tuple[Step, ...]  # in the order of the scenario; what is not in it is not done

NOTHING: Plan = ()


def effort(plan: Plan, scenario: Structure) -> float:
    """Effort of a plan: over its measures and the weeks, what a week costs times the strength in force."""
    return sum(_effort(step, scenario) for step in plan)


def _effort(step: Step, scenario: Structure) -> float:
    measure = scenario.interventions[step.name].model_copy(update={"start": step.start, "strength": step.strength})
    return measure.effort * sum(strength(measure, week) for week in range(1, scenario.weeks + 1))


def point(plan: Plan, free: Iterable[str]) -> dict[str, Value]:
    """Values of the scenario's keys under a plan; measures that are free and not in it have no strength."""
    taken = {step.name: step for step in plan}
    values: dict[str, Value] = {}
    for name in free:
        if name in taken:
            values[f"interventions.{name}.start"] = taken[name].start
        values[f"interventions.{name}.strength"] = taken[name].strength if name in taken else 0.0
    return values


def without(plan: Plan, name: str) -> Plan:
    """Plan that leaves one measure out."""
    return tuple(step for step in plan if step.name != name)


def names(plan: Plan) -> frozenset[str]:
    """Which measures a plan combines."""
    return frozenset(step.name for step in plan)


def shifted(plan: Plan, weeks: int, scenario: Structure) -> Plan:
    """Plan begun so many weeks later; measures that would begin after their end or the run's are left out."""
    moved = (step._replace(start=max(1, step.start + weeks)) for step in plan)
    return tuple(step for step in moved if step.start <= last_start(step.name, scenario))


def last_start(name: str, scenario: Structure) -> int:
    """Last week in which a measure can begin."""
    end = scenario.interventions[name].end
    return scenario.weeks if end is None else min(end, scenario.weeks)


def written(plan: Plan) -> str:
    """Plan in a line of tables: `presence 0.35 from 2, results 0.5 from 1`."""
    return ", ".join(f"{step.name} {step.strength:g} from {step.start}" for step in plan) or "nothing"
