"""The page as a whole: offline, safe, accessible, in both languages."""

import hashlib
import re
from base64 import b64encode
from typing import Any

import numpy as np
import pytest

from sim.language import translator
from sim.report.frame import embedded
from sim.report.page import render
from sim.report.runs import Runs
from sim.scenario.schema import Scenario
from tests.report import synthetic
from tests.report.reading import Page

ATTACK = "</script><script>alert(1)</script><img src=x onerror=alert(1)>&\"'"
SECTIONS = ["image", "chain", "influence", "agenda", "gossip", "people", "customers", "story", "timeline"]


def strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    children = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for child in children for text in strings(child)]


@pytest.fixture(scope="module")
def attacked() -> str:
    text = {"en": ATTACK, "de": ATTACK}
    scenario = synthetic.scenario(title=text, story=text, shows={"outcome": "collapse", "claim": text})
    values = scenario.model_dump()
    for part in ("departments", "meetings", "interventions"):
        for each in values[part].values():
            each["title"] = text
    return render(Runs(synthetic.run(Scenario.model_validate(values), replicates=3)), translator("en"))


def test_nothing_is_requested_from_anywhere(pages: dict[str, Page]) -> None:
    for page in pages.values():
        assert page.attributes("src") == []
        assert all(link.startswith("#") for link in page.attributes("href"))
        assert not {tag for tag, _ in page.elements} & {"link", "iframe", "img", "object", "embed", "form", "base"}


def test_the_style_sheet_asks_for_no_file(pages: dict[str, Page], runs: Runs) -> None:
    page = render(runs, translator("en"))
    style = page[page.index("<style>") : page.index("</style>")]
    assert "url(" not in style
    assert "@import" not in style


def test_the_security_policy_lets_only_the_own_scripts_run(pages: dict[str, Page]) -> None:
    page = pages["en"]
    policy = next(
        found["content"] for _, found in page.elements if found.get("http-equiv") == "Content-Security-Policy"
    )
    rules = dict(each.strip().split(" ", 1) for each in policy.split(";"))
    running = [text for found, text in page.scripts if "type" not in found]
    hashes = {f"'sha256-{b64encode(hashlib.sha256(each.encode()).digest()).decode()}'" for each in running}
    assert rules["default-src"] == "'none'"
    assert set(rules["script-src"].split()) == hashes


def test_plotly_is_embedded_once(pages: dict[str, Page]) -> None:
    assert sum("plotly.js v" in text[:100] for _, text in pages["en"].scripts) == 1


def test_the_page_stays_below_six_megabytes(runs: Runs) -> None:
    assert len(render(runs, translator("de")).encode()) < 6_000_000


def test_a_script_in_a_title_does_not_run(attacked: str, pages: dict[str, Page]) -> None:
    page = Page(attacked)
    assert len(page.scripts) == len(pages["en"].scripts)
    assert not [tag for tag, _ in page.elements if tag == "img"]
    assert page.attributes("onerror") == []
    assert ATTACK in next(text for tag, text in page.headings if tag == "h1")


def test_figures_show_markup_in_a_title_as_text(attacked: str) -> None:
    shown = [text for figure in Page(attacked).figures.values() for text in strings(figure)]
    assert any("&lt;/script&gt;" in text for text in shown)
    assert not [text for text in shown if "<script" in text or "<img" in text]


def test_a_title_cannot_pass_for_a_template_of_plotly() -> None:
    scenario = synthetic.scenario()
    values = scenario.model_dump()
    values["departments"]["sales"]["title"] = {"en": "%{x}", "de": "%{x}"}
    runs = Runs(synthetic.run(Scenario.model_validate(values), replicates=2))
    templates = [each["hovertemplate"] for each in Page(render(runs, translator("en"))).figures["image"]["data"][2:3]]
    assert templates[0].startswith("% {x}:")


@pytest.mark.parametrize("text", ["</script>", "<!--", "]]>", "&lt;", "\u2028"])
def test_embedded_json_cannot_leave_its_element(text: str) -> None:
    found = embedded({"title": text})
    assert not set("<>&\u2028") & set(found)


def test_the_language_is_that_of_the_reader(pages: dict[str, Page]) -> None:
    for language, page in pages.items():
        assert ("html", {"lang": language}) in page.elements
    assert "Wer entscheidet" in pages["de"].text
    assert "Who decides" in pages["en"].text


