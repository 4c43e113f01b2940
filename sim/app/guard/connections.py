"""Connections: how many at once, all together and of one address, and what they may say before it is a request."""

import re
from typing import Any

from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser, ParsingError

from sim.app.guard.visitor import counted
from sim.app.limits import CONNECTIONS, CONNECTIONS_OF_ONE

LENGTH = re.compile(rb"^content-length[ \t]*:", re.IGNORECASE | re.MULTILINE)
ENCODING = re.compile(rb"^transfer-encoding[ \t]*:", re.IGNORECASE | re.MULTILINE)
SEVERAL = re.compile(rb"^transfer-encoding[ \t]*:[^\r\n]*,", re.IGNORECASE | re.MULTILINE)


class Parser(HTTPRequestParser):
    """Reader of requests that refuses those whose end two readers could see at different places."""

    def parse_header(self, header_plus: bytes) -> None:
        """Read the head of a request."""
        n_encodings = len(ENCODING.findall(header_plus))
        if n_encodings and (n_encodings > 1 or SEVERAL.search(header_plus) or LENGTH.search(header_plus)):
            raise ParsingError("Transfer-Encoding must be one, and without a Content-Length")
        super().parse_header(header_plus)
        if n_encodings and self.version != "1.1":
            raise ParsingError("Transfer-Encoding must be of HTTP/1.1")


class Channel(HTTPChannel):
    """Connection whose patience is for whole requests: one byte now and then does not keep it open.

    Where there are too many, the one that has said nothing for longest makes room: of the same address, or of the
    one that has most.
    """

    parser_class = Parser
    most_of_one = CONNECTIONS_OF_ONE
    last_activity: float

    def __init__(self, server: Any, sock: Any, addr: Any, adj: Any, map: Any = None) -> None:
        super().__init__(server, sock, addr, adj, map=map)
        self.counted = counted(str(addr[0]))
        make_room(list(server.active_channels.values()), self)

    def handle_read(self) -> None:
        """Read on, but let a request that is still incomplete grow older."""
        since, incomplete = self.last_activity, self.request is not None
        super().handle_read()
        if incomplete and self.request is not None:
            self.last_activity = since


class ProxyChannel(Channel):
    """Connection of a proxy, which brings everybody from one address."""

    most_of_one = CONNECTIONS


def make_room(channels: list[Any], newcomer: Any) -> None:
    """End a connection where there are too many with this one."""
    others = [each for each in channels if not each.will_close and each is not newcomer]
    own = [each for each in others if each.counted == newcomer.counted]
    if len(own) >= newcomer.most_of_one:
        _end_one(own, newcomer)
    elif len(others) >= CONNECTIONS:
        _end_one(_most(others), newcomer)


def _most(channels: list[Any]) -> list[Any]:
    """Connections of the address that has most."""
    by_address: dict[str, list[Any]] = {}
    for each in channels:
        by_address.setdefault(each.counted, []).append(each)
    return max(by_address.values(), key=len)


def _end_one(channels: list[Any], newcomer: Any) -> None:
    idle = [each for each in channels if not each.requests and not each.total_outbufs_len]
    min(idle, key=lambda each: each.last_activity, default=newcomer).will_close = True
