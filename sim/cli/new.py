"""`flurfunk new`: a scenario to start from."""

import os
from pathlib import Path

import click

from sim.cli.options import Place
from sim.errors import ScenarioError, reason

EVERYBODY = 0o666  # less what the user's mask takes away


@click.command()
@click.argument("file", type=Place())
def new(file: Path) -> None:
    """Write a small commented scenario to FILE, which must not exist yet."""
    from sim.scenario.tree import one_line

    write(file)
    shown = one_line(str(file))
    click.echo(f"Wrote {shown}. Change it to your company, then:")
    click.echo(f"  flurfunk validate {shown}")
    click.echo(f"  flurfunk run {shown}")


def write(file: Path) -> None:
    """Write it to a file that does not exist yet, whole or not at all.

    Raises
    ------
    ScenarioError
        Where that cannot be done.
    """
    from sim.results.disk import create_once
    from sim.scenario.starter import starter

    try:
        # Seen first, as a folder that may only be read would be told instead.
        is_new = not os.path.lexists(file) and create_once(file, starter().encode(), EVERYBODY)
    except FileNotFoundError:
        raise _error(file, "be in a folder that exists", "none there") from None
    except OSError as error:
        raise _error(file, "be a file that can be written", reason(error)) from None
    except ValueError:
        raise _error(file, "be the name of a file", "a sign that no name may have") from None
    if not is_new:
        raise _error(file, "be a new file", "one that is there already")


def _error(file: Path, rule: str, got: str) -> ScenarioError:
    from sim.scenario.tree import Place, Problem

    return ScenarioError(str(Problem(Place(str(file)), "", rule, got)))
