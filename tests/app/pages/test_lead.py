import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from sim.app.rooms import decisions, players, rooms, rounds
from tests.app.pages.visitor import Visitor, said
from tests.app.pages.workshop import SECRET, Workshop, decide, enter_desk, press, workshop


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Workshop]:
    with workshop(tmp_path) as found:
        yield found


def test_without_the_link_there_is_nothing_but_how_to_get_in(at: Workshop) -> None:
    at.player("Ada")
    for search in ("", f"?room={at.room.code}"):
        page = at.visitor().page("/en/lead", search)
        assert "Open the facilitator" in page
        assert at.room.code not in page
        assert "Ada" not in page


@pytest.mark.parametrize("secret", ["", SECRET[:-1], SECRET + "A", SECRET.lower(), "é" * 43, 5, [SECRET], None, {}])
def test_what_is_not_the_secret_opens_nothing(at: Workshop, secret: object) -> None:
    visitor = at.visitor()
    answer = enter_desk(visitor, secret)
    assert "Set-Cookie" not in answer.headers
    assert "lead-make" not in visitor.page("/en/lead")


def test_the_secret_opens_the_desk_however_many_wrong_ones_came_from_there(
    at: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []
    monkeypatch.setattr("sim.app.guard.tries.time.sleep", waited.append)
    visitor = at.visitor()
    for _ in range(12):
        enter_desk(visitor, "wrong")
    assert waited == [1.0] * 2
    assert "Set-Cookie" in enter_desk(visitor, SECRET).headers


def test_the_secret_opens_the_desk(at: Workshop) -> None:
    facilitator = at.facilitator()
    page = facilitator.page("/en/lead")
    assert "lead-make" in page
    assert at.room.code in page


def test_a_room_is_made_as_it_was_chosen(at: Workshop) -> None:
    values = {
        "lead-make.n_clicks": 1, "lead-scenario.value": "alibi", "lead-names.value": "anonymous",
        "lead-language.value": "de", "url.pathname": "/de/lead",
    }  # fmt: skip
    at.facilitator().call("lead-to-room.href", values, "lead-make.n_clicks")
    made = rooms.every(at.engine)[0]
    assert (made.scenario, made.named, made.language) == ("alibi", False, "de")


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("scenario", "../../etc/passwd"),
        ("scenario", None),
        ("names", "other"),
        ("language", "fr"),
        ("scenario", ["alibi"]),
    ],
)
def test_a_room_is_made_of_what_there_is_only(at: Workshop, part: str, value: object) -> None:
    values = {
        "lead-make.n_clicks": 1, "lead-scenario.value": "alibi", "lead-names.value": "named",
        "lead-language.value": "de", "url.pathname": "/de/lead", f"lead-{part}.value": value,
    }  # fmt: skip
    answer = at.facilitator().call("lead-to-room.href", values, "lead-make.n_clicks")
    assert answer.status_code == 204
    assert len(rooms.every(at.engine)) == 1


def test_the_desk_opens_pauses_and_ends(at: Workshop) -> None:
    facilitator = at.facilitator()
    phases = []
    for does, seen in (("open", 0), ("pause", 1), ("go_on", 1), ("open", 1), ("open", 1), ("end", 2)):
        press(facilitator, at, does, seen)
        room = rooms.by_code(at.engine, at.room.code)
        phases.append((room.phase, room.rounds))
    assert phases == [("open", 1), ("paused", 1), ("open", 1), ("open", 2), ("open", 2), ("ended", 2)]


EVERY_ACTION = [
    ("lead-to-room.href", "lead-make.n_clicks", {
        "lead-scenario.value": "alibi", "lead-names.value": "named", "lead-language.value": "en",
    }),
    ("lead-away.href", "lead-end-sure.submit_n_clicks", {}),
    ("lead-away.href", "lead-delete-sure.submit_n_clicks", {}),
    ("lead-done.data", "lead-out-sure.submit_n_clicks", {"lead-out-who.data": 1}),
    ("lead-file.data", "lead-handout_en.n_clicks", {}),
    ("lead-file.data", "lead-sheet.n_clicks", {}),
    ("lead-steps.children", "lead-tick.n_intervals", {"lead-seen.data": "?"}),
]  # fmt: skip


@pytest.mark.parametrize(("output", "changed", "values"), EVERY_ACTION)
@pytest.mark.parametrize("who", ["stranger", "player"])
def test_nobody_but_the_facilitator_does_or_learns_anything(
    at: Workshop, output: str, changed: str, values: dict[str, object], who: str
) -> None:
    player = at.player("Ada")
    room = rounds.open_round(at.engine, at.room)
    decide(player, 1, "mmmmn0")
    asking = player if who == "player" else at.visitor()
    answer = asking.call(output, {**at.desk(), changed: 1, **values}, changed)
    assert (answer.status_code, answer.data) == (204, b"")
    assert press(asking, at, "open", 1).status_code == 204
    assert rooms.every(at.engine) == [room]
    assert [each.name for each in players.inside(at.engine, room)] == ["Ada"]


