"""Who is heard, and what it costs to insist."""

from typing import Any

import numpy as np
import pytest

from sim.model import Company
from sim.scenario.output import WEEKLY
from sim.statistics import Interval, of_median
from tests.model.engines import by_mesa
from tests.model.small import firm

REPLICATES = 12
SALES, PRODUCTION = 0, 1
EVERYBODY: dict[str, Any] = {"attendance": {"available": 1, "norm": 10, "reserve": 10}}


def of_sales(column: str, low: float, **sections: Any) -> np.ndarray:
    """A measure of sales in the first week, where its image is low and that of production high."""
    departments: dict[str, dict[str, Any]] = {
        "sales": {"faces_customers": True, "topic": "customers", "staff": 4, "image": low},
        "production": {"staff": 4, "image": 0.8},
    }
    every = {"roster": {name: {"head": 1, "staff": 2} for name in departments}, "slot": 2}
    company = firm(departments, weeks=1, meetings={"round": {**every, "set": {"allocation.weight": 1}}},
                   **{**EVERYBODY, **sections})  # fmt: skip
    return np.array([by_mesa(company, 1, each).weekly[0, SALES, WEEKLY.index(column)] for each in range(REPLICATES)])


def change(column: str, low: float, before: dict[str, Any], after: dict[str, Any]) -> Interval:
    return of_median(of_sales(column, low, **after) - of_sales(column, low, **before))


def deferring(share: float) -> dict[str, Any]:
    return {"voice": {"deference": share, "assertiveness": 0}, "initial": {"esteem_charisma": 0, "own_image": 0.5}}


def test_where_others_fall_silent_for_those_they_take_seriously_the_others_are_heard_even_less() -> None:
    assert change("airtime", 0.3, deferring(0), deferring(1)).high < 0
    assert change("airtime", 0.8, deferring(0), deferring(1)).mean == pytest.approx(0, abs=0.005)


def test_who_is_taken_as_seriously_but_noticed_half_as_much_is_half_as_loud() -> None:
    company = Company(firm(voice={"deference": 0}))
    (found,) = company.meetings.select(lambda each: each.name == "round")
    found.present = found.seats
    for seat in found.seats:
        seat.presence = 1.0
    unnoticed = found.seats[0]
    shares = []
    for visibility in (0.8, 0.4):
        for tie in unnoticed.person.known_by:
            tie.visibility = visibility
        found.hear_voices()
        shares.append(unnoticed.share / (1 - unnoticed.share))
    assert shares[1] / shares[0] == pytest.approx(0.5)


def test_demands_of_no_result_cost_esteem_with_the_other_departments() -> None:
    insisting: dict[str, Any] = {"demand": {"strength": 3, "annoy": 0}, "forgetting": {"fade": 0}}
    annoying: dict[str, Any] = {**insisting, "demand": {"strength": 3, "annoy": 1}}
    for column in ("esteem", "image"):
        assert change(column, 0.3, insisting, annoying).high < 0


def test_demands_annoy_less_where_they_are_met() -> None:
    insisting: dict[str, Any] = {"demand": {"strength": 3, "annoy": 0}, "forgetting": {"fade": 0}}
    annoying: dict[str, Any] = {**insisting, "demand": {"strength": 3, "annoy": 1}}
    met: dict[str, Any] = {"agenda": {"quota": 1}}
    in_vain = of_sales("esteem", 0.3, **insisting) - of_sales("esteem", 0.3, **annoying)
    granted = of_sales("esteem", 0.3, **insisting, **met) - of_sales("esteem", 0.3, **annoying, **met)
    assert of_median(granted - in_vain).high < 0
