"""`flurfunk sensitivity`: which parameters of a study matter."""

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from sim.cli import terminal
from sim.cli.answer import answer, close, fail, reported
from sim.cli.options import Number, Place, Whole
from sim.cli.study import GOES_ON, SET, Ended, computed, report_options, stopping, study_options
from sim.experiments.progress import Progress
from sim.language.counted import counted

if TYPE_CHECKING:
    from rich.table import Table

    from sim.experiments.sensitivity.finding import Finding
    from sim.experiments.sensitivity.result import Sensitivity

PAGE = "sensitivity.html"


class Options(NamedTuple):
    """What was asked for on the command line."""

    study: Path
    method: str
    outcomes: tuple[str, ...]
    samples: int | None
    trajectories: int | None
    replicates: int | None
    overrides: tuple[str, ...]
    out: Path
    threads: int | None
    cluster: str | None
    quiet: bool
    as_json: bool
    language: str
    report: bool


@click.command()
@click.argument("study", type=Place())
@click.option(
    "--method",
    type=click.Choice(["all", "sobol", "morris", "pawn"]),
    default="all",
    show_default=True,
    help="Shares of variance, elementary effects, distances of distributions, or all.",
)
@click.option("--outcome", "outcomes", multiple=True, metavar="NAME", help="Analyse this one only; may be repeated.")
@click.option("--samples", type=Whole(), help="Base samples of Sobol's indices; as in the study if left out.")
@click.option("--trajectories", type=Whole(), help="Trajectories of Morris; as in the study if left out.")
@click.option("--replicates", type=Number(), help="Runs of every point; the study's own number if left out.")
@SET
@study_options
@report_options(PAGE)
def sensitivity(**options: object) -> None:
    """Say which parameters of STUDY matter for its outcomes, and how sure that is."""
    asked = Options(**options)  # type: ignore[arg-type]
    with stopping(GOES_ON):
        ended = computed(asked, _run, _report)
        answer(asked, ended, _as_json, _show_to_people)
        errors = ended.found.errors
        fail(f"{counted(len(errors), 'point')} failed; blocks with failed points were left out:", errors)


def _run(asked: Options, show: Progress) -> "Sensitivity":
    from sim.experiments.sensitivity.run import sensitivity as analyse

    return analyse(
        asked.study, method=asked.method, outcomes=asked.outcomes, samples=asked.samples,
        trajectories=asked.trajectories, replicates=asked.replicates, overrides=asked.overrides,
        threads=asked.threads, cluster=asked.cluster, out=asked.out, progress=show,
    )  # fmt: skip


def _report(asked: Options, found: "Sensitivity", folder: Path) -> Path:
    from sim.report.studies.sensitivity.page import write

    write(found, folder / PAGE, asked.language, _command(asked))
    return folder / PAGE


def _command(asked: Options) -> str:
    """What makes the same again."""
    numbers = {"samples": asked.samples, "trajectories": asked.trajectories, "replicates": asked.replicates}
    said = [f"--method={asked.method}"] if asked.method != "all" else []
    said += [f"--outcome={each}" for each in asked.outcomes]
    said += [f"--{name}={value}" for name, value in numbers.items() if value is not None]
    said += [f"--set={each}" for each in asked.overrides]
    return shlex.join(["flurfunk", "sensitivity", str(asked.study), *said])


def _as_json(ended: Ended["Sensitivity"]) -> dict[str, Any]:
    found = ended.found
    outcomes = {
        each.name: {"text": each.outcome.text, "state": each.state, "censored": each.censored, "missing": each.missing}
        for each in found.findings.values()
    }
    return {
        "study": found.study.name, "path": found.path, "report": ended.report, **found.counts,
        "left_out": found.left_out, "outcomes": outcomes,
        "verdicts": found.verdicts().to_dict("records"), "indices": found.indices.to_dict("records"),
        "errors": found.errors,
    }  # fmt: skip


def _show_to_people(ended: Ended["Sensitivity"]) -> None:
    from rich.text import Text

    from sim.language import translator
    from sim.report.studies.sensitivity import words

    console, t, found = terminal.console(), translator("en"), ended.found
    counts = found.counts
    head = f"{found.study.name}: {counted(len(found.parameters), 'parameter')}, {counted(counts['points'], 'point')}"
    console.print(Text(f"{head}, {counted(counts['replicates'], 'replicate')} each", style="bold"))
    for each in found.findings.values():
        console.print()
        console.print(Text(words.outcome(each, found.study.variants.base, t), style="bold"))
        if each.leading is None:
            console.print(Text(words.nothing(each, t)))
        else:
            console.print(_table(found, each))
        for note in [*words.notes(each, found.parameters, t), *_closer(each)]:
            console.print(Text(note))
    for limit in words.limits(found, t):
        console.print()
        console.print(Text(limit))
    console.print()
    close(ended, reported(ended), also=f", {counts['computed']:,} of {counts['runs']:,} runs computed now")


def _table(found: "Sensitivity", each: "Finding") -> "Table":
    """Parameters by importance, with the index that the verdict is by."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    from sim.experiments.sensitivity.verdict import OPEN
    from sim.language import translator
    from sim.report.studies.sensitivity import words

    t = translator("en")
    method, leading = each.method or "", each.leading
    assert leading is not None  # as it is asked for
    heading = {"sobol": "Total (95 %)", "morris": "Effect (95 %)", "pawn": "PAWN (95 %)"}[method]
    shown = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    shown.add_column("Parameter", overflow="fold", max_width=28)
    for name in (heading, *(["Alone"] if each.sobol else [])):
        shown.add_column(name, justify="right", no_wrap=True)
    shown.add_column("Verdict", overflow="fold")
    for at in words.order(each):
        told = each.judgement(at)
        assert told is not None
        first = [words.short(each.sobol.first, at, t)] if each.sobol else []
        verdict = Text(words.verdict(told, method, t) if told.word == OPEN else words.word(told, t))
        shown.add_row(Text(found.parameters[at]), words.short(leading, at, t), *first, verdict)
    return shown


def _closer(each: "Finding") -> list[str]:
    """What it would take to know all total indices well."""
    from sim.experiments.sensitivity.verdict import MOST, PRECISION

    if not each.sobol:
        return []
    told = [judged for at in range(each.sobol.total.value.size) if (judged := each.judgement(at)) is not None]
    samples, replicates = max(judged.more_blocks for judged in told), max(judged.more_replicates for judged in told)
    if not max(samples, replicates) or max(samples, replicates) >= MOST:
        return []
    options = [f"--samples {each.sobol.samples + samples}"] if samples else []
    options += [f"--replicates {each.replicates + replicates}"] if replicates else []
    return [f"For ± {PRECISION} everywhere: about {' '.join(options)}; what is computed is not computed again."]
