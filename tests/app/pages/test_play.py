import json
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import plotly
import pytest
from dash import Dash, html

from sim.app.ensembles import Ensembles
from sim.app.library import Library
from sim.app.pages.play import keeper, layout, register
from sim.app.pages.play.board import View, board
from sim.app.pages.play.recap import compared_part, first_part, theory_part, turns_part
from sim.app.pages.play.table import Seat, decided
from sim.app.pages.visit import Visit
from sim.app.play.choice import decode, encode_all
from sim.app.play.game import Game
from sim.app.play.link import Link, query
from sim.app.play.recap import recap
from sim.app.play.stage import Paths, stage
from sim.app.play.turns import turns
from sim.app.settings import Settings
from sim.app.site import Site
from sim.errors import ScenarioError
from sim.language import translator
from tests.app.play.games import game, made_up

SCENARIOS = Path(__file__).parents[3] / "scenarios"
UNPLAYED = "you did not play this; played, it would"
MONTH = {"do": "decide", "month": 0, "word": "mmccx1"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Site that keeps nothing."""
    library = Library.of([SCENARIOS / "alibi.yaml", SCENARIOS / "small_firm.yaml", SCENARIOS / "power_absence.yaml"])
    return Site(library, Settings(tmp_path_factory.mktemp("state"), "sqlite://", b"0" * 32))


def page(site: Site, language: str = "en", **words: str) -> str:
    """What the page is made of, as it is sent to the browser."""
    made = layout(Visit(translator(language), "play", words, site))
    return json.dumps(made, cls=plotly.utils.PlotlyJSONEncoder)


def parts(made: Any) -> Iterator[Any]:
    """Components inside others."""
    for each in made if isinstance(made, list) else [made]:
        yield each
        inside = getattr(each, "children", None)
        if inside is not None and not isinstance(inside, str):
            yield from parts(inside)


def seat(choices: str = "", **more: Any) -> Seat:
    """Seat with some months decided."""
    return Seat(Game("alibi", 7, tuple(map(decode, choices.split("."))) if choices else ()), **more)


def test_the_start_offers_what_can_be_played(site: Site) -> None:
    shown = page(site)
    assert "scenario=alibi&seed=" in shown
    assert "scenario=small_firm&seed=" in shown
    assert "power_absence" not in shown


def test_a_link_opens_the_board_of_its_month(site: Site) -> None:
    shown = page(site, scenario="alibi", seed="7", game="mmccx1")
    assert "What month 1 brought" in shown
    assert "Month 2 of 24" in shown
    assert "Was Monat 1 gebracht hat" in page(site, "de", scenario="alibi", seed="7", game="mmccx1")


@pytest.mark.parametrize("game", ["mmccx", "<script>alert(1)</script>", "mmmmmx1", "mmccx1." * 99])
def test_a_link_without_a_game_says_so_and_offers_a_new_one(site: Site, game: str) -> None:
    shown = page(site, scenario="alibi", seed="7", game=game)
    assert "does not hold a game" in shown
    assert "script" not in shown


def test_words_and_demands_start_as_they_were_decided_last(site: Site) -> None:
    view = View(stage(site.library.variants("alibi")), seat("mmccx1").game)
    manners = [each for each in parts(board(translator("en"), view, "x")) if _part(each) == "x-manner"]
    assert [each.value for each in manners] == ["x", "1"]
    weeks = [each for each in parts(board(translator("en"), view, "x")) if _part(each) == "x-week"]
    assert [each.value for each in weeks] == [None] * 4


def _part(component: Any) -> str | None:
    identity = getattr(component, "id", None)
    return identity["part"] if isinstance(identity, dict) else None


def test_every_id_starts_with_the_prefix_of_its_table(site: Site) -> None:
    for choices in ("", "mmccx1", ".".join(["mmccx1", "mmccx1", "mmccmx1"] * 8)):
        view = View(stage(site.library.variants("alibi")), seat(choices).game)
        found = [getattr(each, "id", None) for each in parts(board(translator("en"), view, "room"))]
        names = [each["part"] if isinstance(each, dict) else each for each in found if each]
        assert names
        assert all(each.startswith("room-") for each in names)


def test_a_month_that_is_not_open_yet_cannot_be_filled_in(site: Site) -> None:
    view = View(stage(site.library.variants("alibi")), seat("mmccx1.mmccx1.mmccmx1").game, open_months=3)
    shown = json.dumps(board(translator("en"), view, "room"), cls=plotly.utils.PlotlyJSONEncoder)
    assert "not open yet" in shown
    assert "room-week" not in shown


def test_a_month_is_decided_as_it_was_filled_in() -> None:
    assert decided(MONTH, seat()).game.choices == (decode("mmccx1"),)


def test_the_rest_of_a_quarter_is_decided_alike() -> None:
    found = decided({"do": "quarter", "month": 1, "word": "mcccn0"}, seat("mmccx1"))
    assert encode_all(found.game.choices) == "mmccx1.mcccn0.mcccmn0"


def test_the_rest_of_a_quarter_goes_no_further_than_is_open() -> None:
    found = decided({"do": "quarter", "month": 0, "word": "mcccn0"}, seat(open_months=2))
    assert len(found.game.choices) == 2


def test_like_last_month_repeats_it() -> None:
    assert encode_all(decided({"do": "same", "month": 1}, seat("mmccx1")).game.choices) == "mmccx1.mmccx1"


def test_touching_twice_decides_once() -> None:
    once = decided(MONTH, seat())
    assert decided(MONTH, once) == once


def test_one_can_stop_and_go_on() -> None:
    stopped = decided({"do": "stop", "month": 1}, seat("mmccx1"))
    assert stopped.ended
    assert not decided({"do": "on", "month": 1}, stopped).ended


@pytest.mark.parametrize(
    "asked",
    [
        {"do": "decide", "month": 0, "word": "mmmmmx1"},
        {"do": "decide", "month": 0, "word": "mmmmq1"},
        {"do": "decide", "month": 0},
        {"do": "same", "month": 0},
        {"do": "stop", "month": 0},
        {"do": "__import__('os')", "month": 0, "word": "mmccx1"},
        {"do": ["decide"], "month": 0, "word": "mmccx1"},
    ],
)
def test_what_nobody_may_do_is_refused(asked: object) -> None:
    with pytest.raises(ScenarioError):
        decided(asked, seat())


@pytest.mark.parametrize("asked", [None, 3, "decide", [], {"do": "decide", "month": "0"}])
def test_what_belongs_to_another_month_changes_nothing(asked: object) -> None:
    assert decided(asked, seat()) == seat()


def test_no_month_comes_after_the_last() -> None:
    full = seat(".".join(["mmccx1", "mmccx1", "mmccmx1"] * 8))
    with pytest.raises(ScenarioError, match="must be at most 24"):
        decided({"do": "decide", "month": 24, "word": "mmccx1"}, full)


def test_a_closed_quarter_cannot_be_decided() -> None:
    with pytest.raises(ScenarioError, match="must be at most 3"):
        decided({"do": "same", "month": 3}, seat("mmccx1.mmccx1.mmccmx1", open_months=3))


def test_the_page_keeps_the_game_alone(site: Site) -> None:
    own = keeper(site)
    kept = own.kept(seat("mmccx1", ended=True))
    assert kept == {"query": query(Link(seat("mmccx1").game, ended=True))}
    assert own.load(kept) == seat("mmccx1", ended=True)


@pytest.mark.parametrize("data", [None, {}, {"query": 3}, {"query": "seed=1&scenario=none"}, "query"])
def test_a_page_that_was_tampered_with_is_refused(site: Site, data: object) -> None:
    with pytest.raises(ScenarioError):
        keeper(site).load(data)


def said(made: Any) -> str:
    return json.dumps(made, cls=plotly.utils.PlotlyJSONEncoder, ensure_ascii=False)


def test_who_always_went_is_told_so_where_others_see_the_difference() -> None:
    found = recap(made_up({0.0: 0.2, 1.0: 0.6}), game("m", 2), 40)
    shown = said(compared_part(translator("en"), found, is_last=True))
    assert "that is how you played" in shown
    assert "\u22120.40" in shown
    assert '"0.00"' not in shown
    assert "On average over both months" in shown
    assert "three months" not in shown
    assert "from 40 runs" in shown
    assert "on their way" not in shown


def test_while_something_is_open_more_runs_are_announced() -> None:
    found = recap(made_up({0.0: 0.4, 1.0: 0.4}), game("mc", 2), 40)
    for part in (compared_part, theory_part):
        assert "More runs are on their way." in said(part(translator("en"), found, is_last=False))


@pytest.mark.parametrize(
    ("pattern", "image", "told"),
    [
        ("mc", {0.0: 0.2, 1.0: 0.6}, ["your game agrees", "your game agrees", "your game contradicts it"]),
        ("mc", {0.0: 0.6, 1.0: 0.2}, ["your game contradicts it", "your game contradicts it", "your game agrees"]),
        ("mc", {0.0: 0.4, 1.0: 0.4}, ["your game leaves it open"] * 3),
        ("c", {0.0: 0.2, 0.75: 0.6, 1.0: 0.4}, [f"{UNPLAYED} agree"] * 3),
        ("c", {0.0: 0.6, 0.75: 0.2, 1.0: 0.4}, [f"{UNPLAYED} contradict it"] * 3),
        ("c", {0.0: 0.4, 1.0: 0.4}, [f"{UNPLAYED} leave it open"] * 3),
        ("m", {0.0: 0.2, 1.0: 0.6}, ["your game agrees", "your game agrees", f"{UNPLAYED} contradict it"]),
    ],
)  # fmt: skip
def test_the_look_back_says_what_the_game_says_of_the_theory(
    pattern: str, image: dict[float, float], told: list[str]
) -> None:
    found = recap(made_up(image), game(pattern, 3), 100)
    made = theory_part(translator("en"), found, is_last=True)
    assert [each.children for each in parts(made) if "play-verdict" in getattr(each, "className", "")] == told


def test_always_being_there_is_told_as_what_could_have_been_to_who_never_was() -> None:
    shown = said(theory_part(translator("en"), recap(made_up({0.0: 0.2, 1.0: 0.6}), game("c", 3), 100), is_last=True))
    assert "had you always been there" in shown
    assert "your game agrees" not in shown


def test_decisions_that_end_in_one_of_two_ways_are_told_as_both(site: Site) -> None:
    def parting(played: Game, replicates: int, months: int) -> Paths:
        spread = np.random.default_rng(2).normal(0.0, 0.02, replicates)
        level = np.where(np.arange(replicates) % 5 == 0, 0.2, 0.7) + spread
        flat = np.repeat(level[:, None], 13, axis=1)
        return Paths(flat, flat, np.ones_like(flat))

    shown = said(
        first_part(translator("en"), stage(site.library.variants("alibi")), recap(parting, game("mc", 3)), "x")
    )
    assert "20 of the 100 around 0." in shown


def test_a_quarter_matters_most_only_where_no_other_may_matter_as_much() -> None:
    own = turns(made_up({0.0: 0.2, 1.0: 0.6}), game("m", 6))
    shown = said(turns_part(translator("en"), own, "x", is_last=False))
    assert "another one may matter as much" in shown
    assert "mattered most" not in shown
    alone = said(turns_part(translator("en"), own._replace(is_alone=True), "x", is_last=True))
    assert "mattered most" in alone
    one = said(turns_part(translator("en"), turns(made_up({0.0: 0.2, 1.0: 0.6}), game("m", 2)), "x", is_last=True))
    assert "Had you decided the weeks the other way round" in one


def asked(site: Site, name: str, data: Any) -> Any:
    """What a step of the look back answers."""
    ensembles = Ensembles(1)
    app = Dash("test", suppress_callback_exceptions=True)
    register(app, cast(Site, SimpleNamespace(library=site.library, ensembles=ensembles)))
    app.layout = html.Div()
    outputs = {
        "ask": ["recap.children", "compared.children", "theory.children", "ask-turns.data", "ask-later.data"],
        "ask-turns": ["turns.children", "ask-turns-later.data"],
    }[name]
    places = [each.split(".") for each in outputs]
    body = {
        "output": f"..{'...'.join('play-' + each for each in outputs)}..",
        "outputs": [{"id": f"play-{place}", "property": what} for place, what in places],
        "inputs": [{"id": f"play-{name}", "property": "data", "value": data}],
        "state": [{"id": "url", "property": "pathname", "value": "/en/play"}],
        "changedPropIds": [f"play-{name}.data"],
    }  # fmt: skip
    try:
        response = app.server.test_client().post("/_dash-update-component", json=body)
    finally:
        ensembles.close()
    assert response.status_code == 200
    return response.get_json()["response"]


SHORT = {"scenario": "alibi", "seed": "7", "game": "mcmmn0"}


def test_the_look_back_looks_again_with_more_runs_while_something_is_open(site: Site) -> None:
    first = asked(site, "ask", SHORT)
    assert "play-recap" in first
    assert first["play-ask-turns"]["data"] == SHORT
    assert "from 100 runs" in said(first["play-compared"])
    following = first["play-ask-later"]["data"]
    assert (following["soon"], following["ask"]["look"]) == (True, 1)
    second = asked(site, "ask", following["ask"])
    assert "play-recap" not in second  # the charts stay as they are
    assert "play-ask-turns" not in second
    assert "from 400 runs" in said(second["play-compared"])


def test_the_look_back_is_over_with_its_last_look(site: Site) -> None:
    last = asked(site, "ask", {**SHORT, "look": 2})
    assert "play-ask-later" not in last
    assert "on their way" not in said(last)
    turned = asked(site, "ask-turns", {**SHORT, "look": 1})
    assert "play-ask-turns-later" not in turned
    assert "from 400 runs" in said(turned)


@pytest.mark.parametrize("look", [None, "1", 99, -1, [], True])
def test_a_look_that_there_is_not_is_the_first_one(site: Site, look: object) -> None:
    assert "from 100 runs" in said(asked(site, "ask-turns", {**SHORT, "look": look}))
