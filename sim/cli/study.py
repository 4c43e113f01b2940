"""What all commands on studies share: options, and the end by Ctrl-C."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import click

from sim.cli.options import Folder, Number
from sim.errors import ScenarioError

INTERRUPTED = 130
OPTIONS = (
    click.option("--out", type=Folder(), default="results", show_default=True, help="Folder for the results."),
    click.option("--threads", type=Number(), help="Threads of this machine; one per core if left out."),
    click.option("--cluster", metavar="ADDRESS", help="Dask scheduler whose workers do it: tcp://host:8786."),
    click.option("--quiet", is_flag=True, help="Print the folder of the results and nothing else."),
    click.option("--json", "as_json", is_flag=True, help="Print one JSON object and nothing else."),
)
LANGUAGE = click.option(
    "--language", type=click.Choice(["en", "de"]), default="en", show_default=True, help="Language of the report."
)


def study_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of all studies to a command."""
    for option in reversed(OPTIONS):
        command = option(command)
    return command


def refuse_both(quiet: bool, as_json: bool) -> None:
    """Refuse two ways of being short.

    Raises
    ------
    ScenarioError
        Where both are asked for.
    """
    if quiet and as_json:
        raise ScenarioError("--json: must stand without --quiet, got both")


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
    """End at once: Python itself would wait for threads that are in the middle of a replicate, or of compiling."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)
