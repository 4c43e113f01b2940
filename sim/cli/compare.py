"""`flurfunk compare`: scenarios against the first of them, under the same luck."""

import json
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from sim.cli.options import Folder, Number, Place
from sim.cli.study import LANGUAGE, refuse_both, stopping

if TYPE_CHECKING:
    from rich.table import Table

    from sim.experiments.compare import Comparison

REPORT = "compare.html"
COLOURS = {"better": "green", "worse": "red"}
WIDEST = 34


class Options(NamedTuple):
    """What was asked for on the command line."""

    scenarios: tuple[Path, ...]
    replicates: int | None
    weeks: int | None
    seed: int | None
    overrides: tuple[str, ...]
    outcome: tuple[str, ...]
    margin: tuple[str, ...]
    precision: tuple[str, ...]
    out: Path
    threads: int | None
    force: bool
    quiet: bool
    as_json: bool
    language: str
    report: bool


class Ended(NamedTuple):
    """A comparison that has ended, and what became of it."""

    found: "Comparison"
    was_there: bool
    report: Path | None
    seconds: float


@click.command()
@click.argument("scenarios", metavar="BASELINE SCENARIO...", nargs=-1, required=True, type=Place())
@click.option(
    "--replicates", type=Number(), help="Pairs of runs, or the most with --precision; the baseline's if left out."
)
@click.option("--weeks", type=Number(), help="Length of a run.")
@click.option("--seed", type=Number(), help="Same seed, same luck; the baseline's if left out.")
@click.option("--set", "overrides", multiple=True, metavar="KEY=VALUE", help="Change all scenarios; may be repeated.")
@click.option("--outcome", multiple=True, metavar="TEXT", help="'image in the last quarter'; may be repeated.")
@click.option(
    "--margin", multiple=True, metavar="X", help="Differences too small to matter: 0.02 of the scale, or points=0.5."
)
@click.option(
    "--precision", multiple=True, metavar="X", help="Run until intervals reach no further: 0.01, or points=0.5."
)
@click.option("--out", type=Folder(), default="results", show_default=True, help="Folder for the results.")
@click.option("--threads", type=Number(), help="Threads of the kernel; one per core if left out.")
@click.option("--force", is_flag=True, help="Compute again what the folder already has.")
@click.option("--quiet", is_flag=True, help="Print the folder of the results and nothing else.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object and nothing else.")
@LANGUAGE
@click.option("--report/--no-report", default=True, help="Write compare.html beside the tables.")
def compare(**options: object) -> None:
    """Compare every SCENARIO with BASELINE, replicate by replicate under the same luck."""
    asked = Options(**options)  # type: ignore[arg-type]
    with stopping("stopped: nothing of this comparison was kept"):
        _show(asked, _run(asked))


def _run(asked: Options) -> Ended:
    from sim.cli.progress import shown
    from sim.experiments.compare import compare as compare_scenarios

    refuse_both(asked.quiet, asked.as_json)
    began = time.perf_counter()
    stages: set[str] = set()
    with shown(quiet=asked.quiet or asked.as_json, noun="runs") as show:

        def tell(stage: str, done: int, total: int) -> None:
            stages.add(stage)
            show(stage, done, total)

        found = compare_scenarios(
            *asked.scenarios, replicates=asked.replicates, weeks=asked.weeks, seed=asked.seed,
            overrides=asked.overrides, outcome=asked.outcome, margin=asked.margin, precision=asked.precision,
            threads=asked.threads, out=asked.out, force=asked.force, progress=tell,
        )  # fmt: skip
        report = None
        if asked.report and found.path is not None:
            show("reporting", 0, 0)
            report = _report(found, found.path, asked.language)
    return Ended(found, "found" in stages, report, time.perf_counter() - began)


def _report(found: "Comparison", folder: Path, language: str) -> Path:
    from sim.report.studies import compare as page

    target = folder / REPORT
    page.write(found, target, language)
    return target


