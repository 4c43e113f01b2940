"""What raises esteem raises the image of whole companies, and credit raises it in the industrial firm."""

from pathlib import Path
from typing import Any

import numpy as np
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from sim.scenario.output import WEEKLY
from sim.scenario.schema import Scenario, Structure
from sim.scenario.variants import Variants
from tests.model.companies import SEEDS, SHARES, companies
from tests.model.engines import by_kernel, many_by_kernel

FIRM = Path(__file__).parents[2] / "scenarios" / "industrial_firm.yaml"
ROUNDING = 1e-9
IMAGE, ESTEEM = WEEKLY.index("image"), WEEKLY.index("esteem")
# Nobody does anything else because of what others think of them: all come, all speak as much, and nobody gossips.
# Demands annoy nobody: that is their price, and not what becomes of esteem.
WHATEVER_OTHERS_THINK: dict[str, dict[str, float]] = {
    "attendance": {"available": 1, "norm": 10, "alibi": -10, "reserve": 10, "role": 0, "ease": 0, "heard": 0},
    "customers": {"gain": 0, "comfort": 0},
    "visibility": {"exposure": 0},
    "gossip": {"rate": 0},
    "privilege": {"share": 0},
    "demand": {"annoy": 0},
}
MORE = {"impression.charisma", "impression.base", "impression.demand", "demand.strength"}


def same_behaviour(company: Structure) -> dict[str, Any]:
    """The company as written, its people doing the same whatever others think of them."""
    written = company.model_dump()
    for department in written["departments"].values():
        department["set"] = {}
    for each in written["meetings"].values():
        each["set"] = {}
    written["interventions"] = {}
    written["initial"]["visibility"] = 0.0
    for mechanism, values in WHATEVER_OTHERS_THINK.items():
        written[mechanism] |= values
    written["stereotype"]["reversion"] = 0.0
    return written


@settings(deadline=None, derandomize=True, max_examples=100, suppress_health_check=[HealthCheck.too_slow])
@given(companies(), SEEDS, st.sampled_from([*sorted(MORE), "image"]), SHARES)
def test_in_any_company_of_people_who_do_the_same_what_raises_esteem_never_lowers_an_image(
    company: Structure, seed: int, what: str, more: float
) -> None:
    written = same_behaviour(company)
    plain = by_kernel(Scenario.model_validate(written), seed).weekly
    if what == "image":
        for each in written["departments"].values():
            each["image"] = max(each["image"], more)
    else:
        mechanism, name = what.split(".")
        assume(more > written[mechanism][name])
        written[mechanism][name] = more
    raised = by_kernel(Scenario.model_validate(written), seed).weekly
    for column in (IMAGE, ESTEEM):
        assert np.array_equal(np.isnan(plain[:, :, column]), np.isnan(raised[:, :, column]))
        assert np.nanmin(raised[:, :, column] - plain[:, :, column], initial=0.0) >= -ROUNDING


def test_credit_raises_the_image_of_sales_and_an_easy_plan_does_not_lower_it() -> None:
    variants = Variants.of(FIRM)
    mended = {"weeks": 52, "stereotype.reversion": 0.0, "blame.shared": 1.0, "revenue.plan": 0.35}

    def image(**values: float) -> Any:
        scenario = variants.scenario({**mended, **{key.replace("_", ".", 1): value for key, value in values.items()}})
        return np.array([each.weekly[-13:, 0, IMAGE].mean() for each in many_by_kernel(scenario, 1, 0, 16)])

    without = image(blame_credit=0.0)
    assert (image(blame_credit=1.0) > without).all()
    assert image(blame_credit=0.12).mean() > without.mean()
    assert (image(blame_credit=0.12, revenue_plan=0.2) > image(blame_credit=0.12)).all()
