"""Bars over the quarters of a run, on an axis of weeks."""

from itertools import pairwise
from typing import Any

import numpy as np

from sim.language import Translator
from sim.report.runs import Runs


def over_quarters(runs: Runs) -> dict[str, Any]:
    """Middle, width, and first and last week of every bar."""
    edges = np.append(runs.quarters, runs.n_weeks)
    width = np.diff(edges)
    return {
        "x": (edges[:-1] + 0.5 + width / 2).tolist(),
        "width": (0.86 * width).tolist(),
        "customdata": [[first + 1, last] for first, last in pairwise(edges.tolist())],
    }


def weeks_hovered(t: Translator) -> str:
    """Template for the weeks of the bar that is hovered over."""
    return t.text("figure.hover.weeks", first="%{customdata[0]}", last="%{customdata[1]}")
