"""What exactly is to be run: the resolved scenario, its engine, and the hash that stands for both."""

import hashlib
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import sim.scenario
from sim.errors import ScenarioError
from sim.experiments.bounds import within
from sim.experiments.engines import ENGINES
from sim.scenario import fingerprint
from sim.scenario.schema import Structure

ROOT = Path(sim.scenario.__file__).parents[1]
SOURCES = {
    "kernel": ("chance.py", "rules", "scenario", "results/tables.py", "kernel"),
    "mesa": ("chance.py", "rules", "scenario", "results/tables.py", "model"),
}


class Plan(NamedTuple):
    """A run before it is run."""

    name: str
    scenario: Structure
    engine: str
    fingerprint: str
    code: str

    @property
    def hash(self) -> str:
        """Stands for everything that can move a number."""
        return _digest([self.fingerprint, self.engine, self.code])[:12]


def plan(scenario: Structure, name: str | None, changes: Mapping[str, int | None], engine: str) -> Plan:
    """Plan of a run; `changes` replace the scenario's own replicates, weeks or seed where they are not None.

    Raises
    ------
    ScenarioError
        Where a number is out of bounds, or there is no such engine.
    """
    if engine not in ENGINES:
        raise ScenarioError(f"engine: must be {' or '.join(ENGINES)}, got {engine!r}")
    wanted = {key: _within_bounds(key, value) for key, value in changes.items() if value is not None}
    resolved = scenario.model_copy(update=wanted)
    called = name or re.sub(r"\W+", "_", resolved.title.en).strip("_").lower() or "scenario"
    return Plan(called, resolved, engine, fingerprint(resolved), code_version(engine))


def code_version(engine: str) -> str:
    """Hash of the sources that make the numbers."""
    files = [
        path
        for source in SOURCES[engine]
        for path in ([ROOT / source] if source.endswith(".py") else sorted((ROOT / source).rglob("*.py")))
    ]
    return _digest([[path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")] for path in files])[:16]


def _within_bounds(key: str, value: object) -> int:
    """Number that the schema allows."""
    bounds = [
        limit
        for rule in Structure.model_fields[key].metadata
        for limit in (getattr(rule, "ge", None), getattr(rule, "le", None))
    ]
    low, high = (limit for limit in bounds if limit is not None)
    return within(key, value, low, high)


def _digest(parts: object) -> str:
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()
