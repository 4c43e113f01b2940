"""How often somebody may guess, and sit down.

Only wrong guesses count, and nobody's right one is ever refused: whoever has guessed wrong too often is answered a
second later each time, which takes a guesser ages, and who only follows their link or QR code notices nothing.
"""

import time
from typing import Literal

from limits import parse, parse_many

from sim.app import limits
from sim.app.guard.own import own
from sim.app.guard.visitor import counted_by
from sim.app.rooms.codes import fingerprint

Kind = Literal["join", "lead"]


def wrong(kind: Kind) -> None:
    """Remember a wrong guess of this visitor's, and let one who made too many wait for the answer."""
    counts, who = own().counts, counted_by()
    # All of them count, so that no list is cut short by the first that is full.
    within = [counts.hit(each, kind, who) for each in parse_many(limits.WRONG[kind])]
    if not all(within):
        time.sleep(limits.SECONDS_PER_WRONG)


def may_sit(room: int) -> bool:
    """Whether another one of this address may sit down in a room: nobody shall take all the seats alone."""
    return own().counts.test(parse(limits.PLAYERS_OF_ONE), "seat", str(room), counted_by())


def sat(room: int, token: str) -> None:
    """Remember that one of this address has sat down in a room; a seat counts once, however often it was asked for."""
    counts, most = own().counts, parse(limits.PLAYERS_OF_ONE)
    if counts.hit(parse("1 per 12 hour"), "taken", fingerprint(token)):
        counts.hit(most, "seat", str(room), counted_by())
