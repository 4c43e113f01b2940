from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.app.library import Library
from sim.app.play.game import Game
from sim.app.play.standing import Standing, outcome
from sim.app.rooms import standings
from sim.app.rooms.standings import extremes, judge, places
from tests.app.rooms.made import ROOM, judged, months

LEVELS = st.integers(0, 4).map(lambda each: each / 4)


def test_who_has_decided_nothing_stands_nowhere() -> None:
    assert [each.number for each in places(ROOM, {1: (), 2: months("m")}, judged)] == [2]


def test_nobody_is_ahead_of_somebody_with_more_of_the_other() -> None:
    found = places(ROOM, {1: months("mmm"), 2: months("ccc"), 3: months("mcm")}, judged)
    assert all(each.is_ahead for each in found)


def test_who_has_less_of_both_is_not_ahead() -> None:
    levels = {"mmm": Standing(0.5, 1.0), "ccc": Standing(0.4, 0.9), "mcm": Standing(0.5, 0.9)}
    by_game = {months(pattern): level for pattern, level in levels.items()}
    found = places(ROOM, dict(enumerate(by_game, 1)), lambda game: by_game[game.choices])
    assert {each.number: each.is_ahead for each in found} == {1: True, 2: False, 3: False}
    assert [each.number for each in found] == [1, 2, 3]


@given(st.lists(st.tuples(LEVELS, LEVELS), min_size=1, max_size=8))
def test_somebody_is_always_ahead_and_stands_first(levels: list[tuple[float, float]]) -> None:
    patterns = [f"{n:03b}".replace("0", "c").replace("1", "m") for n in range(len(levels))]
    standing = {months(pattern): Standing(*each) for pattern, each in zip(patterns, levels, strict=True)}
    decided = dict(enumerate(standing, 1))
    found = places(ROOM, decided, lambda game: standing[game.choices])
    assert found[0].is_ahead
    assert all(one.is_ahead or not other.is_ahead for one, other in pairwise(found))


def test_who_stops_early_is_neither_ahead_nor_in_the_way_of_those_who_went_on() -> None:
    found = places(ROOM, {1: months("cc"), 2: months("ccc")}, lambda game: Standing(0.5, 1.2 - 0.1 * len(game.choices)))
    assert [(each.number, each.is_ahead) for each in found] == [(2, True), (1, False)]


def test_the_extremes_are_always_and_never_the_meeting() -> None:
    found = extremes(ROOM, 3, judged)
    assert (found["meeting"].image, found["customer"].image) == (1.0, 0.0)


def test_a_game_is_computed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Game] = []

    def counted(game: Game, library: Library) -> Standing:
        asked.append(game)
        return Standing(0.0, 0.0)

    monkeypatch.setattr(standings, "outcome", counted)
    found = judge(Library({}))
    for _ in range(3):
        found(Game("alibi", 1, months("m")))
    found(Game("alibi", 2, months("m")))
    assert len(asked) == 2


def test_standings_are_those_of_the_game_in_the_luck_of_the_room() -> None:
    library = Library.of([Path("scenarios/alibi.yaml")])
    [place] = places(ROOM, {1: months("mcm")}, judge(library))
    expected = outcome(Game("alibi", ROOM.seed, months("mcm")), library)
    assert (place.image, place.revenue) == (expected.image, expected.revenue)
