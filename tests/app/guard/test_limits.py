"""Floods and guesses: how often somebody may ask."""

import pytest
from flask import Flask
from flask.ctx import RequestContext
from flask.testing import FlaskClient

from sim.app import limits
from sim.app.guard import tries
from sim.app.guard.visitor import counted_by
from tests.app.guard.site import GREET, OURS, ask, client, guarded

GERMAN = {"Referer": "http://localhost/de/play"}


def test_a_flood_is_stopped_kindly_in_the_visitors_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "REQUESTS", "5 per minute")
    browser = client()
    assert [ask(browser, GREET).status_code for _ in range(5)] == [200] * 5
    answer = ask(browser, GREET, **GERMAN)
    assert answer.status_code == 429
    assert answer.get_data(as_text=True).startswith("Das ging etwas schnell.")
    assert 0 < int(answer.headers["Retry-After"]) <= 60


def test_one_visitors_flood_does_not_stop_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "REQUESTS", "2 per minute")
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


class Clock:
    """Sleeps that nobody has to wait for."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.slept: list[float] = []
        monkeypatch.setattr("sim.app.guard.tries.time.sleep", self.slept.append)


def asked_from(server: Flask, address: str) -> RequestContext:
    return server.test_request_context(base_url=OURS, environ_base={"REMOTE_ADDR": address})


def test_wrong_guesses_beyond_a_number_are_answered_late(monkeypatch: pytest.MonkeyPatch) -> None:
    server, clock = guarded(), Clock(monkeypatch)
    with asked_from(server, "10.0.0.1"):
        for _ in range(10):
            tries.wrong("lead")
        assert clock.slept == []
        for _ in range(5):
            tries.wrong("lead")
        assert clock.slept == [limits.SECONDS_PER_WRONG] * 5
        tries.wrong("join")  # counted apart
    with asked_from(server, "10.0.0.2"):
        tries.wrong("lead")
    assert len(clock.slept) == 5


def test_guesses_at_one_server_do_not_count_at_another(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock(monkeypatch)
    for server in (guarded(), guarded()):
        with asked_from(server, "10.0.0.1"):
            for _ in range(10):
                tries.wrong("lead")
    assert clock.slept == []


def test_one_address_takes_only_some_of_the_seats_of_a_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "PLAYERS_OF_ONE", "3 per 12 hour")
    server = guarded()
    with asked_from(server, "10.0.0.1"):
        for token in ("a", "b", "b", "c"):
            assert tries.may_sit(1)
            tries.sat(1, token)
        assert not tries.may_sit(1)
        assert tries.may_sit(2)
    with asked_from(server, "10.0.0.2"):
        assert tries.may_sit(1)
