"""Catalogues: the same messages in every language, each used, none missing."""

import ast
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from string import Formatter

import pytest

from sim.language import LANGUAGES, CatalogueError, translator
from sim.language.catalogue import messages
from sim.scenario.mechanisms import PARAMETERS

SOURCES = Path(__file__).parents[2] / "sim"
GAP = "\N{REPLACEMENT CHARACTER}"
MESSAGE = re.compile(r"[a-z_]+(\.[a-z_]+)+")


def filled(forms: tuple[str, ...]) -> list[set[str]]:
    """Placeholders by form; a singular may leave out the count, and with it the number as text."""
    found = [{name for _, name, _, _ in Formatter().parse(form) if name} for form in forms]
    return found if len(found) == 1 else [set(), found[-1] - {"count"}]


def ids_in_code() -> Iterator[str]:
    """Ids that `.text(...)` and `.has(...)` are called with in Python files; parts computed there become a gap."""
    for path in SOURCES.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in {"text", "has"}
            ):
                for argument in node.args[:1]:
                    yield from literals(argument)


def literals(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield "".join(str(each.value) if isinstance(each, ast.Constant) else GAP for each in node.values)
    elif isinstance(node, ast.IfExp):
        yield from literals(node.body)
        yield from literals(node.orelse)


def ids_in_templates() -> Iterator[str]:
    for path in SOURCES.rglob("*.html"):
        for literal, computed in re.findall(r"""t\.text\(["']([a-z_.]+)["']( ~)?""", path.read_text(encoding="utf-8")):
            yield literal + (GAP if computed else "")


def string_constants() -> set[str]:
    """All strings in Python files; an id may stand in a table or a variable before it is used."""
    found = set()
    for path in SOURCES.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)
            elif isinstance(node, ast.JoinedStr):
                found.update(literals(node))
    return found


def any_of(known: Iterable[str]) -> Callable[[str], bool]:
    """Whether a message is one of those, some of which have gaps; one expression for all is a hundred times as fast."""
    names, patterns = set(), []
    for each in known:
        if GAP in each:
            patterns.append(re.escape(each).replace(re.escape(GAP), ".+"))
        else:
            names.add(each)
    with_gaps = re.compile("|".join(patterns))
    return lambda message: message in names or with_gaps.fullmatch(message) is not None


USED = sorted({*ids_in_code(), *ids_in_templates()})


def test_the_code_is_seen_to_use_messages() -> None:
    assert len(USED) > 50


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_that_code_asks_for_exists(language: str) -> None:
    asked = [each for each in USED if each.strip(GAP + ".")]
    there = messages(language).keys()
    assert [each for each in asked if not (each in there or any(map(any_of([each]), there)))] == []


def test_no_message_is_left_over() -> None:
    known = {*USED, *(each for each in string_constants() if MESSAGE.fullmatch(each.replace(GAP, "x")))}
    is_used = any_of(known)
    assert [each for each in messages("en") if not is_used(each)] == []


def test_both_languages_have_the_same_messages() -> None:
    assert messages("en").keys() == messages("de").keys()


def test_both_languages_fill_the_same_placeholders() -> None:
    german = messages("de")
    assert [name for name, english in messages("en").items() if filled(english) != filled(german[name])] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_is_empty_or_untidy(language: str) -> None:
    forms = [form for message in messages(language).values() for form in message]
    assert all(form and form == form.strip() and "  " not in form for form in forms)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_number_stands_before_its_percent_sign_as_the_language_has_it(language: str) -> None:
    wanted = translator(language).percent_sign
    said = [(name, form) for name, forms in messages(language).items() for form in forms]
    found = {(name, gap) for name, form in said for gap in re.findall(r"(?<=[0-9}])(\s?%)(?!\{)", form)}
    assert len(found) > 20
    assert [each for each in found if each[1] != wanted] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_parameter_has_a_name_for_the_list_of_interventions(language: str) -> None:
    assert [key for key in PARAMETERS if f"parameter.{key}" not in messages(language)] == []


def test_no_name_is_left_over_from_a_parameter_that_is_gone() -> None:
    named = {each.removeprefix("parameter.") for each in messages("en") if each.startswith("parameter.")}
    assert named <= PARAMETERS.keys()


@pytest.mark.parametrize("word", ["Durchl[aä]uf", "Startzahl", "Seed"])
def test_german_calls_a_run_and_its_seed_by_one_name_everywhere(word: str) -> None:
    said = {name: form for name, forms in messages("de").items() for form in forms}
    assert [name for name, form in said.items() if re.search(word, form)] == []


def test_a_language_without_a_catalogue_is_an_error_that_names_those_that_have_one() -> None:
    with pytest.raises(CatalogueError, match="one of en, de, got 'fr'"):
        messages("fr")
