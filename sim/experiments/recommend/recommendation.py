"""A recommendation as tables and sentences."""

from functools import cached_property
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import numpy as np
import pandas as pd

from sim.experiments.recommend.choose import Choice
from sim.experiments.recommend.evidence import Evidence, Tried, undominated
from sim.experiments.recommend.judge import Floats, Judgement, Share, fresh_needed, judge, lack, share
from sim.experiments.recommend.plans import NOTHING, Plan, effort, without, written
from sim.experiments.recommend.search import Trial
from sim.experiments.recommend.setup import Setup
from sim.statistics import Interval

if TYPE_CHECKING:
    from sim.experiments.posterior import Uncertainty

Verdict = Literal["reached", "nothing_needed", "undecided", "missed"]


Reason = Literal["adds", "needed", "closer"]


class Worth(NamedTuple):
    """What a measure is worth in a plan: what of a goal is left without it, and what it adds by that."""

    without: Share
    adds: Interval  # to the share of runs in which the goal holds
    raises: Interval  # the goal's outcome
    verdict: Judgement  # of all goals, without the measure

    @property
    def surely_adds(self) -> bool:
        """Whether it is sure that the goal holds more often with the measure."""
        return self.adds.low > 0

    @property
    def surely_moves(self) -> bool:
        """Whether it is sure that the measure moves the outcome."""
        return self.raises.low > 0 or self.raises.high < 0


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
    def fresh_needed(self) -> int:
        """About how many fresh replicates would decide; 0 where it is decided."""
        return fresh_needed(self.goals, self.evidence.plan.held(self.goals))

    @property
    def sure_instead(self) -> Tried | None:
        """Cheapest plan shown that reaches its goals by the report's runs, where that is not the recommended one.

        It was not chosen, for the runs that chose were not sure of it.
        """
        found = self._cheapest("reached")
        return None if found is None or found.plan == self.choice.plan else found

    @property
    def open(self) -> Tried | None:
        """Cheapest plan shown that these runs leave open, where it costs less than the recommended one."""
        found = self._cheapest("undecided")
        return None if found is None or found.effort >= self.effort else found

    @property
    def compared(self) -> list[Tried]:
        """Plans whose effort is compared: the front, and what else sentences name; cheapest first."""
        named = (each for each in (self.open, self.sure_instead) if each is not None)
        found = {each.plan: each for each in (*self.evidence.front, *named)}
        return sorted(found.values(), key=lambda each: each.effort)

    @property
    def none_reaches(self) -> bool:
        """Whether every plan shown surely misses a goal."""
        return self._cheapest("reached") is None and self._cheapest("undecided") is None

    def _cheapest(self, verdict: Judgement) -> Tried | None:
        fitting = (each for each in self.evidence.shown if judge(self.goals, each.held(self.goals)) == verdict)
        return next(fitting, None)

    @cached_property
    def probability(self) -> pd.DataFrame:
        """The plan's goals: goal, wanted, probability, low, high, mean of the outcome, replicates."""
        return pd.DataFrame(self._goal_rows(self.evidence.plan))

    @cached_property
    def plan(self) -> pd.DataFrame:
        """Measures of the plan, one row for each goal, with what the plan loses without the measure.

        measure, start, strength, effort, goal; `without`: probability that is left without the measure; `adds`
        (probability) and `raises` (the outcome): paired differences. Each with `_low` and `_high`, of 95 % intervals.
        `reason` why the measure is there: it surely `adds` to a goal, or it is `needed` for fresh runs to confirm the
        plan, or brings it `closer` where no plan reaches the goals.
        """
        columns = [
            "measure", "start", "strength", "effort", "reason", "goal", *_columns("without", "adds", "raises")
        ]  # fmt: skip
        rows = [row for step in self.choice.plan for row in self._step_rows(step.name)]
        return pd.DataFrame(rows, columns=columns)

    @cached_property
    def front(self) -> pd.DataFrame:
        """Plans by effort, one row for each goal: plan, role, effort, on_front, and the columns of `probability`."""
        rows = [
            {"plan": written(each.plan), "role": self.role(each.plan), "effort": each.effort, "on_front": mark, **row}
            for each, mark in zip(self.compared, self.marks, strict=True)
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
        """Whether each plan of `compared` is beaten by none of the others, on fresh replicates."""
        return undominated((each.effort, lack(self.goals, each.values)) for each in self.compared)

    @cached_property
    def worth(self) -> dict[str, list[Worth]]:
        """What each measure of the plan is worth to each goal; without those whose absence could not be run."""
        chosen, goals, scales = self.evidence.plan, self.goals, self.setup.task.scales
        found = {}
        for name, left in self.evidence.left_out.items():
            held = left.held(goals)
            found[name] = [
                Worth(share(held[:, place]), chosen.adds(left, goals, place), chosen.raises(left, place, scales[place]),
                      judge(goals, held))
                for place in range(len(goals))
            ]  # fmt: skip
        return found

    def reason(self, name: str) -> Reason:
        """Why a measure is part of the plan."""
        if any(each.surely_adds for each in self.worth.get(name, [])):
            return "adds"
        return "needed" if self.choice.verified else "closer"

    def role(self, plan: Plan) -> str:
        """What a plan is among those that were tried."""
        roles = {
            self.setup.task.space.given()[1]: "everything",
            NOTHING: "nothing",
            self.choice.runner_up: "runner_up",
            None if self.open is None else self.open.plan: "open",
            self.choice.plan: "recommended",
        }
        return roles.get(plan, "")

    def offer(self, each: Tried | None) -> dict[str, Any] | None:
        """A plan beside the recommended one: effort, verdict, steps, and its goals as in `probability`."""
        if each is None:
            return None
        return {
            "effort": each.effort, "verdict": judge(self.goals, each.held(self.goals)),
            "plan": [step._asdict() for step in each.plan], "goals": self._goal_rows(each),
        }  # fmt: skip

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
        step = next(each for each in self.choice.plan if each.name == name)
        own = self.setup.task.scenario
        cost = effort(self.choice.plan, own) - effort(without(self.choice.plan, name), own)
        shared = {
            "measure": name, "start": step.start, "strength": step.strength, "effort": cost,
            "reason": self.reason(name),
        }  # fmt: skip
        rows = []
        for goal, worth in zip(self.goals, self.worth.get(name, [None] * len(self.goals)), strict=True):
            found = () if worth is None else (*worth.without[:3], *worth.adds, *worth.raises)
            rows.append({**shared, "goal": goal.text, **dict(zip(_columns("without", "adds", "raises"), found))})  # noqa: B905 - none or all
        return rows

    def __repr__(self) -> str:
        return f"<Recommendation for {self.setup.name}: {self.verdict}, {written(self.choice.plan)}>"

    def _repr_html_(self) -> str:
        return f"<p>{escape(self.sentence())}</p>{self.plan.to_html(index=False)}"


def _columns(*names: str) -> list[str]:
    """Columns of numbers with intervals."""
    return [f"{name}{end}" for name in names for end in ("", "_low", "_high")]
