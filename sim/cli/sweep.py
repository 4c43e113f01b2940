"""`flurfunk sweep`: a study from its file to one row for every run."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import click

from sim.cli import terminal
from sim.cli.answer import answer, close, fail
from sim.cli.options import Number, Place, Whole
from sim.cli.study import GOES_ON, SET, Ended, computed, stopping, study_options
from sim.experiments.progress import Progress
from sim.language.counted import counted

if TYPE_CHECKING:
    import pandas as pd

    from sim.experiments.sweep import Sweep

DASH = "–"
NUMBERS = {"Mean (95 %)", "Median (95 %)", "Runs", "Point"}
MOST_NAMED = 5


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
    report: bool = False  # the runs are what there is to see


@click.command()
@click.argument("study", type=Place())
@click.option("--points", type=Whole(), help="Number of points; that of the study's design if left out.")
@click.option("--replicates", type=Number(), help="Runs of every point; the study's own number if left out.")
@SET
@study_options
def sweep(**options: object) -> None:
    """Run the design points of STUDY; what was computed before is not computed again."""
    asked = Options(**options)  # type: ignore[arg-type]
    with stopping(GOES_ON):
        ended = computed(asked, _run)
        answer(asked, ended, _as_json, _show_to_people)
        fail(*_failures(ended.found))


def _run(asked: Options, show: Progress) -> "Sweep":
    from sim.experiments.sweep import sweep as run_study

    return run_study(
        asked.study, points=asked.points, replicates=asked.replicates, overrides=asked.overrides,
        threads=asked.threads, cluster=asked.cluster, out=asked.out, progress=show,
    )  # fmt: skip


def _as_json(ended: Ended["Sweep"]) -> dict[str, Any]:
    found = ended.found
    outcomes = {
        name: {
            "lowest": own["mean"].min(), "highest": own["mean"].max(),
            "points_in_two_groups": own.loc[own["groups"] == 2, "point"].tolist(),
        }
        for name, own in found.means().groupby("outcome", sort=False)
    }  # fmt: skip
    return {"study": found.study.name, "path": found.path, "runs": found.counts, "outcomes": outcomes}


def _show_to_people(ended: Ended["Sweep"]) -> None:
    console, found = terminal.console(soft_wrap=True), ended.found
    counts, study = found.counts, found.study
    points = counts["expected"] // study.replicates
    replicates = counted(study.replicates, "replicate")
    console.print(f"{study.name}: {counted(points, 'point')} of a {study.design.method} design, {replicates} each")
    console.print()
    console.print(_table(found))
    console.print()
    for each in [*_named(found), *_in_two_groups(found)]:
        click.echo(each)
    again = counts["expected"] - counts["computed"]
    failed = f", {counts['failed']:,} failed" if counts["failed"] else ""
    console.print(f"{counted(counts['expected'], 'run')}: {counts['computed']:,} computed now, {again:,} found{failed}")
    if counts["damaged_chunks"]:
        console.print(f"Damaged, and computed again: {counted(counts['damaged_chunks'], 'chunk')}")
    close(ended)


def _table(found: "Sweep") -> Any:
    """Lowest and highest mean of every outcome, and the points where they lie."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, collapse_padding=True)
    for heading in ("Outcome", "", "Mean (95 %)", "Median (95 %)", "Runs", "Point"):
        side: Literal["right", "left"] = "right" if heading in NUMBERS else "left"
        table.add_column(heading, justify=side, overflow="fold", no_wrap=heading != "Outcome")
    for name, own in found.means().groupby("outcome", sort=False):
        extremes = _extremes(own)
        if not extremes:
            never = found.study.outcomes[str(name)].may_never_come and not found.counts["failed"]
            table.add_row(Text(str(name)), "never" if never else "no value", DASH, DASH, "0", "")
        for label, row in extremes:
            first = Text(str(name) if label == "lowest" else "")
            mean, median = _interval(row, "mean", ""), _interval(row, "median", "median_")
            table.add_row(first, label, mean, median, str(row["runs"]), str(row["point"]))
    return table


def _interval(row: "pd.Series[Any]", name: str, prefix: str) -> str:
    """`0.23 (0.2–0.32)`; a dash where there is none, as the median of an event."""
    if row[name] != row[name]:
        return DASH
    return f"{_short(row[name])} ({_short(row[f'{prefix}low'])}–{_short(row[f'{prefix}high'])})"


def _in_two_groups(found: "Sweep") -> list[str]:
    """Points whose runs end in two groups, for each outcome; a mean between them is that of no run."""
    means = found.means()
    split = means[means["groups"] == 2]
    said = []
    for name, own in split.groupby("outcome", sort=False):
        said.append(f"{name}: runs end in two groups at {counted(len(own), 'point')}; see the medians, not the mean")
        for _, row in own.head(MOST_NAMED).iterrows():
            upper = round(row["share_upper"] * row["runs"])
            groups = f"{row['runs'] - upper} near {_short(row['lower'])}, {upper} near {_short(row['upper'])}"
            said.append(f"  point {row['point']}: of {row['runs']} runs {groups}")
        if len(own) > MOST_NAMED:
            said.append(f"  and {counted(len(own) - MOST_NAMED, 'more point')}; see `groups` of means() in Python")
    return said


def _extremes(means: "pd.DataFrame") -> list[tuple[str, Any]]:
    """Points with the lowest and the highest mean; nothing where there is no value at all."""
    known = means.dropna(subset=["mean"])
    if known.empty:
        return []
    column = known["mean"]
    return [("lowest", known.iloc[int(column.argmin())]), ("highest", known.iloc[int(column.argmax())])]


def _named(found: "Sweep") -> list[str]:
    """Points that the table names, with their parameters."""
    rows = {
        int(row["point"]): row for _, own in found.means().groupby("outcome", sort=False) for _, row in _extremes(own)
    }
    names = found.study.parameters
    return [f"point {at}: {', '.join(f'{key} {_short(rows[at][key])}' for key in names)}" for at in sorted(rows)]


def _short(value: object) -> str:
    if isinstance(value, float):
        return DASH if value != value else f"{value:.3g}"
    return str(value)


def _failures(found: "Sweep") -> tuple[str, list[str], str]:
    """Points that failed."""
    if not found.counts["failed"]:
        return "", [], ""
    names, failed = found.study.parameters, found.failed
    points, runs = counted(len(failed), "point"), found.counts["failed"]
    what = f"{points} failed, {runs:,} of the runs are missing; the others are complete"
    each = [
        f"point {row['point']} ({', '.join(f'{key} {_short(row[key])}' for key in names)}): {row['error']}"
        for _, row in failed.iterrows()
    ]
    return what, each, ", see the column error of runs.parquet"
