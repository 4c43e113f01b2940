"""Who asks: their language, and the address by which they are counted."""

from ipaddress import IPv6Address, ip_address
from urllib.parse import urlsplit

from flask import request

from sim.language.catalogue import LANGUAGES


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


def counted_by() -> str:
    """Address; of an IPv6 address the network's half, as its owner has all the others in it."""
    try:
        address = ip_address(request.remote_addr or "")
    except ValueError:
        return "unknown"
    return str(IPv6Address(int(address) >> 64 << 64)) if isinstance(address, IPv6Address) else str(address)


def _page_that_asks() -> str:
    try:
        return urlsplit(request.referrer or "").path
    except ValueError:
        return ""
