"""What happens before a request is one: connections, how long they may take, and whom to believe about their origin."""

import socket
from typing import Any, Protocol

from waitress.server import create_server

from sim.app import limits
from sim.app.guard.connections import Channel, ProxyChannel
from sim.app.guard.threads import FairDispatcher, visitor_of

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


def listen(
    application: Any,
    settings: Listening,
    patience: int = limits.SECONDS_FOR_A_REQUEST,
    listener: socket.socket | None = None,
) -> Any:
    """Server of a WSGI application, ready to `run`; on a socket that listens already, or else on one of its own.

    Raises
    ------
    OSError
        Where the port is taken or the address is not one of this machine.
    """
    n_threads = limits.THREADS + limits.THREADS_A_CORE * settings.threads
    server = create_server(
        application,
        **({"host": settings.host, "port": settings.port} if listener is None else {"sockets": [listener]}),
        _dispatcher=FairDispatcher(n_threads, visitor_of(PROXY if settings.proxy else None)),
        connection_limit=limits.CONNECTIONS + limits.CONNECTIONS_SPARE,
        asyncore_use_poll=True,  # select() ends at 1024 files
        channel_timeout=patience,
        cleanup_interval=max(1, patience // 3),
        max_request_header_size=limits.HEAD,
        max_request_body_size=limits.BODY,
        ident=None,
        log_socket_errors=False,  # visitors who go away are no news
        **(_behind_proxy() if settings.proxy else {}),
    )
    for each in [*getattr(server, "map", {}).values(), server]:
        if hasattr(each, "channel_class"):
            each.channel_class = ProxyChannel if settings.proxy else Channel
    return server


def _behind_proxy() -> dict[str, Any]:
    return {"trusted_proxy": PROXY, "trusted_proxy_count": 1, "trusted_proxy_headers": FORWARDED}
