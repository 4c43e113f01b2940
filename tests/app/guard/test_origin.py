"""Origin: our own pages write, under our own names."""

import pytest
from flask.testing import FlaskClient

from tests.app.guard.site import GREET, Named, ask, client, guarded


@pytest.fixture(scope="module")
def browser() -> FlaskClient:
    return client()


def test_a_page_of_ours_may_write(browser: FlaskClient) -> None:
    assert ask(browser, GREET).status_code == 200


@pytest.mark.parametrize(
    "origin",
    [
        "http://evil.example", "https://localhost", "http://localhost:81", "http://localhost.evil.example", "null",
        "http://localhost/", "http://127.0.0.1", "localhost", "http://localhost, http://localhost", "file://", " ",
    ],
)  # fmt: skip
def test_a_page_from_elsewhere_may_not_write(browser: FlaskClient, origin: str) -> None:
    answer = ask(browser, GREET, Origin=origin)
    assert answer.status_code == 403
    assert answer.get_data(as_text=True) == "This request did not come from a page of this server.\n"


@pytest.mark.parametrize(
    ("site", "status"), [("same-origin", 200), ("same-site", 403), ("cross-site", 403), ("none", 403)]
)
def test_without_an_origin_the_browser_must_say_that_the_page_is_ours(
    browser: FlaskClient, site: str, status: int
) -> None:
    assert ask(browser, GREET, Origin="", **{"Sec-Fetch-Site": site}).status_code == status


def test_a_foreign_origin_is_not_outweighed(browser: FlaskClient) -> None:
    assert ask(browser, GREET, Origin="http://evil.example", **{"Sec-Fetch-Site": "same-origin"}).status_code == 403


def test_who_says_nothing_may_not_write(browser: FlaskClient) -> None:
    assert ask(browser, GREET, Origin="").status_code == 403


@pytest.mark.parametrize("hosts", [("bücher.example",), ("xn--bcher-kva.example",), ("BÜCHER.example.",)])
def test_a_name_with_letters_beyond_ascii_is_ours_however_it_was_given(hosts: tuple[str, ...]) -> None:
    """Browsers send it in punycode."""
    origin = "https://xn--bcher-kva.example"
    answer = client(Named(hosts=hosts)).post(
        "/_dash-update-component", json=GREET, headers={"Origin": origin}, base_url=origin
    )
    assert answer.status_code == 200


@pytest.mark.parametrize("host", ["bucher.example", "xn--bcher-kva.example.evil.example"])
def test_a_name_that_only_looks_like_ours_is_not(host: str) -> None:
    browser = client(Named(hosts=("bücher.example",)))
    assert browser.get("/de/", base_url=f"https://{host}").status_code == 421


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_every_write_is_checked(browser: FlaskClient, method: str) -> None:
    assert browser.open("/de/", method=method, base_url="http://localhost").status_code == 403


@pytest.mark.parametrize("name", ["localhost", "localhost:8050", "127.0.0.1", "127.0.0.1:1", "LOCALHOST"])
def test_our_own_names_are_answered(browser: FlaskClient, name: str) -> None:
    assert browser.get("/de/", headers={"Host": name}).status_code == 200


@pytest.mark.parametrize(
    "name", ["evil.example", "localhost.evil.example", "evil-localhost", "10.0.0.7", "192.168.1.5", "[::1]", "8.8.8.8"]
)
def test_other_names_are_not_answered(browser: FlaskClient, name: str) -> None:
    answer = browser.get("/de/", headers={"Host": name})
    assert answer.status_code == 421
    assert answer.get_data(as_text=True) == "Unter diesem Namen ist der Server nicht bekannt.\n"


@pytest.mark.parametrize(
    "name", ["localhost:x", "[", "a b", "user@localhost", "localhost/../x", "localhost:99999", "", "ö"]
)
def test_a_name_that_is_none_is_not_answered(browser: FlaskClient, name: str) -> None:
    assert browser.get("/de/", headers={"Host": name}).status_code in {400, 421}


@pytest.mark.parametrize(
    ("name", "status"),
    [("192.168.1.5", 404), ("192.168.137.1:8050", 404), ("10.0.0.7", 404), ("[fe80::1]", 404), ("8.8.8.8", 421),
     ("evil.example", 421), ("laptop.local", 404)],
)  # fmt: skip
def test_a_server_open_to_its_network_is_known_by_every_address_there(name: str, status: int) -> None:
    browser = guarded(Named(hosts=("127.0.0.1", "localhost", "192.168.1.5", "laptop.local"))).test_client()
    assert browser.get("/", headers={"Host": name}).status_code == status
