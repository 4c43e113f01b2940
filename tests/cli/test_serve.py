"""`flurfunk serve` as a process: what it prints, how it ends, what it refuses."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.interruptible import interruptible

ROOT = Path(__file__).parents[2]
ALIBI = ROOT / "scenarios" / "alibi.yaml"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs the signals of POSIX")


class Server:
    """A server on a free port, with a state folder of its own."""

    def __init__(self, state: Path, *more: object) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        words = ["serve", ALIBI, "--port", self.port, "--state", state, *more]
        self.process = subprocess.Popen(
            interruptible("-m", "sim", *words), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            cwd=ROOT, env={**os.environ, "COLUMNS": "80"},
        )  # fmt: skip

    def told(self) -> list[str]:
        """Lines up to the one that says how to stop."""
        assert self.process.stdout is not None
        lines = []
        for line in self.process.stdout:
            lines.append(line.rstrip("\n"))
            if line.startswith("Stop"):
                break
        return lines

    def page(self, path: str = "/en/") -> str:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=60) as answer:
            return bytes(answer.read()).decode()

    def interrupted(self) -> tuple[int, str]:
        self.process.send_signal(signal.SIGINT)
        _, errors = self.process.communicate(timeout=30)
        return self.process.returncode, errors


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    found = Server(tmp_path)
    yield found
    if found.process.poll() is None:
        found.process.kill()
    found.process.communicate()


def secret_in(lines: list[str]) -> str:
    return str(re.findall(r"/en/lead#(\S+)", "\n".join(lines))[0])


def test_it_tells_where_it_is_and_answers_there(server: Server) -> None:
    lines = server.told()
    assert lines[0].split() == ["Open", f"http://127.0.0.1:{server.port}"]
    assert "this machine only" in "\n".join(lines)
    assert "Flurfunk" in server.page()


def test_ctrl_c_ends_it_at_once_without_a_traceback(server: Server) -> None:
    server.told()
    server.page()
    began = time.monotonic()
    code, errors = server.interrupted()
    assert code == 0
    assert errors.splitlines()[-1] == "stopped"
    assert "Traceback" not in errors
    assert time.monotonic() - began < 20


def test_a_restarted_server_has_the_same_secret_and_another_folder_another_one(server: Server, tmp_path: Path) -> None:
    first = secret_in(server.told())
    server.process.kill()
    server.process.wait()
    again, elsewhere = Server(tmp_path), Server(tmp_path / "elsewhere")
    try:
        secrets = [secret_in(each.told()) for each in (again, elsewhere)]
    finally:
        for each in (again, elsewhere):
            each.process.kill()
            each.process.communicate()
    assert secrets[0] == first
    assert secrets[1] != first


def refused(*words: object) -> str:
    run = subprocess.run(
        [sys.executable, "-m", "sim", "serve", *map(str, words)], capture_output=True, text=True, check=False, cwd=ROOT,
        timeout=120,
    )  # fmt: skip
    assert run.returncode in {1, 2}
    assert "Traceback" not in run.stderr
    return run.stderr


def test_a_missing_scenario_is_refused_in_a_line(tmp_path: Path) -> None:
    assert refused("no_such.yaml", "--state", tmp_path).startswith("error: no_such.yaml")


def test_a_database_that_is_not_there_ends_the_server_in_a_line(tmp_path: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        unused, port = "postgresql://nobody@127.0.0.1:1/none", probe.getsockname()[1]
        probe.close()
        said = refused(ALIBI, "--port", port, "--state", tmp_path, "--database", unused)
    assert said.splitlines()[-1].startswith("error: database postgresql")


def test_a_state_folder_that_cannot_be_made_is_refused_in_a_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert "error: " in refused(ALIBI, "--state", tmp_path / "file" / "below")


def test_a_server_that_others_reach_without_tls_says_so_and_one_that_nobody_reaches_does_not(tmp_path: Path) -> None:
    found = {}
    for name, more in {
        "open": ["--host", "0.0.0.0"], "own": [], "behind": ["--behind-proxy", "https://workshop.example"],
    }.items():  # fmt: skip
        server = Server(tmp_path / name, *more)
        server.told()
        found[name] = server.interrupted()[1]
    assert {name for name, errors in found.items() if "Without TLS" in errors} == {"open"}
