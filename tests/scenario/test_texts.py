from collections.abc import Callable

import pytest

Mistakes = Callable[..., list[str]]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("title: {en: ''}", "title.en: must not be empty, got ''"),
        ("story: {de: '  '}", "story.de: must not be empty, got '  '"),
        ("departments: {sales: {title: {en: ''}}}", "departments.sales.title.en: must not be empty, got ''"),
        ("meetings: {budget: {title: {de: ''}}}", "meetings.budget.title.de: must not be empty, got ''"),
        ("interventions: {quota: {title: {de: ''}}}", "interventions.quota.title.de: must not be empty, got ''"),
        ("shows: {outcome: stable, claim: {en: '', de: So.}}", "shows.claim.en: must not be empty, got ''"),
    ],
)
def test_text_that_says_nothing_is_refused(mistakes: Mistakes, text: str, told: str) -> None:
    assert mistakes(text) == [f"own.yaml:2 {told}"]


def test_both_languages_are_looked_at(mistakes: Mistakes) -> None:
    assert [each.partition(":2 ")[2] for each in mistakes("title: {en: '', de: ''}")] == [
        "title.en: must not be empty, got ''",
        "title.de: must not be empty, got ''",
    ]


def test_text_of_another_type_is_told_as_such_only(mistakes: Mistakes) -> None:
    assert mistakes("title: ''") == ["own.yaml:2 title: must be a mapping of en, de, got ''"]


@pytest.mark.parametrize(
    ("sign", "shown"), [("\\e[31m", "\\x1b"), ("\\u202E", "\\u202e"), ("\\a", "\\x07"), ("\\x9b", "\\x9b")]
)
def test_signs_that_steer_a_terminal_are_refused(mistakes: Mistakes, sign: str, shown: str) -> None:
    assert mistakes(f'title: {{en: "a{sign}"}}') == [
        f"own.yaml:2 title.en: must hold signs that can be shown, got '{shown}'"
    ]
