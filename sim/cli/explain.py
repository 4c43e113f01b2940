"""`flurfunk explain`: what a key of a scenario means."""

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from sim.scenario.explain import Part


@click.command()
@click.argument("key", required=False)
def explain(key: str | None) -> None:
    """Say what KEY means: a parameter, a mechanism or another part of a scenario.

    Without KEY, list all mechanisms and parts.

    \b
        flurfunk explain gossip
        flurfunk explain gossip.inhibit
        flurfunk explain departments.image
    """  # noqa: D301 - click wants the backspace itself
    from sim.scenario.explain import explained, overview

    if key is None:
        for part in overview():
            _show(part)
    else:
        _show(explained(key))


def _show(part: "Part") -> None:
    formatter = click.HelpFormatter(max_width=100)
    with formatter.section(part.title):
        if part.meaning:
            formatter.write_text(part.meaning)
        for rows in (part.facts, part.entries):
            if rows:
                formatter.write_paragraph()
                formatter.write_dl(rows, col_max=24)
    click.echo(formatter.getvalue().rstrip() + "\n")
