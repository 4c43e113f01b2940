"""Connections: slow, huge and broken requests end, and the others are answered meanwhile."""

import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from typing import Any, NamedTuple

import pytest

from sim.app.guard import connections
from sim.app.guard.listening import listen
from sim.app.limits import BODY
from tests.app.guard.site import GREET, Named, application

PATIENCE = 2  # seconds


class Where(NamedTuple):
    """What the server needs to know to listen."""

    host: str = "127.0.0.1"
    port: int = 0
    threads: int = 1
    proxy: bool = False


def running(proxy: bool = False) -> Iterator[int]:
    """Port of a server that ends with the test."""
    server = listen(application(Named(hosts=("127.0.0.1", "flurfunk.example"))).server, Where(proxy=proxy), PATIENCE)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield int(server.effective_port)
    server.trigger.pull_trigger(lambda: server.asyncore.close_all(server._map))
    thread.join(5)
    server.task_dispatcher.shutdown()
    assert not thread.is_alive()


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    yield from running()


@pytest.fixture(scope="module")
def behind_proxy() -> Iterator[int]:
    yield from running(proxy=True)


def exchange(port: int, *parts: bytes, pause: float = 0.0, wait: float = 10.0) -> bytes:
    """Send parts with pauses between them, and read until the server closes or stops talking."""
    with socket.create_connection(("127.0.0.1", port), timeout=wait) as connection:
        for part in parts:
            connection.sendall(part)
            time.sleep(pause)
        return read(connection)


def read(connection: socket.socket) -> bytes:
    found = b""
    try:
        while more := connection.recv(65_536):
            found += more
    except (TimeoutError, ConnectionResetError):
        pass
    return found


def head(method: str = "GET", path: str = "/de/", **headers: Any) -> bytes:
    lines = {
        "Host": "127.0.0.1",
        "Connection": "close",
        **{key.replace("_", "-"): value for key, value in headers.items()},
    }
    return (
        f"{method} {path} HTTP/1.1\r\n".encode()
        + b"".join(f"{key}: {value}\r\n".encode() for key, value in lines.items())
        + b"\r\n"
    )


def status(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1]) if answer else 0


def test_a_plain_request_is_answered_without_the_servers_name(port: int) -> None:
    answer = exchange(port, head())
    assert status(answer) == 200
    assert b"waitress" not in answer.lower()


def test_a_request_that_comes_drop_by_drop_is_ended(port: int) -> None:
    began = time.perf_counter()
    with socket.create_connection(("127.0.0.1", port), timeout=0.2) as connection:
        connection.sendall(b"GET /de/ HTTP/1.1\r\nHost: 127.0.0.1\r\n")
        ended = False
        while not ended and time.perf_counter() - began < 15:
            try:
                connection.sendall(b"X-A: b\r\n")
                ended = connection.recv(1000) == b""
            except TimeoutError:
                continue
            except OSError:
                ended = True
    assert ended
    assert time.perf_counter() - began < PATIENCE + 5


def test_a_body_that_never_comes_is_ended(port: int) -> None:
    began = time.perf_counter()
    answer = exchange(port, head("POST", "/_dash-update-component", Content_Length=100) + b"{", wait=15)
    assert answer == b""
    assert time.perf_counter() - began < PATIENCE + 5


def test_a_connection_without_a_request_is_ended(port: int) -> None:
    began = time.perf_counter()
    assert exchange(port, wait=15) == b""
    assert time.perf_counter() - began < PATIENCE + 5


def test_visitors_are_answered_while_many_others_dawdle(port: int) -> None:
    slow = [socket.create_connection(("127.0.0.1", port), timeout=5) for _ in range(300)]
    try:
        for each in slow:
            each.sendall(b"GET /de/ HTTP/1.1\r\n")
        began = time.perf_counter()
        assert status(exchange(port, head())) == 200
        assert time.perf_counter() - began < 5.0
    finally:
        for each in slow:
            each.close()


def test_a_visitor_who_does_not_read_the_answer_does_not_keep_others_waiting(port: int) -> None:
    suites = head(path="/_dash-dependencies")
    greedy = [socket.create_connection(("127.0.0.1", port), timeout=5) for _ in range(50)]
    try:
        for each in greedy:
            each.sendall(suites)
        assert status(exchange(port, head())) == 200
    finally:
        for each in greedy:
            each.close()


@pytest.mark.parametrize(
    ("request_", "expected"),
    [
        (head(X_A="a" * 20_000), 431),
        (head(path="/de/?" + "a" * 20_000), 431),
        (head(path="/de/?" + "a" * 6_000), 414),
        (head("POST", "/_dash-update-component", Content_Length=10**12), 413),
        (head("POST", "/_dash-update-component", Content_Length=-1), 400),
        (head("POST", "/_dash-update-component", Content_Length="many"), 400),
        (head("POST", "/_dash-update-component", Transfer_Encoding="chunked") + b"zz\r\n", 400),
        (head("POST", "/de/", Transfer_Encoding="chunked", Content_Length=5) + b"5\r\n12345\r\n0\r\n\r\n", 400),
        (head("POST", "/de/", Content_Length=5, transfer_encoding="identity") + b"12345", 400),
        (head("POST", "/de/", Transfer_Encoding="chunked, chunked") + b"0\r\n\r\n", 400),
        (b"POST /de/ HTTP/1.0\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
        (head("POST", "/_dash-update-component", Transfer_Encoding="gzip"), 501),
        (b"GET / HTTP/1.1\r\nHost : x\r\n\r\n", 400),
        (b"GET  HTTP/1.1\r\n\r\n", 400),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 400),
        (b"GET /de/ HTTP/1.1\r\n\r\n", 421),
        (b"GET /de/ HTTP/1.1\r\nHost: xn--bcher-kvb.example\r\nConnection: close\r\n\r\n", 421),  # no punycode at all
        (b"GET /de/ HTTP/1.1\r\nHost: a\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n", 0),
        (b"GET http://evil.example/de/ HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n", 421),
    ],
)  # fmt: skip
def test_broken_and_oversized_requests_are_refused(port: int, request_: bytes, expected: int) -> None:
    answer = exchange(port, request_)
    found = status(answer)
    assert found == expected if expected else 400 <= found < 500
    assert b"Traceback" not in answer
    assert len(answer) < 3000
    assert status(exchange(port, head())) == 200


