"""Where the powerful skip meetings, absence and influence go together; an experiment tells what causes what."""

import numpy as np

from sim.statistics import of_median
from tests.patterns.ensemble import Ensemble, Floats, ensemble, falls, last_quarter, rises

KEPT_AWAY = (
    "interventions={away: {title: {en: away, de: weg}, start: 27, "
    "target: {department: sales}, set: {attendance.norm: -10}}}"
)


def absence_and_influence(run: Ensemble) -> Floats:
    """Correlation over people of absence with airtime where they do come: (replicate,)."""
    absence, airtime = 1.0 - run.person("attendance"), run.person("airtime")
    found = []
    for x, y in zip(absence, airtime, strict=True):
        known = ~np.isnan(x + y)
        found.append(np.corrcoef(x[known], y[known])[0, 1])
    return np.array(found)


def effect_of_absence(scenario: str) -> Floats:
    """Change of the esteem for sales when its people are kept away by order, against the same luck left alone."""
    return last_quarter(ensemble(scenario, KEPT_AWAY).of("esteem")) - last_quarter(ensemble(scenario).of("esteem"))


def test_the_sign_of_the_correlation_turns_with_the_switch() -> None:
    assert rises(of_median(absence_and_influence(ensemble("power_absence"))))
    assert falls(of_median(absence_and_influence(ensemble("industrial_firm"))))


def test_the_experiment_tells_the_two_apart() -> None:
    costly, free = effect_of_absence("industrial_firm"), effect_of_absence("power_absence")
    assert of_median(costly).high < -0.2
    # What is left are the impressions not made.
    assert falls(of_median(costly - 3.0 * free))
