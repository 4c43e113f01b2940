"""A small figure of all paired differences: dots on a line, larger where more pairs differ by as much."""

import math
from typing import Any

import numpy as np

from sim.app.explore.finding import Finding
from sim.app.explore.measures import MEASURES
from sim.app.explore.numbers import decimals, signed
from sim.language import Translator
from sim.report.bands import quantile

PLACES = 60  # at which dots may be
LEAST, MOST = 3.0, 22.0  # pixels of a dot: of a single pair, and of all
MARGINS = 2.0  # as far at least as the strip reaches on both sides


def strip(found: Finding, t: Translator) -> dict[str, Any] | None:
    """Where dots, zero and the interval are, in percent of the width, with a sentence; None without any pair."""
    known = found.differences[~np.isnan(found.differences)]
    if not known.size:
        return None
    ends = (found.paired.low, found.paired.high)
    reach = max(MARGINS * MEASURES[found.measure].margin, float(np.abs(known).max()), *map(abs, ends))

    def place(value: float) -> float:
        return round(50.0 + 50.0 * value / reach, 1)

    digits = decimals(found.measure)
    low, middle, high = quantile(known, (0.0, 0.5, 1.0)).tolist()
    said = t.text(
        "browser.explore.strip", n=t.number(known.size), low=signed(low, digits, t), middle=signed(middle, digits, t),
        high=signed(high, digits, t),
    )  # fmt: skip
    at = np.round((known / reach + 1.0) * PLACES / 2).astype(np.int64)
    counts, sums = np.bincount(at), np.bincount(at, weights=known)
    dots = [
        [place(total / count), _size(count, known.size)]
        for count, total in zip(counts.tolist(), sums.tolist(), strict=True)
        if count
    ]
    return {
        "said": said, "dots": dots, "low": place(ends[0]), "high": place(ends[1]),
        "from": signed(-reach, digits, t), "to": signed(reach, digits, t),
    }  # fmt: skip


def _size(count: int, total: int) -> float:
    """Pixels of a dot, whose area grows with the pairs that it stands for."""
    return round(max(LEAST, MOST * math.sqrt(count / total)), 1)
