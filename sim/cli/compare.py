"""`flurfunk compare`: scenarios against the first of them, under the same luck."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from sim.cli import terminal, uncertainty
from sim.cli.answer import answer, close, computed_before, reported
from sim.cli.options import Number, Place, Setting
from sim.cli.study import Ended, computed, report_options, run_options, stopping
from sim.cli.uncertainty import POSTERIOR
from sim.experiments.progress import Progress
from sim.language.counted import counted

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
    posterior: Path | None
    out: Path
    threads: int | None
    force: bool
    quiet: bool
    as_json: bool
    language: str
    report: bool


@click.command()
@click.argument("scenarios", metavar="BASELINE SCENARIO...", nargs=-1, required=True, type=Place())
@click.option("--replicates", type=Number(), help="Pairs of runs (2,000), or the most with --precision (20,000).")
@click.option("--weeks", type=Number(), help="Length of a run.")
@click.option("--seed", type=Number(), help="Same seed, same luck; the baseline's if left out.")
@click.option(
    "--set",
    "overrides",
    type=Setting(),
    multiple=True,
    metavar="KEY=VALUE",
    help="Change all scenarios; may be repeated.",
)
@click.option("--outcome", multiple=True, metavar="TEXT", help="'image in the last quarter'; may be repeated.")
@click.option(
    "--margin", multiple=True, metavar="X", help="Differences too small to matter: 0.02 of the scale, or points=0.5."
)
@click.option(
    "--precision", multiple=True, metavar="X", help="Run until intervals reach no further: 0.01, or points=0.5."
)
@POSTERIOR
@run_options
@report_options(REPORT)
def compare(**options: object) -> None:
    """Compare every SCENARIO with BASELINE, replicate by replicate under the same luck."""
    asked = Options(**options)  # type: ignore[arg-type]
    with stopping("stopped: nothing of this comparison was kept"):
        ended = computed(asked, _run, _report)
        answer(asked, ended, _as_json, _show_to_people)


def _run(asked: Options, show: Progress) -> "Comparison":
    from sim.experiments.compare import compare as compare_scenarios

    return compare_scenarios(
        *asked.scenarios, replicates=asked.replicates, weeks=asked.weeks, seed=asked.seed,
        overrides=asked.overrides, outcome=asked.outcome, margin=asked.margin, precision=asked.precision,
        posterior=asked.posterior, threads=asked.threads, out=asked.out, force=asked.force, progress=show,
    )  # fmt: skip


def _report(asked: Options, found: "Comparison", folder: Path) -> Path:
    from sim.report.studies import compare as page

    page.write(found, folder / REPORT, asked.language)
    return folder / REPORT


def _as_json(ended: Ended["Comparison"]) -> dict[str, Any]:
    """Origin and table."""
    found = ended.found
    origin = {key: found.manifest[key] for key in ("name", "hash", "seed", "replicates", "weeks", "precision")}
    table = [{**row, "sentence": said} for row, said in zip(_rows(found), found.verdicts(), strict=True)]
    return {
        **origin, **uncertainty.as_json(found.uncertainty),
        "scenarios": found.setup.names, "table": table, "path": found.path, "report": ended.report,
        "found": ended.was_there,
    }  # fmt: skip


def _rows(found: "Comparison") -> list[dict[str, Any]]:
    return [{str(key): value for key, value in row.items()} for row in found.table.to_dict("records")]


def _show_to_people(ended: Ended["Comparison"]) -> None:
    from rich.text import Text

    from sim.experiments.compare import sentences
    from sim.language import translator

    console, found, t = terminal.console(), ended.found, translator("en")
    pairs, weeks = counted(found.replicates, "pair"), counted(found.manifest["weeks"], "week")
    console.print(f"Baseline {found.setup.names[0]}: {pairs} of runs of {weeks}, seed {found.manifest['seed']}")
    for name in found.setup.names[1:]:
        console.print()
        same = sentences.same(found, name, t)
        console.print(same or _table(found, name))
        if not same:
            _show_parting(console, found, name)
    console.print()
    if reading := sentences.groups(found, t):
        console.print(Text(reading))
    if len(found.setup.names) > 2:
        _show_ranking(console, found)
    for line in (sentences.savings(found, t), sentences.after_holm(found, t), sentences.precision(found, t)):
        if line:
            console.print(line)
    console.print()
    uncertainty.show(console, found.uncertainty)
    computed_before(ended, found.manifest["created"], "--force computes it again")
    close(ended, reported(ended))


def _table(found: "Comparison", name: str) -> "Table":
    """One scenario against the baseline."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    from sim.experiments.compare import sentences
    from sim.experiments.outcomes import parse
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
        means = (sentences.middle(found, row, each, t) for each in (found.setup.names[0], name))
        difference = sentences.difference(row, outcome, t, unit=False)
        verdict = Text(sentences.verdict(row, outcome, t), style=COLOURS.get(row["verdict"], ""))
        table.add_row(Text(outcome.text + sentences.pairs(found, row, t)), *means, difference, verdict)
    return table


def _show_parting(console: Any, found: "Comparison", name: str) -> None:
    """What the differences rest on, where some pairs part and others do not."""
    from rich.padding import Padding
    from rich.text import Text

    from sim.experiments.compare.rests_on import rests_on
    from sim.experiments.outcomes import parse
    from sim.language import translator

    rows = [
        row
        for row in _rows(found)
        if row["scenario"] == name and 0 < row["up"] + row["down"] < row["n"] and not parse(row["outcome"]).is_event
    ]
    if rows:
        console.print()
    for row in rows:
        console.print(Padding(Text(rests_on(found, row, translator("en"))), (0, 0, 0, 2)))


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
