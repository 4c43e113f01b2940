"""A site with rooms, and the people of a workshop."""

import json
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from dash import Dash
from sqlalchemy import Engine
from werkzeug.test import TestResponse

from sim.app.create import create
from sim.app.guard.key import facilitator_secret
from sim.app.library import Library
from sim.app.rooms import rooms
from sim.app.rooms.room import Room
from sim.app.settings import Settings
from sim.app.site import Site
from tests.app.pages.visitor import Visitor, said

SCENARIO = Path(__file__).parents[3] / "scenarios" / "alibi.yaml"
KEY = bytes(range(32))
SECRET = facilitator_secret(KEY)


class Workshop(NamedTuple):
    """A server, its database, and one room."""

    app: Dash
    engine: Engine
    room: Room

    def visitor(self) -> Visitor:
        """Somebody without any cookie."""
        return Visitor(self.app)

    def facilitator(self) -> Visitor:
        """Somebody who has opened the secret link."""
        found = Visitor(self.app)
        assert enter_desk(found, SECRET).status_code == 200
        return found

    def player(self, name: str, room: Room | None = None) -> Visitor:
        """Somebody who has joined the room."""
        found = Visitor(self.app)
        answer = join(found, (room or self.room).code, name)
        assert "/en/room" in said(answer)
        return found

    def desk(self, code: str = "") -> dict[str, Any]:
        """Address of a desk, as callbacks get it."""
        return {"url.pathname": "/en/lead", "url.search": f"?room={code or self.room.code}"}


@contextmanager
def workshop(folder: Path) -> Iterator[Workshop]:
    """Server with an empty room."""
    site = Site(Library.of([SCENARIO]), Settings(folder, f"sqlite:///{folder / 'rooms.sqlite'}", KEY))
    with closing(site):
        engine = site.rooms.engine
        yield Workshop(create(site), engine, rooms.make(engine, rooms.Plan("alibi", named=True, language="en")))


def enter_desk(visitor: Visitor, secret: object) -> TestResponse:
    """Hand over what stands behind the # of a link."""
    values = {"lead-secret.data": secret, "url.pathname": "/en/lead"}
    return visitor.call("lead-go.href", values, "lead-secret.data")


def join(visitor: Visitor, code: str, name: object) -> TestResponse:
    """Press the button of the door."""
    values = {
        "join-enter.n_clicks": 1, "join-name.value": name, "url.pathname": "/en/join", "url.search": f"?code={code}",
    }  # fmt: skip
    return visitor.call("join-name.error", values, "join-enter.n_clicks")


def decide(visitor: Visitor, month: int, word: str, does: str = "decide") -> TestResponse:
    """Decide a month in the room."""
    asked = {"do": does, "month": month - 1, "word": word, "when": 1}
    values = {"room-act.data": asked, "url.pathname": "/en/room", "room-game.data": f"decide-{month}"}
    return visitor.call("room-board.children", values, "room-act.data")


def press(visitor: Visitor, at: Workshop, does: str, seen: int) -> TestResponse:
    """Press a button of the desk."""
    identity = {"part": "lead-do", "does": does, "seen": seen}
    changed = json.dumps(identity, sort_keys=True, separators=(",", ":")) + ".n_clicks"
    values = {**at.desk(), "lead-do": [(identity, 1)], "changed": changed}
    return visitor.call("lead-done.data", values, "lead-do")
