"""Designs that look at both ends of every range, and distributions whose ends nobody gave.

A normal distribution without `low` and `high` ends where its key does, perhaps fifty standard deviations away. A
design whose levels include the ends would look at half of its points out there, and find effects that hardly any value
of the distribution has. So the ends must be written down.
"""

from collections.abc import Iterable

from sim.errors import ScenarioError
from sim.experiments.study.design import WITH_ENDS
from sim.experiments.study.loading import Study
from sim.scenario.tree import Problem

ENDS = ("low", "high")
COMMON = 1.96  # standard deviations on both sides of the mean, 95 % of a normal distribution between them


def refuse_without_ends(study: Study, methods: Iterable[str], instead: str = "") -> None:
    """Refuse designs with levels at the ends where a normal distribution was given none.

    Parameters
    ----------
    methods
        Those of the designs that are to be made.
    instead
        What else the user may do, to be added to the message.

    Raises
    ------
    ScenarioError
        With one problem for every such parameter.
    """
    method = next((each for each in methods if each in WITH_ENDS), None)
    if method is None:
        return
    problems = [
        str(_problem(study, key, missing, method, instead))
        for key, spec in study.parameters.items()
        if spec.kind == "normal" and (missing := _missing(study, key))
    ]
    if problems:
        raise ScenarioError(*problems)


def _missing(study: Study, key: str) -> list[str]:
    """Ends that were not written."""
    written = study.tree.plain()["parameters"][key]
    return [end for end in ENDS if written.get(end) is None]


def _problem(study: Study, key: str, missing: list[str], method: str, instead: str) -> Problem:
    spec = study.parameters[key]
    reach = {"low": spec.mean - COMMON * spec.sd, "high": spec.mean + COMMON * spec.sd}
    within = {"low": max(reach["low"], spec.low), "high": min(reach["high"], spec.high)}
    proposed = ", ".join(f"{end}: {within[end]:.4g}" for end in missing)
    rule = f"have {' and '.join(missing)} for a {method} design, which looks at both ends"
    hint = f"; 95 % of it lie within {proposed}{instead}"
    got = "neither" if len(missing) == len(ENDS) else "the other end alone"
    return Problem(study.place("parameters", key), f"parameters.{key}", rule, got, hint)
