"""The whole site under fire: every callback of every page, with whatever a hostile visitor sends as its values."""

import json
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from dash import Dash
from flask import Response
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sim.app import limits
from sim.app.create import create
from sim.app.guard import cookies
from sim.app.library import Library
from sim.app.pages.room.access import FACILITATOR, PLAYER, YES
from sim.app.rooms import players, rooms, rounds
from sim.app.rooms.rooms import Plan
from sim.app.settings import Settings
from sim.app.site import Site
from tests.app.guard.hostile import JSON, REQUESTS, Request, is_harmless, payload, send
from tests.app.guard.site import OURS, ask

SCENARIO = Path(__file__).parents[3] / "scenarios" / "alibi.yaml"
LIMIT = 10.0  # seconds for one answer, on a machine that has other things to do
FEW = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
MANY = settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
# Values that reach further than noise: they look like what pages send.
LIKELY = st.sampled_from([
    "/de/explore", "/en/room", "/de/lead", "/", "?scenario=alibi", "?scenario=nothing", "?room=AAAAAA", "?code=",
    "alibi", "", "sales", "2.1.0-1", "x" * 5000, "\N{ZERO WIDTH SPACE}", 0, 1, -1, 10**9, 0.5, True, [], {}, [[]],
    {"scenario": "alibi"}, [0, 52],
])  # fmt: skip


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dash]:
    state = tmp_path_factory.mktemp("state")
    database = f"sqlite:///{state / 'rooms.sqlite'}"
    with (
        pytest.MonkeyPatch.context() as patched,
        closing(Site(Library.of([SCENARIO]), Settings(state, database, bytes(range(32))))) as site,
    ):
        patched.setattr(limits, "SECONDS_PER_WRONG", 0.0)  # nearly all that is tried here is wrong
        yield create(site)


def on_server(app: Dash) -> list[dict[str, Any]]:
    """Callbacks that the server answers, as a browser is told of them."""
    told = app.server.test_client().get("/_dash-dependencies", base_url=OURS).get_json()
    return [each for each in told if each["clientside_function"] is None]


def test_there_are_callbacks_to_fire_at(app: Dash) -> None:
    assert len(on_server(app)) >= 10


def test_pages_bring_no_inline_script(app: Dash) -> None:
    assert app._inline_scripts == []


def visitor(app: Dash, who: str) -> tuple[FlaskClient, str]:
    """Browser of somebody in a new room whose first round is open, and the room's code."""
    engine = app.site.rooms.engine
    for each in rooms.every(engine):
        rooms.remove(engine, each)
    room = rooms.make(engine, Plan("alibi", True, "de"))
    token = players.join(engine, room, "<b>Zoë</b>")
    rounds.open_round(engine, room)
    browser: FlaskClient = app.server.test_client()
    issued = {"player": (PLAYER, token), "facilitator": (FACILITATOR, YES)}
    if who in issued:
        with app.server.test_request_context(base_url=OURS):
            response = Response()
            cookies.issue(response, *issued[who])
        browser.set_cookie(issued[who][0], response.headers["Set-Cookie"].partition("=")[2].partition(";")[0])
    return browser, str(room.code)


@FEW
@given(data=st.data())
@pytest.mark.parametrize("who", ["stranger", "player", "facilitator"])
def test_no_value_breaks_a_callback(app: Dash, who: str, data: st.DataObject) -> None:
    browser, code = visitor(app, who)
    values = LIKELY | st.sampled_from([f"?room={code}", f"?code={code}", code]) | JSON
    for spec in on_server(app):
        body = data.draw(payload(spec, values), label=spec["output"][:80])
        began = time.perf_counter()
        answer = ask(browser, body)
        assert is_harmless(answer), f"{answer.status_code} for {json.dumps(body)}"
        assert time.perf_counter() - began < LIMIT, json.dumps(body)


@MANY
@given(request=REQUESTS)
def test_no_request_breaks_the_site(app: Dash, request: Request) -> None:
    answer = send(app.server.test_client(), request)
    assert is_harmless(answer), answer.status_code


KEYS = st.sampled_from(["scenario", "seed", "week", "person", "department", "attendance.normal"])
WORDS = st.sampled_from(["alibi", "nothing", "sales", "0", "1", "-1", "104", "1e9", "nan", "1" * 400, "٣"]) | st.text(
    max_size=30
)


@MANY
@given(path=st.sampled_from(["frames", "story"]), query=st.dictionaries(KEYS, WORDS, max_size=4))
def test_no_query_breaks_the_office(app: Dash, path: str, query: dict[str, str]) -> None:
    answer = app.server.test_client().get(f"/de/watch/{path}", query_string=query, base_url=OURS)
    assert answer.status_code == 503 or is_harmless(answer), answer.status_code
