"""What happens before a request is one: connections, how long they may take, and whom to believe about their origin."""

import socket
from typing import Any, Protocol

from waitress.channel import HTTPChannel
from waitress.server import create_server

from sim.app.guard.sizes import LARGEST_BODY

CONNECTIONS = 800  # fifty browsers open some three hundred; a process may usually have 1024 files
PATIENCE = 30  # seconds, for a request to be complete, and for the next one to come
LARGEST_HEAD = 16 * 1024  # bytes of address and headers together
PROXY = "127.0.0.1"
FORWARDED = frozenset({"x-forwarded-for", "x-forwarded-proto", "x-forwarded-host"})


class Listening(Protocol):
    """The part of a server's settings that is about its connections."""

    @property
    def host(self) -> str:
        """Address to listen on."""

    @property
    def port(self) -> int:
        """Port to listen on; 0 for any that is free."""

    @property
    def threads(self) -> int:
        """Threads that simulate; those that answer come on top."""

    @property
    def proxy(self) -> bool:
        """Whether a reverse proxy on this machine is to be believed about who asks, how, and under which name."""


class Channel(HTTPChannel):
    """Connection whose patience is for whole requests: one byte now and then does not keep it open."""

    last_activity: float

    def handle_read(self) -> None:
        """Read on, but let a request that is still incomplete grow older."""
        since, incomplete = self.last_activity, self.request is not None
        super().handle_read()
        if incomplete and self.request is not None:
            self.last_activity = since


def listen(
    application: Any, settings: Listening, patience: int = PATIENCE, listener: socket.socket | None = None
) -> Any:
    """Server of a WSGI application, ready to `run`; on a socket that listens already, or else on one of its own.

    Raises
    ------
    OSError
        Where the port is taken or the address is not one of this machine.
    """
    server = create_server(
        application,
        **({"host": settings.host, "port": settings.port} if listener is None else {"sockets": [listener]}),
        threads=4 + 2 * settings.threads,
        connection_limit=CONNECTIONS,
        asyncore_use_poll=True,  # select() ends at 1024 files
        channel_timeout=patience,
        cleanup_interval=max(1, patience // 3),
        max_request_header_size=LARGEST_HEAD,
        max_request_body_size=LARGEST_BODY,
        ident=None,
        log_socket_errors=False,  # visitors who go away are no news
        **(_behind_proxy() if settings.proxy else {}),
    )
    for each in [*getattr(server, "map", {}).values(), server]:
        if hasattr(each, "channel_class"):
            each.channel_class = Channel
    return server


def _behind_proxy() -> dict[str, Any]:
    return {"trusted_proxy": PROXY, "trusted_proxy_count": 1, "trusted_proxy_headers": FORWARDED}
