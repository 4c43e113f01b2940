"""Where players join: address and QR code."""

from ipaddress import ip_address
from urllib.parse import urlsplit

import segno
from dash import html
from dash.development.base_component import Component

from sim.app.hostnames import as_sent
from sim.app.pages.visit import Visit
from sim.app.rooms.room import Room
from sim.app.site import Site

OPTION = "--host 0.0.0.0"


def join_address(site: Site, room: Room) -> str:
    """Address that lets somebody in: what the QR code holds."""
    address = urlsplit(site.settings.address)
    # Cameras do not agree on names with letters beyond ASCII.
    sent = f"{address.scheme}://{address.netloc.replace(address.hostname or '', as_sent(address.hostname or ''))}"
    return f"{sent}/{room.language}/join?code={room.code}"


def short_address(site: Site, room: Room) -> str:
    """Address to type, without code and without what browsers add themselves."""
    return f"{site.settings.address}/{room.language}/join".removeprefix("http://").removeprefix("https://")


def qr(visit: Visit, room: Room) -> Component:
    """QR code, black on white in every theme, as cameras want it."""
    made = segno.make(join_address(visit.site, room), error="m", micro=False)
    source = made.svg_data_uri(border=3, light="white", omitsize=True)
    return html.Img(src=source, alt=visit.t.text("browser.lead.qr", code=room.code), className="qr")


def unreachable(visit: Visit) -> list[Component]:
    """Warning where only this computer can reach the address."""
    name = urlsplit(visit.site.settings.address).hostname or ""
    if name != "localhost" and not _is_loopback(name):
        return []
    before, _, after = visit.t.text("browser.lead.unreachable", option=OPTION).partition(OPTION)
    return [html.P([before, html.Code(OPTION), after], className="notice", role="note")]


def _is_loopback(name: str) -> bool:
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return False
