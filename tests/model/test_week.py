"""What comes first in a week and in a meeting, where it makes a difference."""

from typing import Any

import numpy as np
import pytest

from sim.model import Company
from sim.scenario.output import COMPANY, PEOPLE
from sim.scenario.schema import Scenario
from tests.model.engines import ENGINES, Engine, by_mesa
from tests.model.small import firm

VISITS, GOODWILL = COMPANY.index("visits"), COMPANY.index("goodwill")
ESTEEM = PEOPLE.index("esteem")
SELLER = 0
ROUNDING = 1e-12


@pytest.fixture(params=ENGINES)
def run(request: pytest.FixtureRequest) -> Engine:
    return ENGINES[request.param]


def strangers() -> Scenario:
    """Three heads meet once, without the one from sales; nobody thinks anything of the other two before."""
    departments: dict[str, dict[str, Any]] = {
        "sales": {"head": 1, "faces_customers": True, "image": 0.8, "set": {"attendance.norm": -10}},
        "works": {"head": 1, "image": 0},
        "finance": {"head": 1, "image": 0},
    }
    once = {"roster": {name: {"head": 1} for name in departments}, "slot": 2}
    return firm(
        departments,
        weeks=1,
        meetings={"once": once},
        attendance={"available": 1},
        initial={"esteem_charisma": 0},
        impression={"rate": 1, "base": 1, "colour": 0},
        gossip={"rate": 1, "neutral": 0, "negativity": 20, "negative": 1, "positive": 0},
        forgetting={"fade": 0},
        ritual={"time": 0},
        demand={"strength": 0},
    )


def test_whoever_talks_is_believed_for_what_was_just_seen_of_them(run: Engine) -> None:
    """Before the meeting nobody would have believed the speaker a word."""
    esteem = [run(strangers(), 1, replicate).people[SELLER, ESTEEM] for replicate in range(10)]
    # One of the two listened, and thinks nothing of the absent any more.
    assert np.median(esteem) <= 0.4 + ROUNDING


def test_whoever_is_taken_for_nothing_is_not_believed() -> None:
    blind = strangers().model_dump()
    blind["impression"]["rate"] = 0
    assert by_mesa(Scenario.model_validate(blind), 1, 0).people[SELLER, ESTEEM] == pytest.approx(0.8)


def test_the_ill_visit_nobody_and_their_customers_cool_down(run: Engine) -> None:
    left = run(firm(attendance={"available": 0}, customers={"decay": 0.04}, initial={"goodwill": 0.6}), 1, 0).company
    assert left[:, VISITS].sum() == 0
    assert left[:, GOODWILL] == pytest.approx(0.6 * 0.96 ** np.arange(1, len(left) + 1))


def test_whoever_is_ill_is_back_with_customers_as_soon_as_well() -> None:
    company = Company(firm(attendance={"available": 0.6, "norm": 0}, customers={"decay": 0.04}, weeks=10))
    seen = {False: 0, True: 0}
    for _ in range(10):
        goodwill = {each: each.goodwill for each in company.customers}
        company.step()
        for person in company.departments["sales"].people:
            is_visited = any(each.goodwill > goodwill[each] * (0.96 + ROUNDING) for each in person.customers)
            seen[person.away] += is_visited
    assert seen[True] == 0
    assert seen[False] > 0
