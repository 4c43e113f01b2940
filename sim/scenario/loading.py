"""A scenario from its file, or every mistake in it; and what tells two scenarios apart."""

import hashlib
import json
from os import PathLike
from typing import Any

from sim.errors import ScenarioError
from sim.scenario.check import check
from sim.scenario.files import given_path
from sim.scenario.resolve import Overrides, resolve
from sim.scenario.schema import Scenario

WITHOUT_EFFECT = {"title", "story", "shows", "effort"}
# The order of these names counts: it numbers people and meetings, ranks classes, and stacks interventions.
ORDERED = {"departments", "meetings", "classes", "interventions"}


def load(path: str | PathLike[str], overrides: Overrides = ()) -> Scenario:
    """Return the scenario of a file, over what it extends and under `a.b=value` overrides.

    Raises
    ------
    ScenarioError
        Its message is the first mistake, its `problems` are all of them.
    """
    scenario, problems = check(resolve(given_path(path, "scenario"), overrides))
    if problems or scenario is None:
        raise ScenarioError(*map(str, problems))
    return scenario


def fingerprint(scenario: Scenario) -> str:
    """Return the SHA-256 of everything that can change a number of a run.

    Texts and efforts do not count, so that a translation keeps the results valid. Neither does the order of keys, nor
    whether a default was written out. The order of departments, meetings, customer classes and
    interventions does count, because the results depend on it.
    """
    canonical = json.dumps(_canonical(scenario.model_dump(mode="json")), sort_keys=True, allow_nan=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def _canonical(value: Any, key: str = "") -> Any:
    if isinstance(value, dict):
        kept = [(name, _canonical(each, name)) for name, each in value.items() if name not in WITHOUT_EFFECT]
        return kept if key in ORDERED else dict(kept)
    # Minus zero is zero.
    return value + 0.0 if isinstance(value, float) else value
