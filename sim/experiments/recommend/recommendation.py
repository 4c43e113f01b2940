"""A recommendation as tables and sentences."""

from functools import cached_property
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import numpy as np
import pandas as pd

from sim.experiments.recommend.choose import Choice, lack
from sim.experiments.recommend.evidence import Evidence, Tried, undominated
from sim.experiments.recommend.judge import Floats, judge, more_needed, share
from sim.experiments.recommend.plans import NOTHING, Plan, effort, without, written
from sim.experiments.recommend.search import Trial
from sim.experiments.recommend.setup import Setup

if TYPE_CHECKING:
    from sim.experiments.posterior import Uncertainty

Verdict = Literal["reached", "nothing_needed", "undecided", "missed"]


class Fans(NamedTuple):
    """Image of the department in focus under the plan and under nothing: (replicate, week)."""

    weeks: list[int]
    plan: Floats
    nothing: Floats


class Recommendation:
    """The plan that is recommended, what speaks for it, and what else was tried.

    `verdict` is `reached`, `nothing_needed`, `undecided` or `missed`, by the 95 % interval of every goal's probability
    over replicates that neither the search nor the choice has seen. `errors` tells why plans could not be run.
    """

    # What a posterior adds to it, where one was asked for.
    uncertainty: "Uncertainty | None" = None

    def __init__(  # noqa: PLR0913, PLR0917 - the parts in the order in which they are made
        self,
        setup: Setup,
        tried: list[Trial],
        choice: Choice,
        evidence: Evidence,
        fans: Fans,
        errors: dict[str, str],
        path: Path | None = None,
    ) -> None:
        self.setup = setup
        self.tried = tried
        self.choice = choice
        self.evidence = evidence
        self.fans = fans
        self.errors = errors
        self.path = path

    @cached_property
    def verdict(self) -> Verdict:
        """What became of the goals."""
        found = judge(self.goals, self.evidence.plan.held(self.goals))
        return "nothing_needed" if found == "reached" and not self.choice.plan else found

    @property
    def goals(self) -> tuple[Any, ...]:
        """What was to be reached."""
        return self.setup.task.goals

    @property
    def effort(self) -> float:
        """Effort of the plan."""
        return self.evidence.plan.effort

    @property
    def more_needed(self) -> int:
        """About how many more replicates would decide; 0 where it is decided."""
        return more_needed(self.goals, self.evidence.plan.held(self.goals))

    @cached_property
    def probability(self) -> pd.DataFrame:
        """The plan's goals: goal, wanted, probability, low, high, mean of the outcome, replicates."""
        return pd.DataFrame(self._goal_rows(self.evidence.plan))

    @cached_property
    def plan(self) -> pd.DataFrame:
        """Measures of the plan, one row for each goal, with what the plan loses without the measure.

        measure, start, strength, effort, goal; `adds` (probability, with `adds_low` and `adds_high`) and `raises` (the
        outcome, with `raises_low` and `raises_high`): paired differences with 95 % intervals.
        """
        columns = [
            "measure", "start", "strength", "effort", "goal", "adds", "adds_low", "adds_high",
            "raises", "raises_low", "raises_high",
        ]  # fmt: skip
        rows = [row for step in self.choice.plan for row in self._step_rows(step.name)]
        return pd.DataFrame(rows, columns=columns)

    @cached_property
    def front(self) -> pd.DataFrame:
        """Plans by effort, one row for each goal: plan, role, effort, on_front, and the columns of `probability`."""
        rows = [
            {"plan": written(each.plan), "role": self.role(each.plan), "effort": each.effort, "on_front": mark, **row}
            for each, mark in zip(self.evidence.front, self.marks, strict=True)
            for row in self._goal_rows(each)
        ]
        return pd.DataFrame(rows)

    @cached_property
    def shifts(self) -> pd.DataFrame:
        """The plan begun later or earlier: weeks_later, begins, effort, and the columns of `probability`."""
        first = min((step.start for step in self.choice.plan), default=0)
        rows = [
            {"weeks_later": weeks, "begins": first + weeks, "effort": each.effort, **row}
            for weeks, each in self.evidence.shifts.items()
            for row in self._goal_rows(each)
        ]
        return pd.DataFrame(rows, columns=["weeks_later", "begins", "effort", *self.probability.columns])

    @cached_property
    def trials(self) -> pd.DataFrame:
        """The search: trial, origin, effort, replicates, miss, error, then start and strength by measure."""
        rows = []
        for each in self.tried:
            taken = {step.name: step for step in each.plan}
            row: dict[str, Any] = {
                "trial": each.number, "origin": each.origin, "effort": each.effort, "replicates": each.replicates,
                "miss": each.miss, "error": self.errors.get(written(each.plan)),
            }  # fmt: skip
            for name in self.setup.task.space.names:
                row[f"{name}.start"] = taken[name].start if name in taken else None
                row[f"{name}.strength"] = taken[name].strength if name in taken else 0.0
            rows.append(row)
        return pd.DataFrame(rows)

    @property
    def marks(self) -> list[bool]:
        """Whether each plan of `evidence.front` is beaten by none of the others, on fresh replicates."""
        return undominated((each.effort, lack(self.goals, each.values)) for each in self.evidence.front)

    def role(self, plan: Plan) -> str:
        """What a plan is among those that were tried."""
        roles = {
            self.setup.task.space.given()[1]: "everything",
            NOTHING: "nothing",
            self.choice.runner_up: "runner_up",
            self.choice.plan: "recommended",
        }
        return roles.get(plan, "")

    def sentence(self, language: str = "en") -> str:
        """What is recommended, and how sure that is."""
        from sim.experiments.recommend.words import sentences
        from sim.language import translator

        return " ".join(sentences(self, translator(language)))

    def _goal_rows(self, each: Tried) -> list[dict[str, Any]]:
        held = each.held(self.goals)
        rows = []
        for number, goal in enumerate(self.goals):
            found = share(held[:, number])
            known = each.values[:, number]
            known = known[np.isfinite(known)]
            rows.append({
                "goal": goal.text, "wanted": goal.probability, "probability": found.share, "low": found.low,
                "high": found.high, "mean": float(known.mean()) if known.size else np.nan,
                "replicates": found.replicates,
            })  # fmt: skip
        return rows

    def _step_rows(self, name: str) -> list[dict[str, Any]]:
        chosen, left = self.evidence.plan, self.evidence.left_out.get(name)
        step = next(each for each in self.choice.plan if each.name == name)
        own = self.setup.task.scenario
        cost = effort(self.choice.plan, own) - effort(without(self.choice.plan, name), own)
        shared = {"measure": name, "start": step.start, "strength": step.strength, "effort": cost}
        if left is None:
            return [{**shared, "goal": goal.text} for goal in self.goals]
        rows = []
        for number, goal in enumerate(self.goals):
            adds = chosen.adds(left, self.goals, number)
            raises = chosen.raises(left, self.goals, number)
            rows.append({
                **shared, "goal": goal.text, "adds": adds.mean, "adds_low": adds.low, "adds_high": adds.high,
                "raises": raises.mean, "raises_low": raises.low, "raises_high": raises.high,
            })  # fmt: skip
        return rows

    def __repr__(self) -> str:
        return f"<Recommendation for {self.setup.name}: {self.verdict}, {written(self.choice.plan)}>"

    def _repr_html_(self) -> str:
        return f"<p>{escape(self.sentence())}</p>{self.plan.to_html(index=False)}"
