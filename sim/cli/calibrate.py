"""`flurfunk calibrate`: what was observed, and the parameters under which a scenario looks like it."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from sim.cli import terminal
from sim.cli.answer import answer, close, computed_before, reported
from sim.cli.options import Day, Decimal, Number, Place, Whole
from sim.cli.populations import populations
from sim.cli.study import SET, Ended, computed, report_options, stopping, study_options
from sim.errors import ScenarioError
from sim.experiments.progress import Progress
from sim.language.counted import counted

if TYPE_CHECKING:
    from rich.table import Table

    from sim.experiments.calibrate import Calibration

REPORT = "calibrate.html"
IMPOSSIBLE = 3  # what the command ends with where no parameters in the ranges make the data
STOPPED = "stopped: the same command goes on after the last whole population"


class Options(NamedTuple):
    """What was asked for on the command line."""

    scenario: Path
    attendance: Path | None
    survey: Path | None
    departments: str | None
    start: date | None
    priors: Path | None
    populations: int
    particles: int
    epsilon: float
    seed: int | None
    overrides: tuple[str, ...]
    language: str
    report: bool
    out: Path
    threads: int | None
    cluster: str | None
    quiet: bool
    as_json: bool


@click.command()
@click.argument("scenario", type=Place())
@click.option("--attendance", type=Place(), help="CSV: meeting,date,person,present or week,department,rate[,count].")
@click.option("--survey", type=Place(), help="CSV: week,department and image or influence[,sd or count].")
@click.option("--departments", metavar="FILE|NAME", help="CSV person,department, or one department for everybody.")
@click.option("--start", type=Day(), help="A day of week 1; the list's first day if left out.")
@click.option("--priors", type=Place(), help="YAML with ranges of parameters; a default set if left out.")
@click.option("--populations", type=Whole(), default=8, show_default=True, help="Populations at most.")
@click.option("--particles", type=Whole(), default=200, show_default=True, help="Particles of a population.")
@click.option(
    "--epsilon", type=Decimal(), default=0.5, show_default=True,
    help="Distance that is near enough; 1 is between two histories of the same parameters.",
)  # fmt: skip
@click.option("--seed", type=Number(), help="Same seed, same posterior; the scenario's own if left out.")
@SET
@study_options
@report_options(REPORT)
@click.pass_context
def calibrate(context: click.Context, /, **options: object) -> None:
    """Find the parameters under which SCENARIO looks like attendance and surveys of a real organisation.

    Ends with 3 where no parameters in the ranges make these data, with 2 where something is written wrongly.
    """
    asked = Options(**options)  # type: ignore[arg-type]
    with stopping(STOPPED):
        counted = populations(asked.populations, quiet=asked.quiet or asked.as_json)
        try:
            ended = computed(asked, _run, _report, progress=counted)
        except ScenarioError as error:
            for problem in error.problems:
                click.echo(f"error: {problem}", err=True)
            context.exit(error.exit_code)
        answer(asked, ended, _as_json, _show_to_people)
        if not ended.found.possible:
            context.exit(IMPOSSIBLE)


def _run(asked: Options, show: Progress) -> "Calibration":
    from sim.experiments.calibrate import calibrate as calibrate_scenario

    return calibrate_scenario(
        asked.scenario, attendance=asked.attendance, survey=asked.survey, departments=asked.departments,
        start=asked.start, priors=asked.priors, populations=asked.populations, particles=asked.particles,
        epsilon=asked.epsilon, seed=asked.seed, overrides=asked.overrides, threads=asked.threads,
        cluster=asked.cluster, out=asked.out, progress=show,
    )  # fmt: skip


def _report(asked: Options, found: "Calibration", folder: Path) -> Path:
    from sim.report.studies import calibrate as page

    page.write(found, folder / REPORT, asked.language)
    return folder / REPORT


def _as_json(ended: Ended["Calibration"]) -> dict[str, Any]:
    found = ended.found
    return {
        "name": found.manifest["name"], "seed": found.manifest["seed"], "weeks": found.manifest["weeks"],
        "possible": found.possible, "fit": found.manifest["fit"], "misses": found.misses.to_dict("records"),
        "parameters": found.summary().to_dict("records"), "best": found.best, "kept": found.kept,
        "pairs": [each._asdict() for each in found.pairs], "effective_size": round(found.effective_size, 1),
        "coverage": {kind: {"inside": inside, "all": every} for kind, (inside, every) in found.covered.items()},
        "populations": found.populations.to_dict("records"), "path": found.path,
        "scenario": f"{found.path}/calibrated.yaml", "report": ended.report, "found": ended.was_there,
    }  # fmt: skip


def _show_to_people(ended: Ended["Calibration"]) -> None:
    from sim.experiments.calibrate import sentences
    from sim.language import translator

    console, found, t = terminal.console(soft_wrap=True), ended.found, translator("en")
    refused = sentences.impossible(found, t)
    for sentence in refused:
        console.print(sentence)
    if refused:
        console.print()
    last = found.populations.iloc[-1]
    console.print(
        f"{found.manifest['name']}: {counted(found.manifest['weeks'], 'week')} of data, "
        f"{counted(len(found.checks), 'statistic')}, {counted(len(found.populations), 'population')}, "
        f"last epsilon {last['epsilon']:.2f}, effective sample size "
        f"{found.effective_size:.0f}"
    )
    console.print()
    console.print(_table(found))
    console.print()
    for sentence in [*sentences.sentences(found, t), sentences.coverage(found, t)]:
        console.print(sentence)
    for note in sentences.notes(found, t):
        console.print(note)
    console.print()
    computed_before(ended, found.manifest["created"])
    close(ended, ("Scenario", f"{found.path}/calibrated.yaml"), reported(ended))


def _table(found: "Calibration") -> "Table":
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    headings = ("Parameter", "Median", "90 % interval", "Narrower by", "Data say")
    for heading in headings if found.possible else headings[:3]:
        justify = "left" if heading in {"Parameter", "Data say"} else "right"
        table.add_column(heading, justify=justify, no_wrap=True)  # type: ignore[arg-type]
    for row in found.summary().to_dict("records"):
        interval = f"{_short(row['low'])} .. {_short(row['high'])}"
        graded = (f"{row['shrinkage']:.0%}", row["verdict"]) if found.possible else ()
        table.add_row(row["parameter"], _short(row["median"]), interval, *graded)
    return table


def _short(value: object) -> str:
    return f"{value:.3g}" if isinstance(value, float) else str(value)
