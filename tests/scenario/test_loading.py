import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.errors import ScenarioError
from sim.scenario import fingerprint, load
from sim.scenario.mechanisms import PARAMETERS

KEYS = """
    title en de weeks departments sales works meetings roster interventions set add scale target department rank meeting
    gossip rate portfolio classes A share head start end every offset extends <<
"""
WORDS = st.sampled_from(KEYS.split())
VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5), WORDS, st.sampled_from(list(PARAMETERS))
)
NESTED = st.recursive(
    VALUES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS | st.sampled_from(list(PARAMETERS)), inner),
    max_leaves=20,
)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("scenarios") / "any.yaml"


def _problems(file: Path, overrides: tuple[str, ...] = ()) -> tuple[str, ...]:
    try:
        load(file, overrides)
    except ScenarioError as error:
        return error.problems
    return ()


def _is_one_line(problem: str) -> bool:
    return problem.isprintable() and ": must " in problem and ", got " in problem


@settings(deadline=None)
@given(content=st.one_of(st.binary(), st.text().map(lambda text: text.encode("utf-8", "surrogatepass"))))
def test_any_bytes_load_or_are_refused_in_one_line_each(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    assert all(map(_is_one_line, _problems(file)))


@settings(deadline=None)
@given(
    parts=st.lists(st.one_of(WORDS, st.sampled_from(list(":-?&*!|>'\"%@`#{}[],\n\t ~")), st.just(": ")), max_size=40)
)
def test_any_signs_of_yaml_load_or_are_refused(file: Path, parts: list[str]) -> None:
    file.write_text("".join(parts), encoding="utf-8")
    assert all(map(_is_one_line, _problems(file)))


@settings(deadline=None)
@given(above=st.dictionaries(WORDS, NESTED, max_size=4))
def test_any_values_on_top_of_a_company_load_or_are_refused(file: Path, above: dict[str, Any]) -> None:
    company = file.with_name("company.yaml")
    text = "title: {en: A, de: A}\nstory: {en: A, de: A}\ndepartments: {sales: {title: {en: A, de: A}}}\n"
    company.write_text(text, encoding="utf-8")
    file.write_text(json.dumps({**above, "extends": "company.yaml"}), encoding="utf-8")
    assert all(map(_is_one_line, _problems(file)))


@settings(deadline=None)
@given(
    override=st.one_of(st.text(), st.builds(lambda keys, value: f"{'.'.join(keys)}={value}", st.lists(WORDS), VALUES))
)
def test_any_override_is_taken_or_refused(file: Path, override: str) -> None:
    file.write_text("title: {en: A, de: A}\nstory: {en: A, de: A}\n", encoding="utf-8")
    assert all(map(_is_one_line, _problems(file, (override,))))


def test_fingerprint_is_a_sha_256(company: Path) -> None:
    assert len(fingerprint(load(company))) == 64
    assert fingerprint(load(company)) == fingerprint(load(company))


@pytest.mark.parametrize("same", ["title.en=Other", "story.de=Anders", "departments.sales.title.en=Vendors",
                                  "gossip.rate=.7e0", "preaching.strength=-0", "meetings.budget.every=1",
                                  "shows={outcome: stable, claim: {en: A, de: A}}"])  # fmt: skip
def test_fingerprint_does_not_know_texts_and_defaults_written_out(company: Path, same: str) -> None:
    assert fingerprint(load(company, [same])) == fingerprint(load(company))


@pytest.mark.parametrize("other", ["weeks=51", "seed=2", "gossip.rate=0.71", "departments.sales.staff=5",
                                   "meetings.budget.set.gossip.inhibit=0.7", "interventions.quota.end=50",
                                   "meetings.budget=null", "focus=works"])  # fmt: skip
def test_fingerprint_knows_everything_that_counts(company: Path, other: str) -> None:
    assert fingerprint(load(company, [other])) != fingerprint(load(company))


def test_fingerprint_does_not_depend_on_the_order_of_keys(company: Path) -> None:
    before = fingerprint(load(company))
    text = company.read_text(encoding="utf-8")
    head, _, tail = text.partition("departments:\n")
    company.write_text(f"departments:\n{tail}{head}", encoding="utf-8")
    assert fingerprint(load(company)) == before


def test_fingerprint_depends_on_the_order_of_departments_which_numbers_their_people(company: Path) -> None:
    before = fingerprint(load(company))
    lines = company.read_text(encoding="utf-8").splitlines()
    lines[4], lines[5] = lines[5], lines[4]
    company.write_text("\n".join(lines), encoding="utf-8")
    assert fingerprint(load(company)) != before


def test_fingerprint_survives_the_way_through_json(company: Path) -> None:
    scenario = load(company)
    again = type(scenario).model_validate_json(scenario.model_dump_json())
    assert fingerprint(again) == fingerprint(scenario)
