"""`flurfunk recommend`: the measures that reach a goal with the least effort."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from sim.cli import terminal, uncertainty
from sim.cli.answer import answer, close, fail, reported
from sim.cli.options import Number, Place, Whole
from sim.cli.study import GOES_ON, Ended, computed, report_options, stopping, study_options
from sim.cli.uncertainty import POSTERIOR
from sim.errors import ScenarioError
from sim.experiments.progress import Progress
from sim.language.counted import counted
from sim.scenario.numbers import NUMBER, meant
from sim.scenario.tree import quoted

if TYPE_CHECKING:
    from sim.experiments.recommend import Recommendation

REPORT = "recommend.html"


class Options(NamedTuple):
    """What was asked for on the command line."""

    scenario: Path
    goals: tuple[str, ...]
    free: tuple[str, ...]
    start: tuple[int, int] | None
    levels: tuple[float, ...] | None
    trials: int | None
    replicates: int | None
    seed: int | None
    posterior: Path | None
    out: Path
    threads: int | None
    cluster: str | None
    quiet: bool
    as_json: bool
    language: str
    report: bool


def _weeks(_context: click.Context, _option: click.Parameter, given: str | None) -> tuple[int, int] | None:
    """First and last week of `13..52`."""
    if given is None:
        return None
    found = re.fullmatch(r"\s*(\d{1,6})\s*\.\.\s*(\d{1,6})\s*", given)
    if found is None:
        ends = re.fullmatch(r"\s*(\d{1,6})\s*(?:[-–—…:]|to|bis)\s*(\d{1,6})\s*", given)
        hint = f"; did you mean {int(ends[1])}..{int(ends[2])}?" if ends and int(ends[1]) <= int(ends[2]) else ""
        raise ScenarioError(f"--start: must be weeks LOW..HIGH such as 13..52, got {quoted(given)}{hint}")
    return int(found[1]), int(found[2])


def _levels(_context: click.Context, _option: click.Parameter, given: str | None) -> tuple[float, ...] | None:
    """Numbers of `0.25,0.5,1`."""
    if given is None:
        return None
    try:
        return tuple(float(each) for each in given.split(","))
    except ValueError:
        plain = [meant(each) or each for each in re.split(r"[;\s]+", given.strip())]
        hint = f"; did you mean {','.join(plain)}?" if all(map(NUMBER.fullmatch, plain)) else ""
        raise ScenarioError(f"--levels: must be strengths such as 0.25,0.5,1, got {quoted(given)}{hint}") from None


@click.command()
@click.argument("scenario", type=Place())
@click.option(
    "--goal",
    "goals",
    multiple=True,
    metavar="TEXT",
    help="'image.sales at week 104 >= 0.55 with 0.9'; may be repeated, all must hold.",
)
@click.option("--free", multiple=True, metavar="NAME", help="Intervention that may be changed; all if left out.")
@click.option("--start", metavar="LOW..HIGH", callback=_weeks, help="Weeks in which a measure may begin.")
@click.option("--levels", metavar="LIST", callback=_levels, help="Strengths it may have; steps of 0.05 if left out.")
@click.option("--trials", type=Whole(), help="Combinations to try; 400 if left out.")
@click.option("--replicates", type=Whole(), help="Runs of the promising ones in the search; 64 if left out.")
@click.option("--seed", type=Number(), help="Of the runs that are reported; the scenario's own if left out.")
@POSTERIOR
@study_options
@report_options(REPORT)
def recommend(**options: object) -> None:
    """Find which interventions of SCENARIO reach a goal with the least effort: which, when, how strongly."""
    asked = Options(**options)  # type: ignore[arg-type]
    with stopping(GOES_ON):
        ended = computed(asked, _run, _report)
        answer(asked, ended, _as_json, _show_to_people)
        failed = [f"{plan}: {error}" for plan, error in ended.found.errors.items()]
        fail(f"{counted(len(failed), 'plan')} could not be run; the others were:", failed)


def _run(asked: Options, show: Progress) -> "Recommendation":
    from sim.experiments.recommend import recommend as find

    return find(
        asked.scenario, asked.goals, free=asked.free, start=asked.start, levels=asked.levels, trials=asked.trials,
        replicates=asked.replicates, seed=asked.seed, posterior=asked.posterior, threads=asked.threads,
        cluster=asked.cluster, out=asked.out, progress=show,
    )  # fmt: skip


def _report(asked: Options, found: "Recommendation", folder: Path) -> Path:
    from sim.report.studies import recommend as page

    page.write(found, folder / REPORT, asked.language)
    return folder / REPORT


def _as_json(ended: Ended["Recommendation"]) -> dict[str, Any]:
    found = ended.found
    return {
        "scenario": found.setup.name, "verdict": found.verdict, "sentence": found.sentence(), "effort": found.effort,
        "plan": [step._asdict() for step in found.choice.plan], "goals": found.probability.to_dict("records"),
        "measures": found.plan.to_dict("records"), "open": found.offer(found.open),
        "runner_up": found.offer(found.evidence.runner_up), "sure_instead": found.offer(found.sure_instead),
        **uncertainty.as_json(found.uncertainty), "fresh_needed": found.fresh_needed, "errors": found.errors,
        "path": found.path, "report": ended.report,
    }  # fmt: skip


def _show_to_people(ended: Ended["Recommendation"]) -> None:
    from rich.text import Text

    from sim.experiments.recommend.words import of_how_many, reasons, sentences
    from sim.language import translator

    console, found, t = terminal.console(), ended.found, translator("en")
    for number, line in enumerate(sentences(found, t)):
        console.print(Text(line, style="" if number else "bold"))
    console.print()
    if found.choice.plan:
        console.print(_table(found))
        console.print(Text(of_how_many(found, t)))
        console.print()
    for line in reasons(found, t):
        console.print(Text(line))
        console.print()
    uncertainty.show(console, found.uncertainty)
    close(ended, ("Scenario", f"{found.path}/recommended.yaml"), reported(ended))


def _table(found: "Recommendation") -> Any:
    """Measures of the plan, and what the probability of the first goal loses without each."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for heading in ("Measure", "From week", "Strength", "Effort", "Without it", "Adds, in points"):
        table.add_column(heading, justify="left" if heading == "Measure" else "right", overflow="fold")
    for _, row in found.plan.drop_duplicates("measure").iterrows():
        adds = [100 * row[each] for each in ("adds", "adds_low", "adds_high")]
        known = adds[0] == adds[0]
        shown = f"{adds[0]:+.1f} ({adds[1]:+.1f} to {adds[2]:+.1f})" if known else "–"
        table.add_row(
            Text(row["measure"]), f"{row['start']:,}", f"{row['strength']:.0%}", f"{row['effort']:,.1f}",
            f"{row['without']:.1%}" if known else "–", shown.replace("-", "−"),
        )  # fmt: skip
    return table
