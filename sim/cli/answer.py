"""How the commands that compute say what came out: to people, to machines, in a line; and what failed."""

import json
import math
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from sim.cli.study import Asked, Ended, Found
from sim.cli.terminal import OutputError

FAILED = 1
MOST_SHOWN = 5


def answer(
    asked: Asked,
    ended: Ended[Found],
    as_json: Callable[[Ended[Found]], dict[str, Any]],
    to_people: Callable[[Ended[Found]], None],
) -> None:
    """Say what came out, in the form asked for; what cannot be said is in the folder nevertheless."""
    try:
        _answer(asked, ended, as_json, to_people)
    except OutputError as error:
        raise OutputError(f"{error}; the results are complete in {ended.found.path}") from None


def _answer(
    asked: Asked,
    ended: Ended[Found],
    as_json: Callable[[Ended[Found]], dict[str, Any]],
    to_people: Callable[[Ended[Found]], None],
) -> None:
    if asked.as_json:
        click.echo(json.dumps({**plain(as_json(ended)), "seconds": round(ended.seconds, 3)}))
    elif asked.quiet:
        click.echo(ended.found.path)
    else:
        to_people(ended)


def plain(value: Any) -> Any:
    """Say the same in what JSON knows: numbers that are none, and ends that lie nowhere, are null."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    return str(value) if isinstance(value, Path) else value


def reported(ended: Ended[Found]) -> tuple[str, object]:
    """Line that says where the report is."""
    return "Report", ended.report or ended.no_report


def computed_before(ended: Ended[Found], created: str, again: str = "") -> None:
    """Say that nothing had to be computed, and how to do so nevertheless."""
    if ended.was_there:
        click.echo(f"Computed before, on {created[:10]}{'; ' if again else ''}{again}.")


def close(ended: Ended[Found], *lines: tuple[str, object], also: str = "") -> None:
    """Say where everything is and how long it took; `also` is said of the time."""
    for word, said in [("Results", ended.found.path), *lines, ("Time", f"{ended.seconds:,.1f} s{also}")]:
        click.echo(f"{word:<8} {said}")


def fail(what: str, each: Sequence[str], others: str = "") -> None:
    """End with exit code 1 where something failed: what, the first few of them, and where the others are told."""
    if not each:
        return
    click.echo(f"error: {what}", err=True)
    for line in each[:MOST_SHOWN]:
        click.echo(f"  {line}", err=True)
    if len(each) > MOST_SHOWN:
        click.echo(f"  and {len(each) - MOST_SHOWN:,} more{others}", err=True)
    click.get_current_context().exit(FAILED)