def test_no_english_is_left_in_the_german_figures(pages: dict[str, Page]) -> None:
    names = {each.get("name") for figure in pages["de"].figures.values() for each in figure["data"]}
    assert {"Vertrieb", "Negativ", "Anteil an der Redezeit"} <= names
    assert not names & {"Sales", "Negative", "Share of the airtime"}


def test_numbers_on_axes_take_the_form_of_the_language(pages: dict[str, Page]) -> None:
    for language, separators in (("en", ".,"), ("de", ",.")):
        assert {each["layout"]["separators"] for each in pages[language].figures.values()} == {separators}


def test_every_section_comes_in_its_order_with_a_figure(pages: dict[str, Page]) -> None:
    page = pages["en"]
    found = [found["id"] for tag, found in page.elements if tag in {"header", "section"}]
    assert found == ["overview", *SECTIONS, "appendix"]
    assert list(page.figures) == SECTIONS


def test_a_company_without_customers_has_no_section_about_them() -> None:
    page = Page(
        render(Runs(synthetic.run(synthetic.scenario(portfolio={"customers_per_person": 0}), 3)), translator("en"))
    )
    assert list(page.figures) == [each for each in SECTIONS if each != "customers"]
    assert "no customers" in page.text
    assert "Revenue" not in page.text.partition("Where these numbers come from")[0]
    assert "Goodwill" not in page.text


def test_a_single_department_has_no_sections_about_what_departments_share() -> None:
    table = synthetic.run(synthetic.scenario(departments=1), 3).weekly
    table[["image", "visibility", "esteem"]] = np.nan
    page = Page(render(Runs(synthetic.run(synthetic.scenario(departments=1), 3, weekly=table)), translator("en")))
    assert list(page.figures) == ["chain", "gossip", "people", "customers", "timeline"]
    assert "Nobody from another department meets Sales, so it has no image." in page.text
    assert "What happened in one run" in page.text
    assert " – " not in page.text.partition("Where these numbers come from")[0].removeprefix("The alibi – ")
    strips = [each["text"] for each in page.figures["chain"]["layout"]["annotations"] if each.get("name") == "strip"]
    assert not [each for each in strips if "Image" in each or "Visibility" in each]


def test_every_figure_has_its_numbers_in_a_table_that_is_closed_at_first(pages: dict[str, Page]) -> None:
    for page in pages.values():
        opened = [found for tag, found in page.elements if tag == "details"]
        assert len(opened) == len(SECTIONS)  # the appendix has one, the interventions have a table of their own
        assert all("open" not in found for found in opened)
        tables = [found for tag, found in page.elements if tag == "table" and found.get("class") == "numbers"]
        assert len(tables) == len(SECTIONS) - 1


def test_every_figure_is_described_in_words(pages: dict[str, Page]) -> None:
    for page in pages.values():
        described = [found["aria-label"] for _, found in page.elements if found.get("role") == "img"]
        assert len(described) == len(SECTIONS)
        assert all(len(each) > 40 for each in described)


def test_headings_form_a_hierarchy(pages: dict[str, Page]) -> None:
    tags = [tag for tag, _ in pages["en"].headings]
    assert tags.count("h1") == 1
    assert tags[0] == "h1"
    assert tags.index("h2") < tags.index("h3")


def test_ids_are_unique_and_the_contents_lead_to_them(pages: dict[str, Page]) -> None:
    page = pages["en"]
    ids = page.attributes("id")
    assert len(ids) == len(set(ids))
    assert {link.removeprefix("#") for link in page.attributes("href")} <= set(ids)


def test_every_colour_in_a_figure_has_a_counterpart_on_a_dark_page(pages: dict[str, Page]) -> None:
    dark = pages["en"].data("settings")["dark"]
    colours = {
        text[:7]
        for figure in pages["en"].figures.values()
        for text in strings(figure)
        if re.match("#[0-9a-f]{6}", text)
    }
    assert colours
    assert colours <= dark.keys()


def test_the_whole_scenario_is_at_the_end(pages: dict[str, Page]) -> None:
    assert "attendance: available:" in pages["en"].text
    assert "flurfunk run alibi.yaml --engine kernel" in pages["en"].text


def test_figures_carry_few_decimals(pages: dict[str, Page]) -> None:
    numbers = [each for each in pages["en"].figures["image"]["data"][2]["y"] if each is not None]
    assert numbers == [round(each, 3) for each in numbers]
