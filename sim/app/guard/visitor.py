"""Who asks: their language, and the address by which they are counted."""

from collections.abc import Iterable
from ipaddress import IPv6Address, ip_address
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from flask import Flask, request

from sim.app.turns.asking import answering
from sim.language.catalogue import LANGUAGES

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse


def language() -> str:
    """Language of the page that was asked for, or that asks, or else the one that the browser prefers."""
    for path in (request.path, _page_that_asks()):
        first = path.strip("/").partition("/")[0]
        if first in LANGUAGES:
            return first
    return preferred()


def preferred() -> str:
    """Language that the browser prefers among ours, whatever the country: de-CH is German."""
    told = (each.partition("-")[0].lower() for each in request.accept_languages.values())
    return next((each for each in told if each in LANGUAGES), LANGUAGES[0])


def tell(server: Flask) -> None:
    """Tell whatever shares something out among visitors who is being answered."""
    answer = server.wsgi_app

    def told(environ: dict[str, Any], start_response: "StartResponse") -> Iterable[bytes]:
        with answering(counted(environ.get("REMOTE_ADDR", ""))):
            return answer(environ, start_response)

    server.wsgi_app = told  # type: ignore[method-assign]


def counted_by() -> str:
    """Visitor who asks, as limits count them."""
    return counted(request.remote_addr or "")


def counted(address: str) -> str:
    """Address by which a visitor is counted; of an IPv6 one the network's half, as its owner has all others in it."""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return "unknown"
    if isinstance(found, IPv6Address):
        return str(found.ipv4_mapped or IPv6Address(int(found) >> 64 << 64))
    return str(found)


def _page_that_asks() -> str:
    try:
        return urlsplit(request.referrer or "").path
    except ValueError:
        return ""
