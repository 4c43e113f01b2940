"""Who has more standing inside has customers of more goodwill, within sales as well (Bolander et al. 2015; K8)."""

import numpy as np

from sim.statistics import of_median
from tests.patterns.ensemble import Floats, ensemble, rises


def correlation(*overrides: str) -> Floats:
    """Of own standing and the own customers' goodwill over the people of sales: (replicate,)."""
    run = ensemble("industrial_firm", *overrides, replicates=100)
    goodwill, standing = run.person("goodwill"), run.person("standing")
    return np.array(
        [
            np.corrcoef(own[owner], liked[owner])[0, 1]
            for own, liked in zip(standing, goodwill, strict=True)
            if (owner := ~np.isnan(liked)).any()
        ]
    )


def test_own_standing_goes_with_the_goodwill_of_own_customers() -> None:
    assert rises(of_median(correlation()))


def test_it_goes_with_it_less_where_all_customers_are_served_alike() -> None:
    assert rises(of_median(correlation() - correlation("service.personal=0")))
