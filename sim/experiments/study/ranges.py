"""Ranges of a study's parameters: whether they make sense, and fit the scenario's key."""

import math
from collections.abc import Iterator

from sim.errors import ScenarioError
from sim.experiments.study.design import ParameterSpec
from sim.experiments.study.schema import ParameterSection, kind_of
from sim.scenario.keys import bounds
from sim.scenario.tree import Path, Problem, Written, dotted, nearest
from sim.scenario.variants import Spec, Value, Variants

NEEDED = {
    "uniform": ("low", "high"),
    "log_uniform": ("low", "high"),
    "triangular": ("low", "mode", "high"),
    "normal": ("mean", "sd"),
    "values": ("values",),
}
ALLOWED = {**NEEDED, "normal": ("mean", "sd", "low", "high")}
FIELDS = ("low", "high", "mode", "mean", "sd", "values")
NUMBERS = ("integer", "number")
KINDS = {"integer": int, "number": (int, float), "boolean": bool, "string": str}


def problems_of(key: str, section: ParameterSection, tree: Written, variants: Variants) -> Iterator[Problem]:
    """What is wrong with a range."""
    path: Path = ("parameters", key)
    place = tree.find(path).place
    try:
        spec = variants.spec(key, place)
    except ScenarioError as error:
        yield _as_told(error, path, tree)
        return
    kind = kind_of(section)
    for name in FIELDS:
        given = getattr(section, name) is not None
        if given and name not in ALLOWED[kind]:
            yield _told(
                tree,
                (*path, name),
                f"be left out where there are {kind}" if kind == "values" else f"be left out of a {kind} distribution",
                tree.find((*path, name)).shown(),
            )
        if not given and name in NEEDED[kind]:
            yield _told(tree, (*path, name), "be given", "nothing")
    if all(getattr(section, name) is not None for name in NEEDED[kind]):
        yield from _values(path, section, spec, tree) if kind == "values" else _range(path, section, spec, tree)


def spec_of(section: ParameterSection, spec: Spec) -> ParameterSpec:
    """Range as designs take it; a normal distribution without ends has those of the key."""
    kind = kind_of(section)
    low, high = ((-math.inf if spec.low is None else spec.low), (math.inf if spec.high is None else spec.high))
    return ParameterSpec(
        kind,
        low if section.low is None else section.low,
        high if section.high is None else section.high,
        math.nan if section.mode is None else section.mode,
        math.nan if section.mean is None else section.mean,
        math.nan if section.sd is None else section.sd,
        tuple(section.values or ()),
        spec.kind == "integer",
    )


def _range(path: Path, section: ParameterSection, spec: Spec, tree: Written) -> Iterator[Problem]:
    if spec.kind not in NUMBERS:
        yield _told(
            tree, path, "list its values, as what stands there is no number", f"a {kind_of(section)} distribution"
        )
        return
    low, high = section.low, section.high
    for name, value in (("low", low), ("high", high)):
        if value is None:
            continue
        at = (*path, name)
        if not (spec.low is None or value >= spec.low) or not (spec.high is None or value <= spec.high):
            yield _told(tree, at, f"lie {bounds({'minimum': spec.low, 'maximum': spec.high})}", f"{value:g}")
        elif spec.kind == "integer" and value != round(value):
            yield _told(tree, at, "be a whole number", f"{value:g}")
    if low is not None and high is not None and not low < high:
        yield _told(tree, (*path, "high"), f"be above low, which is {low:g}", f"{high:g}")
    if section.distribution == "log_uniform" and low is not None and low <= 0:
        yield _told(tree, (*path, "low"), "be above 0 in a log_uniform distribution", f"{low:g}")
    if section.mode is not None and low is not None and high is not None and not low <= section.mode <= high:
        yield _told(tree, (*path, "mode"), f"lie between {low:g} and {high:g}", f"{section.mode:g}")


def _values(path: Path, section: ParameterSection, spec: Spec, tree: Written) -> Iterator[Problem]:
    for number, value in enumerate(section.values or ()):
        if not _fits(value, spec):
            here = tree.find((*path, "values", number))
            hint = nearest(value, spec.choices) if isinstance(value, str) else ""
            yield Problem(here.place, dotted((*path, "values")), f"be {_wanted(spec)}", here.shown(), hint)


def _wanted(spec: Spec) -> str:
    if spec.choices:
        return f"one of {', '.join(spec.choices)}"
    wanted = {"integer": "whole numbers", "number": "numbers", "boolean": "true or false", "string": "texts"}
    return f"{wanted[spec.kind]} {bounds({'minimum': spec.low, 'maximum': spec.high})}".rstrip()


def _fits(value: Value, spec: Spec) -> bool:
    if isinstance(value, bool) != (spec.kind == "boolean") or not isinstance(value, KINDS[spec.kind]):  # type: ignore[arg-type]
        return False
    if isinstance(value, bool | str):
        return not spec.choices or value in spec.choices
    return (spec.low is None or value >= spec.low) and (spec.high is None or value <= spec.high)


def _told(tree: Written, path: Path, rule: str, got: str) -> Problem:
    return Problem(tree.find(path).place, dotted(path), rule, got)


def _as_told(error: ScenarioError, path: Path, tree: Written) -> Problem:
    """Problem of a key, under the name that it has in the study."""
    rule, _, got = str(error).partition(": must ")[2].partition(", got ")
    return Problem(tree.find(path).place, dotted(path), rule, got)
