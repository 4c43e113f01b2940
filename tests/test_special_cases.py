"""Cases simple enough to be solved with pencil and paper, to machine precision and on both engines."""

from typing import Any

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal
from numpy.typing import NDArray

from sim.scenario.output import COMPANY, EVENT_KINDS, PEOPLE, WEEKLY, Output
from sim.scenario.schema import Structure
from tests.model.engines import ENGINES, Engine
from tests.model.small import firm

PRECISION = 1e-13
# One person each, so that nobody meets anybody but in the one meeting; none of them faces customers.
THREE = {
    "north": {"head": 1, "interest": 0.9, "image": 0.8},
    "east": {"head": 0, "lead": 1, "interest": 0.5, "image": 0.4},
    "south": {"head": 0, "staff": 1, "interest": 0.7, "image": 0.6},
}
ALL_THREE = {"round": {"roster": {"north": {"head": 1}, "east": {"lead": 1}, "south": {"staff": 1}}}}
ALWAYS = {"available": 1}
NEVER = {"available": 0}
UNMOVED: dict[str, Any] = {
    "impression": {"rate": 0},
    "visibility": {"exposure": 0},
    "forgetting": {"visibility": 0, "fade": 0},
    "stereotype": {"spill": 0},
    "attention": {"interest": 0, "job": 0},
}


@pytest.fixture(params=ENGINES)
def run(request: pytest.FixtureRequest) -> Engine:
    return ENGINES[request.param]


def three(**sections: Any) -> Structure:
    return firm(THREE, meetings=ALL_THREE, **{**UNMOVED, **sections})


def weekly(output: Output, column: str) -> NDArray[np.float64]:
    return output.weekly[:, :, WEEKLY.index(column)]


def test_one_meeting_with_everybody_there_averages_interests_by_voice(run: Engine) -> None:
    pull = 0.3
    scenario = three(
        attendance=ALWAYS,
        attention={"interest": pull, "job": 0},
        demand={"strength": 0},
        voice={"head": 3, "lead": 1.5, "staff": 1, "assertiveness": 2, "deference": 0},
        ritual={"time": 0},
        initial={"visibility": 0.5, "esteem_charisma": 0},
    )
    left = run(scenario, 1, 0)
    rank = np.array([3.0, 1.5, 1.0])
    loud = rank * (1 + 2 * left.people[:, PEOPLE.index("assertiveness")])
    granted = 0.5 * np.array([each["image"] for each in THREE.values()])
    voice = loud * granted / (loud * granted).sum()
    step = (1 - pull) * np.eye(3) + pull * np.tile(voice, (3, 1))
    interest = np.array([[0.9, 0.05, 0.05], [0.25, 0.5, 0.25], [0.15, 0.15, 0.7]])
    for week in range(scenario.weeks):
        interest = step @ interest
        assert_allclose(weekly(left, "interest")[week], interest.mean(axis=0), rtol=PRECISION)


def test_who_is_never_seen_drops_out_of_sight_exponentially(run: Engine) -> None:
    scenario = three(attendance=NEVER, initial={"visibility": 0.8}, forgetting={"visibility": 0.15, "fade": 0})
    weeks = np.arange(1, scenario.weeks + 1)
    expected = np.tile(0.8 * (1 - 0.15) ** weeks, (3, 1)).T
    assert_allclose(weekly(run(scenario, 1, 0), "visibility"), expected, rtol=PRECISION)


def test_esteem_out_of_sight_fades_exponentially_to_less_than_the_image(run: Engine) -> None:
    scenario = three(
        attendance=NEVER,
        initial={"visibility": 0, "esteem_charisma": 0},
        forgetting={"visibility": 0, "fade": 0.2, "neglect": 0.5},
    )
    weeks = np.arange(1, scenario.weeks + 1)
    image = np.array([each["image"] for each in THREE.values()])
    expected = 0.5 * image + 0.5 * image * 0.8 ** weeks[:, None]
    assert_allclose(weekly(run(scenario, 1, 0), "esteem"), expected, rtol=PRECISION)


