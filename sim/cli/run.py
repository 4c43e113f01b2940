"""`flurfunk run`: from a scenario file to results, a verdict and a report."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from sim.cli.answer import answer, close, computed_before, reported
from sim.cli.options import Number, Place
from sim.cli.progress import shown
from sim.cli.study import SET, Ended, computed, report_options, run_options, stopping
from sim.errors import ResultsError
from sim.experiments.progress import Progress

if TYPE_CHECKING:
    from sim.results import Results

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


@click.command()
@click.argument("scenario", type=Place())
@click.option("--replicates", type=Number(), help="Runs with different luck; the scenario's own number if left out.")
@click.option("--weeks", type=Number(), help="Length of a run.")
@click.option("--seed", type=Number(), help="Same seed, same luck.")
@click.option(
    "--engine", type=click.Choice(["kernel", "mesa"]), default="kernel", show_default=True,
    help="Compiled kernel or Mesa model; both give the same numbers.",
)  # fmt: skip
@SET
@run_options
@report_options(REPORT)
def run(**options: object) -> None:
    """Run SCENARIO: tables, a verdict and a report."""
    asked = Options(**options)  # type: ignore[arg-type]
    with stopping("stopped: nothing of this run was kept"):
        counted = shown(quiet=asked.quiet or asked.as_json, noun="replicates")
        ended = computed(asked, _run, _report, progress=counted)
        answer(asked, ended, _as_json, partial(_show_to_people, asked))


def _run(asked: Options, show: Progress) -> "Results":
    from sim.experiments.run import run as run_scenario

    return run_scenario(
        asked.scenario, replicates=asked.replicates, weeks=asked.weeks, seed=asked.seed, engine=asked.engine,
        overrides=asked.overrides, threads=asked.threads, out=asked.out, force=asked.force, progress=show,
    )  # fmt: skip


def _report(asked: Options, results: "Results", folder: Path) -> Path | None:
    """Write the report, or nothing where its tables would not fit into memory."""
    from sim.experiments.capacity import free_memory
    from sim.results.folder import unfit

    free = free_memory()
    if free is not None and results.bytes_in_memory > free // 2:
        return None
    from sim import report

    target = folder / REPORT
    try:
        report.write(results, target, asked.language)
    except ResultsError as error:
        raise unfit(f"{error}; the tables beside it are complete, the same command writes the report anew") from error
    return target


def _as_json(ended: Ended["Results"]) -> dict[str, Any]:
    from sim.cli.summary import as_json

    return {**as_json(ended.found), "report": ended.report, "found": ended.was_there}


def _show_to_people(asked: Options, ended: Ended["Results"]) -> None:
    from rich.console import Console
    from rich.text import Text

    from sim.cli.summary import notes, opening, sentence, table

    console = Console(highlight=False)
    console.print(opening(ended.found))
    console.print()
    console.print(table(ended.found))
    console.print()
    for each in notes(ended.found):
        console.print(each, style="dim")
    console.print()
    console.print(Text(sentence(ended.found), style="bold"))
    console.print()
    computed_before(ended, ended.found.manifest["created"], "--force computes it again")
    unfit = asked.report and ended.report is None
    close(ended, ("Report", "none: its tables would not fit into memory") if unfit else reported(ended))
