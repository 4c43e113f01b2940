"""The server as users start it: `flurfunk serve`, a process of its own on a free port of this machine."""

import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

from tests.interruptible import interruptible

ROOT = Path(__file__).parents[2]
PATIENCE = 90  # seconds; the very first start compiles the kernel, on machines that have other things to do


class Server:
    """A running server, and the folder of what outlives it."""

    def __init__(self, state: Path, *options: str) -> None:
        self.state = state
        self.port = _free_port()
        self.options = options
        self.address = f"http://127.0.0.1:{self.port}"
        self.log = state.with_suffix(".log")
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start and wait until pages are answered."""
        command = interruptible("-m", "sim", "serve", "scenarios", "--port", self.port, "--state", self.state)
        environment = {**os.environ, "PYTHONUNBUFFERED": "1", "PYTHONWARNINGS": "default"}
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [*command, *self.options], cwd=ROOT, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=environment
            )
        self._await()

    def stop(self) -> None:
        """End it as Ctrl-C does."""
        self._end(signal.SIGINT)

    def kill(self) -> None:
        """End it as a power cut does."""
        self._end(signal.SIGKILL)

    @property
    def is_running(self) -> bool:
        """Whether it was started, and has not ended."""
        return self.process is not None and self.process.poll() is None

    @property
    def lead(self) -> str:
        """The facilitator's address, as the server has printed it."""
        return next(line.split()[1] for line in self.told().splitlines() if line.startswith("Lead "))

    def told(self) -> str:
        """Everything that the server has printed."""
        return self.log.read_text(encoding="utf-8", errors="replace")

    def _end(self, by: signal.Signals) -> None:
        if self.process is None or not self.is_running:
            return
        self.process.send_signal(by)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(20)
            raise

    def _await(self) -> None:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if self.process is None or self.process.poll() is not None:
                break
            try:
                with urllib.request.urlopen(f"{self.address}/en/", timeout=5):
                    return
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        raise RuntimeError(f"the server did not start:\n{self.told()}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
