"""From an address to its page, made once where it depends on nothing else."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from dash import Dash

from sim.app.create import create
from sim.app.pages import router
from sim.app.pages.visit import Visit
from sim.app.settings import Settings
from sim.app.site import Site
from tests.app.explore.made_up import library
from tests.app.pages.visitor import Visitor


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Dash]:
    settings = Settings(state=tmp_path, database=f"sqlite:///{tmp_path}/rooms.sqlite", key=bytes(32))
    with closing(Site(library(40), settings)) as site:
        yield create(site)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Addresses of pages that were made."""
    found: list[str] = []
    make = router._body

    def noting(asked: Visit) -> object:
        found.append(f"{asked.t.language}/{asked.part} {asked.query}")
        return make(asked)

    monkeypatch.setattr(router, "_body", noting)
    return found


def test_a_page_that_depends_on_its_address_alone_is_body_once_for_everybody(app: Dash, made: list[str]) -> None:
    first = Visitor(app).page("/en/explore", "?gossip.rate=0.2")
    assert Visitor(app).page("/en/explore", "?gossip.rate=0.2") == first
    assert len(made) == 1
    assert '"className":"explore"' in first


def test_another_address_is_another_page(app: Dash, made: list[str]) -> None:
    pages = {
        Visitor(app).page(path, search)
        for path, search in [("/en/explore", ""), ("/de/explore", ""), ("/en/explore", "?gossip.rate=0.2")]
    }
    assert len(pages) == len(made) == 3


def test_pages_that_depend_on_more_are_body_for_every_visit(app: Dash, made: list[str]) -> None:
    for _ in range(2):
        Visitor(app).page("/en/play")
    assert len(made) == 2


def test_an_address_without_a_page_shows_the_first_one(app: Dash) -> None:
    assert Visitor(app).page("/en/nowhere") == Visitor(app).page("/en/")
