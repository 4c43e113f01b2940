"""Translator: texts with values, numbers in the language's form."""

import math
from datetime import date
from typing import NamedTuple

import pytest

from sim.language import CatalogueError, translator

NBSP = "\N{NO-BREAK SPACE}"


class Both(NamedTuple):
    en: str
    de: str


def test_text_takes_its_values() -> None:
    assert translator("en").text("role.lead", department="Sales", number="2") == "Sales lead 2"
    assert translator("de").text("role.lead", department="Vertrieb", number="2") == "Teamleitung 2 (Vertrieb)"


def test_a_value_that_looks_like_a_placeholder_stays_as_it_is() -> None:
    assert translator("en").text("role.lead", department="{number}{0}", number="2") == "{number}{0} lead 2"


@pytest.mark.parametrize(
    ("count", "text"),
    [(0, "0\N{NO-BREAK SPACE}Wochen"), (1, "1\N{NO-BREAK SPACE}Woche"), (2, "2\N{NO-BREAK SPACE}Wochen")],
)
def test_count_decides_between_singular_and_plural(count: int, text: str) -> None:
    assert translator("de").text("facts.weeks", count=count, number=str(count)) == text


def test_a_message_that_does_not_exist_is_an_error_that_names_it() -> None:
    with pytest.raises(CatalogueError, match=r"de.po no.such.message"):
        translator("de").text("no.such.message")


def test_a_value_that_is_not_given_is_an_error_that_names_it() -> None:
    with pytest.raises(CatalogueError, match=r"role.lead.*'number'"):
        translator("en").text("role.lead", department="Sales")


def test_a_count_that_is_not_whole_is_an_error() -> None:
    with pytest.raises(CatalogueError, match="whole number"):
        translator("en").text("facts.weeks", count="1", number="1")


@pytest.mark.parametrize(
    ("language", "value", "digits", "text"),
    [
        ("en", 1234.567, 2, "1,234.57"),
        ("de", 1234.567, 2, "1.234,57"),
        ("de", -0.5, 1, "−0,5"),
        ("en", -0.001, 2, "0.00"),
        ("en", math.nan, 2, "–"),
    ],
)
def test_numbers_take_the_form_of_the_language(language: str, value: float, digits: int, text: str) -> None:
    assert translator(language).number(value, digits) == text


def test_percentages_take_the_form_of_the_language() -> None:
    assert translator("en").percent(0.905) == "90%"
    assert translator("de").percent(0.905, 1) == f"90,5{NBSP}%"
    assert translator("de").percent(math.nan) == "–"


def test_separators_are_those_that_plotly_wants() -> None:
    assert (translator("en").separators, translator("de").separators) == (".,", ",.")


def test_enumerations_end_with_the_word_of_the_language() -> None:
    assert translator("en").enumeration(["a", "b"]) == "a and b"
    assert translator("de").enumeration(["a", "b", "c"]) == "a, b und c"


def test_dates_are_written_in_full() -> None:
    assert translator("de").day(date(2026, 3, 1)) == "1. März 2026"


def test_a_scenario_speaks_for_itself_in_both_languages() -> None:
    assert translator("de").own(Both("Sales", "Vertrieb")) == "Vertrieb"
