"""Ctrl-C as a user presses it: on a terminal, in whatever the run is just doing."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.interruptible import interruptible

ROOT = Path(__file__).parents[2]
FIRM = ROOT / "scenarios" / "small_firm.yaml"
STOPPED = "stopped: nothing of this run was kept"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs the terminals of POSIX")


ON_A_TERMINAL = """
import fcntl, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
from sim.cli.main import main
main()
"""


class Terminal:
    """A run on a terminal of its own."""

    def __init__(self, *arguments: object, cache: Path | None = None) -> None:
        import pty

        self.shown = ""
        self._screen, inside = pty.openpty()
        own_cache = {"FLURFUNK_CACHE": str(cache)} if cache is not None else {}
        self._process = subprocess.Popen(
            interruptible("-c", ON_A_TERMINAL, "run", *arguments), stdin=inside, stdout=inside,
            stderr=inside, cwd=ROOT, env={**os.environ, "TERM": "xterm", "COLUMNS": "80", **own_cache},
            start_new_session=True,
        )  # fmt: skip
        os.close(inside)

    def wait_for(self, text: str) -> None:
        while text not in self.shown:
            piece = self._read()
            assert piece, f"{text!r} never came, got {self.shown!r}"
            self.shown += piece

    def press_ctrl_c(self) -> tuple[int, float]:
        """Exit code, and the seconds until it was there."""
        began = time.monotonic()
        os.write(self._screen, b"\x03")
        while piece := self._read():
            self.shown += piece
        code = self._process.wait(timeout=60)
        os.close(self._screen)
        return code, time.monotonic() - began

    def _read(self) -> str:
        try:
            return os.read(self._screen, 4096).decode(errors="replace")
        except OSError:  # how Linux says that nobody writes any more
            return ""


def stopped_cleanly(terminal: Terminal, out: Path) -> None:
    code, seconds = terminal.press_ctrl_c()
    assert code == 130
    assert terminal.shown.endswith(f"{STOPPED}\r\n")
    assert "Traceback" not in terminal.shown
    assert seconds < 5.0  # a quarter of a second where nothing else runs
    assert not out.exists()


def test_ctrl_c_stops_the_mesa_engine_and_leaves_nothing(tmp_path: Path) -> None:
    out = tmp_path / "results"
    terminal = Terminal(FIRM, "--out", out, "--engine", "mesa", "--replicates", 100_000)
    terminal.wait_for(" of 100,000 replicates")
    stopped_cleanly(terminal, out)


def test_ctrl_c_stops_the_first_compile_and_the_next_run_compiles_as_if_nothing_had_been(tmp_path: Path) -> None:
    out, cache = tmp_path / "results", tmp_path / "cache"
    for _ in range(2):
        terminal = Terminal(FIRM, "--out", out, "--replicates", 3, cache=cache)
        terminal.wait_for("Compiling the kernel")
        time.sleep(0.5)  # until the compiler itself is at work
        stopped_cleanly(terminal, out)
        assert not list(cache.glob("**/*.nbc"))


def test_ctrl_c_before_the_bar_is_up_ends_in_a_line_of_its_own(tmp_path: Path) -> None:
    out = tmp_path / "results"
    terminal = Terminal(FIRM, "--out", out, "--engine", "mesa", "--replicates", 100_000, "--quiet")
    until = time.monotonic() + 60
    while not out.exists():
        assert time.monotonic() < until
        time.sleep(0.02)
    stopped_cleanly(terminal, out)
    assert terminal.shown == f"^C\r{STOPPED}\r\n"


INTERRUPTED = """
import sim.cli.run

def interrupted(_asked, _show):
    exec("raise KeyboardInterrupt")

sim.cli.run._run = interrupted
from sim.cli.main import main
main()
"""


def test_the_code_is_130_wherever_ctrl_c_comes() -> None:
    """Code that Python compiles from text, as dataclasses are, makes it end by the signal otherwise."""
    command = [sys.executable, "-c", INTERRUPTED, "run", str(FIRM)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert (ended.returncode, ended.stderr) == (130, f"{STOPPED}\n")
