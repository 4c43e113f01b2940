"""A copy of the sources in which mutants are made and tested: the working tree is only read.

Tests run in forks of this process, which has loaded the large libraries before and nothing of the project: starting
Python anew for every mutant would take most of the time.
"""

import multiprocessing
import os
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from tests.mutants.mutant import Mutant, mutated

TREE = Path(__file__).parents[2]
PARTS = ("sim", "tests", "scenarios", "benchmarks", "docs", "pyproject.toml", "README.md")
PRELOADED = (
    "pytest", "hypothesis.strategies", "numpy", "pandas", "pydantic", "scipy.stats", "mesa", "numba", "ruamel.yaml",
)  # fmt: skip
QUIET = (
    "-n", "0", "-q", "--tb=no", "-rfE", "-p", "no:cacheprovider", "-W", "ignore::pytest.PytestAssertRewriteWarning",
    # Limits are set here, where machine code is made anew again and again.
    "--timeout=0", "-o", "faulthandler_timeout=0",
)  # fmt: skip
# Of an example that fails the simplest one is of no use here, and takes the longest.
PROFILE = "mutants"
KILLED, SURVIVED, STOPPED, BROKEN = "killed", "survived", "stopped", "broken"
COULD_BE_RUN = (0, 1, 2)  # of pytest's exit codes; 2 is that a module could not even be loaded


class Outcome(NamedTuple):
    """What became of a mutant."""

    state: str  # stopped: the tests did not end within the time limit; broken: they could not be run
    by: list[str]  # tests that failed
    seconds: float


class Workshop:
    """The copy, and how tests are run in it."""

    def __init__(self, folder: Path, limit: float, *, until_noticed: bool) -> None:
        self.folder, self.limit = folder, limit
        self.more = ["-x"] if until_noticed else []
        self.compiled = folder / "compiled"
        ignored = shutil.ignore_patterns("__pycache__", ".hypothesis")
        for part in PARTS:
            if (TREE / part).is_dir():
                shutil.copytree(TREE / part, folder / part, ignore=ignored)
            else:
                shutil.copy2(TREE / part, folder / part)

    def try_out(self, mutant: Mutant) -> Outcome:
        """Make the mutant, run its tests, and take it back."""
        texts = mutated(self.folder, mutant)
        before = {path: path.read_text(encoding="utf-8") for path in texts}
        kept = self._machine_code()
        for path, text in texts.items():
            path.write_text(text, encoding="utf-8")
        try:
            return self.run(mutant.tests, self.limit)
        finally:
            for path, text in before.items():
                path.write_text(text, encoding="utf-8")
            for each in self._machine_code() - kept:
                shutil.rmtree(each)

    def run(self, tests: Sequence[str], limit: float | None = None) -> Outcome:
        """Run tests on the sources as they are."""
        began = time.monotonic()
        log = self.folder / "pytest.log"
        log.write_text("", encoding="utf-8")
        told = (self.folder, log, [*QUIET, *self.more, *tests])
        process = multiprocessing.get_context("fork").Process(target=_pytest, args=told)
        process.start()
        try:
            process.join(limit)
        finally:
            is_late = process.is_alive()
            if is_late:
                _end(process.pid)
            process.join()
        seconds = time.monotonic() - began
        failed = sorted(set(re.findall(r"^(?:FAILED|ERROR) (.+?)(?: - |$)", log.read_text(encoding="utf-8"), re.M)))
        if is_late:
            return Outcome(STOPPED, [], seconds)
        if process.exitcode not in COULD_BE_RUN:
            return Outcome(BROKEN, [], seconds)
        return Outcome(KILLED if failed else SURVIVED, failed, seconds)

    def _machine_code(self) -> set[Path]:
        """Folders of the compiled kernel, one for each state of its sources."""
        return set((self.compiled / "kernel").glob("*"))


@contextmanager
def workshop(limit: float, *, until_noticed: bool) -> Iterator[Workshop]:
    """A copy of the sources that is gone afterwards; tests run for so many seconds, or until the first one notices."""
    for name in PRELOADED:
        import_module(name)
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        yield Workshop(Path(folder), limit, until_noticed=until_noticed)


def _pytest(folder: Path, log: Path, told: list[str]) -> None:
    """Run tests in a process of its own, where the sources are those of the folder."""
    os.setsid()
    with log.open("w", encoding="utf-8") as out:
        os.dup2(out.fileno(), 1)
        os.dup2(out.fileno(), 2)
    os.chdir(folder)
    os.environ["FLURFUNK_CACHE"] = str(folder / "compiled")
    os.environ["COLUMNS"] = "500"
    # A mutant is made faster than a file's time tells, so that Python would take the old one's bytecode.
    sys.dont_write_bytecode = True
    sys.path[:] = [str(folder), *(each for each in sys.path if Path(each or ".").resolve() not in {TREE, folder})]
    for name in [name for name in sys.modules if name.split(".")[0] in {"tests", "sim"}]:
        del sys.modules[name]
    import pytest
    from hypothesis import Phase, settings

    phases = (Phase.explicit, Phase.reuse, Phase.generate)
    settings.register_profile(PROFILE, deadline=None, derandomize=True, phases=phases)
    code = int(pytest.main([f"--hypothesis-profile={PROFILE}", *told]))
    sys.stdout.flush()
    os._exit(code)


def _end(process: int | None) -> None:
    """End a process with all that it started."""
    if process is not None:
        with suppress(ProcessLookupError):
            os.killpg(process, 9)
