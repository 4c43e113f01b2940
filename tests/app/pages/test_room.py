import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from werkzeug.test import TestResponse

from sim.app.rooms import decisions, players, rooms, rounds
from sim.app.rooms.problems import DatabaseBusyError
from sim.app.rooms.rooms import Plan
from tests.app.pages.visitor import Visitor, said
from tests.app.pages.workshop import Workshop, decide, join, press, workshop

FIRST, SECOND, THIRD = "mmmmn0", "ccccx1", "mcmcmm1"


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Workshop]:
    with workshop(tmp_path) as found:
        yield found


def kept(at: Workshop) -> dict[int, tuple[str, ...]]:
    return decisions.of_room(at.engine, at.room)


def test_who_knows_the_code_is_asked_for_a_name_and_told_what_is_kept(at: Workshop) -> None:
    page = at.visitor().page("/en/join", f"?code={at.room.code.lower()}")
    assert "join-name" in page
    assert "What is kept: your name" in page


def test_the_way_in_gives_away_nothing_of_the_scenario(at: Workshop) -> None:
    title = at.app.site.library.base("alibi").title.en
    assert title not in at.visitor().page("/en/join", f"?code={at.room.code}")
    assert title not in at.player("Ada").page("/en/room")


def test_who_has_joined_is_known_by_a_cookie_that_no_script_reads(at: Workshop) -> None:
    visitor = at.visitor()
    cookie = join(visitor, at.room.code, "Ada").headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert "You are Ada" in visitor.page("/en/room")


def test_who_has_joined_already_is_not_asked_again(at: Workshop) -> None:
    player = at.player("Ada")
    assert "join-name" not in player.page("/en/join", f"?code={at.room.code}")
    join(player, at.room.code, "Somebody else")
    assert [each.name for each in players.inside(at.engine, at.room)] == ["Ada"]


def test_a_name_that_is_taken_comes_back_with_one_that_is_free(at: Workshop) -> None:
    at.player("Ada")
    answer = join(at.visitor(), at.room.code, "ada")
    assert answer.json is not None
    assert answer.json["response"]["join-name"]["value"] == "ada 2"
    assert "Set-Cookie" not in answer.headers


def test_codes_that_are_none_look_alike(at: Workshop) -> None:
    visitor = at.visitor()
    pages = {visitor.page("/en/join", f"?code={code}").replace(code, "CODE") for code in ("AAAAAA", "BBBBBB")}
    assert len(pages) == 1
    gone = rooms.make(at.engine, Plan("alibi", named=True, language="en"))
    rooms.remove(at.engine, gone)
    assert visitor.page("/en/join", f"?code={gone.code}").replace(gone.code, "CODE") in pages


