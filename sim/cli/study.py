"""What the commands that compute share: options, progress, the report, and the end by Ctrl-C."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

import click

from sim.cli.options import Folder, Number, Setting
from sim.cli.progress import shown
from sim.errors import ReadOnlyError, ScenarioError
from sim.experiments.progress import Progress

INTERRUPTED = 130
GOES_ON = "stopped: the same command goes on where this one was"

SET = click.option(
    "--set",
    "overrides",
    type=Setting(),
    multiple=True,
    metavar="KEY=VALUE",
    help="Change the scenario; may be repeated.",
)
OUT = click.option("--out", type=Folder(), default="results", show_default=True, help="Folder for the results.")
THREADS = click.option("--threads", type=Number(), help="Threads of this machine; one per core if left out.")
CLUSTER = click.option("--cluster", metavar="ADDRESS", help="Dask scheduler whose workers do it: tcp://host:8786.")
FORCE = click.option("--force", is_flag=True, help="Compute again what the folder already has.")
QUIET = click.option("--quiet", is_flag=True, help="Print the folder of the results and nothing else.")
JSON = click.option("--json", "as_json", is_flag=True, help="Print one JSON object and nothing else.")
LANGUAGE = click.option(
    "--language", type=click.Choice(["en", "de"]), default="en", show_default=True, help="Language of the report."
)

Command = Callable[..., Any]


class Asked(Protocol):
    """What every command is asked for."""

    @property
    def quiet(self) -> bool: ...  # noqa: D102 - the option's help says it
    @property
    def as_json(self) -> bool: ...  # noqa: D102
    @property
    def report(self) -> bool: ...  # noqa: D102


class Kept(Protocol):
    """What every command finds: something in a folder."""

    @property
    def path(self) -> Path | None: ...  # noqa: D102 - as the class says


Wishes = TypeVar("Wishes", bound=Asked)
Found = TypeVar("Found", bound=Kept)


class Ended(NamedTuple, Generic[Found]):
    """Something computed, or found where it was computed before, and what became of it."""

    found: Found
    was_there: bool
    report: Path | None
    seconds: float
    no_report: str = "none, as asked for"


def run_options(command: Command) -> Command:
    """Add the options of what is computed at once."""
    return _with(command, OUT, THREADS, FORCE, QUIET, JSON)


def study_options(command: Command) -> Command:
    """Add the options of studies, which keep their runs."""
    return _with(command, OUT, THREADS, CLUSTER, QUIET, JSON)


def report_options(page: str) -> Callable[[Command], Command]:
    """Add the options of a report, which is written as a page."""
    report = click.option("--report/--no-report", default=True, help=f"Write {page} beside the tables.")
    return lambda command: _with(command, LANGUAGE, report)


def _with(command: Command, *options: Callable[[Command], Command]) -> Command:
    for option in reversed(options):
        command = option(command)
    return command


def computed(
    asked: Wishes,
    compute: Callable[[Wishes, Progress], Found],
    write: Callable[[Wishes, Found, Path], Path | None] | None = None,
    *,
    progress: AbstractContextManager[Progress] | None = None,
) -> Ended[Found]:
    """Compute something, and write its report.

    Parameters
    ----------
    asked
        What was asked for.
    compute
        Takes what was asked for, and whom to tell of the progress.
    write
        Writes the report of what was found into its folder, and says where it is; None where there is none to write.
    progress
        How progress is shown, if not in runs.

    Raises
    ------
    ScenarioError
        Where two ways of being short are asked for.
    """
    if asked.quiet and asked.as_json:
        raise ScenarioError("--json: must stand without --quiet, got both")
    began = time.perf_counter()
    stages: set[str] = set()
    no_report = Ended._field_defaults["no_report"]
    with progress or shown(quiet=asked.quiet or asked.as_json, noun="runs") as show:

        def tell(stage: str, done: int, total: int) -> None:
            stages.add(stage)
            show(stage, done, total)

        found, report = compute(asked, tell), None
        if write is not None and asked.report and found.path is not None:
            show("reporting", 0, 0)
            try:
                report = write(asked, found, found.path)
            except ReadOnlyError:
                if "found" not in stages:
                    raise
                no_report = "none, as its folder may only be read"
    return Ended(found, "found" in stages, report, time.perf_counter() - began, no_report)


@contextmanager
def stopping(told: str) -> Iterator[None]:
    """End at once on Ctrl-C, with a line about what becomes of what was computed."""
    try:
        yield
    except KeyboardInterrupt:
        # Terminals show ^C in this line.
        start = "\r" if sys.stderr.isatty() else ""
        click.echo(f"{start}{told}", err=True)
        leave(INTERRUPTED)


def leave(code: int) -> None:
    """End at once, even where the kernel is in the middle of a long replicate or of being compiled.

    Python itself would wait for its threads, and where Ctrl-C came during some imports end with another code.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)
