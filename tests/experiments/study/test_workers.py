"""Threads of this process."""

import pytest

from sim.errors import ScenarioError
from sim.experiments.study.workers import Threads


@pytest.mark.parametrize("threads", [0, -1, 10_000])
def test_numbers_of_threads_are_bounded(threads: int) -> None:
    with pytest.raises(ScenarioError, match="threads: must be a whole number between 1 and 1024"):
        Threads(threads)
