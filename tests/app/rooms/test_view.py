from sqlalchemy import Engine

from sim.app.rooms import decisions, players, rounds
from sim.app.rooms.room import Room
from sim.app.rooms.view import shown_name, view
from sim.language import translator
from tests.app.rooms.made import months, view_of


def test_a_view_has_everybody_and_what_they_decided(engine: Engine, room: Room) -> None:
    token = players.join(engine, room, "Ada")
    players.join(engine, room, "Bo")
    room = rounds.open_round(engine, room)
    for month, choice in enumerate(("mmmmn0", "ccccx1", "mcmcmm0"), 1):
        decisions.decide(engine, token, month, choice)
    found = view(engine, room)
    assert [each.name for each in found.players] == ["Ada", "Bo"]
    assert [len(found.decided[number]) for number in (1, 2)] == [3, 0]
    assert found.decided[1][1].told == "external"
    assert (found.n_done, found.months_in_round(1), found.months_in_round(2)) == (1, 3, 0)


def test_who_has_no_name_is_called_by_number() -> None:
    [player] = view_of({"": months("m")}).players
    assert [shown_name(player, translator(each)) for each in ("en", "de")] == ["Person 1", "Person 1"]
