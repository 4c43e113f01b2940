"""The application as browsers meet it."""

import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import update

from sim.app.create import create
from sim.app.library import Library
from sim.app.pages.router import PARTS
from sim.app.rooms import rooms, tables
from sim.app.rooms.database import writing
from sim.app.settings import Settings
from sim.app.site import Site
from sim.language.catalogue import LANGUAGES

SCENARIOS = Path(__file__).parents[2] / "scenarios"
MOST_FIRST_LOAD = 2_000_000


@pytest.fixture(scope="module")
def visitor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    folder = tmp_path_factory.mktemp("state")
    settings = Settings(folder, f"sqlite:///{folder / 'rooms.sqlite'}", bytes(32))
    site = Site(Library.of([SCENARIOS / "alibi.yaml"]), settings)
    with closing(site), create(site).server.test_client() as client:
        yield client


@pytest.mark.parametrize(
    ("preferred", "language"), [("de-AT,de;q=0.9,en;q=0.5", "de"), ("de-CH,en;q=0.5", "de"), ("en", "en"), ("fr", "en")]
)
def test_who_names_no_language_gets_the_one_their_browser_prefers(
    visitor: FlaskClient, preferred: str, language: str
) -> None:
    answer = visitor.get("/", headers={"Accept-Language": preferred})
    assert (answer.status_code, answer.location) == (302, f"/{language}/")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("part", PARTS)
def test_every_page_says_its_language_before_any_script_runs(visitor: FlaskClient, part: str, language: str) -> None:
    answer = visitor.get(f"/{language}/{part}")
    assert answer.status_code == 200
    assert f'<html lang="{language}">' in answer.text


def test_titles_differ_from_page_to_page(visitor: FlaskClient) -> None:
    titles = {re.findall("<title>(.*?)</title>", visitor.get(f"/de/{part}").text)[0] for part in PARTS}
    assert len(titles) == len(PARTS)


def test_nothing_comes_from_another_server(visitor: FlaskClient) -> None:
    page = visitor.get("/en/explore").text
    assert "src=" in page
    assert not re.findall(r"""(?:src|href)=["'](?:https?:)?//""", page)


def test_a_first_load_is_small_enough_for_a_phone(visitor: FlaskClient) -> None:
    """Everything that the page names, compressed as browsers ask for it."""
    accept = {"Accept-Encoding": "br, gzip"}
    page = visitor.get("/en/explore", headers=accept)
    named = re.findall(r"""(?:src|href)=["'](/[^"']+\.(?:js|css|svg)[^"']*)["']""", visitor.get("/en/explore").text)
    assert any("plotly" in each for each in named)
    sizes = {each: transferred(visitor, each) for each in named}
    assert len(page.data) + sum(sizes.values()) < MOST_FIRST_LOAD, sizes


def transferred(visitor: FlaskClient, path: str) -> int:
    """Bytes of a compressed answer, whose file is closed."""
    answer = visitor.get(path, headers={"Accept-Encoding": "br, gzip"})
    try:
        return len(answer.data)
    finally:
        answer.close()


@pytest.mark.parametrize("path", ["/de/nowhere", "/fr/explore", "/explore"])
def test_what_is_no_page_is_not_found(visitor: FlaskClient, path: str) -> None:
    assert visitor.get(path).status_code == 404


def test_a_browser_that_looks_for_the_icon_by_itself_finds_it_and_asks_again(visitor: FlaskClient) -> None:
    with visitor.get("/favicon.ico") as answer:
        assert (answer.status_code, answer.mimetype) == (200, "image/svg+xml")
        assert answer.data.startswith(b"<svg")
        assert answer.headers["Cache-Control"] == "no-cache"
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
        known = str(answer.headers["ETag"])
    with visitor.get("/favicon.ico", headers={"If-None-Match": known}) as again:
        assert again.status_code == 304


def test_a_server_that_starts_forgets_old_rooms(tmp_path: Path) -> None:
    settings = Settings(tmp_path, f"sqlite:///{tmp_path / 'rooms.sqlite'}", bytes(32))
    with closing(Site(Library.of([SCENARIOS / "alibi.yaml"]), settings)) as site:
        old, young = (rooms.make(site.rooms.engine, rooms.Plan("alibi", named=True, language="en")) for _ in range(2))
        with writing(site.rooms.engine) as connection:
            connection.execute(update(tables.rooms).where(tables.rooms.c.id == old.id).values(made_at=0))
        create(site)
        assert rooms.every(site.rooms.engine) == [young]
