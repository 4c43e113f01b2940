"""From a middling start without a presence norm everything that sales has falls, link by link (K1-K8).

Voice asks for both, being noticed and being taken seriously, so it falls as soon as the first of them does: esteem and
influence are two ways on from visibility, and which of them loses a fifth first is not part of the theory.
"""

from itertools import pairwise

import pytest

from sim.results.onset import onset
from sim.statistics import of_median
from tests.patterns.ensemble import NO_NORM, Ensemble, Floats, ensemble, falls, first_quarter, last_quarter, rises

STANDING = ("attendance", "visibility", "esteem")
SAY = ("visibility", "influence", "resources", "revenue")
CHAIN = ("attendance", "visibility", "esteem", "image", "influence", "resources", "revenue")


def middling() -> Ensemble:
    return ensemble("industrial_firm", *NO_NORM, "weeks=156", replicates=150)


def link(run: Ensemble, name: str) -> Floats:
    return run.firm(name) if name == "revenue" else run.of(name)


def test_every_link_of_the_chain_falls() -> None:
    run = middling()
    for name in CHAIN:
        series = link(run, name)
        assert falls(of_median(last_quarter(series) - first_quarter(series))), name


def test_most_replicates_collapse() -> None:
    image = last_quarter(middling().of("image"))
    assert (image < 0.25).mean() > 0.5


@pytest.mark.parametrize("strand", [STANDING, SAY])
def test_the_links_fall_in_the_order_of_the_theory(strand: tuple[str, ...]) -> None:
    run = middling()
    collapsed = last_quarter(run.of("image")) < 0.25
    for earlier, later in pairwise(strand):
        before, after = (onset(link(run, name)[collapsed]) for name in (earlier, later))
        assert rises(of_median(after - before)), f"{later} after {earlier}"
