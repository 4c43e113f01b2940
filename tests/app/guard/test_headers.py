"""Headers: what a browser may do with an answer, and how long it may keep it."""

import re

import pytest
from flask.testing import FlaskClient

from sim.app.guard.protect import policy
from tests.app.guard.site import GREET, OURS, application, ask, client

PATHS = ["/de/", "/de/nothing", "/_dash-layout", "/_dash-dependencies", "/x" * 3000]


@pytest.fixture(scope="module")
def browser() -> FlaskClient:
    return client()


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_carries_the_headers(browser: FlaskClient, path: str) -> None:
    headers = browser.get(path, base_url=OURS).headers
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert headers["Cache-Control"] == "no-store"
    assert "Server" not in headers
    assert "Access-Control-Allow-Origin" not in headers


def test_scripts_are_files_of_ours_and_one_inline_script_of_dash() -> None:
    told = dict(each.split(" ", 1) for each in policy(application()).split("; "))
    assert re.fullmatch(r"'self' 'sha256-[A-Za-z0-9+/=]+'", told["script-src"])
    assert told["default-src"] == "'none'"
    assert told["connect-src"] == "'self'"
    assert told["frame-ancestors"] == "'none'"
    assert told["base-uri"] == "'none'"
    assert not any("unsafe-eval" in each or "http" in each or "*" in each for each in told.values())
    assert [name for name, each in told.items() if "unsafe-inline" in each] == ["style-src"]


def test_files_with_a_fingerprint_are_kept_and_others_asked_for_again(browser: FlaskClient) -> None:
    page = browser.get("/de/", base_url=OURS).get_data(as_text=True)
    with_print = next(each for each in re.findall(r'src="([^"]+)"', page) if "dash_renderer" in each)
    kept = browser.get(with_print, base_url=OURS)
    assert kept.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    without = re.sub(r"\.v[\w-]+m\d+", "", with_print)
    assert browser.get(without, base_url=OURS).headers["Cache-Control"] == "no-cache"


def test_what_a_callback_answers_is_not_kept(browser: FlaskClient) -> None:
    assert ask(browser, GREET).headers["Cache-Control"] == "no-store"