def test_who_is_always_there_comes_into_view_at_the_rate_of_exposure(run: Engine) -> None:
    scenario = three(attendance=ALWAYS, initial={"visibility": 0.2}, visibility={"exposure": 0.25})
    weeks = np.arange(1, scenario.weeks + 1)
    expected = np.tile(1 - (1 - 0.2) * (1 - 0.25) ** weeks, (3, 1)).T
    assert_allclose(weekly(run(scenario, 1, 0), "visibility"), expected, rtol=PRECISION)


def test_without_customers_revenue_feeds_back_on_nothing(run: Engine) -> None:
    one = run(firm(portfolio={"customers_per_person": 0}, blame={"blame": 0}), 1, 0)
    other = run(
        firm(
            portfolio={"customers_per_person": 0},
            blame={"blame": 1, "credit": 1},
            revenue={"plan": 1},
            customers={"visit": 1, "decay": 1},
            initial={"goodwill": 0},
        ),
        1,
        0,
    )  # fmt: skip
    assert_array_equal(one.weekly, other.weekly)
    assert_array_equal(one.people, other.people)
    assert_array_equal(one.events, other.events)
    assert EVENT_KINDS.index("review") not in one.events[:, 1]
    assert np.isnan(one.company[:, COMPANY.index("revenue")]).all()


def test_with_customers_missing_the_plan_does_feed_back(run: Engine) -> None:
    one = run(firm(revenue={"plan": 1}, blame={"blame": 0}), 1, 0)
    other = run(firm(revenue={"plan": 1}, blame={"blame": 1}), 1, 0)
    image = weekly(other, "image") - weekly(one, "image")
    assert (image[:12, 0] == 0).all()
    assert (image[12:, 0] < 0).all()


def test_own_standing_shares_out_what_the_company_delivers(run: Engine) -> None:
    """Everybody's customers are worth the same and stay as they are: what some pay more, others pay less."""
    alike: dict[str, Any] = {
        "customers": {"visit": 0, "decay": 0},
        "explanation": {"clash": 0},
        "initial": {"service": 0.3},
        "blame": {"blame": 0},
    }
    one, other = (run(firm(**alike, service={"rate": 0, "personal": personal}), 1, 0) for personal in (0, 0.7))
    revenue = COMPANY.index("revenue")
    assert_array_equal(one.weekly, other.weekly)
    assert_allclose(one.company[:, revenue], other.company[:, revenue], rtol=PRECISION)


def test_own_standing_brings_less_where_service_is_full(run: Engine) -> None:
    """Nobody gets more than full service, so those who stand low lose and the others gain nothing."""
    full: dict[str, Any] = {"explanation": {"clash": 0}, "initial": {"service": 1}, "blame": {"blame": 0, "credit": 0}}
    one, other = (run(firm(**full, service={"rate": 0, "personal": personal}), 1, 0) for personal in (0, 0.7))
    revenue = COMPANY.index("revenue")
    assert (other.company[:, revenue] < one.company[:, revenue]).all()


def test_without_gossip_what_it_would_do_makes_no_difference(run: Engine) -> None:
    one = run(firm(gossip={"rate": 0, "negative": 0, "positive": 0, "inhibit": 0}), 1, 0)
    other = run(firm(gossip={"rate": 0, "negative": 1, "positive": 1, "inhibit": 1}), 1, 0)
    for mine, yours in zip(one, other, strict=True):
        assert_array_equal(mine, yours)


def test_gossip_that_moves_nobody_leaves_nothing_but_its_own_traces(run: Engine) -> None:
    nobody = {"negative": 0, "positive": 0}
    quiet = run(firm(gossip={"rate": 0, **nobody}), 1, 0)
    loud = run(firm(gossip={"rate": 1, **nobody}), 1, 0)
    talk = WEEKLY.index("talk_negative")
    assert_array_equal(quiet.weekly[:, :, :talk], loud.weekly[:, :, :talk])
    assert_array_equal(quiet.company, loud.company)
    assert_array_equal(quiet.people, loud.people)
    assert quiet.weekly[:, :, talk:].sum() == 0
    assert loud.weekly[:, :, talk:].sum() > 0
    kinds = [EVENT_KINDS.index(kind) for kind in ("talk", "stopped")]
    assert_array_equal(quiet.events, loud.events[~np.isin(loud.events[:, 1], kinds)])
