"""Outcomes and goals at random."""

import math

from hypothesis import strategies as st

from sim.experiments.outcomes import FATES, MEASURES, Goal, Outcome, Series
from sim.experiments.outcomes.faults import POSSIBLE
from sim.experiments.outcomes.measures import of_a_department
from sim.experiments.outcomes.outcome import Crossing, Fate, Mean, Quarter

NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
# Names that are words of the language, too.
DEPARTMENTS = st.sampled_from(["sales", "works", "at", "over", "week", "weeks", "in", "the", "until", "collapse", "e1"])


@st.composite
def series(draw: st.DrawFn) -> Series:
    measure = draw(st.sampled_from(sorted(MEASURES)))
    return Series(measure, draw(st.none() | DEPARTMENTS) if of_a_department(measure) else None)


@st.composite
def means(draw: st.DrawFn) -> Outcome:
    first, last = sorted(draw(st.tuples(st.integers(1, 5200), st.integers(1, 5200))))
    return Mean(draw(series()), first, last)


def outcomes() -> st.SearchStrategy[Outcome]:
    return st.one_of(
        means(),
        st.builds(Quarter, series(), st.sampled_from(["first", "last"])),
        st.builds(Crossing, series(), st.booleans(), NUMBERS),
        st.builds(Fate, st.sampled_from(sorted(FATES))),
    )


def goals() -> st.SearchStrategy[Goal]:
    measured = outcomes().filter(lambda outcome: not outcome.is_event)
    goals = st.builds(Goal, measured, st.booleans(), NUMBERS, st.floats(0.001, 0.999), st.booleans())
    return goals.map(_that_can_come)


def _that_can_come(goal: Goal) -> Goal:
    """Goal whose level lies where its measure can."""
    low, high = POSSIBLE.get(goal.outcome.unit, (-math.inf, math.inf))
    return goal._replace(level=min(max(goal.level, low), high))
