"""Every shipped scenario shows what it says it shows."""

from functools import lru_cache
from pathlib import Path

import pytest

from sim.experiments.run import run
from sim.results import Results
from sim.scenario import load
from sim.scenario.schema import Measure
from sim.statistics import Interval, of_median

FOLDER = Path(__file__).parents[2] / "scenarios"
SHIPPED = sorted(path.name for path in FOLDER.glob("*.yaml"))
# Differences that nobody in the company would notice.
NEGLIGIBLE = {"image": 0.02, "influence": 2.0, "attendance": 0.02, "resources": 0.01, "revenue": 0.05, "c_visits": 0.02}
PROMISED = (
    "industrial_firm", "alibi", "presence", "preaching", "agenda_quota", "customer_contact", "no_gossip",
    "selective", "charisma", "strong_sales", "hybrid", "delegates", "power_absence", "small_firm", "large_firm",
)  # fmt: skip


@lru_cache(maxsize=len(SHIPPED))
def results(file: str) -> Results:
    """Few replicates for the large firm: its sites are replicates enough."""
    return run(FOLDER / file, replicates=8 if file == "large_firm.yaml" else 400)


def difference(file: str, other: str, measure: Measure) -> Interval:
    """Paired difference of the last quarters."""
    return of_median(results(file).quarters[measure][:, -1] - results(other).quarters[measure][:, -1])


def test_all_promised_scenarios_are_there() -> None:
    assert {f"{name}.yaml" for name in PROMISED} <= set(SHIPPED)


@pytest.mark.parametrize("file", SHIPPED)
def test_scenario_ends_as_it_says(file: str) -> None:
    shows = load(FOLDER / file).shows
    assert shows is not None
    found = results(file).verdict()
    assert found.outcome == shows.outcome
    assert found.low > 0.5


@pytest.mark.parametrize("file", SHIPPED)
def test_scenario_differs_from_the_other_as_it_says(file: str) -> None:
    shows = load(FOLDER / file).shows
    assert shows is not None
    for measure in [*shows.higher, *shows.lower, *shows.equal]:
        assert shows.against is not None
        found = difference(file, shows.against, measure)
        if measure in shows.higher:
            assert found.low > NEGLIGIBLE[measure], measure
        elif measure in shows.lower:
            assert found.high < -NEGLIGIBLE[measure], measure
        else:
            assert -NEGLIGIBLE[measure] < found.low, measure
            assert found.high < NEGLIGIBLE[measure], measure
