"""The page of studies: offline, safe, accessible, whatever it is filled with."""

import hashlib
from base64 import b64decode, b64encode
from pathlib import Path

import numpy as np
import plotly.graph_objects as go
import pytest

from sim.errors import ResultsError
from sim.language import translator
from sim.report.studies.page import Page, Section, Table, render, write
from tests.report import reading

ATTACK = "</script><script>alert(1)</script><img src=x onerror=alert(1)>&\"'"
TABLE = Table("Outcomes", ["Outcome", "Difference", "Verdict"], [["Image", "+0.1 (0.05 to 0.15)", "better"]])


def page(word: str = "Image") -> Page:
    heat = go.Figure(go.Heatmap(x=np.arange(2.0), z=[[0.5, np.nan], [np.inf, np.float64(0.25)]]))
    return Page(
        "Comparison",
        word,
        f"{word} is higher.\nNothing else is.",
        [("Replicates", "200"), (word, word)],
        [
            Section("image", word, f"{word} rises", heat, ["How to read it."], TABLE._replace(caption=word)),
            Section("words", "Words", "Nothing to draw", None, ["Because there is nothing."]),
        ],
        [("Seed", "1"), ("Command", "flurfunk compare a.yaml b.yaml"), ("Scenario", "a: 1\nb: 2\n")],
        [TABLE],
    )


@pytest.fixture(scope="module")
def read() -> reading.Page:
    return reading.Page(render(page(), translator("en")))


def test_nothing_is_requested_and_only_the_own_scripts_run(read: reading.Page) -> None:
    policy = next(each["content"] for _, each in read.elements if each.get("http-equiv") == "Content-Security-Policy")
    rules = dict(each.strip().split(" ", 1) for each in policy.split(";"))
    running = [text for found, text in read.scripts if "type" not in found]
    hashes = {f"'sha256-{b64encode(hashlib.sha256(each.encode()).digest()).decode()}'" for each in running}
    assert rules["default-src"] == "'none'"
    assert set(rules["script-src"].split()) == hashes
    assert read.attributes("src") == []
    assert all(link.startswith("#") for link in read.attributes("href"))


def test_sections_come_in_their_order_and_the_contents_lead_to_them(read: reading.Page) -> None:
    found = [found["id"] for tag, found in read.elements if tag in {"header", "section"}]
    assert found == ["overview", "image", "words", "appendix"]
    assert [link.removeprefix("#") for link in read.attributes("href")] == ["report", *found]


def test_a_figure_is_named_by_what_is_seen_in_it(read: reading.Page) -> None:
    named = [found["aria-label"] for _, found in read.elements if found.get("role") == "img"]
    assert named == ["Figure, Image: Image rises"]


def test_figures_may_hold_gaps_and_arrays(read: reading.Page) -> None:
    assert list(read.figures) == ["image"]
    trace = read.figures["image"]["data"][0]
    assert trace["z"] == [[0.5, None], [None, 0.25]]
    assert np.frombuffer(b64decode(trace["x"]["bdata"]), trace["x"]["dtype"]).tolist() == [0, 1]


def test_tables_name_rows_and_columns_and_set_numbers_flush_right(read: reading.Page) -> None:
    scopes = [found["scope"] for tag, found in read.elements if tag == "th"]
    assert scopes == 2 * ["col", "col", "col", "row"]
    cells = [(found["data-label"], found.get("class")) for tag, found in read.elements if tag == "td"]
    assert cells == 2 * [("Difference", "number"), ("Verdict", None)]


def test_the_appendix_tells_settings_and_folds_long_texts(read: reading.Page) -> None:
    text = read.text
    assert text.index("Seed 1") < text.index("flurfunk compare a.yaml") < text.index("a: 1 b: 2")
    assert [tag for tag, _ in read.elements].count("details") == 1


def test_paragraphs_of_the_lead_stay_apart(read: reading.Page) -> None:
    assert "Image is higher. Nothing else is." in read.text


def test_a_script_in_any_text_does_not_run() -> None:
    plain, attacked = (reading.Page(render(page(word), translator("de"))) for word in ("Ansehen", ATTACK))
    assert len(attacked.scripts) == len(plain.scripts)
    assert not [tag for tag, _ in attacked.elements if tag == "img"]
    assert attacked.attributes("onerror") == []


def test_two_sections_of_one_key_are_refused() -> None:
    twice = page()._replace(sections=[page().sections[1], page().sections[1]])
    with pytest.raises(AssertionError, match="unique"):
        render(twice, translator("en"))


def test_the_file_is_written_whole(tmp_path: Path) -> None:
    write(page(), tmp_path / "compare.html", translator("de"))
    assert [each.name for each in tmp_path.iterdir()] == ["compare.html"]
    assert (tmp_path / "compare.html").read_text(encoding="utf-8") == render(page(), translator("de"))


def test_a_folder_that_cannot_be_one_is_an_error_in_a_line(tmp_path: Path) -> None:
    (tmp_path / "missing").write_text("a file")
    with pytest.raises(ResultsError, match="must be writable"):
        write(page(), tmp_path / "missing" / "compare.html", translator("en"))
