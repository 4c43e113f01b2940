"""Measure everything and print a table: `python -m benchmarks`, or name some of its parts."""

import os
import platform
import sys
from collections.abc import Iterator
from typing import Protocol

import click
from rich.console import Console
from rich.table import Table

from benchmarks import browser, coverage, engines, large_studies, scale, studies, threads, waiting


class Part(Protocol):
    """A module of benchmarks."""

    def rows(self) -> Iterator[tuple[str, str]]:
        """What was measured, and how it came out."""


PARTS: dict[str, Part] = {
    "engines": engines,
    "threads": threads,
    "waiting": waiting,
    "scale": scale,
    "studies": studies,
}
# These take minutes, or need a browser.
ONLY_IF_NAMED: dict[str, Part] = {
    "large_studies": large_studies,
    "browser": browser,
    **{f"browser.{name}": part for name, part in browser.PARTS.items()},
    **{f"coverage.{name}": part for name, part in coverage.PARTS.items()},
}


@click.command()
@click.argument("parts", nargs=-1, type=click.Choice([*PARTS, *ONLY_IF_NAMED]))
def main(parts: tuple[str, ...]) -> None:
    """Measure PARTS, or all of them but the large studies and the browser."""
    console = Console()
    console.print(f"Python {platform.python_version()}, {platform.platform()}, {os.cpu_count()} processors")
    console.print("Medians (smallest-largest); what is compared was measured in turns.")
    for name in parts or PARTS:
        table = Table(title=name, title_justify="left", show_header=False)
        with console.status(f"measuring {name} ..."):
            for what, measured in {**PARTS, **ONLY_IF_NAMED}[name].rows():
                table.add_row(what, measured)
        console.print(table)


if __name__ == "__main__":
    sys.exit(main())
