"""Paths: pages and files that exist are found, nothing else is, and no path reaches the file system."""

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from sim.app.guard.paths import LONGEST
from tests.app.guard.site import OURS, client, guarded


@pytest.fixture(scope="module")
def browser() -> FlaskClient:
    return client()


def get(browser: FlaskClient, path: str, **headers: str) -> TestResponse:
    return browser.get(path, base_url=OURS, headers={"Accept": "text/html,*/*;q=0.8", **headers})


@pytest.mark.parametrize("path", ["/", "/de", "/de/", "/en/", "/de/explore", "/en/explore/", "/de/explore?anything=1"])
def test_pages_are_found(browser: FlaskClient, path: str) -> None:
    assert get(browser, path).status_code == 200


@pytest.mark.parametrize(
    "path", ["/fr/", "/de/nothing", "/de/explore/more", "/explore", "/admin", "/.git/config", "/de/.env"]
)
def test_other_pages_are_not_found(browser: FlaskClient, path: str) -> None:
    assert get(browser, path).status_code == 404


@pytest.mark.parametrize(
    ("path", "language", "said"),
    [("/de/nothing", "de", "Diese Seite gibt es nicht"), ("/en/nothing", "en", "There is no such page")],
)
def test_a_missing_page_says_so_in_its_language(browser: FlaskClient, path: str, language: str, said: str) -> None:
    page = get(browser, path).get_data(as_text=True)
    assert f'<html lang="{language}">' in page
    assert f"<h1>{said}</h1>" in page
    assert f'<a href="/{language}/">' in page


def test_without_a_language_in_the_address_the_browser_chooses(browser: FlaskClient) -> None:
    assert '<html lang="de">' in get(browser, "/nothing", **{"Accept-Language": "fr,de;q=0.8"}).get_data(as_text=True)


def test_a_missing_page_repeats_nothing_of_its_address(browser: FlaskClient) -> None:
    assert "zebra" not in get(browser, "/de/zebra<zebra>?zebra").get_data(as_text=True)


STARTS = (
    "/",
    "/assets/",
    "/_dash-component-suites/",
    "/_dash-component-suites/dash/",
    "/de/",
    "/_dash-component-suites/sim/",
)
ENDS = (
    "../secret", "../../secret", "..%2fsecret", "%2e%2e/secret", "%2e%2e%2fsecret", "..%252fsecret", "..\\secret",
    "..%5csecret", "//etc/passwd", "%2fetc%2fpasswd", "etc/passwd", "secret%00", "secret%00.css", "./secret", ".secret",
    "~root/secret", "file:///etc/passwd", "C:/secret", "%c0%ae%c0%ae/secret", "..;/secret", "secret\n",
    "%0d%0aSet-Cookie:a=b", "\u2025/secret",
)  # fmt: skip


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("end", ENDS)
def test_no_path_leads_out(start: str, end: str, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("SECRET", encoding="utf-8")
    assets = tmp_path / "assets"
    assets.mkdir()
    (assets / ".secret").write_text("SECRET", encoding="utf-8")
    answer = get(_serving(assets), start + end)
    assert answer.status_code == 404
    assert "SECRET" not in answer.get_data(as_text=True)
    assert "root:" not in answer.get_data(as_text=True)
    assert "Set-Cookie" not in answer.headers


def _serving(assets: Path) -> FlaskClient:
    """As Dash serves its assets."""
    server: Flask = guarded()
    server.static_folder, server.static_url_path = str(assets), "/assets"
    server.add_url_rule("/assets/<path:filename>", "static", server.send_static_file)
    return server.test_client()


def test_a_file_that_is_there_is_served(tmp_path: Path) -> None:
    (tmp_path / "app.css").write_text("body {}", encoding="utf-8")
    with get(_serving(tmp_path), "/assets/app.css") as answer:
        assert answer.status_code == 200


def test_packages_that_are_no_component_suite_are_not_served(browser: FlaskClient) -> None:
    for path in ("sim/app/settings.py", "dash/dash.py", "dash/dcc/../dash.py", "os/x.js", "dash/nothing.js"):
        answer = get(browser, f"/_dash-component-suites/{path}")
        assert answer.status_code == 404
        assert "registered" not in answer.get_data(as_text=True)


def test_a_long_address_is_refused(browser: FlaskClient) -> None:
    assert get(browser, "/de/?" + "a" * LONGEST).status_code == 414
    assert get(browser, "/de/?" + "a" * (LONGEST - 10)).status_code == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_a_page_cannot_be_written(browser: FlaskClient, method: str) -> None:
    answer = browser.open("/de/", method=method, base_url=OURS, headers={"Origin": OURS})
    assert answer.status_code == 405
    assert answer.get_data(as_text=True) == "So lässt sich diese Adresse nicht aufrufen.\n"
    assert "GET" in answer.headers["Allow"]
