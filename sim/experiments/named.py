"""Parameters by the names that people read; screens and pages say the same."""

from sim.language import Translator
from sim.scenario.schema import Structure


def parameter(key: str, scenario: Structure, t: Translator) -> str:
    """Name of a parameter; its key where it has none."""
    parts = key.split(".")
    if t.has(f"parameter.{key}"):
        return t.text(f"parameter.{key}")
    group = getattr(scenario, parts[0], None)
    if isinstance(group, dict) and len(parts) > 2 and parts[1] in group:
        inner, rest = t.own(group[parts[1]].title), ".".join(parts[3 if parts[2] == "set" else 2 :])
        for message in (f"parameter.{rest}", f"study.sensitivity.key.{rest}"):
            if t.has(message):
                return t.text("study.sensitivity.key", owner=inner, what=t.text(message))
    return key


def with_key(key: str, scenario: Structure, t: Translator) -> str:
    """Name of a parameter and how a scenario calls it."""
    name = parameter(key, scenario, t)
    return key if name == key else f"{name} ({key})"
