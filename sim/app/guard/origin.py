"""Whose pages may ask this server, and under which name."""

import re
from ipaddress import ip_address
from urllib.parse import urlsplit

from flask import abort, request

from sim.app.guard.own import own
from sim.app.hostnames import as_sent

READING = frozenset({"GET", "HEAD", "OPTIONS"})


def check_host() -> None:
    """Answer under our own names only.

    Otherwise another site could let its own name point here, and read our pages from the visitor's browser as its own.
    """
    name = _name(request.host)
    if name is None:
        abort(400)
    if name not in own().hosts and not _is_own_network(name):
        abort(421)


def check_origin() -> None:
    """Let only our own pages write.

    Browsers say with every write where it comes from, in `Origin`, or else in `Sec-Fetch-Site`. Who says neither is
    no browser that we know, and is refused as well.
    """
    if request.method in READING:
        return
    said = request.headers.get("Origin")
    own_origin = f"{request.scheme}://{request.host}"
    ours = _as_sent(said) == _as_sent(own_origin) if said else request.headers.get("Sec-Fetch-Site") == "same-origin"
    if not ours:
        abort(403)


def _name(host: str) -> str | None:
    """Name without port, or None where it is none."""
    try:
        parts = urlsplit(f"//{host}")
        parts.port  # noqa: B018 - a port that is none raises
    except ValueError:
        return None
    return as_sent(parts.hostname or "") or None if parts.netloc == host and "@" not in host else None


def _as_sent(origin: str) -> str:
    """Origin with its name as all browsers write it."""
    scheme, _, rest = origin.partition("://")
    name, colon, port = rest.rpartition(":") if re.search(r":[0-9]+$", rest) else (rest, "", "")
    return f"{scheme}://{as_sent(name)}{colon}{port}"


def _is_own_network(name: str) -> bool:
    """Whether a server that is open to its network is asked by one of the addresses that only exist on such networks.

    A laptop has several, and gets new ones with every network. They cannot be made to point elsewhere, as names can.
    """
    try:
        return ip_address(name).is_private and not all(map(_is_loopback, own().hosts))
    except ValueError:
        return False


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