@pytest.mark.parametrize(
    "lengths",
    [
        {"Content_Length": 0, "Transfer_Encoding": "chunked"}, {"Transfer_Encoding": "chunked", "Content_Length": 4},
        {"Content_Length": 5, "TRANSFER_ENCODING": "xchunked"},
    ],
)  # fmt: skip
def test_what_may_be_a_request_within_a_request_is_never_answered(port: int, lengths: dict[str, Any]) -> None:
    inner = head(path="/de/inner")
    answer = exchange(port, head("POST", Connection="keep-alive", **lengths) + b"0\r\n\r\n" + inner)
    assert status(answer) == 400
    assert answer.count(b"HTTP/1.") == 1


def test_who_opens_more_connections_than_there_are_keeps_nobody_out(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "CONNECTIONS", 60)
    monkeypatch.setattr(connections.Channel, "most_of_one", 40)
    with ExitStack() as opened:
        own = [opened.enter_context(from_address(port, "127.0.0.9")) for _ in range(120)]
        for each in own:
            with suppress(OSError):
                each.sendall(b"GET /de/ HTTP/1.1\r\n")
        began = time.perf_counter()
        assert status(exchange(port, head())) == 200
        assert time.perf_counter() - began < PATIENCE / 2
        # From the same address as well: what said nothing for longest makes room.
        last = opened.enter_context(from_address(port, "127.0.0.9"))
        last.sendall(head())
        assert status(read(last)) == 200


def test_many_addresses_that_say_nothing_make_room_for_those_who_do(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "CONNECTIONS", 30)
    with ExitStack() as opened:
        for number in range(60):
            opened.enter_context(from_address(port, f"127.0.3.{number // 2 + 1}"))
        assert status(exchange(port, head())) == 200


def from_address(port: int, source: str) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), timeout=10, source_address=(source, 0))


def test_one_visitor_never_keeps_all_threads_busy() -> None:
    free, begun = threading.Event(), threading.Semaphore(0)

    def answer(environ: dict[str, Any], start: Any) -> list[bytes]:
        if environ["PATH_INFO"] == "/slow":
            begun.release()
            free.wait(30)
        start("200 OK", [("Content-Length", "2")])
        return [b"ok"]

    server = listen(answer, Where())
    n_threads = len(server.task_dispatcher.threads)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    port = int(server.effective_port)
    try:
        with ExitStack() as opened:
            greedy = [opened.enter_context(from_address(port, "127.0.0.9")) for _ in range(2 * n_threads)]
            for each in greedy:
                each.sendall(head(path="/slow"))
            for _ in range(n_threads // 2):
                assert begun.acquire(timeout=10)
            assert not begun.acquire(timeout=0.2)
            assert status(exchange(port, head(path="/quick"))) == 200
            free.set()
            assert [status(read(each)) for each in greedy] == [200] * len(greedy)
    finally:
        free.set()
        server.trigger.pull_trigger(lambda: server.asyncore.close_all(server._map))
        thread.join(5)
        server.task_dispatcher.shutdown()


def test_a_chunked_body_that_grows_too_large_is_refused(port: int) -> None:
    chunk = b"1000\r\n" + b" " * 0x1000 + b"\r\n"
    parts = [head("POST", "/_dash-update-component", Transfer_Encoding="chunked")] + [chunk] * (BODY // 0x1000 + 2)
    try:
        answer = exchange(port, *parts)
    except OSError:  # the server has hung up before all was sent
        return
    assert status(answer) in {0, 413}


def callback(**headers: str) -> bytes:
    body = json.dumps(GREET).encode()
    return (
        head("POST", "/_dash-update-component", Content_Type="application/json", Content_Length=len(body), **headers)
        + body
    )


def test_forwarded_headers_are_believed_of_a_proxy_only(port: int, behind_proxy: int) -> None:
    asked = callback(
        X_Forwarded_Proto="https",
        X_Forwarded_Host="flurfunk.example",
        X_Forwarded_For="10.0.0.9",
        Origin="https://flurfunk.example",
    )
    assert status(exchange(behind_proxy, asked)) == 200
    assert status(exchange(port, asked)) == 403


def test_a_forwarded_name_that_is_not_ours_is_refused(behind_proxy: int) -> None:
    assert status(exchange(behind_proxy, head(X_Forwarded_Host="evil.example", X_Forwarded_Proto="https"))) == 421


def test_broken_forwarded_headers_are_refused(behind_proxy: int) -> None:
    for wrong in ({"X_Forwarded_Proto": "gopher"}, {"X_Forwarded_Host": "a, b, c"}, {"X_Forwarded_For": "\x01"}):
        assert 400 <= status(exchange(behind_proxy, head(**wrong))) < 500
