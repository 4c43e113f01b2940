"""Sizes: what is sent is short, flat, and JSON as the standard has it."""

import json
import time

import pytest
from flask.testing import FlaskClient

from sim.app.guard.sizes import LARGEST_NUMBER
from sim.app.limits import BODY
from tests.app.guard.site import GREET, OURS, WRITE, ask, client, entry


@pytest.fixture(scope="module")
def browser() -> FlaskClient:
    return client()


def with_value(text: str) -> bytes:
    """A good request whose input's value is this piece of JSON."""
    return json.dumps(GREET).replace('"Zo\\u00eb"', text).encode()


@pytest.mark.parametrize(
    "text",
    [
        "NaN", "Infinity", "-Infinity", "1e999", "-1e999", str(LARGEST_NUMBER + 1), "9" * 400, "9" * 5000, "1.7e308",
        '"\\ud800"', '"\\u0000"', '"a\\u0000b"', "[" * 40 + "]" * 40, '{"a":' * 40 + "1" + "}" * 40,
        "[" + "0," * 5000 + "0]", '{"\\ud800":1}',
    ],
)  # fmt: skip
def test_values_that_would_break_something_later_are_refused(browser: FlaskClient, text: str) -> None:
    assert ask(browser, with_value(text)).status_code == 400


@pytest.mark.parametrize("text", ["0", "-0.0", str(LARGEST_NUMBER), "1e-400", "true", "null", '"\\u263a"', "[[1],[2]]"])
def test_plain_values_are_let_through(browser: FlaskClient, text: str) -> None:
    assert ask(browser, with_value(text)).status_code == 200


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"}", b"\xff\xfe", b"\x00", b"[" * 60_000, b'{"a":' * 10_000, b"[1,]", b"{'a': 1}", b"//", b"nul"],
)
def test_what_is_no_json_is_refused(browser: FlaskClient, body: bytes) -> None:
    began = time.perf_counter()
    assert ask(browser, body).status_code == 400
    assert time.perf_counter() - began < 5.0


def test_a_body_that_is_too_large_is_refused(browser: FlaskClient) -> None:
    assert ask(browser, b" " * (BODY + 1)).status_code == 413


def test_a_body_as_large_as_allowed_is_read(browser: FlaskClient) -> None:
    room = BODY - len(json.dumps({**GREET, "inputs": [entry("name", "value", "")]}))
    assert ask(browser, {**GREET, "inputs": [entry("name", "value", "x" * room)]}).status_code == 200


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""]
)
def test_only_json_is_read(browser: FlaskClient, kind: str) -> None:
    answer = browser.post(
        "/_dash-update-component", base_url=OURS, data=json.dumps(GREET), content_type=kind, headers=WRITE
    )
    assert answer.status_code == 415
