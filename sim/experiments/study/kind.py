"""Whether a file is a study: asked by whoever takes both, so that it costs no more than reading."""

from os import PathLike
from pathlib import Path

from sim.errors import ScenarioError
from sim.scenario.files import read
from sim.scenario.parse import parse
from sim.scenario.resolve import STUDY
from sim.scenario.tree import Place


def is_study(path: str | PathLike[str]) -> bool:
    """Whether a file names a scenario and its parameters, as only studies do; files that cannot be read do not."""
    file = Path(path)
    try:
        tree, _ = parse(read(file, Place(str(file))), str(file))
    except ScenarioError:
        return False
    return set(tree.entries) >= STUDY
