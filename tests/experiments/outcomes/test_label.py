import pytest

from sim.experiments.outcomes import FATES, MEASURES, label, number, parse, unit
from sim.language import LANGUAGES, translator
from tests.results.made_up import company


@pytest.mark.parametrize(
    ("text", "english", "german"),
    [
        ("image in the last quarter", "Sales: image in the last quarter", "Vertrieb: Ansehen im letzten Quartal"),
        ("image.works at week 7", "Works: image in week 7", "Werk: Ansehen in Woche 7"),
        (
            "revenue over weeks 3..9",
            "Revenue against plan over weeks 3 to 9",
            "Umsatz im Vergleich zum Plan in den Wochen 3 bis 9",
        ),
        ("time to collapse", "Sales: weeks until image below 0.25", "Vertrieb: Wochen bis Ansehen unter 0,25"),
        (
            "weeks until revenue rises above 1",
            "Weeks until revenue against plan above 100.0%",
            "Wochen bis Umsatz im Vergleich zum Plan über 100,0\N{NO-BREAK SPACE}%",
        ),
        ("collapse", "Sales: collapse of the image", "Vertrieb: Absturz des Ansehens"),
    ],
)
def test_an_outcome_has_a_name_in_both_languages(text: str, english: str, german: str) -> None:
    assert label(parse(text), company(), translator("en")) == english
    assert label(parse(text), company(), translator("de")) == german


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_measure_and_fate_has_a_name_a_unit_and_a_number(language: str) -> None:
    t, scenario = translator(language), company()
    texts = [*FATES, *(f"{measure} {form}" for measure in MEASURES for form in ("at week 2", "in the first quarter"))]
    texts += [f"weeks until {measure} falls below 0.5" for measure in MEASURES]
    names = {label(parse(text), scenario, t) for text in texts}
    assert len(names) == len(texts)
    assert all(unit(parse(text), t) and number(0.5, parse(text), t) for text in texts)


def test_numbers_are_shown_in_the_outcome_s_unit() -> None:
    t = translator("en")
    texts = ["image at week 1", "revenue at week 1", "influence at week 1", "time to collapse", "collapse"]
    assert [number(0.25, parse(text), t) for text in texts] == ["0.25", "25.0%", "0.2", "0.2", "25.0%"]
    assert number(float("nan"), parse("time to collapse"), t) == "–"


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("image at week 1", 1),
        ("talk_negative at week 1", -1),
        ("attendance at week 1", 0),
        ("collapse", -1),
        ("recovery", 1),
        ("stable", 0),
        ("time to collapse", 1),
        ("weeks until image rises above 0.6", -1),
        ("weeks until talk_negative falls below 1", -1),
        ("weeks until talk_negative rises above 1", 1),
    ],
)
def test_an_outcome_says_whether_more_of_it_is_better(text: str, direction: int) -> None:
    assert parse(text).direction == direction
