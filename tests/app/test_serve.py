"""Where a server listens, and under which names."""

import socket
import time
from collections.abc import Callable
from concurrent.futures import CancelledError
from pathlib import Path
from threading import Event, Thread

import pytest

from sim.app import serve
from sim.app.ensembles import Ensembles
from sim.app.ensembles.ensembles import kernel
from sim.app.ensembles.growth import Batch, Job
from sim.app.library import Library
from sim.app.settings import Settings
from sim.app.site import Site
from sim.errors import ScenarioError
from sim.scenario.output import Output

ALIBI = Path(__file__).parents[2] / "scenarios" / "alibi.yaml"


def site(tmp_path: Path, host: str = "127.0.0.1", port: int = 8050) -> Site:
    settings = Settings(tmp_path, "sqlite://", bytes(32), host, port)
    return Site(Library.of([ALIBI]), settings)


def test_loopback_is_told_as_it_was_given() -> None:
    assert serve.address("127.0.0.1", 8050) == "http://127.0.0.1:8050"
    assert serve.address("::1", 80) == "http://[::1]:80"


def test_who_listens_everywhere_tells_an_address_that_others_can_reach() -> None:
    assert serve.address("0.0.0.0", 8050) == f"http://{serve.facing()}:8050"
    assert "0.0.0.0" not in serve.address("0.0.0.0", 8050)


@pytest.mark.parametrize(
    ("host", "address", "safe"),
    [
        ("127.0.0.1", "http://127.0.0.1:8050", True), ("localhost", "http://localhost:8050", True),
        ("::1", "http://[::1]:8050", True), ("0.0.0.0", "http://10.0.0.7:8050", False),
        ("10.0.0.7", "http://10.0.0.7:8050", False), ("127.0.0.1", "https://workshop.example", True),
        ("127.0.0.1", "http://workshop.example", False),
    ],
)  # fmt: skip
def test_what_leaves_the_machine_in_the_clear_is_known(host: str, address: str, safe: bool) -> None:
    settings = Settings(Path(), "", b"", host=host, address=address)
    assert serve.is_secret(settings) == safe


def test_only_names_of_this_machine_are_answered_to() -> None:
    assert set(serve.names("127.0.0.1")) == {"127.0.0.1", "::1", "localhost"}
    assert {serve.facing(), socket.gethostname()} <= set(serve.names("0.0.0.0"))
    assert "0.0.0.0" not in serve.names("0.0.0.0")


@pytest.mark.parametrize(
    ("url", "name", "address"),
    [
        ("https://workshop.example", "workshop.example", "https://workshop.example"),
        ("https://Workshop.example:8443/", "workshop.example", "https://workshop.example:8443"),
        ("http://[2001:db8::1]:80", "2001:db8::1", "http://[2001:db8::1]:80"),
        ("https://bücher.example", "xn--bcher-kva.example", "https://bücher.example"),
        ("https://Straße.example.", "xn--strae-oqa.example", "https://straße.example."),
    ],
)
def test_a_proxy_is_told_by_its_address(url: str, name: str, address: str) -> None:
    assert serve.of_proxy(url) == (name, address)


@pytest.mark.parametrize(
    "url", ["", "workshop.example", "ftp://a", "https://", "https://a/b", "https://u@a", "https://a:x"]
)
def test_what_is_no_address_of_a_proxy_is_refused(url: str) -> None:
    with pytest.raises(
        ScenarioError, match=r"--behind-proxy: must be an address such as https://workshop\.example, got"
    ):
        serve.of_proxy(url)


def test_a_port_in_use_is_told_in_a_line_before_anything_else(tmp_path: Path) -> None:
    told: list[str] = []
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(
            ScenarioError, match=rf"--port: must be free .* got 127\.0\.0\.1:{port}: 'Address already in use'"
        ):
            serve.serve(site(tmp_path, port=port), lambda: told.append("ready"), lambda: told.append("compiling"))
    assert told == []


@pytest.mark.parametrize("host", ["203.0.113.7", "no.such.host.invalid"])
def test_an_address_of_another_machine_is_told_in_a_line(host: str, tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match=f"must be free at an address of this machine, got {host}:8050"):
        serve.serve(site(tmp_path, host=host), lambda: None, lambda: None)


def interrupted(site: Site, during: Callable[[], None], monkeypatch: pytest.MonkeyPatch) -> float:
    """Ctrl-C while something is being computed: seconds until the server has ended."""
    pressed = []

    def answer(_site: Site, _listener: socket.socket) -> None:
        during()
        pressed.append(time.monotonic())
        raise KeyboardInterrupt

    monkeypatch.setattr(serve, "_answer", answer)
    monkeypatch.setattr(serve, "_warm", lambda *_: None)
    with pytest.raises(KeyboardInterrupt):
        serve.serve(site, lambda: None, lambda: None)
    return time.monotonic() - pressed[0]


def test_what_is_being_computed_is_called_off_when_the_server_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, batches = Event(), []

    def slow(job: Job, batch: Batch, trace: bool) -> list[Output]:
        found = kernel(job, batch, trace)
        batches.append(batch)
        begun.set()
        time.sleep(0.05)
        return found

    made = site(tmp_path, port=0)
    vars(made)["ensembles"] = Ensembles(1, engine=slow)
    told: list[BaseException] = []

    def wait() -> None:
        try:
            made.ensembles.ask(made.library.base("alibi"), 200)
        except CancelledError as error:
            told.append(error)

    waiting = Thread(target=wait)

    def during() -> None:
        waiting.start()
        assert begun.wait(60)

    assert interrupted(made, during, monkeypatch) < 1.0
    waiting.join(5)
    assert told
    n_batches = len(batches)
    time.sleep(0.2)
    assert len(batches) == n_batches


def test_what_cannot_be_called_off_does_not_keep_the_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compiled = Event()
    monkeypatch.setattr(Site, "close", lambda _: compiled.wait(20))
    try:
        assert interrupted(site(tmp_path, port=0), lambda: None, monkeypatch) < 1.0
    finally:
        compiled.set()
