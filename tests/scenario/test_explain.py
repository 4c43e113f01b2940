import re
from pathlib import Path

import pytest

from sim.errors import ScenarioError
from sim.scenario.explain import Part, explained, overview
from sim.scenario.mechanisms import PARAMETERS

ROOT = Path(__file__).parents[2]


def _facts(part: Part) -> dict[str, str]:
    return dict(part.facts)


def test_parameter_is_explained_with_all_that_is_known_of_it() -> None:
    part = explained("gossip.inhibit")
    parameter = PARAMETERS["gossip.inhibit"].parameter
    assert part.meaning == parameter.meaning
    facts = _facts(part)
    assert facts["unit"] == parameter.unit
    assert facts["default"] == f"{parameter.default:g}"
    assert facts["bounds"] == "0 to 1"
    assert facts["rule"] == "sim/rules/gossip.py"
    assert facts["source"].startswith("von Kutzschenbach 2016")
    assert facts["mechanism"].startswith("gossip: People talk about those who are not there")
    assert (
        dict(part.entries)["in one meeting"]
        == f"meetings: {{NAME: {{set: {{gossip.inhibit: {parameter.default:g}}}}}}}"
    )


@pytest.mark.parametrize("key", list(PARAMETERS))
def test_the_article_is_never_shown_as_the_source_of_a_number(key: str) -> None:
    facts = _facts(explained(key))
    is_from_the_article = "Kutzschenbach" in facts["source"]
    assert ("number" in facts) == is_from_the_article
    if is_from_the_article:
        assert facts["number"] == "assumption, explored; the article gives only the direction of the effect"


CITED = re.compile(r"[A-Z][\w-]+(?:, [A-Z][\w-]+)*(?: & [A-Z][\w-]+| et al\.)? (?:19|20)\d\d")


def test_every_source_of_a_parameter_has_a_full_reference() -> None:
    cited = {name for each in PARAMETERS.values() for name in CITED.findall(each.parameter.source)}
    assert {"Robbins & Karan 2020", "Salancik & Pfeffer 1974", "Shaw, Wild & Colquitt 2003"} <= cited
    references = (ROOT / "docs/theory/index.md").read_text(encoding="utf-8").partition("## Sources")[2]
    assert [name for name in sorted(cited) if f"| {name} |" not in references] == []


@pytest.mark.parametrize("key", list(PARAMETERS))
def test_every_parameter_is_explained(key: str) -> None:
    assert explained(key).title == key


def test_parameters_of_the_company_cannot_differ_inside_it() -> None:
    ways = dict(explained("voice.lead").entries)
    assert set(ways) == {"everywhere", "for some weeks", "for one run"}


def test_mechanism_lists_its_parameters() -> None:
    part = explained("gossip")
    assert [key for key, _ in part.entries] == [key for key in PARAMETERS if key.startswith("gossip.")]
    assert dict(part.entries)["gossip.rate"].endswith("; 0 to 1; probability]")


@pytest.mark.parametrize(
    ("key", "title"),
    [
        ("departments.image", "departments.NAME.image"),
        ("departments.sales.image", "departments.NAME.image"),
        ("meetings.every", "meetings.NAME.every"),
        ("meetings.roster.lead", "meetings.NAME.roster.NAME.lead"),
        ("portfolio.classes.A.comfort", "portfolio.classes.NAME.comfort"),
        ("interventions.target.rank", "interventions.NAME.target.rank"),
        ("shows.outcome", "shows.outcome"),
        ("weeks", "weeks"),
        ("extends", "extends"),
        ("departments.sales.set.attendance.norm", "attendance.norm"),
        ("interventions.scale.gossip.rate", "gossip.rate"),
    ],
)
def test_other_keys_are_explained_with_or_without_names(key: str, title: str) -> None:
    part = explained(key)
    assert part.title == title
    assert part.meaning


def test_other_keys_tell_unit_default_and_bounds() -> None:
    assert _facts(explained("meetings.every")) == {"unit": "weeks", "default": "1", "bounds": "1 to 52"}


def test_part_of_names_lists_what_each_of_them_says() -> None:
    assert "NAME.roster" in dict(explained("meetings").entries)


@pytest.mark.parametrize(
    ("key", "hint"),
    [
        ("gossip.inhibt", "'gossip.inhibit'"),
        ("gosip", "'gossip'"),
        ("departments.imgae", "'departments.image'"),
        ("inhibit", "'gossip.inhibit'"),
        ("roster", "'meetings.roster'"),
    ],
)
def test_misspelt_key_names_the_nearest_one(key: str, hint: str) -> None:
    with pytest.raises(ScenarioError) as refused:
        explained(key)
    assert str(refused.value) == f"explain KEY: must be a key of a scenario, got '{key}'; did you mean {hint}?"


def test_overview_has_every_mechanism_once_with_a_line_of_its_own() -> None:
    *by_scope, others = overview()
    listed = [entry for part in by_scope for entry in part.entries]
    assert sorted(name for name, _ in listed) == sorted({each.mechanism for each in PARAMETERS.values()})
    assert all(meaning and "(K" not in meaning for _, meaning in listed)
    assert {"extends", "departments", "meetings", "interventions"} <= dict(others.entries).keys()
