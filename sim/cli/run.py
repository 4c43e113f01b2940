"""`flurfunk run`: from a scenario file to results, a verdict and a report."""

import json
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from sim.cli.options import Folder, Number, Place
from sim.errors import ResultsError, ScenarioError

if TYPE_CHECKING:
    from sim.results import Results

INTERRUPTED = 130
REPORT = "report.html"


class Options(NamedTuple):
    """What was asked for on the command line."""

    scenario: Path
    replicates: int | None
    weeks: int | None
    seed: int | None
    engine: str
    overrides: tuple[str, ...]
    out: Path
    threads: int | None
    force: bool
    quiet: bool
    as_json: bool
    language: str
    report: bool


class Ended(NamedTuple):
    """A run that has ended, and what became of it."""

    results: "Results"
    was_there: bool
    report: Path | None
    seconds: float


@click.command()
@click.argument("scenario", type=Place())
@click.option("--replicates", type=Number(), help="Runs with different luck; the scenario's own number if left out.")
@click.option("--weeks", type=Number(), help="Length of a run.")
@click.option("--seed", type=Number(), help="Same seed, same luck.")
@click.option(
    "--engine", type=click.Choice(["kernel", "mesa"]), default="kernel", show_default=True,
    help="Compiled kernel or Mesa model; both give the same numbers.",
)  # fmt: skip
@click.option("--set", "overrides", multiple=True, metavar="KEY=VALUE", help="Change the scenario; may be repeated.")
@click.option("--out", type=Folder(), default="results", show_default=True, help="Folder for the results.")
@click.option("--threads", type=Number(), help="Threads of the kernel; one per core if left out.")
@click.option("--force", is_flag=True, help="Compute again what the folder already has.")
@click.option("--quiet", is_flag=True, help="Print the folder of the results and nothing else.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object and nothing else.")
@click.option(
    "--language", type=click.Choice(["en", "de"]), default="en", show_default=True, help="Language of the report."
)
@click.option("--report/--no-report", default=True, help="Write report.html beside the tables.")
def run(**options: object) -> None:
    """Run SCENARIO: tables, a verdict and a report."""
    asked = Options(**options)  # type: ignore[arg-type]
    if asked.quiet and asked.as_json:
        raise ScenarioError("--json: must stand without --quiet, got both")
    try:
        _show(asked, _run(asked))
    except KeyboardInterrupt:
        # Terminals show ^C in this line.
        start = "\r" if sys.stderr.isatty() else ""
        click.echo(f"{start}stopped: nothing of this run was kept", err=True)
        _leave(INTERRUPTED)


def _run(asked: Options) -> Ended:
    from sim.cli.progress import shown
    from sim.experiments.run import run as run_scenario

    began = time.perf_counter()
    stages: set[str] = set()
    with shown(quiet=asked.quiet or asked.as_json) as show:

        def tell(stage: str, done: int, total: int) -> None:
            stages.add(stage)
            show(stage, done, total)

        results = run_scenario(
            asked.scenario, replicates=asked.replicates, weeks=asked.weeks, seed=asked.seed, engine=asked.engine,
            overrides=asked.overrides, threads=asked.threads, out=asked.out, force=asked.force, progress=tell,
        )  # fmt: skip
        report = None
        if asked.report:
            show("reporting", 0, 0)
            report = _report(results, asked.language)
    return Ended(results, "found" in stages, report, time.perf_counter() - began)


def _report(results: "Results", language: str) -> Path | None:
    """Write the report, or nothing where its tables would not fit into memory."""
    from sim.experiments.capacity import free_memory
    from sim.results.folder import unfit

    folder, free = results.path, free_memory()
    if folder is None or (free is not None and results.bytes_in_memory > free // 2):
        return None
    from sim import report

    target = folder / REPORT
    try:
        report.write(results, target, language)
    except ResultsError as error:
        raise unfit(f"{error}; the tables beside it are complete, the same command writes the report anew") from error
    return target


def _show(asked: Options, ended: Ended) -> None:
    """Say what happened, in the form asked for."""
    from sim.cli.summary import as_json

    if asked.as_json:
        found = {**as_json(ended.results), "report": str(ended.report) if ended.report else None}
        click.echo(json.dumps({**found, "found": ended.was_there, "seconds": round(ended.seconds, 3)}))
    elif asked.quiet:
        click.echo(ended.results.path)
    else:
        _show_to_people(asked, ended)


def _show_to_people(asked: Options, ended: Ended) -> None:
    from rich.console import Console
    from rich.text import Text

    from sim.cli.summary import opening, sentence, table

    console = Console(highlight=False)
    console.print(opening(ended.results))
    console.print()
    console.print(table(ended.results))
    console.print()
    console.print(Text(sentence(ended.results), style="bold"))
    console.print()
    if ended.was_there:
        console.print(f"Computed before, on {ended.results.manifest['created'][:10]}; --force computes it again.")
    click.echo(f"Results  {ended.results.path}")
    click.echo(f"Report   {ended.report or _without_report(asked)}")
    click.echo(f"Time     {ended.seconds:,.1f} s")


def _without_report(asked: Options) -> str:
    return "none: its tables would not fit into memory" if asked.report else "none, as asked for"


def _leave(code: int) -> None:
    """End at once, even where the kernel is in the middle of a long replicate or of being compiled.

    Python itself would wait for its threads, and where Ctrl-C came during some imports end with another code.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)
