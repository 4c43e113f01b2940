"""Tests of Ctrl-C say the same wherever they are started from."""

import signal
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.interruptible import interruptible

HANDLER = "import signal; print(signal.getsignal(signal.SIGINT) is signal.SIG_IGN)"


@pytest.mark.skipif(sys.platform == "win32", reason="needs the signals of POSIX")
@pytest.mark.parametrize(("command", "ignored"), [([sys.executable], "True"), (interruptible(), "False")])
def test_a_process_hears_interrupts_though_whoever_started_it_does_not(command: list[str], ignored: str) -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        said = subprocess.run([*command, "-c", HANDLER], capture_output=True, text=True, check=True, timeout=60).stdout
    finally:
        signal.signal(signal.SIGINT, before)
    assert said.strip() == ignored


def test_no_test_may_hang_the_gate(pytestconfig: pytest.Config) -> None:
    project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))
    options = project["tool"]["pytest"]["ini_options"]
    assert 0 < options["timeout"] < options["faulthandler_timeout"] <= 300
    assert options["faulthandler_exit_on_timeout"]
    assert pytestconfig.pluginmanager.hasplugin("timeout")
