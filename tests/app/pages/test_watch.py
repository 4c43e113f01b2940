"""The page to watch, and what it fetches."""

import gzip
import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from sim.app.create import create
from sim.app.library import Library
from sim.app.pages.visit import Visit, visit
from sim.app.pages.watch import layout
from sim.app.settings import Settings
from sim.app.site import Site
from sim.language.catalogue import LANGUAGES
from sim.scenario.variants import Variants

SCENARIOS = Path(__file__).parents[3] / "scenarios"
WEEKS = 6


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("state")
    library = Library(
        {
            "small_firm": Variants.of(SCENARIOS / "small_firm.yaml", [f"weeks={WEEKS}"]),
            "large_firm": Variants.of(SCENARIOS / "large_firm.yaml"),
        }
    )
    with closing(Site(library, Settings(folder, f"sqlite:///{folder / 'rooms.sqlite'}", bytes(32)))) as found:
        yield found


@pytest.fixture(scope="module")
def visitor(site: Site) -> Iterator[FlaskClient]:
    with create(site).server.test_client() as client:
        yield client


def shown(site: Site, search: str, language: str = "en") -> dict[str, Any]:
    """Page as it is sent."""
    asked: Visit = visit(f"/{language}/watch", search, site)
    found: dict[str, Any] = json.loads(json.dumps(layout(asked).to_plotly_json(), default=_json))
    return found


def _json(value: Any) -> Any:
    return value.to_plotly_json()


def setup(site: Site, search: str, language: str = "en") -> dict[str, Any]:
    children = shown(site, search, language)["props"]["children"]
    return next(each["props"]["data"] for each in children if each and each["props"].get("id") == "watch-setup")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_says_what_is_watched(site: Site, language: str) -> None:
    found = setup(site, "?scenario=small_firm&seed=7&week=3&gossip.rate=0.1", language)
    assert found["query"] == {"scenario": "small_firm", "seed": "7", "gossip.rate": "0.1"}
    assert (found["week"], found["language"], found["fits"]) == (3, language, True)


@pytest.mark.parametrize("search", ["?scenario=nothing", "?seed=x", "?week=999", "?scenario=%00&seed=1"])
def test_an_address_that_cannot_be_opens_the_usual_office_and_says_so(site: Site, search: str) -> None:
    assert setup(site, search)["query"] == {"scenario": "small_firm", "seed": "1"}
    assert "There is no such office" in json.dumps(shown(site, search))


def test_a_company_that_is_too_large_is_not_watched_but_can_be_left_for_another(site: Site) -> None:
    found = setup(site, "?scenario=large_firm")
    assert found["fits"] is False
    assert [each[0] for each in found["scenarios"]] == ["small_firm", "large_firm"]
    assert "too large to watch" in json.dumps(shown(site, "?scenario=large_firm"))


def test_frames_travel_compressed_and_under_the_guards_headers(visitor: FlaskClient) -> None:
    answer = visitor.get("/en/watch/frames?scenario=small_firm&seed=3", headers={"Accept-Encoding": "gzip, br"})
    assert answer.status_code == 200
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.mimetype == "application/json"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert len(json.loads(gzip.decompress(answer.data))["weeks"]) == WEEKS


def test_whoever_cannot_uncompress_gets_plain_json(visitor: FlaskClient) -> None:
    answer = visitor.get("/en/watch/frames?scenario=small_firm&seed=3", headers={"Accept-Encoding": "identity"})
    assert "Content-Encoding" not in answer.headers
    assert len(json.loads(answer.data)["weeks"]) == WEEKS


def test_a_changed_parameter_changes_the_frames(visitor: FlaskClient) -> None:
    plain, quiet = (
        json.loads(
            visitor.get(f"/en/watch/frames?scenario=small_firm{more}", headers={"Accept-Encoding": "identity"}).data
        )
        for more in ("", "&gossip.rate=0")
    )
    assert any(week["gossip"] for week in plain["weeks"])
    assert not any(week["gossip"] for week in quiet["weeks"])


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("scenario=nothing", 400), ("scenario=../small_firm", 400), ("seed=-1", 400), ("seed=1e9", 400),
        ("seed=99999999999", 400), ("scenario=large_firm", 413),
    ],
)  # fmt: skip
def test_frames_of_what_cannot_be_are_refused(visitor: FlaskClient, query: str, status: int) -> None:
    assert visitor.get(f"/en/watch/frames?{query}").status_code == status


@pytest.mark.parametrize("language", LANGUAGES)
def test_stories_are_told_in_the_language_of_the_page(visitor: FlaskClient, language: str) -> None:
    story = json.loads(visitor.get(f"/{language}/watch/story?scenario=small_firm&person=0&week=5").data)
    assert {"en": "Head of Sales", "de": "Leitung Vertrieb"}[language] in story["title"]
    assert story["items"]
    assert all(set(item) <= {"week", "kind", "text", "decision"} for item in story["items"])


@pytest.mark.parametrize(
    "query",
    [
        "", "person=25", "person=-1", "person=0&week=7", "decision=0&week=1", "decision=99&week=1", "person=0;drop",
        "person=0&scenario=<script>",
    ],
)  # fmt: skip
def test_stories_of_what_never_was_are_refused(visitor: FlaskClient, query: str) -> None:
    answer = visitor.get(f"/en/watch/story?{query}")
    assert answer.status_code == 400
    assert "<script>" not in answer.text


def test_nobody_can_write_there(visitor: FlaskClient) -> None:
    for path in ("frames", "story"):
        assert visitor.post(f"/en/watch/{path}", headers={"Origin": "http://localhost"}).status_code == 405
