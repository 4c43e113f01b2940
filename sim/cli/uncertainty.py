"""What a posterior adds, on the screen; and the option that asks for it."""

from typing import TYPE_CHECKING, Any

import click

from sim.cli.options import Place

if TYPE_CHECKING:
    from sim.experiments.posterior import Uncertainty

POSTERIOR = click.option(
    "--posterior", type=Place(), metavar="FOLDER",
    help="Folder of a calibration: start from its parameters, and show what they leave open apart from luck.",
)  # fmt: skip
COLUMNS = {
    "run": ("Outcome", "Calibrated\n(95 %: luck)", "90 % of draws\n(parameters)", "Parameters'\nshare of variance"),
    "comparison": ("Outcome", "Difference\n(95 %: luck)", "90 % of draws\n(parameters)", "Same sign\nin draws"),
    "plan": ("Goal", "Calibrated: runs\n(95 %: luck)", "90 % of draws:\nruns", "Reached\nin draws"),
}


def show(console: Any, found: "Uncertainty | None") -> None:
    """Print what a posterior adds, if one was asked for."""
    if found is None:
        return
    from rich import box
    from rich.table import Table
    from rich.text import Text

    from sim.experiments.posterior import words
    from sim.language import translator

    t, what = translator("en"), found.manifest["what"]
    console.print(Text("What the model's own uncertainty adds", style="bold"))
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for number, heading in enumerate(COLUMNS[what]):
        table.add_column(Text(heading), justify="right" if number else "left", overflow="fold")
    for row in words.rows(found):
        last = words.share(row, t) if what == "run" else words.agree(row, t)
        name = Text(words.name(row, found, t))
        table.add_row(name, words.at_point(row, found, t), words.over_draws(row, found, t), last)
    console.print(table)
    for sentence in words.sentences(found, t):
        console.print(Text(sentence))
    console.print()


def as_json(found: "Uncertainty | None") -> dict[str, Any]:
    """The same for machines, if a posterior was asked for."""
    return {} if found is None else {"uncertainty": found.as_json()}
