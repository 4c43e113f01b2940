"""The companies that are measured."""

from pathlib import Path

from sim.scenario import Scenario, load

SCENARIOS = Path(__file__).parents[1] / "scenarios"


def default() -> Scenario:
    """A hundred people, 104 weeks."""
    return load(SCENARIOS / "industrial_firm.yaml")


def of_size(n_people: int) -> Scenario:
    """The large firm with so many people, in whole hundreds: every hundred is a site with the same meetings."""
    sites = n_people // 100
    ranks = {"sales": (1, 4, 15), "production": (1, 8, 51), "finance": (1, 3, 16)}
    overrides = [
        f"departments.{name}={{head: {head * sites}, lead: {lead * sites}, staff: {staff * sites}}}"
        for name, (head, lead, staff) in ranks.items()
    ]
    return load(SCENARIOS / "large_firm.yaml", overrides)
