"""Representation buys resources, the more the scarcer they are (Pfeffer & Salancik 1974; Salancik & Pfeffer 1974).

Rosters never change within a run, so workload is held fixed where weeks of one run are compared.
"""

import numpy as np

from sim.scenario.mechanisms import PARAMETERS
from sim.statistics import of_median
from tests.patterns.ensemble import Ensemble, Floats, ensemble, rises


def decided(run: Ensemble) -> Floats:
    """What each week's decisions gave to customers, undone from the resources in use: (replicate, week - 1)."""
    resources, commitment = run.of("resources"), PARAMETERS["service.commitment"].parameter.default
    undone: Floats = (resources[:, 1:] - (1.0 - commitment) * resources[:, :-1]) / commitment
    return undone


def correlation_and_slope(run: Ensemble) -> tuple[Floats, Floats]:
    """Of the customers' share on the attendance of sales, week by week within each replicate: (replicate,) each."""
    settled = slice(13, None)
    present, got = run.of("attendance")[:, 1:][:, settled], decided(run)[:, settled]
    present = present - present.mean(axis=1, keepdims=True)
    got = got - got.mean(axis=1, keepdims=True)
    both, alone = (present * got).sum(axis=1), (present**2).sum(axis=1)
    return both / np.sqrt(alone * (got**2).sum(axis=1)), both / alone


def test_present_departments_get_more() -> None:
    correlation, _ = correlation_and_slope(ensemble("industrial_firm"))
    assert rises(of_median(correlation))


def test_presence_buys_more_where_resources_are_scarce() -> None:
    scarce, plenty = (
        correlation_and_slope(ensemble("industrial_firm", f"allocation.scarcity={s}", replicates=200)) for s in (1, 0.3)
    )
    for when_scarce, when_plenty in zip(scarce, plenty, strict=True):
        assert rises(of_median(when_scarce - when_plenty))
