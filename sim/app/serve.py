"""The server process: where it listens, what it tells, how it ends."""

import socket
from collections.abc import Callable
from contextlib import ExitStack, closing, suppress
from ipaddress import ip_address
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

from sim.app.hostnames import as_sent
from sim.app.settings import LOOPBACK, Settings
from sim.app.site import Site
from sim.errors import ScenarioError, reason
from sim.scenario.tree import quoted

EVERYWHERE = ("0.0.0.0", "::")
# An address that is never sent to: asking for the way there tells which of our own addresses faces the network.
SOMEWHERE = ("192.0.2.1", 9)
QUEUE = 1024
PATIENCE = 0.5  # seconds; Ctrl-C shall end the server within one


def serve(site: Site, ready: Callable[[], None], compiling: Callable[[], None]) -> None:
    """Listen until interrupted.

    `ready` is called as soon as visitors may come, `compiling` if the kernel must be compiled first, once.

    Raises
    ------
    ScenarioError
        Where the port is taken or the address is not one of this machine.
    """
    with closing(_listening(site.settings)) as listener:
        ready()
        Thread(target=_warm, args=(site, compiling), daemon=True).start()
        try:
            _answer(site, listener)
        finally:
            _close(site)


def _listening(settings: Settings) -> socket.socket:
    """Socket that visitors can reach at once; they wait in its queue while the pages are being built."""
    with ExitStack() as closing_if_refused:
        try:
            family = socket.getaddrinfo(settings.host, settings.port, type=socket.SOCK_STREAM)[0][0]
            listener = closing_if_refused.enter_context(socket.socket(family, socket.SOCK_STREAM))
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind((settings.host, settings.port))
            listener.listen(QUEUE)
        except OSError as error:
            rule, got = "be free at an address of this machine", f"{settings.host}:{settings.port}"
            raise ScenarioError(f"--port: must {rule}, got {got}: {reason(error)}") from None
        closing_if_refused.pop_all()
    return listener


def _answer(site: Site, listener: socket.socket) -> None:
    from sim.app.create import create
    from sim.app.guard.listening import listen

    listen(create(site).server, site.settings, listener=listener).run()


def _close(site: Site) -> None:
    """Call off what is being computed; what does not end soon, such as a first compile, ends with the process."""
    closer = Thread(target=site.close, daemon=True)
    closer.start()
    closer.join(PATIENCE)


def address(host: str, port: int) -> str:
    """Address to tell visitors: where the server listens everywhere, the one that others on the network can reach."""
    name = facing() if host in EVERYWHERE else host
    shown = f"[{name}]" if ":" in name else name
    return f"http://{shown}:{port}"


def names(host: str) -> tuple[str, ...]:
    """Names and addresses under which visitors may ask for the server."""
    own = {LOOPBACK, "localhost", "::1", host} - set(EVERYWHERE)
    if host in EVERYWHERE:
        own |= {facing(), socket.gethostname(), socket.getfqdn(), f"{socket.gethostname()}.local"}
    return tuple(sorted(as_sent(each) for each in own))


def of_proxy(url: str) -> tuple[str, str]:
    """Name and address under which a proxy is reached.

    Raises
    ------
    ScenarioError
        Where it is no such address, or has more than a name and a port.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        parts, port = urlsplit(""), None
    name = parts.hostname or ""
    if parts.scheme not in ("http", "https") or not name or parts.username is not None or parts.path.strip("/"):
        raise ScenarioError(f"--behind-proxy: must be an address such as https://workshop.example, got {quoted(url)}")
    shown = f"[{name}]" if ":" in name else name
    return as_sent(name), f"{parts.scheme}://{shown}" + (f":{port}" if port is not None else "")


def is_own(host: str) -> bool:
    """Whether only this machine reaches what listens there."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def is_secret(settings: Settings) -> bool:
    """Whether nobody on the way can read along: nothing leaves the machine, or it does so by TLS."""
    address = urlsplit(settings.address)
    return address.scheme == "https" or is_own(address.hostname or "")


def facing() -> str:
    """Address of this machine on its network, or loopback without one."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe, suppress(OSError):
        probe.connect(SOMEWHERE)
        return str(probe.getsockname()[0])
    return LOOPBACK


def database(state: Path) -> str:
    """Database of its own in the state folder."""
    return f"sqlite:///{(state / 'rooms.sqlite').absolute()}"


def _warm(site: Site, compiling: Callable[[], None]) -> None:
    """Load the compiled kernel, or compile it, before the first visitor needs it."""
    from sim import kernel
    from sim.scenario.layout import build as build_layout
    from sim.scenario.timeline import build as build_timeline

    if not kernel.is_compiled():
        compiling()
    scenario = site.library.base(site.library.names()[0])
    kernel.simulate(build_layout(scenario), build_timeline(scenario), scenario.seed, 0, 0, trace=False)
