"""The plans there are to choose from, and as what the search sees them."""

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, product
from typing import NamedTuple

from sim.errors import ScenarioError
from sim.experiments.recommend.plans import NOTHING, Plan, Step, last_start
from sim.scenario.schema import Structure
from sim.scenario.tree import nearest, quoted

FINEST_LEVEL = 0.05
LEVELS = tuple(round(FINEST_LEVEL * step, 2) for step in range(1, 21))
STRENGTH_MOVES = (1, 4)
START_MOVES = (1, 4, 13)


class Space(NamedTuple):
    """Measures that may be changed, the weeks in which each may begin, and the strengths it may have."""

    names: tuple[str, ...]
    first: tuple[int, ...]
    last: tuple[int, ...]
    levels: tuple[float, ...]  # rising, the last the strongest

    @property
    def off(self) -> int:
        """How many numbers below the weakest strength stand for leaving a measure out: a third of all."""
        return max(1, len(self.levels) // 2)

    def ranges(self) -> dict[str, tuple[int, int]]:
        """Range of every whole number the search may choose; a strength of 0 or less leaves the measure out.

        So weak and left out are neighbours, and leaving out is no rare accident.
        """
        found: dict[str, tuple[int, int]] = {}
        for name, first, last in zip(self.names, self.first, self.last, strict=True):
            found[_strength(name)] = (1 - self.off, len(self.levels))
            found[_start(name)] = (first, last)
        return found

    def plan(self, numbers: Mapping[str, int]) -> Plan:
        """Plan that the numbers of a search stand for."""
        return tuple(
            Step(name, numbers[_start(name)], self.levels[numbers[_strength(name)] - 1])
            for name in self.names
            if numbers[_strength(name)] > 0
        )

    def numbers(self, plan: Plan) -> dict[str, int]:
        """Numbers that stand for a plan."""
        taken = {step.name: step for step in plan}
        found: dict[str, int] = {}
        for name, first in zip(self.names, self.first, strict=True):
            step = taken.get(name)
            found[_strength(name)] = 0 if step is None else self.levels.index(step.strength) + 1
            found[_start(name)] = first if step is None else step.start
        return found

    @property
    def size(self) -> int:
        """How many plans there are."""
        weeks = (last - first + 1 for first, last in zip(self.first, self.last, strict=True))
        return math.prod(1 + each * len(self.levels) for each in weeks)

    def every(self) -> Iterator[Plan]:
        """All plans, nothing first."""
        choices = [
            [None, *(Step(name, start, level) for start in range(first, last + 1) for level in self.levels)]
            for name, first, last in zip(self.names, self.first, self.last, strict=True)
        ]
        return (tuple(step for step in chosen if step is not None) for chosen in product(*choices))

    def given(self) -> list[Plan]:
        """Plans that anybody would ask about first, all from the first week on.

        Nothing; everything; each measure alone; then each alone and every two together, at full and at half strength.
        """
        full, half = (self._all(level) for level in (self.levels[-1], self.levels[(len(self.levels) - 1) // 2]))
        alone = [(step,) for step in (*full, *half)]
        pairs = [pair for steps in (half, full) for pair in combinations(steps, 2)]
        return list(dict.fromkeys([NOTHING, full, *alone, *pairs]))

    def _all(self, level: float) -> Plan:
        return tuple(Step(name, first, level) for name, first in zip(self.names, self.first, strict=True))

    def lighter(self, plan: Plan) -> Iterator[Plan]:
        """Plans that cost a little less: a measure less, weaker or later, or all of them later."""
        for place, step in enumerate(plan):
            before, after = plan[:place], plan[place + 1 :]
            yield (*before, *after)
            level, last = self.levels.index(step.strength), self.last[self.names.index(step.name)]
            for move in STRENGTH_MOVES:
                if level >= move:
                    yield (*before, step._replace(strength=self.levels[level - move]), *after)
            for move in START_MOVES:
                if step.start + move <= last:
                    yield (*before, step._replace(start=step.start + move), *after)
        for move in START_MOVES if len(plan) > 1 else ():
            moved = tuple(step._replace(start=step.start + move) for step in plan)
            if all(step.start <= self.last[self.names.index(step.name)] for step in moved):
                yield moved

    def heavier(self, plan: Plan) -> Iterator[Plan]:
        """Plans that cost a little more: a measure more, stronger or earlier."""
        taken = {step.name: step for step in plan}
        for name, first in zip(self.names, self.first, strict=True):
            step = taken.get(name)
            if step is None:
                yield self._ordered({**taken, name: Step(name, first, self.levels[(len(self.levels) - 1) // 2])})
                continue
            level = self.levels.index(step.strength)
            for move in STRENGTH_MOVES:
                if level + move < len(self.levels):
                    yield self._ordered({**taken, name: step._replace(strength=self.levels[level + move])})
            for start in dict.fromkeys(max(first, step.start - move) for move in START_MOVES):
                if start < step.start:
                    yield self._ordered({**taken, name: step._replace(start=start)})

    def traded(self, plan: Plan) -> Iterator[Plan]:
        """Plans that give something up for something else, such as strength for an earlier start."""
        yield from dict.fromkeys(other for lighter in self.lighter(plan) for other in self.heavier(lighter))

    def _ordered(self, steps: Mapping[str, Step]) -> Plan:
        return tuple(steps[name] for name in self.names if name in steps)


def build(
    scenario: Structure, free: Sequence[str] | None, start: tuple[int, int] | None, levels: Sequence[float] | None
) -> Space:
    """Space of a scenario.

    Raises
    ------
    ScenarioError
        Where there is nothing to choose from, or a wish cannot be met.
    """
    every = list(scenario.interventions)
    if not every:
        raise ScenarioError("interventions: must be at least one to choose from, got none in this scenario")
    for name in free or ():
        if name not in every:
            raise ScenarioError(
                f"--free: must name an intervention of the scenario, got {quoted(name)}{nearest(name, every)}"
            )
    chosen = tuple(name for name in every if free is None or not free or name in free)
    low, high = (1, scenario.weeks) if start is None else start
    if not 1 <= low <= high <= scenario.weeks:
        raise ScenarioError(f"--start: must be weeks LOW..HIGH within 1..{scenario.weeks}, got {low}..{high}")
    last = tuple(min(high, last_start(name, scenario)) for name in chosen)
    for name, end in zip(chosen, last, strict=True):
        if end < low:
            raise ScenarioError(
                f"--start: must let every measure begin before it ends, got {low}..{high} for {name!r}, "
                f"which ends in week {end}"
            )
    return Space(chosen, (low,) * len(chosen), last, _levels(levels))


def _levels(wanted: Sequence[float] | None) -> tuple[float, ...]:
    if not wanted:
        return LEVELS
    for each in wanted:
        if not 0 < each <= 1:
            raise ScenarioError(f"--levels: must be strengths above 0 and at most 1, got {each:g}")
    return tuple(sorted(set(wanted)))


def _strength(name: str) -> str:
    return f"{name}.strength"


def _start(name: str) -> str:
    return f"{name}.start"
