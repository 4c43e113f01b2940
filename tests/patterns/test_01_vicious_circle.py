"""From a middling start without a presence norm everything that sales has falls, link by link (K1-K8)."""

import numpy as np

from tests.patterns.ensemble import (
    NO_NORM,
    Ensemble,
    Floats,
    ensemble,
    falls,
    first_quarter,
    interval,
    last_quarter,
    rises,
)

CHAIN = ("attendance", "visibility", "esteem", "influence", "resources", "image", "revenue")
LOST = 0.2


def middling() -> Ensemble:
    return ensemble("industrial_firm", *NO_NORM, "weeks=156", replicates=150)


def link(run: Ensemble, name: str) -> Floats:
    return run.firm(name) if name == "revenue" else run.of(name)


def onset(series: Floats) -> Floats:
    """First week from which the four-week mean is a fifth below its start; NaN where it never is: (replicate,)."""
    smooth = np.apply_along_axis(lambda week: np.convolve(week, np.full(4, 0.25), "valid"), 1, np.nan_to_num(series))
    lost = smooth < (1.0 - LOST) * smooth[:, :1]
    return np.where(lost.any(axis=1), lost.argmax(axis=1).astype(float), np.nan)


def test_every_link_of_the_chain_falls() -> None:
    run = middling()
    for name in CHAIN:
        series = link(run, name)
        assert falls(interval(last_quarter(series) - first_quarter(series))), name


def test_most_replicates_collapse() -> None:
    image = last_quarter(middling().of("image"))
    assert (image < 0.25).mean() > 0.5


def test_the_links_fall_in_the_order_of_the_theory() -> None:
    run = middling()
    collapsed = last_quarter(run.of("image")) < 0.25
    weeks = [onset(link(run, name)[collapsed]) for name in CHAIN]
    for earlier, later, before, after in zip(CHAIN, CHAIN[1:], weeks, weeks[1:], strict=False):
        assert rises(interval(after - before)), f"{later} after {earlier}"
