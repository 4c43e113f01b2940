"""What the guard of one server knows."""

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple, Protocol

from flask import Flask, current_app
from limits.strategies import RateLimiter

NAME = "flurfunk"


class Protected(Protocol):
    """The part of a server's settings that the guard needs."""

    @property
    def key(self) -> bytes:
        """Secret of 32 bytes, from which all others are made."""

    @property
    def hosts(self) -> tuple[str, ...]:
        """Names and addresses, without port, under which the server answers."""


class Own(NamedTuple):
    """Of one server: its key and names, its pages, callbacks and inline scripts, and who tried how often."""

    key: bytes
    hosts: frozenset[str]
    counts: RateLimiter
    pages: Collection[str] | None = None
    callbacks: Mapping[str, Mapping[str, Any]] | None = None
    scripts: tuple[str, ...] = ()


def own(server: Flask | None = None) -> Own:
    """What is known of a server, or of the one that answers the request at hand."""
    known: Own = (server or current_app).extensions[NAME]
    return known


def keep(server: Flask, known: Own) -> None:
    """Keep it with the server, so that several of them in a process do not mix."""
    server.extensions[NAME] = known
