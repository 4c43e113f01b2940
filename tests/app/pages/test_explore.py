"""The page on which one explores: everything can be changed, and nothing that is sent breaks it."""

import json
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any, cast

import pytest
from dash import Dash, html
from dash.development.base_component import Component

from sim.app.ensembles import Ensembles
from sim.app.ensembles.calm import MOST
from sim.app.explore.answer import FULL, GROWN
from sim.app.explore.controls import controls
from sim.app.pages import explore
from sim.app.pages.explore.shown import shown
from sim.app.pages.visit import Visit, visit
from sim.app.site import Site
from sim.language import LANGUAGES, translator
from tests.app.explore.made_up import library

LIBRARY = library(40)


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    ensembles = Ensembles(threads=2)
    yield cast(Site, SimpleNamespace(library=LIBRARY, ensembles=ensembles))
    ensembles.close()


def parts(component: Any) -> Iterator[Component]:
    """Every component of a page."""
    for each in component if isinstance(component, list | tuple) else [component]:
        if isinstance(each, Component):
            yield each
            yield from parts(getattr(each, "children", None))


def ids(page: Component, kind: str) -> dict[str, Component]:
    """Components whose id has a type, by the other half of the id."""
    named = [(each.id, each) for each in parts(page) if isinstance(getattr(each, "id", None), dict)]
    return {next(iter(set(name.values()) - {kind})): each for name, each in named if name["type"] == kind}


def page(site: Site, search: str, language: str = "en") -> Component:
    return explore.layout(visit(f"/{language}/explore", search, site))


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_may_be_changed_is_on_the_page_once(site: Site, language: str) -> None:
    found = page(site, "?scenario=presence", language)
    keys = [*ids(found, "explore-control"), *ids(found, "explore-switch")]
    assert len(keys) == len(set(keys))
    known = {key for key in controls(LIBRARY.base("presence")) if not key.endswith((".start", ".end"))}
    assert set(keys) == known


def test_a_link_sets_the_controls(site: Site) -> None:
    query = "?scenario=presence&gossip.rate=0.25&departments.finance.faces_customers=true&show=attendance"
    moved = "&interventions.honest_word.strength=0&interventions.staff_follow.start=35&kept.demand.strength=2"
    found = page(site, query + moved)
    assert ids(found, "explore-control")["gossip.rate"].value == 0.25
    assert ids(found, "explore-on")["honest_word"].checked is False
    assert ids(found, "explore-switch")["departments.finance.faces_customers"].checked is True
    stores = {each.id: each for each in parts(found) if isinstance(getattr(each, "id", None), str)}
    assert stores["explore-moves"].data == {"interventions.staff_follow.start": 35}
    assert stores["explore-kept"].data == {"demand.strength": 2.0}
    assert stores["explore-shown"].data == ["attendance"]
    bar = next(
        each
        for each in parts(found)
        if getattr(each, "role", None) == "slider" and vars(each)["data-name"] == "staff_follow"
    )
    assert vars(bar)["aria-valuenow"] == "35"


def test_a_broken_link_is_told_in_a_sentence(site: Site) -> None:
    found = page(site, "?scenario=presence&gossip.rate=9&nonsense=1", "de")
    alert = next(each for each in parts(found) if getattr(each, "role", None) == "alert")
    said = [each.children for each in parts(alert) if isinstance(each, html.Li)]
    assert said[0] == "„Gerede über Abwesende“ kann nicht 9 sein. Es wurde weggelassen."
    assert "„nonsense“" in said[1]


def test_every_slider_says_what_it_is_to_those_who_do_not_see_it(site: Site) -> None:
    found = page(site, "?scenario=presence")
    sliders = [each for each in ids(found, "explore-control").values() if type(each).__name__ == "Slider"]
    assert len(sliders) > 70
    assert all(each.thumbLabel for each in sliders)


def test_the_answer_is_small_and_plain(site: Site) -> None:
    told = shown({"scenario": "alibi", "gossip.rate": "0.1"}, site, translator("en"), FULL, "higher")
    text = json.dumps(told, allow_nan=False)
    assert len(text) < 50_000
    assert {"n", "wanted", "most", "panels", "found", "table", "faults"} <= told.keys()


def client(site: Site) -> Any:
    app = Dash("test", suppress_callback_exceptions=True)
    explore.register(app, site)
    app.layout = html.Div()
    return app.server.test_client()


def answered(site: Site, asked: Any, language: str = "en") -> Any:
    body = {
        "output": "explore-answer.data", "outputs": {"id": "explore-answer", "property": "data"},
        "inputs": [{"id": "explore-ask", "property": "data", "value": asked}],
        "state": [{"id": "url", "property": "pathname", "value": f"/{language}/explore"}],
        "changedPropIds": ["explore-ask.data"],
    }  # fmt: skip
    response = client(site).post("/_dash-update-component", json=body)
    assert response.status_code == 200
    return response.get_json()["response"]["explore-answer"]["data"]


@pytest.mark.parametrize(
    "asked",
    [
        None, [], "x", 7, {}, {"link": None}, {"link": 5, "request": "1"}, {"link": "a" * 20_000, "full": "yes"},
        {"link": "scenario=alibi&gossip.rate=__import__('os')", "request": 3, "full": True, "guess": "<b>"},
        {"link": "scenario=industrial_firm&weeks=5200&departments.production.staff=900000", "request": 4},
    ],
)  # fmt: skip
def test_whatever_is_sent_gets_an_answer_and_no_error(site: Site, asked: Any) -> None:
    assert answered(site, asked)["request"] in {0, 3, 4}


def test_an_ensemble_does_not_grow_while_others_ask_but_when_they_are_done(site: Site) -> None:
    asked = {"link": "scenario=alibi&gossip.rate=0.2", "full": True, "grown": True, "request": 3}
    many = Ensembles(threads=2)
    busy = cast(Site, SimpleNamespace(library=LIBRARY, ensembles=many))
    for _ in range(MOST):
        many.ask(LIBRARY.base("alibi"), 8)
    assert answered(busy, asked) == {"request": 3, "later": True}
    assert answered(busy, {**asked, "grown": False})["n"] >= 8
    many.close()
    assert answered(site, asked)["wanted"] == GROWN


def test_what_is_too_large_is_told_in_a_sentence(site: Site) -> None:
    asked = {"link": "scenario=industrial_firm&weeks=5200&departments.production.staff=900000", "request": 4}
    assert "Das ist zu groß" in str(answered(site, asked, "de"))


def test_the_page_is_made_from_the_visit_alone(site: Site) -> None:
    asked = Visit(translator("de"), "explore", {"scenario": "alibi"}, site)
    assert explore.layout(asked).to_plotly_json() is not None
