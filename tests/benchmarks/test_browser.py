"""What the load benchmark sends is what the page sends, and its numbers are what they are called."""

import json
import random
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from dash import Dash
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.browser.crowds import quantile
from benchmarks.browser.page import EXPLORE, Slider, callback, scenarios, sliders
from benchmarks.browser.participant import FEW, link_of
from sim.app.create import create
from sim.app.explore.controls import controls, first
from sim.app.explore.link import opened, words
from sim.app.guard.callbacks import is_possible
from sim.app.library import Library
from sim.app.settings import Settings
from sim.app.site import Site

ROOT = Path(__file__).parents[2]
OURS = "http://localhost"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    state = tmp_path_factory.mktemp("state")
    library = Library.of([ROOT / "scenarios" / "alibi.yaml", ROOT / "scenarios" / "small_firm.yaml"])
    with closing(Site(library, Settings(state, f"sqlite:///{state / 'rooms.sqlite'}", bytes(range(32))))) as found:
        yield found


@pytest.fixture(scope="module")
def app(site: Site) -> Dash:
    return create(site)


@pytest.fixture(scope="module")
def known(app: Dash) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = app.server.test_client().get("/_dash-dependencies", base_url=OURS).get_json()
    return told


@pytest.fixture(scope="module")
def page(app: Dash, known: list[dict[str, Any]]) -> Any:
    asked = callback(known, "page.children").request(url_pathname=EXPLORE, url_search="?scenario=alibi")
    answer = app.server.test_client().post(
        "/_dash-update-component",
        data=asked,
        base_url=OURS,
        headers={"Origin": OURS, "Content-Type": "application/json"},
    )
    assert answer.status_code == 200
    return json.loads(answer.data)["response"]["page"]["children"]


def test_a_request_for_charts_is_one_that_a_page_of_ours_could_have_sent(
    app: Dash, known: list[dict[str, Any]]
) -> None:
    asked = {"link": "scenario=alibi", "full": False, "guess": "", "request": 1}
    request = callback(known, "explore-answer.data").request(explore_ask_data=asked, url_pathname=EXPLORE)
    assert is_possible(json.loads(request), app.callback_map)


def test_a_callback_that_the_server_does_not_have_is_missed(known: list[dict[str, Any]]) -> None:
    with pytest.raises(LookupError, match="nothing"):
        callback(known, "nothing.data")


def test_participants_find_the_sliders_that_come_first_and_all_scenarios(site: Site, page: Any) -> None:
    found, base = sliders(page), site.library.base("alibi")
    assert [each.name for each in found[:FEW]] == first(base)
    assert {each.name for each in found} < controls(base).keys()
    assert scenarios(page) == ["alibi", "small_firm"]


def test_the_page_takes_the_links_of_participants_whole(site: Site, page: Any) -> None:
    luck = random.Random(1)
    for _ in range(20):
        moved = {each.name: each.moved(luck) for each in sliders(page)[:FEW]}
        state = opened(words(link_of("alibi", moved)), site.library)
        assert state.faults == ()
        assert state.state.changes == moved


@given(st.integers(0, 2**32), st.sampled_from([0.01, 0.1, 1.0]), st.integers(1, 50), st.integers(0, 50))
def test_a_moved_slider_stands_elsewhere_and_within_its_ends(seed: int, step: float, steps: int, at: int) -> None:
    slider = Slider("gossip.rate", -2.0, -2.0 + steps * step, step, round(-2.0 + min(at, steps) * step, 6))
    value = slider.moved(random.Random(seed))
    assert value != slider.value
    assert slider.low - 1e-6 <= value <= slider.high + 1e-6


def test_links_are_written_as_browsers_write_them() -> None:
    moved = {"weeks": 52.0, "attendance.norm": 0.1, "customers.comfort": 3.0}
    assert link_of("alibi", moved) == "scenario=alibi&attendance.norm=0.1&customers.comfort=3&weeks=52"


def test_five_of_a_hundred_are_slower_than_the_95th_percentile() -> None:
    assert quantile([float(n) for n in range(100, 0, -1)], 0.95) == 95.0


def test_a_quantile_of_one_value_is_that_value() -> None:
    assert quantile([0.3], 0.5) == quantile([0.3], 0.95) == 0.3
