"""Who is blamed for a missed plan, and what that does to them."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sim.model import Company
from sim.scenario.output import COMPANY, WEEKLY
from sim.scenario.variants import Value, Variants
from sim.statistics import of_median
from tests.model.engines import by_mesa, many_by_kernel
from tests.model.small import FIRM as SMALL
from tests.model.small import firm

FIRM = Path(__file__).parents[2] / "scenarios" / "industrial_firm.yaml"
# It can go either way.
MIDDLING: dict[str, Value] = {"departments.sales.image": 0.5, "attendance.norm": 0.0, "weeks": 52}
PRODUCTION: dict[str, Value] = {"departments.sales.blamed": False, "departments.production.blamed": True}
SALES, AT_PRODUCTION = 0, 1


def last_quarter(column: str, values: dict[str, Value], department: int = SALES) -> Any:
    """Mean of the last quarter (replicate,)."""
    runs = many_by_kernel(Variants.of(FIRM).scenario({**MIDDLING, **values}), 1, 0, 24)
    if column == "c_share":
        visits, to_last = COMPANY.index("visits"), COMPANY.index("c_visits")
        return np.array([each.company[-13:, to_last].sum() / each.company[-13:, visits].sum() for each in runs])
    return np.array([each.weekly[-13:, department, WEEKLY.index(column)].mean() for each in runs])


@pytest.mark.parametrize(
    "more", [{"blame.blame": 0.6}, {"blame.ease": 6.0}, {"blame.echo": 6.0}], ids=["blame", "ease", "echo"]
)
def test_blame_lowers_ease_and_drives_to_the_comfortable_customers(more: dict[str, Value]) -> None:
    lost = last_quarter("ease", {"blame.blame": 0.0}) - last_quarter("ease", more)
    assert (lost >= 0).mean() > 0.9  # where the plan is met nobody is blamed
    assert (lost > 0).any()
    assert lost.mean() > 0
    assert last_quarter("c_share", more).mean() > last_quarter("c_share", {"blame.blame": 0.0}).mean()


def test_blaming_production_does_not_do_it_to_sales() -> None:
    spared: dict[str, Value] = {"blame.blame": 0.0}
    blamed: dict[str, Value] = {"blame.blame": 0.6}
    for column in ("ease", "image", "attendance"):
        lost = last_quarter(column, spared) - last_quarter(column, blamed)
        lost_for_others = last_quarter(column, spared) - last_quarter(column, {**blamed, **PRODUCTION})
        assert lost_for_others.mean() < lost.mean() / 10
    of_production = [last_quarter("ease", each, AT_PRODUCTION) for each in (spared, {**blamed, **PRODUCTION})]
    assert of_production[1].mean() < of_production[0].mean()


MISSED: dict[str, Any] = {"weeks": 13, "revenue": {"plan": 1}}  # a plan out of reach, and the week of its review


@pytest.mark.parametrize("accused", [SALES, AT_PRODUCTION])
def test_the_blamed_lose_ease_in_the_review_itself_and_nobody_else_does(accused: int) -> None:
    """What the blame does to ease beyond lost esteem is switched on or off, and does nothing until the review."""
    departments = {name: {**each, "blamed": at == accused} for at, (name, each) in enumerate(SMALL.items())}
    column, spared, lost = WEEKLY.index("ease"), 1 - accused, []
    for replicate in range(8):
        felt, unmoved = (
            by_mesa(firm(departments, **MISSED, blame={"blame": 0.5, "ease": ease}), 1, replicate).weekly
            for ease in (1, 0)
        )
        assert np.array_equal(felt[:12], unmoved[:12], equal_nan=True)
        assert felt[12, spared, column] == unmoved[12, spared, column]
        lost.append(unmoved[12, accused, column] - felt[12, accused, column])
    assert of_median(np.array(lost)).low > 0.02


def test_the_more_influence_a_department_has_the_less_it_is_blamed() -> None:
    regard = []
    for influence in (0.1, 0.9):
        company = Company(firm(**MISSED, blame={"blame": 0.5}, influence={"memory": 0}))
        for _ in range(12):
            company.step()
        company.departments["sales"].influence = influence
        company.step()
        regard.append(np.mean([each.regard[SALES] for each in company.departments["production"].people]))
    assert regard[1] > regard[0] + 0.02
