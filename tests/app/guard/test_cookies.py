"""Cookies: only what this server issued for this purpose, and not long ago, is believed."""

import pytest
from flask import Flask, Response, request
from hypothesis import given
from hypothesis import strategies as st
from itsdangerous import TimestampSigner

from sim.app.guard import cookies
from tests.app.guard.site import Named, guarded

ASK = {"base_url": "http://localhost"}


def issued(server: Flask, name: str = "player", value: str = "a name like Zoë", **ask: str) -> str:
    """`Set-Cookie` as a browser gets it."""
    with server.test_request_context(**{**ASK, **ask}):
        response = Response()
        cookies.issue(response, name, value)
        return response.headers["Set-Cookie"]


def sent(line: str) -> str:
    return line.partition("=")[2].partition(";")[0]


def read(server: Flask, value: str, name: str = "player") -> str | None:
    with server.test_request_context(**ASK, headers={"Cookie": f"{name}={value}"}):
        return cookies.read(request, name)


def test_a_cookie_comes_back_as_it_was_issued() -> None:
    server = guarded()
    assert read(server, sent(issued(server))) == "a name like Zoë"


def test_a_cookie_is_kept_from_scripts_and_from_other_sites() -> None:
    line = issued(guarded())
    assert "HttpOnly" in line
    assert "SameSite=Strict" in line
    assert "Path=/" in line
    assert "Secure" not in line


def test_a_cookie_sent_over_https_stays_there() -> None:
    assert "Secure" in issued(guarded(), base_url="https://localhost")


def test_a_server_started_again_with_the_same_key_knows_its_cookies() -> None:
    assert read(guarded(), sent(issued(guarded()))) == "a name like Zoë"


def test_a_cookie_signed_with_another_key_is_none() -> None:
    assert read(guarded(), sent(issued(guarded(Named(key=bytes(32)))))) is None


def test_a_cookie_of_another_purpose_is_none() -> None:
    server = guarded()
    assert read(server, sent(issued(server, name="player")), name="facilitator") is None


@pytest.mark.parametrize(("seconds", "known"), [(cookies.LIFETIME - 60, True), (cookies.LIFETIME + 60, False)])
def test_a_cookie_expires(seconds: int, known: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    server = guarded()
    value = sent(issued(server))
    now = TimestampSigner("any").get_timestamp()
    monkeypatch.setattr(TimestampSigner, "get_timestamp", lambda _: now + seconds)
    assert (read(server, value) is not None) == known


def test_a_withdrawn_cookie_is_gone() -> None:
    server = guarded()
    with server.test_request_context(**ASK):
        response = Response()
        cookies.withdraw(response, "player")
    assert "Max-Age=0" in response.headers["Set-Cookie"]


def test_no_cookie_is_none() -> None:
    with guarded().test_request_context(**ASK):
        assert cookies.read(request, "player") is None


def test_every_changed_character_makes_a_cookie_worthless() -> None:
    server = guarded()
    value = sent(issued(server))
    # The last character of base64 holds bits that mean nothing.
    changed = [value[:at] + ("A" if value[at] != "A" else "B") + value[at + 1 :] for at in range(len(value) - 1)]
    assert [each for each in changed if read(server, each) is not None] == []


@given(st.text(alphabet=st.characters(min_codepoint=33, max_codepoint=126, exclude_characters=';,"\\'), max_size=3000))
def test_whatever_else_is_sent_reads_as_none(value: str) -> None:
    assert read(guarded(), value) is None
