"""Demands move decisions at once, and annoy where nothing comes of them (K9).

Both are ablations: net, nobody was found whom demands cost more than they bring.
"""

from sim.statistics import of_median
from tests.patterns.ensemble import Ensemble, Floats, ensemble, falls, overall, rises
from tests.patterns.test_23_cutting_ritual import moved

EVERYBODY, LOUD = "attendance.norm=6", "demand.strength=2"


def firm(*overrides: str) -> Ensemble:
    return ensemble("industrial_firm", EVERYBODY, LOUD, *overrides)


def image(run: Ensemble) -> Floats:
    return overall(run.of("image"))


def test_demands_cost_image_where_they_annoy() -> None:
    assert falls(of_median(image(firm()) - image(firm("demand.annoy=0"))))


def test_where_demands_hurry_decisions_resources_move_further() -> None:
    assert rises(of_median(moved(firm()) - moved(firm("demand.urgency=0"))))
