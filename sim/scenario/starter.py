"""A small commented scenario to start from."""

from importlib.resources import files


def starter() -> str:
    """Return the text of the scenario."""
    return (files("sim.scenario") / "starter.yaml").read_text(encoding="utf-8")
