"""Numbers that were asked for, within their bounds."""

from sim.errors import ScenarioError
from sim.experiments.engines import cores

MAX_THREADS = 1024


def within(key: str, value: int, low: int, high: int) -> int:
    """Take a number that lies within its bounds; they are told as one would write them, without marks of thousands.

    Raises
    ------
    ScenarioError
        Where it does not.
    """
    if not low <= value <= high:
        raise ScenarioError(f"{key}: must be a whole number between {low} and {high}, got {value}")
    return value


def threads_of(asked: int | None) -> int:
    """Threads to run on: as many as were asked for, or as there are cores.

    Raises
    ------
    ScenarioError
        Where there are none, or too many.
    """
    return cores() if asked is None else within("threads", asked, 1, MAX_THREADS)
