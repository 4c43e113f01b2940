import re

import pytest

from sim.app.play.month import Level
from sim.app.play.sentences import customer, decision, told, wish
from sim.app.play.situation import Waiting, situation
from sim.app.play.stage import Stage
from sim.language import translator
from tests.app.play.games import game
from tests.app.play.test_month import told as counted

LANGUAGES = ("en", "de")


def test_numbers_in_sentences_are_those_of_the_month(alibi: Stage) -> None:
    month = counted(alibi, game("c", 3), 2, 2)
    found = told(translator("en"), alibi, month)
    assert f"{month.visits:,} visits, {month.pleasant_visits:,} of them" in found.pleasant[0]
    assert any(f"{month.deciding_without} of {month.deciding} meetings" in each for each in found.costly)
    assert any(f"talked about {len(month.talks)} times" in each for each in found.costly)


def test_tones_that_nobody_took_are_not_told(alibi: Stage) -> None:
    month = counted(alibi, game("c", 3), 2, 2)
    bad = [each for each in month.talks if each.tone < 0]
    found = told(translator("de"), alibi, month._replace(talks=tuple(bad[:1])))
    assert "Über Abwesende aus Ihrer Abteilung wurde einmal geredet: einmal schlecht." in found.costly


def test_the_blame_is_told_only_where_there_was_some(alibi: Stage) -> None:
    month = counted(alibi, game("c", 6), 5, 5)
    assert month.blamed
    assert any("blame" in each for each in told(translator("en"), alibi, month).costly)
    spared = month._replace(blamed=False)
    assert not any("blame" in each for each in told(translator("en"), alibi, spared).costly)


@pytest.mark.parametrize(
    ("explained", "wanted"), [(0, "without a reason"), (4, "4 of them with a reason"), (9, "each with a reason")]
)
def test_cancelled_dates_are_told_with_what_customers_heard(alibi: Stage, explained: int, wanted: str) -> None:
    month = counted(alibi, game("m", 1), 0, 0)._replace(cancelled=9, explained=explained)
    assert any(wanted in each for each in told(translator("en"), alibi, month).costly)


def test_revenue_is_a_pleasure_or_a_price_as_it_is_shown(alibi: Stage) -> None:
    month = counted(alibi, game("m", 1), 0, 0)
    for share, side in ((0.994, "costly"), (0.996, "pleasant")):
        found = told(translator("en"), alibi, month._replace(revenue=Level(1.0, share)))
        assert any("revenue was" in each for each in getattr(found, side))


def test_quiet_months_say_nothing_of_what_did_not_happen(alibi: Stage) -> None:
    month = counted(alibi, game("m", 1), 0, 0)
    same = Level(0.5, 0.5)
    quiet = month._replace(
        visits=0, cancelled=0, talks=(), stopped=0, deciding_without=0, held=(), goodwill=same, reviewed=float("nan")
    )
    found = told(translator("en"), alibi, quiet._replace(revenue=Level(1.0, 1.0)))
    assert (len(found.pleasant), len(found.costly)) == (1, 0)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_month_can_be_told_in_every_language(alibi: Stage, language: str) -> None:
    t = translator(language)
    for pattern in ("m", "c", "mcc"):
        played = game(pattern, 9)
        for at in range(9):
            found = told(t, alibi, counted(alibi, played, at, at))
            assert found.pleasant
            assert not any(re.search(r"[{}]|\bnan\b|–\s?%", each) for each in (*found.pleasant, *found.costly))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_collision_has_its_words(alibi: Stage, language: str) -> None:
    t = translator(language)
    for size in ("large", "middling", "small"):
        for manner in ("pleasant", "plain", "hard"):
            assert customer(t, Waiting("X", size, manner, 0))
            assert len({wish(t, Waiting("X", size, manner, n)) for n in range(3)}) == 3
    assert decision(t, situation(alibi.base, 1, 0).collisions[0])
