"""How times are taken: side by side, in turns, as medians."""

import statistics
import time
from collections.abc import Callable, Sequence


def seconds(work: Callable[[], object]) -> float:
    """Wall time of doing it once."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def in_turns(works: Sequence[Callable[[], object]], rounds: int) -> list[list[float]]:
    """Wall times of several works, taken in turns so that a slow moment hits all of them: one list per work."""
    taken: list[list[float]] = [[] for _ in works]
    for _ in range(rounds):
        for times, work in zip(taken, works, strict=True):
            times.append(seconds(work))
    return taken


def ratio(slower: Sequence[float], faster: Sequence[float]) -> float:
    """Median of the ratios of the rounds."""
    return statistics.median(a / b for a, b in zip(slower, faster, strict=True))


def spread(times: Sequence[float]) -> str:
    """Median with the range, in a unit that suits it."""
    unit, factor = ("s", 1.0) if statistics.median(times) >= 1.0 else ("ms", 1000.0)
    low, middle, high = (factor * value for value in (min(times), statistics.median(times), max(times)))
    return f"{middle:.2f} {unit} ({low:.2f}-{high:.2f})"
