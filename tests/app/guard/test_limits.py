"""Floods and guesses: how often somebody may ask."""

import pytest
from flask.testing import FlaskClient

from sim.app.guard import floods, tries
from sim.app.guard.visitor import counted_by
from tests.app.guard.site import GREET, OURS, ask, client, guarded

GERMAN = {"Referer": "http://localhost/de/play"}


def test_a_flood_is_stopped_kindly_in_the_visitors_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(floods, "MOST", "5 per minute")
    browser = client()
    assert [ask(browser, GREET).status_code for _ in range(5)] == [200] * 5
    answer = ask(browser, GREET, **GERMAN)
    assert answer.status_code == 429
    assert answer.get_data(as_text=True).startswith("Das ging etwas schnell.")
    assert 0 < int(answer.headers["Retry-After"]) <= 60


def test_one_visitors_flood_does_not_stop_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(floods, "MOST", "2 per minute")
    server = client().application
    one, other = (_from(server.test_client(), address) for address in ("10.0.0.1", "10.0.0.2"))
    assert [ask(one, GREET).status_code for _ in range(3)] == [200, 200, 429]
    assert ask(other, GREET).status_code == 200


def test_fifty_people_behind_one_address_are_no_flood() -> None:
    browser = client()
    assert {ask(browser, GREET).status_code for _ in range(200)} == {200}


def _from(browser: FlaskClient, address: str) -> FlaskClient:
    browser.environ_base["REMOTE_ADDR"] = address
    return browser


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("10.0.0.1", "10.0.0.1", True), ("10.0.0.1", "10.0.0.2", False), ("2001:db8::1", "2001:db8::2:3", True),
        ("2001:db8::1", "2001:db8:0:1::1", False), ("nonsense", "", True),
    ],
)  # fmt: skip
def test_visitors_are_counted_by_address_and_ipv6_by_network(one: str, other: str, same: bool) -> None:
    counted = []
    for address in (one, other):
        with guarded().test_request_context(base_url=OURS, environ_base={"REMOTE_ADDR": address}):
            counted.append(counted_by())
    assert (counted[0] == counted[1]) == same


def test_wrong_guesses_end_soon_and_right_ones_never() -> None:
    server = guarded()
    with server.test_request_context(base_url=OURS, environ_base={"REMOTE_ADDR": "10.0.0.1"}):
        allowed = 0
        while tries.may_try("lead") and allowed < 100:
            tries.failed("lead")
            allowed += 1
        assert allowed == 10
        assert tries.may_try("join")
        assert all(tries.may_try("join") for _ in range(1000))
    with server.test_request_context(base_url=OURS, environ_base={"REMOTE_ADDR": "10.0.0.2"}):
        assert tries.may_try("lead")


def test_guesses_at_one_server_do_not_count_at_another() -> None:
    for server in (guarded(), guarded()):
        with server.test_request_context(base_url=OURS, environ_base={"REMOTE_ADDR": "10.0.0.1"}):
            assert tries.may_try("lead")
            for _ in range(10):
                tries.failed("lead")
            assert not tries.may_try("lead")