def _show(asked: Options, ended: Ended) -> None:
    """Say what came out, in the form asked for."""
    if asked.as_json:
        report = str(ended.report) if ended.report else None
        shown = {**_as_json(ended.found), "report": report, "found": ended.was_there}
        click.echo(json.dumps({**shown, "seconds": round(ended.seconds, 3)}))
    elif asked.quiet:
        click.echo(ended.found.path)
    else:
        _show_to_people(ended)


def _as_json(found: "Comparison") -> dict[str, Any]:
    """Origin and table; None where there is nothing to tell."""
    origin = {key: found.manifest[key] for key in ("name", "hash", "seed", "replicates", "weeks", "precision")}
    rows = [{key: None if value != value else value for key, value in row.items()} for row in _rows(found)]
    sentences = found.verdicts()
    table = [{**row, "sentence": sentence} for row, sentence in zip(rows, sentences, strict=True)]
    return {**origin, "scenarios": found.setup.names, "table": table, "path": str(found.path)}


def _rows(found: "Comparison") -> list[dict[str, Any]]:
    return [{str(key): value for key, value in row.items()} for row in found.table.to_dict("records")]


def _show_to_people(ended: Ended) -> None:
    from rich.console import Console

    from sim.experiments.compare import sentences
    from sim.language import translator

    console, found, t = Console(highlight=False), ended.found, translator("en")
    runs, weeks = f"{found.replicates:,}", f"{found.manifest['weeks']:,}"
    console.print(
        f"Baseline {found.setup.names[0]}: {runs} pairs of runs of {weeks} weeks, seed {found.manifest['seed']}"
    )
    for name in found.setup.names[1:]:
        console.print()
        console.print(sentences.same(found, name, t) or _table(found, name))
    console.print()
    if len(found.setup.names) > 2:
        _show_ranking(console, found)
    for line in (sentences.savings(found, t), sentences.after_holm(found, t), sentences.precision(found, t)):
        if line:
            console.print(line)
    console.print()
    if ended.was_there:
        console.print(f"Computed before, on {found.manifest['created'][:10]}; --force computes it again.")
    click.echo(f"Results  {found.path}")
    click.echo(f"Report   {ended.report or 'none, as asked for'}")
    click.echo(f"Time     {ended.seconds:,.1f} s")


def _table(found: "Comparison", name: str) -> "Table":
    """One scenario against the baseline."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    from sim.experiments.compare import sentences
    from sim.experiments.outcomes import number, parse
    from sim.language import translator

    t = translator("en")
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1, 0, 0))
    table.add_column("Outcome", max_width=WIDEST)
    for heading in (found.setup.names[0], name, "Difference (95 %)"):
        table.add_column(Text(heading), justify="right", overflow="fold")
    table.add_column("Verdict")
    for row in _rows(found):
        if row["scenario"] != name:
            continue
        outcome = parse(row["outcome"])
        means = (number(row[key], outcome, t) for key in ("baseline", "mean"))
        difference = sentences.difference(row, outcome, t, unit=False)
        verdict = Text(sentences.verdict(row, outcome, t), style=COLOURS.get(row["verdict"], ""))
        table.add_row(Text(outcome.text + sentences.pairs(found, row, t)), *means, difference, verdict)
    return table


def _show_ranking(console: Any, found: "Comparison") -> None:
    """Order of the scenarios by every outcome."""
    from rich.text import Text

    from sim.experiments.compare import sentences
    from sim.language import translator

    names = {each: each for each in found.setup.names}
    for outcome in found.setup.outcomes:
        best = "best first" if outcome.direction else "highest first"
        line = sentences.order(found, outcome, translator("en"), names)
        console.print(Text.assemble((f"{outcome.text}, {best}: ", "bold"), line))
    console.print("> clearly ahead, ≈ no difference that matters or none that is clear (all pairs, Holm's correction)")
    console.print()
