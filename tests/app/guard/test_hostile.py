"""Whatever is sent, the server refuses it within limits, or answers, and never fails."""

import time
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.app.guard.hostile import JSON, REQUESTS, Request, is_harmless, send
from tests.app.guard.site import BOTH, GREET, ROW, ask, client

MANY = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
KEYS = ("output", "outputs", "inputs", "state", "changedPropIds")


@pytest.fixture(scope="module")
def browser() -> FlaskClient:
    return client()


@MANY
@given(request=REQUESTS)
def test_no_request_breaks_the_server(browser: FlaskClient, request: Request) -> None:
    began = time.perf_counter()
    answer = send(browser, request)
    assert is_harmless(answer), (answer.status_code, answer.data[:500])
    assert time.perf_counter() - began < 5.0
    assert answer.status_code == 200 or len(answer.data) < 1000


@MANY
@given(body=JSON)
def test_no_json_breaks_a_callback(browser: FlaskClient, body: object) -> None:
    assert ask(browser, body).status_code == 400


@MANY
@given(good=st.sampled_from([GREET, BOTH, ROW]), key=st.sampled_from(KEYS), value=JSON)
def test_no_part_of_another_kind_breaks_a_callback(
    browser: FlaskClient, good: dict[str, Any], key: str, value: object
) -> None:
    assert is_harmless(ask(browser, {**good, key: value}))


@MANY
@given(good=st.sampled_from([GREET, BOTH, ROW]), place=st.sampled_from(["inputs", "state"]), entry=JSON)
def test_no_entry_of_another_kind_breaks_a_callback(
    browser: FlaskClient, good: dict[str, Any], place: str, entry: object
) -> None:
    assert is_harmless(ask(browser, {**good, place: [entry]}))
