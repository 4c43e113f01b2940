"""Answers: one line in the visitor's language, no traceback, and nothing in the log that was sent."""

import logging

import pytest
from flask import abort
from flask.testing import FlaskClient

from sim.errors import ScenarioError
from tests.app.guard.site import BROKEN, GREET, OURS, ask, client, guarded

GERMAN = "http://localhost/de/explore?name=Zoë"


@pytest.fixture(scope="module")
def browser() -> FlaskClient:
    return client()


def test_a_callback_that_fails_says_so_without_saying_why(browser: FlaskClient) -> None:
    answer = ask(browser, BROKEN)
    assert answer.status_code == 500
    assert answer.get_data(as_text=True) == "Something went wrong on the server. Please load the page again.\n"


def test_the_log_says_where_it_failed_but_nothing_of_what_was_sent(
    browser: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        ask(browser, BROKEN, Cookie="player=COOKIE")
    assert "RuntimeError" in caplog.text
    assert "site.py" in caplog.text
    for sent in ("Zoë", "COOKIE"):
        assert sent not in caplog.text


@pytest.mark.parametrize(
    ("headers", "said"),
    [
        ({"Referer": GERMAN}, "Diese Anfrage hat der Server nicht verstanden.\n"),
        ({"Accept-Language": "de-CH,en;q=0.5"}, "Diese Anfrage hat der Server nicht verstanden.\n"),
        ({"Accept-Language": "xx"}, "The server could not make sense of this request.\n"),
        ({"Referer": "http://[", "Accept-Language": "\x7f"}, "The server could not make sense of this request.\n"),
    ],
)
def test_refusals_are_in_the_language_of_the_page_that_asks(
    browser: FlaskClient, headers: dict[str, str], said: str
) -> None:
    assert ask(browser, {**GREET, "output": "x"}, **headers).get_data(as_text=True) == said


@pytest.mark.parametrize(
    "status", [400, 401, 403, 404, 405, 409, 410, 413, 414, 415, 421, 422, 429, 431, 500, 502, 503]
)
def test_every_status_has_one_line(status: int) -> None:
    server = guarded()
    server.add_url_rule("/de/stop", "stop", lambda: abort(status))
    answer = server.test_client().get("/de/stop", base_url=OURS)
    assert answer.status_code == status
    assert answer.mimetype == "text/plain"
    assert answer.get_data(as_text=True).count("\n") == 1


def test_a_mistake_in_what_was_sent_is_the_visitors(caplog: pytest.LogCaptureFixture) -> None:
    def refuse() -> str:
        raise ScenarioError("scenario: must be one of those served, got 'Zoë'")

    server = guarded()
    server.add_url_rule("/en/stop", "stop", refuse)
    assert server.test_client().get("/en/stop", base_url=OURS).status_code == 400
    assert caplog.text == ""


def test_a_redirect_stays_one() -> None:
    server = guarded()
    server.add_url_rule("/de/folder/", "folder", lambda: "")
    assert server.test_client().get("/de/folder", base_url=OURS).status_code == 308
