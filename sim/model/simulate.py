"""One replicate by the Mesa engine, as the arrays that both engines leave behind."""

import mesa

from sim.model.company import Company
from sim.model.diary import Diary
from sim.model.record import output
from sim.scenario.output import Output
from sim.scenario.schema import Structure


def simulate(scenario: Structure, seed: int, replicate: int, *, trace: bool) -> Output:
    """Run a replicate; with `trace`, keep its events."""
    company = Company(scenario, seed, replicate)
    company.datacollector = mesa.DataCollector()  # that collects nothing: its weeks have it all
    if not trace:
        company.diary = Diary(0)
    company.run_model()
    left = output(company)
    # Mesa 3.3 numbers agents in a table that never lets go of a model: let go of all that is in it.
    company.__dict__.clear()
    return left
