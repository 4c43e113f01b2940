"""The shipped scenarios, made ready to be played."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sim.app.ensembles import Ensembles
from sim.app.library import Library
from sim.app.play.stage import Stage, stage

SCENARIOS = Path(__file__).parents[3] / "scenarios"


@pytest.fixture(scope="session")
def library() -> Library:
    """All shipped scenarios."""
    return Library.of([SCENARIOS])


@pytest.fixture(scope="session")
def alibi(library: Library) -> Stage:
    """The scenario that is offered first."""
    return stage(library.variants("alibi"))


@pytest.fixture(scope="session")
def ensembles() -> Iterator[Ensembles]:
    """Ensembles of one process."""
    found = Ensembles(1)
    yield found
    found.close()
