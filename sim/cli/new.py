"""`flurfunk new`: a scenario to start from."""

from pathlib import Path

import click

from sim.cli.options import Place


@click.command()
@click.argument("file", type=Place())
def new(file: Path) -> None:
    """Write a small commented scenario to FILE, which must not exist yet."""
    from sim.scenario.starter import write
    from sim.scenario.tree import one_line

    write(file)
    shown = one_line(str(file))
    click.echo(f"Wrote {shown}. Change it to your company, then:")
    click.echo(f"  flurfunk validate {shown}")
    click.echo(f"  flurfunk run {shown}")
