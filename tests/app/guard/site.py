"""A guarded server as small as can be."""

from typing import NamedTuple

from flask import Flask

from sim.app import guard


class Named(NamedTuple):
    """What the guard needs to know."""

    key: bytes = bytes(range(32))
    hosts: tuple[str, ...] = ("localhost", "127.0.0.1")


def guarded(settings: Named | None = None) -> Flask:
    server = Flask("guarded", static_folder=None)
    guard.protect(server, settings or Named(), {"", "explore"})
    return server
