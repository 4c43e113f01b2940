"""How much a visitor may send: the size of a body, and what JSON may be."""

import json
from typing import Any

from flask import Flask
from flask.json.provider import DefaultJSONProvider

from sim.app.limits import BODY

DEEPEST = 32
MOST_ITEMS = 5_000
LARGEST_NUMBER = 2**53  # up to here browsers count exactly; beyond, databases and arrays overflow


class StrictJSON(DefaultJSONProvider):
    """JSON as the standard has it, flat and short; everything else is an error that is answered with 400."""

    def loads(self, s: str | bytes, **options: Any) -> Any:
        """Read a visitor's JSON."""
        try:
            value = json.loads(s, parse_constant=_no_number, **options)
        except RecursionError:
            raise ValueError("must not be nested so deeply") from None
        _check(value)
        return value


def limit(server: Flask) -> None:
    """Let a server read nothing large."""
    server.config["MAX_CONTENT_LENGTH"] = BODY
    server.json = StrictJSON(server)


def _check(value: object) -> None:
    """Walk through a value without recursion, as it is a stranger's."""
    left, n_items = [(value, 0)], 0
    while left:
        item, depth = left.pop()
        n_items += 1
        if depth > DEEPEST or n_items > MOST_ITEMS:
            raise ValueError("must be short and flat")
        if isinstance(item, dict):
            left += [(each, depth + 1) for pair in item.items() for each in pair]
        elif isinstance(item, list):
            left += [(each, depth + 1) for each in item]
        else:
            _check_one(item)


def _check_one(item: object) -> None:
    if isinstance(item, str):
        # Halves of characters (UnicodeEncodeError is a ValueError) and NUL cannot be stored or sent back.
        item.encode("utf-8")
        if "\0" in item:
            raise ValueError("must be text")
    elif isinstance(item, (int, float)) and not abs(item) <= LARGEST_NUMBER:
        raise ValueError("must be a number that can be counted with")


def _no_number(name: str) -> None:
    raise ValueError(f"must be a number, got {name}")
