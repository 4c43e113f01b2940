"""Mechanisms as they are declared: parameters, defaults, bounds."""

from collections.abc import Callable
from typing import Any, TypeVar, get_args, get_type_hints

from hypothesis import settings
from hypothesis import strategies as st

from sim.rules.parameter import Parameter

R = TypeVar("R")

LEVELS = st.floats(0, 1)
# A level far enough from 0 for its share to be told from another.
CLEAR_LEVELS = st.floats(1e-6, 1)
# What the last digits may add up to, for levels and for utilities of up to some tens of logits.
ROUNDING = 1e-12

# The same examples on every machine, however slow it is.
repeatably = settings(deadline=None, derandomize=True)


def declared(rules: Callable[..., Any]) -> dict[str, Parameter]:
    """Parameters of a mechanism by name."""
    return {name: get_args(hint)[1] for name, hint in get_type_hints(rules, include_extras=True).items()}


def by_default(rules: Callable[..., R]) -> R:
    """The mechanism as it is when a scenario says nothing of it; tests set what their numbers depend on."""
    return rules(*(float(each.default) for each in declared(rules).values()))


def within_bounds(rules: Callable[..., R]) -> st.SearchStrategy[R]:
    """The mechanism with any parameters that a scenario may give it."""
    values = [st.floats(each.low, each.high) for each in declared(rules).values()]
    return st.tuples(*values).map(lambda chosen: rules(*chosen))


def shares(at_least: int = 2) -> st.SearchStrategy[list[float]]:
    """Shares that sum to one, some of them zero."""
    weights = st.lists(st.just(0.0) | st.floats(0.01, 1), min_size=at_least, max_size=6)
    return weights.filter(any).map(lambda each: [weight / sum(each) for weight in each])


def is_between(value: float, one: float, other: float) -> bool:
    """Whether a value lies between two others, or misses them by rounding."""
    return min(one, other) - ROUNDING <= value <= max(one, other) + ROUNDING
