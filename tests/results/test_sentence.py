import numpy as np
import pytest

from sim.language import translator
from sim.results.sentence import sentence
from sim.results.verdict import OUTCOMES, UNDECIDED, Verdict, verdict
from sim.scenario.schema import Text

SALES = Text(en="Sales", de="Vertrieb")
EN, DE = translator("en"), translator("de")
COLLAPSE, DECLINE, STABLE, RECOVERY, RISE = [0.5, 0.1], [0.5, 0.3], [0.5, 0.5], [0.3, 0.62], [0.4, 0.62]


def told(*images: list[list[float]], german: bool = False) -> str:
    found = verdict(np.array([each for some in images for each in some]))
    return sentence(found, SALES, DE if german else EN).replace("\xa0", " ")


def test_an_outcome_is_told_with_its_count_its_interval_and_what_else_happened() -> None:
    assert told([COLLAPSE] * 93, [STABLE] * 7).startswith(
        "Collapse in 93 of 100 runs (93.0%; 95% interval: 86.1% to 97.1%); besides, stable in 7. "
    )
    assert told([COLLAPSE] * 200).startswith("Collapse in all 200 runs (95% interval: 98.2% to 100.0%). ")


def test_runs_that_recover_and_runs_that_rise_are_no_failures_of_each_other() -> None:
    text = told([RECOVERY] * 126, [RISE] * 74)
    assert text.startswith("The image ends clearly higher in all 200 runs")
    assert "): recovery in 126 and rise in 74. " in text
    text = told([COLLAPSE] * 199, [DECLINE] * 1, german=True)
    assert text.startswith("Das Ansehen endet klar niedriger in allen 200 Läufen")
    assert ": Absturz in 199 und Rückgang in 1. " in text


def test_a_majority_of_one_direction_is_told_though_no_outcome_has_one() -> None:
    text = told([RECOVERY] * 40, [RISE] * 35, [STABLE] * 25)
    assert text.startswith("The image ends clearly higher in 75 of 100 runs")
    assert "recovery in 40 and rise in 35; besides, stable in 25." in text


def test_without_a_majority_the_counts_are_told_the_largest_first() -> None:
    text = told([COLLAPSE] * 45, [STABLE] * 35, [RISE] * 20)
    assert text.startswith("Open: of 100 runs, collapse in 45, stable in 35, and rise in 20. ")


def test_two_groups_are_told_as_two() -> None:
    assert told([COLLAPSE] * 93, [STABLE] * 7).endswith(
        "at the end, the runs form two groups: 93 around 0.10 and 7 around 0.50."
    )
    assert told([COLLAPSE] * 93, [DECLINE] * 1).endswith(
        "was 0.50 at the start and is 0.10 at the end (the middle of the runs)."
    )


def test_german_readers_get_german_words_and_numbers() -> None:
    assert told([COLLAPSE] * 3, german=True) == (
        "Absturz in allen 3 Läufen (95-%-Intervall: 29,2 % bis 100,0 %). Das Ansehen der Abteilung Vertrieb lag am "
        "Anfang bei 0,50 und liegt am Ende bei 0,10 (Mitte der Läufe)."
    )


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("outcome", [*OUTCOMES, UNDECIDED])
@pytest.mark.parametrize("replicates", [1, 200])
def test_every_outcome_has_a_sentence_in_every_language(language: str, outcome: str, replicates: int) -> None:
    counts = {**dict.fromkeys(OUTCOMES, 0), **({outcome: replicates} if outcome != UNDECIDED else {})}
    found = Verdict(outcome, 0.6, 0.5, 0.7, replicates, counts, 0.5, 0.4)
    text = sentence(found, SALES, translator(language))
    assert text[0].isupper()
    assert text.endswith(".")
    assert "{" not in text


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_department_without_others_around_it_is_told_so(language: str) -> None:
    text = sentence(verdict(np.full((2, 3), np.nan)), SALES, translator(language))
    assert SALES.model_dump()[language] in text
    assert "nan" not in text.lower()
