"""From a middling start without a presence norm everything that sales has falls, link by link (K1-K8)."""

from sim.results.onset import onset
from sim.statistics import of_median
from tests.patterns.ensemble import NO_NORM, Ensemble, Floats, ensemble, falls, first_quarter, last_quarter, rises

CHAIN = ("attendance", "visibility", "esteem", "influence", "resources", "image", "revenue")


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


def test_the_links_fall_in_the_order_of_the_theory() -> None:
    run = middling()
    collapsed = last_quarter(run.of("image")) < 0.25
    weeks = [onset(link(run, name)[collapsed]) for name in CHAIN]
    for earlier, later, before, after in zip(CHAIN, CHAIN[1:], weeks, weeks[1:], strict=False):
        assert rises(of_median(after - before)), f"{later} after {earlier}"