@pytest.mark.parametrize(("output", "changed", "values"), EVERY_ACTION)
def test_the_facilitator_does_all_of_it(at: Workshop, output: str, changed: str, values: dict[str, object]) -> None:
    at.player("Ada")
    answer = at.facilitator().call(output, {**at.desk(), changed: 1, **values}, changed)
    assert answer.status_code == 200


def test_sending_somebody_out_and_deleting_the_room(at: Workshop) -> None:
    at.player("Ada")
    at.player("Bo")
    facilitator = at.facilitator()
    out = {**at.desk(), "lead-out-sure.submit_n_clicks": 1, "lead-out-who.data": 1}
    facilitator.call("lead-done.data", out, "lead-out-sure.submit_n_clicks")
    assert [each.name for each in players.inside(at.engine, at.room)] == ["Bo"]
    facilitator.call("lead-away.href", {**at.desk(), "lead-delete-sure.submit_n_clicks": 1}, "lead-delete-sure")
    assert rooms.every(at.engine) == []


def test_names_are_text_wherever_they_are_shown(at: Workshop) -> None:
    """Components hold them as text, which React never takes for markup."""
    at.player("<img src=x>")
    page = at.facilitator().page("/en/lead", f"?room={at.room.code}")
    assert re.search(r'"children":"<img src=x>"', page)
    assert "dangerously" not in page.lower()


def test_the_desk_is_asked_again_for_nothing_while_nothing_changes(at: Workshop) -> None:
    facilitator = at.facilitator()
    seen = decisions.pulse(at.engine, at.room)
    values = {**at.desk(), "lead-tick.n_intervals": 1, "lead-seen.data": seen}
    assert facilitator.call("lead-steps.children", values, "lead-tick").status_code == 204
    at.player("Ada")
    answer = facilitator.call("lead-steps.children", values, "lead-tick")
    assert "Ada" in said(answer)


def wall(visitor: Visitor, at: Workshop) -> str:
    return visitor.page("/en/projector", f"?view={at.room.view}")


def test_the_wall_shows_the_room_to_whoever_has_its_address(at: Workshop) -> None:
    at.player("Ada")
    assert "Ada" in wall(at.visitor(), at)
    assert at.room.code in wall(at.visitor(), at)


def test_the_wall_says_how_many_names_it_has_no_room_for(at: Workshop) -> None:
    wall = f"?view={at.room.view}"
    names = [f"Person with a long name {n:02}"[-24:] for n in range(30)]
    for each in names[:3]:
        players.join(at.engine, at.room, each)
    assert "more" not in at.visitor().page("/en/projector", wall)
    for each in names[3:]:
        players.join(at.engine, at.room, each)
    shown = at.visitor().page("/en/projector", wall)
    seen = [each for each in names if each in shown]
    assert seen == names[-len(seen) :]
    assert 5 <= len(seen) < 30
    assert f"and {30 - len(seen)} more" in shown
    assert "30 people are in" in shown


@pytest.mark.parametrize("search", ["", "?view=", "?view=0", "?view=" + "0" * 32, "?view=%00"])
def test_the_wall_of_no_room_shows_nothing(at: Workshop, search: str) -> None:
    assert at.room.code not in at.visitor().page("/en/projector", search)


def test_the_code_does_not_open_the_wall(at: Workshop) -> None:
    assert at.room.view not in at.visitor().page("/en/projector", f"?view={at.room.code}")


def test_the_wall_shows_no_decisions_while_others_think(at: Workshop) -> None:
    ada, bo = at.player("Ada"), at.player("Bo")
    rounds.open_round(at.engine, at.room)
    decide(ada, 1, "mmmmn0", "quarter")
    assert "standings" not in wall(at.visitor(), at)
    assert "wall-tally" not in wall(at.visitor(), at)
    decide(bo, 1, "ccccn0", "quarter")
    assert "wall-tally" in wall(at.visitor(), at)


def test_the_wall_changes_nothing(at: Workshop) -> None:
    """It has no button and no input."""
    at.player("Ada")
    page = wall(at.visitor(), at)
    assert '"Button"' not in page
    assert '"Input"' not in page


@pytest.mark.parametrize("kind", ["handout_de", "handout_en", "sheet"])
def test_files_have_names_kinds_and_everybodys_decisions(at: Workshop, kind: str) -> None:
    player = at.player("Ada")
    rounds.open_round(at.engine, at.room)
    decide(player, 1, "mmmmn0", "quarter")
    answer = at.facilitator().call("lead-file.data", {**at.desk(), f"lead-{kind}.n_clicks": 1}, f"lead-{kind}")
    file = json.loads(answer.text)["response"]["lead-file"]["data"]
    assert at.room.code in file["filename"]
    assert file["filename"].endswith(".csv" if kind == "sheet" else ".html")
    assert "Ada" in file["content"]


def test_the_option_that_lets_others_in_is_code_which_does_not_break(at: Workshop) -> None:
    page = at.facilitator().page("/en/lead")
    assert 'server with ",{"props":{"children":"--host 0.0.0.0"},"type":"Code"' in page
