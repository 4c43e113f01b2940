import numpy as np
import pytest

from sim.language import translator
from sim.results.sentence import sentence
from sim.results.verdict import OUTCOMES, UNDECIDED, Verdict, verdict
from sim.scenario.schema import Text

SALES = Text(en="Sales", de="Vertrieb")
MIXED = np.array([[0.5, 0.1]] * 5 + [[0.5, 0.5]] * 4 + [[0.5, 0.65]])


def test_the_sentence_tells_outcome_share_interval_and_levels() -> None:
    found = verdict(np.array([[0.5, 0.1]] * 93 + [[0.5, 0.5]] * 7))
    told = sentence(found, SALES, translator("en"))
    assert told.startswith("Collapse in 93% of 100 runs")
    for part in ("86%", "97%", "Sales", "0.50", "0.13"):
        assert part in told


def test_german_readers_get_german_words_and_numbers() -> None:
    told = sentence(verdict(np.array([[0.5, 0.1]] * 3)), SALES, translator("de"))
    assert "Vertrieb" in told
    assert "0,50" in told
    assert "100\xa0%" in told


def test_an_undecided_sentence_tells_the_shares_the_largest_first() -> None:
    told = sentence(verdict(MIXED), SALES, translator("en"))
    assert told.index("50%") < told.index("40%") < told.index("10%")


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("outcome", [*OUTCOMES, UNDECIDED])
@pytest.mark.parametrize("replicates", [1, 200])
def test_every_outcome_has_a_sentence_in_every_language(language: str, outcome: str, replicates: int) -> None:
    shares = dict.fromkeys(OUTCOMES, 0.2)
    found = Verdict(outcome, 0.6, 0.5, 0.7, replicates, shares, 0.5, 0.4)
    told = sentence(found, SALES, translator(language))
    assert told[0].isupper()
    assert told.endswith(".")
    assert "{" not in told


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_department_without_others_around_it_is_told_so(language: str) -> None:
    told = sentence(verdict(np.full((2, 3), np.nan)), SALES, translator(language))
    assert SALES.model_dump()[language] in told
    assert "nan" not in told.lower()
