"""How often somebody may guess.

Only wrong guesses count, so that fifty people behind one address can join in the same minute. A page asks `may_try`
first, and calls `failed` where the code or the secret was wrong.
"""

from typing import Literal

from limits import RateLimitItem, parse_many

from sim.app.guard.own import own
from sim.app.guard.visitor import counted_by

Kind = Literal["join", "lead"]
MOST: dict[Kind, list[RateLimitItem]] = {
    "join": parse_many("30 per minute; 200 per hour"),
    "lead": parse_many("10 per minute; 50 per hour"),
}


def may_try(kind: Kind) -> bool:
    """Whether this visitor may try (again)."""
    return all(own().counts.test(each, kind, counted_by()) for each in MOST[kind])


def failed(kind: Kind) -> None:
    """Remember a wrong guess of this visitor's."""
    for each in MOST[kind]:
        own().counts.hit(each, kind, counted_by())
