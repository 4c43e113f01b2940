"""The server as users start it, a process of its own, and what it takes of the machine."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from types import TracebackType
from urllib.request import urlopen

ROOT = Path(__file__).parents[2]
LOOPBACK = "127.0.0.1"
PATIENCE = 120
PER_SECOND = os.sysconf("SC_CLK_TCK")


class Server:
    """A running `flurfunk serve` with all scenarios and a state folder of its own; gone afterwards.

    `printed` and `answered` are the seconds from its start until it told its address, and until it had answered a page.
    """

    def __init__(self) -> None:
        self.port = _free_port()
        self.address = f"http://{LOOPBACK}:{self.port}"
        self.printed = self.answered = 0.0
        self._folder = tempfile.TemporaryDirectory()
        self._process: subprocess.Popen[str] | None = None

    def __enter__(self) -> "Server":
        where = ("--port", str(self.port), "--state", self._folder.name, "--quiet")
        began = time.perf_counter()
        # What it tells while it runs would fill a pipe that nobody reads.
        log = (Path(self._folder.name) / "log").open("w", encoding="utf-8")
        self._process = subprocess.Popen(
            [sys.executable, "-m", "sim", "serve", "scenarios", *where],
            cwd=ROOT, stdout=subprocess.PIPE, stderr=log, text=True,
        )  # fmt: skip
        log.close()
        if self._process.stdout is None or not self._process.stdout.readline().startswith("Open"):
            raise RuntimeError(f"the server does not start: {self.told()}")
        self.printed = time.perf_counter() - began
        with urlopen(f"{self.address}/en/", timeout=PATIENCE) as page:
            page.read()
        self.answered = time.perf_counter() - began
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        process = self._running()
        process.send_signal(signal.SIGINT)
        try:
            process.communicate(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
        told = self.told()
        self._folder.cleanup()
        if "Traceback" in told and kind is None:
            raise RuntimeError(f"the server failed on the way: {told}")

    @property
    def database(self) -> Path:
        """File of its rooms."""
        return Path(self._folder.name) / "rooms.sqlite"

    def told(self) -> str:
        """What it has complained about."""
        return (Path(self._folder.name) / "log").read_text(encoding="utf-8")

    def mebibytes(self) -> float:
        """Memory that it holds now."""
        status = Path(f"/proc/{self._running().pid}/status").read_text(encoding="ascii")
        return int(status.split("VmRSS:")[1].split()[0]) / 1024

    def processor_seconds(self) -> float:
        """Processor time of all its threads until now."""
        # What stands before the last parenthesis is the command's name, which may hold blanks.
        fields = Path(f"/proc/{self._running().pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / PER_SECOND

    def waited_seconds(self) -> float:
        """Time until now in which its threads could have run, but had no processor."""
        tasks = Path(f"/proc/{self._running().pid}/task").glob("*/schedstat")
        return sum(int(each.read_text(encoding="ascii").split()[1]) for each in tasks) / 1e9

    def _running(self) -> subprocess.Popen[str]:
        if self._process is None:
            raise RuntimeError("the server was not started")
        return self._process


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])
