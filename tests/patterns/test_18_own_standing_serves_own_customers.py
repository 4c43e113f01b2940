"""Own standing serves own customers (Bolander et al. 2015; K8).

Over all of sales, standing and goodwill go together mostly because leads have less of both: they sit in more meetings,
and have less time for customers. So what is decided is what the service that hangs on standing adds to it.
"""

import numpy as np
import pytest

from sim.statistics import of_median
from tests.patterns.ensemble import Floats, ensemble, rises

EVERYBODY, STAFF = slice(0, 20), slice(5, 20)
ALIKE = "service.personal=0"


def correlation(who: slice, *overrides: str) -> Floats:
    """Of own standing and the own customers' goodwill over people of sales: (replicate,)."""
    run = ensemble("industrial_firm", *overrides, replicates=100)
    goodwill, standing = run.person("goodwill"), run.person("standing")
    pairs = zip(standing[:, who], goodwill[:, who], strict=True)
    return np.array([np.corrcoef(own, liked)[0, 1] for own, liked in pairs])


def test_own_standing_goes_with_the_goodwill_of_own_customers() -> None:
    assert rises(of_median(correlation(EVERYBODY)))


@pytest.mark.parametrize("who", [EVERYBODY, STAFF])
def test_it_goes_with_it_less_where_all_customers_are_served_alike(who: slice) -> None:
    assert rises(of_median(correlation(who) - correlation(who, ALIKE)))
