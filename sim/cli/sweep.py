"""`flurfunk sweep`: a study from its file to one row for every run."""

import json
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from sim.cli.options import Number, Place
from sim.cli.study import refuse_both, stopping, study_options

if TYPE_CHECKING:
    from sim.experiments.sweep import Sweep

FAILED = 1
MOST_SHOWN = 5
DASH = "–"
NUMBERS = {"Mean", "95 % from", "to", "Runs"}


class Options(NamedTuple):
    """What was asked for on the command line."""

    study: Path
    points: int | None
    replicates: int | None
    overrides: tuple[str, ...]
    out: Path
    threads: int | None
    cluster: str | None
    quiet: bool
    as_json: bool


@click.command()
@click.argument("study", type=Place())
@click.option("--points", type=int, help="Number of points; that of the study's design if left out.")
@click.option("--replicates", type=Number(), help="Runs of every point; the study's own number if left out.")
@click.option("--set", "overrides", multiple=True, metavar="KEY=VALUE", help="Change the scenario; may be repeated.")
@study_options
@click.pass_context
def sweep(context: click.Context, /, **options: object) -> None:
    """Run the design points of STUDY; what was computed before is not computed again."""
    asked = Options(**options)  # type: ignore[arg-type]
    began = time.perf_counter()
    with stopping("stopped: the same command goes on where this one was"):
        found = _run(asked)
        _show(asked, found, time.perf_counter() - began)
        if found.counts["failed"]:
            context.exit(FAILED)


def _run(asked: Options) -> "Sweep":
    from sim.cli.progress import shown
    from sim.experiments.sweep import sweep as run_study

    refuse_both(asked.quiet, asked.as_json)
    with shown(quiet=asked.quiet or asked.as_json, noun="runs") as show:
        return run_study(
            asked.study, points=asked.points, replicates=asked.replicates, overrides=asked.overrides,
            threads=asked.threads, cluster=asked.cluster, out=asked.out, progress=show,
        )  # fmt: skip


def _show(asked: Options, found: "Sweep", seconds: float) -> None:
    if asked.as_json:
        click.echo(json.dumps(_as_json(found, seconds)))
    elif asked.quiet:
        click.echo(found.path)
    else:
        _show_to_people(found, seconds)


def _as_json(found: "Sweep", seconds: float) -> dict[str, Any]:
    means = found.means()
    outcomes = {
        name: {"lowest": _number(own["mean"].min()), "highest": _number(own["mean"].max())}
        for name, own in means.groupby("outcome", sort=False)
    }
    return {
        "study": found.study.name, "path": str(found.path), "runs": found.counts, "outcomes": outcomes,
        "seconds": round(seconds, 3),
    }  # fmt: skip


def _number(value: float) -> float | None:
    return None if value != value else value


def _show_to_people(found: "Sweep", seconds: float) -> None:
    from rich.console import Console

    console = Console(highlight=False, soft_wrap=True)
    counts, study = found.counts, found.study
    points = counts["expected"] // study.replicates
    console.print(
        f"{study.name}: {points:,} points of a {study.design.method} design, {study.replicates:,} replicates each"
    )
    console.print()
    console.print(_table(found))
    console.print()
    again = counts["expected"] - counts["computed"]
    console.print(f"{counts['expected']:,} runs: {counts['computed']:,} computed now, {again:,} found")
    if counts["damaged_chunks"]:
        console.print(f"{counts['damaged_chunks']:,} damaged chunks were found and computed again")
    click.echo(f"Results  {found.path}")
    click.echo(f"Time     {seconds:,.1f} s")
    _show_failed(found)


def _table(found: "Sweep") -> Any:
    """Lowest and highest mean of every outcome, and where they lie."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for heading in ("Outcome", "", "Mean", "95 % from", "to", "Runs", "where"):
        table.add_column(heading, justify="right" if heading in NUMBERS else "left", overflow="fold")
    for name, own in found.means().groupby("outcome", sort=False):
        known = own.dropna(subset=["mean"])
        if known.empty:
            table.add_row(Text(str(name)), "never", *[DASH] * 3, "0", "")
            continue
        for label, at in (("lowest", int(known["mean"].argmin())), ("highest", int(known["mean"].argmax()))):
            row = known.iloc[at]
            where = ", ".join(f"{key} {_short(row[key])}" for key in found.study.parameters)
            first = Text(str(name) if label == "lowest" else "")
            table.add_row(first, label, *(_short(row[each]) for each in ("mean", "low", "high", "runs")), Text(where))
    return table


def _short(value: object) -> str:
    if isinstance(value, float):
        return DASH if value != value else f"{value:.3g}"
    return str(value)


def _show_failed(found: "Sweep") -> None:
    """Name the points that failed, the first few of them."""
    if not found.counts["failed"]:
        return
    failed = found.failed
    click.echo(
        f"error: {len(failed):,} points failed, {found.counts['failed']:,} runs are missing; the others are complete",
        err=True,
    )
    for _, row in failed.head(MOST_SHOWN).iterrows():
        where = ", ".join(f"{key} {_short(row[key])}" for key in found.study.parameters)
        click.echo(f"  point {row['point']} ({where}): {row['error']}", err=True)
    if len(failed) > MOST_SHOWN:
        click.echo(f"  and {len(failed) - MOST_SHOWN:,} more, see the column error of runs.parquet", err=True)