def test_the_right_code_lets_in_however_many_wrong_ones_came_from_there(
    at: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []
    monkeypatch.setattr("sim.app.guard.tries.time.sleep", waited.append)
    visitor = at.visitor()
    for number in range(40):
        visitor.page("/en/join", f"?code=AAAA{number + 22}")
    assert waited == [1.0] * 10
    assert "Your name" in visitor.page("/en/join", f"?code={at.room.code}")
    assert at.player("Ada") is not None
    assert waited == [1.0] * 10


def test_who_has_a_seat_finds_back_to_it_from_every_page(at: Workshop) -> None:
    player, stranger = at.player("Ada"), at.visitor()
    for page in ("/en/", "/en/explore", "/en/watch", "/en/play"):
        assert '"href":"/en/room"' in player.page(page), page
        assert '"href":"/en/room"' not in stranger.page(page), page
        assert '"href":"/en/join"' in stranger.page(page), page
    assert f"already in room {at.room.code}, as Ada" in player.page("/en/join")
    assert "already in room" not in stranger.page("/en/join")


VISIT = "0123456789abcdef" * 2


def tap(visitor: Visitor, code: str, name: str, visit: str = VISIT) -> TestResponse:
    """Press the button of a door that is open already."""
    values = {
        "join-enter.n_clicks": 1, "join-name.value": name, "join-visit.data": visit, "url.pathname": "/en/join",
        "url.search": f"?code={code}",
    }  # fmt: skip
    return visitor.call("join-name.error", values, "join-enter.n_clicks")


@pytest.mark.parametrize("named", [True, False])
def test_one_visit_takes_one_seat_however_often_it_is_tapped(at: Workshop, named: bool) -> None:
    room = rooms.make(at.engine, rooms.Plan("alibi", named=named, language="en"))
    tapping = [at.visitor() for _ in range(3)]  # whose answers, with their cookies, are still on their way
    answers = [tap(each, room.code, "Ada") for each in tapping]
    assert all("/en/room" in said(each) for each in answers)
    assert len(players.inside(at.engine, room)) == 1
    assert all(room.code in each.page("/en/room") for each in tapping)
    tap(at.visitor(), room.code, "Bob", VISIT[::-1])
    assert len(players.inside(at.engine, room)) == 2


def test_the_key_of_a_visit_is_no_way_to_its_seat(at: Workshop) -> None:
    tap(at.visitor(), at.room.code, "Ada")
    assert all(players.pulse(at.engine, each) is None for each in (VISIT, VISIT.upper()))


def test_one_address_cannot_take_all_seats(at: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sim.app.limits.PLAYERS_OF_ONE", "3 per 12 hour")
    for name in ("Ada", "Bob", "Cem"):
        at.player(name)
    assert "one network may bring" in said(join(at.visitor(), at.room.code, "Dora"))
    elsewhere = at.visitor()
    elsewhere.client.environ_base["REMOTE_ADDR"] = "10.0.0.7"
    assert "/en/room" in said(join(elsewhere, at.room.code, "Dora"))


def test_nobody_else_comes_into_a_locked_room_and_those_inside_play_on(at: Workshop) -> None:
    inside = at.player("Ada")
    press(at.facilitator(), at, "lock", 0)
    assert "This room is closed" in at.visitor().page("/en/join", f"?code={at.room.code}")
    assert "This room is closed" in said(join(at.visitor(), at.room.code, "Bob"))
    press(at.facilitator(), at, "open", 0)
    decide(inside, 1, FIRST)
    assert kept(at) == {1: (FIRST,)}
    press(at.facilitator(), at, "unlock", 1)
    assert "/en/room" in said(join(at.visitor(), at.room.code, "Bob"))


def test_who_keeps_no_cookies_is_told_why_they_are_not_known(at: Workshop) -> None:
    where = json.loads(join(at.visitor(), at.room.code, "Ada").text)["response"]["join-go"]["href"]
    path, _, search = where.partition("?")
    assert "does not keep the cookie" in at.visitor().page(path, f"?{search}")
    assert "does not keep the cookie" not in at.visitor().page("/en/room")
    assert "does not keep the cookie" not in at.player("Bob").page(path, f"?{search}")


def test_a_locked_database_is_answered_with_a_time_to_ask_again(at: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    visitor = at.player("Ada")

    def busy(*_: object) -> None:
        raise DatabaseBusyError("database: must be reachable, got 'database is locked'")

    monkeypatch.setattr(players, "seat", busy)
    answer = visitor.call("page.children", {"url.pathname": "/de/room", "url.search": ""}, "url.pathname")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "2")
    assert "gerade nicht erreichbar" in answer.text or "right now" in answer.text


@pytest.mark.parametrize("name", ["", "x" * 25, "Ada\u202e", 7, ["Ada"], {"a": 1}, None, True])
def test_names_that_are_none_let_nobody_in(at: Workshop, name: object) -> None:
    answer = join(at.visitor(), at.room.code, name)
    assert answer.status_code == 200
    if players.inside(at.engine, at.room):
        # Whatever is sent is taken as text.
        assert isinstance(name, int | list | dict)
    else:
        assert "Set-Cookie" not in answer.headers


def test_a_month_is_decided_and_its_consequences_are_shown(at: Workshop) -> None:
    player = at.player("Ada")
    rounds.open_round(at.engine, at.room)
    answer = decide(player, 1, FIRST)
    assert kept(at) == {1: (FIRST,)}
    assert "play-result" in said(answer)


def test_a_page_loaded_again_goes_on_where_it_was(at: Workshop) -> None:
    player = at.player("Ada")
    rounds.open_round(at.engine, at.room)
    for month, word in enumerate((FIRST, SECOND, THIRD), 1):
        decide(player, month, word)
    page = player.page("/en/room")
    assert "Done for this quarter" in page
    assert '"wait-3"' in page


@pytest.mark.parametrize(
    "word", ["", "x", "mmmmn0.mmmmn0", "mmmmmn0", "' OR 1=1", "m" * 10_000, None, 5, ["mmmmn0"], {"m": 1}]
)
def test_words_that_are_no_decision_are_not_kept(at: Workshop, word: str) -> None:
    player = at.player("Ada")
    rounds.open_round(at.engine, at.room)
    assert decide(player, 1, word).status_code in {200, 204, 400}
    assert kept(at) == {}


@pytest.mark.parametrize("month", [0, 2, 3, 99, -1])
def test_only_the_next_month_is_decided(at: Workshop, month: int) -> None:
    player = at.player("Ada")
    rounds.open_round(at.engine, at.room)
    decide(player, month, FIRST)
    assert kept(at) == {}


def test_nothing_is_decided_while_waiting_paused_or_over(at: Workshop) -> None:
    player = at.player("Ada")
    decide(player, 1, FIRST)
    room = rounds.open_round(at.engine, at.room)
    rounds.pause(at.engine, room, True)
    decide(player, 1, FIRST)
    rounds.end(at.engine, room)
    decide(player, 1, FIRST)
    assert kept(at) == {}


def test_until_the_end_of_the_quarter_goes_no_further_than_what_is_open(at: Workshop) -> None:
    player = at.player("Ada")
    rounds.open_round(at.engine, at.room)
    decide(player, 1, FIRST, "quarter")
    assert [len(each) for each in kept(at).values()] == [3]


def test_nobody_plays_for_somebody_else(at: Workshop) -> None:
    ada, bo, stranger = at.player("Ada"), at.player("Bo"), at.visitor()
    rounds.open_round(at.engine, at.room)
    decide(ada, 1, FIRST)
    before = kept(at)
    decide(stranger, 1, SECOND)
    assert kept(at) == before
    decide(bo, 1, SECOND)
    assert kept(at) == {1: (FIRST,), 2: (SECOND,)}


@pytest.mark.parametrize("forged", ["1", "Ada", "0" * 32, "IjEi.abc.def", ""])
def test_a_forged_cookie_is_nobodys(at: Workshop, forged: str) -> None:
    at.player("Ada")
    rounds.open_round(at.engine, at.room)
    visitor = at.visitor()
    visitor.client.set_cookie("player", forged)
    decide(visitor, 1, FIRST)
    assert kept(at) == {}
    assert "Ada" not in visitor.page("/en/room")


def test_the_database_is_no_way_to_a_cookie(at: Workshop, tmp_path: Path) -> None:
    """Who reads the database finds the token's hash; who signs with another key is nobody."""
    from sim.app.guard import cookies

    at.player("Ada")
    with at.app.server.test_request_context():
        from flask import Response

        answer = Response()
        cookies.issue(answer, "facilitator", "yes")
        value = answer.headers["Set-Cookie"].partition("=")[2].partition(";")[0]
    visitor = at.visitor()
    visitor.client.set_cookie("player", value)  # signed, but for another purpose
    assert "You are Ada" not in visitor.page("/en/room")


def follow(player: Visitor, seen: str) -> int:
    values = {"room-seen.data": seen, "room-game.data": None, "url.pathname": "/en/room", "room-tick.n_intervals": 1}
    return player.call("room-banner.children", values, "room-tick.n_intervals").status_code


def test_asking_again_costs_nothing_while_nothing_changes(at: Workshop) -> None:
    player = at.player("Ada")
    page = json.dumps(json.loads(player.page("/en/room")), sort_keys=True)
    seen = re.findall(r'"data": "([-0-9]+)", "id": "room-seen"', page)[0]
    assert follow(player, seen) == 204
    rounds.open_round(at.engine, at.room)
    assert follow(player, seen) == 200


def test_who_was_sent_out_is_told(at: Workshop) -> None:
    player = at.player("Ada")
    players.remove(at.engine, at.room, 1)
    assert "not in a room" in player.page("/en/room")
    assert follow(player, "1-0-0-0-0") == 200
    decide(player, 1, FIRST)
    assert kept(at) == {}


def test_anonymous_rooms_ask_for_no_name_and_show_none(at: Workshop) -> None:
    room = rooms.make(at.engine, Plan("alibi", named=False, language="en"))
    player = at.player("Ada", room)
    page = player.page("/en/room")
    assert "You are Person 1" in page
    assert "Ada" not in page
    assert "a number instead of your name" in at.visitor().page("/en/join", f"?code={room.code}")
