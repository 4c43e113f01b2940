"""A made-up company whose best plan is known, and a laboratory that answers from a formula."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.experiments.recommend.bench import Bench
from sim.experiments.recommend.plans import Plan, Step
from sim.experiments.recommend.search import Budget, Task
from sim.experiments.recommend.setup import Limits, Setup, Wishes, setup
from sim.scenario.variants import Value

Floats = NDArray[np.float64]

FIRM = """\
title: {en: Small firm, de: Kleiner Betrieb}
story: {en: Eleven people., de: Elf Leute.}
weeks: 20
departments:
  sales: {title: {en: Sales, de: Vertrieb}, faces_customers: true, lead: 1, staff: 3}
  works: {title: {en: Works, de: Werk}, lead: 1, staff: 4}
meetings:
  round: {title: {en: Round, de: Runde}, roster: {sales: {head: 1, staff: 1}, works: {head: 1, lead: 1}}}
interventions:
  strong: {title: {en: Strong, de: Stark}, start: 3, effort: 10, add: {attendance.norm: 3}}
  cheap: {title: {en: Cheap, de: Billig}, start: 3, effort: 2, set: {demand.strength: 1}}
  harmful: {title: {en: Harmful, de: Schädlich}, start: 3, effort: 1, set: {preaching.strength: 1}}
"""
GOAL = "image at week 20 >= 0.5 with 0.8"


class Found(NamedTuple):
    """What a laboratory answers."""

    values: Floats
    errors: dict[int, str]


class Formula:
    """Answers design points by a formula of strengths and starts, with the same luck for all of them."""

    def __init__(self, seed: int, formula: Callable[[Mapping[str, Value]], float], luck: float = 0.05) -> None:
        self._seed = seed
        self._formula = formula
        self._luck = luck
        self.runs = 0
        self.asked: list[int] = []

    def measure(self, points: Sequence[Mapping[str, Value]], replicates: int) -> Found:
        """One outcome: the formula plus luck."""
        self.runs += len(points) * replicates
        self.asked.append(replicates)
        luck = self._luck * np.random.default_rng(self._seed).normal(size=replicates)
        level = np.array([self._formula(each) for each in points])
        return Found((level[:, None] + luck)[:, :, None], {})


def level(point: Mapping[str, Value]) -> float:
    """Strong and cheap help, the sooner the better; neither alone is enough unless strong is strong."""
    found = 0.2
    for name, gain in (("strong", 0.5), ("cheap", 0.2), ("harmful", -0.2)):
        start = float(point.get(f"interventions.{name}.start", 3))
        found += gain * float(point[f"interventions.{name}.strength"]) * (1 - (start - 1) / 20)
    return found


def firm(folder: Path) -> Path:
    """Scenario file."""
    path = folder / "firm.yaml"
    path.write_text(FIRM, encoding="utf-8")
    return path


def asked(folder: Path, goal: str = GOAL, **limits: int) -> Setup:
    """Recommendation before it is made."""
    return setup(firm(folder), [goal], Wishes(), Limits(**limits))


def bench(task: Task, seed: int, formula: Callable[[Mapping[str, Value]], float] = level) -> Bench:
    """Bench over the formula."""
    return Bench(Formula(seed, formula), task.space.names)


def steps(**taken: tuple[int, float]) -> Plan:
    """Plan from `strong=(start, strength)`."""
    return tuple(Step(name, *each) for name, each in taken.items())


FEW = Budget(trials=160, replicates=32, seed=3, proof=192)
