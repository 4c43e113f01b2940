"""Callbacks: what a page asks for is answered, and nothing else."""

import copy
from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.app.guard.site import BOTH, GREET, ROW, application, ask, client, entry


@pytest.fixture(scope="module")
def browser() -> FlaskClient:
    return client()


def test_a_callback_is_answered(browser: FlaskClient) -> None:
    assert ask(browser, GREET).get_json()["response"]["greeting"]["children"] == "Zoë at /de/"


def test_a_callback_with_several_outputs_is_answered(browser: FlaskClient) -> None:
    assert ask(browser, BOTH).get_json()["response"] == {"one": {"children": "1"}, "two": {"children": "1"}}


def test_a_pattern_is_answered_for_the_row_that_asks(browser: FlaskClient) -> None:
    assert ask(browser, ROW).get_json()["response"] == {'{"row":3}': {"children": "x of 2"}}


def test_a_callback_without_output_is_answered(browser: FlaskClient) -> None:
    known = next(each for each, spec in application().callback_map.items() if spec.get("no_output"))
    body = {"output": known, "outputs": [], "inputs": [entry("name", "n_submit", 1)], "changedPropIds": []}
    assert ask(browser, body).status_code in {200, 204}


def changed() -> Iterator[tuple[str, Any]]:
    """Requests that differ from a good one in one place, each with a name for the place."""
    wrong: dict[str, list[object]] = {
        "output": ["nobody.children", "__proto__", "", None, 3, [], {"id": "greeting"}],
        "outputs": [None, [], {}, "greeting.children", {"id": "page", "property": "children"}, [[]], 7],
        "inputs": [
            None,
            [],
            {},
            "x",
            [None],
            [[]],
            [entry("page", "value")],
            [entry("name", "href")],
            [{"id": "name"}],
        ],
        "state": [
            None,
            [],
            "x",
            5,
            [entry("url", "hash")],
            [entry({"url": 1}, "pathname")],
            [[entry("url", "pathname")]],
        ],
        "changedPropIds": [None, "name.value", [1], [[]], {"name": 1}],
    }
    for name, values in wrong.items():
        for each in values:
            body: dict[str, Any] = copy.deepcopy(GREET)
            body[name] = each
            yield f"{name}={each!r}", body
    yield "no output", {key: value for key, value in GREET.items() if key != "output"}
    yield "twice", {**GREET, "inputs": [entry("name", "value")] * 2}
    yield "row without match", {**ROW, "outputs": {"id": {"row": ["MATCH"]}, "property": "children"}}
    yield "row of another kind", {**ROW, "inputs": [entry({"column": 3}, "value")]}
    yield "rows in rows", {**ROW, "state": [[[entry({"all": 1}, "value")]]]}
    for whole in (None, [], "text", 3, True, [GREET]):
        yield f"body {whole!r}"[:20], whole


@pytest.mark.parametrize(("place", "body"), list(changed()))
def test_a_request_that_no_page_sends_is_refused(browser: FlaskClient, place: str, body: object) -> None:
    answer = ask(browser, body)
    assert answer.status_code == 400, place
    assert answer.get_data(as_text=True) == "The server could not make sense of this request.\n"


def test_only_posts_are_callbacks(browser: FlaskClient) -> None:
    assert browser.get("/_dash-update-component", base_url="http://localhost").status_code in {404, 405}
