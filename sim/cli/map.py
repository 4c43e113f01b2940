"""`flurfunk map`: a phase diagram over two parameters of a study."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from sim.cli import terminal
from sim.cli.answer import answer, close, fail, reported
from sim.cli.options import Place
from sim.cli.study import GOES_ON, SET, Ended, computed, report_options, stopping, study_options
from sim.experiments.progress import Progress
from sim.language.counted import counted

if TYPE_CHECKING:
    from rich.table import Table

    from sim.experiments.map.phase_map import PhaseMap

PAGE = "map.html"


class Options(NamedTuple):
    """What was asked for on the command line."""

    study: Path
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
@SET
@study_options
@report_options(PAGE)
def map(**options: object) -> None:
    """Draw a phase diagram over the two parameters in section map of STUDY."""
    asked = Options(**options)  # type: ignore[arg-type]
    with stopping(GOES_ON):
        ended = computed(asked, _run, _report)
        answer(asked, ended, _as_json, _show_to_people)
        failed = [f"{point}: {error}" for point, error in ended.found.errors.items()]
        fail(f"{counted(len(failed), 'point')} failed; the map was drawn without what failed:", failed)


def _run(asked: Options, show: Progress) -> "PhaseMap":
    from sim.experiments.map.draw import map as draw

    return draw(
        asked.study, overrides=asked.overrides, out=asked.out, threads=asked.threads, cluster=asked.cluster,
        progress=show,
    )  # fmt: skip


def _report(asked: Options, drawn: "PhaseMap", folder: Path) -> Path:
    from sim.report.studies.map import write

    write(drawn, folder / PAGE, asked.language, _command(asked))
    return folder / PAGE


def _command(asked: Options) -> str:
    """What makes the same again."""
    import shlex

    return shlex.join(["flurfunk", "map", str(asked.study), *(f"--set={each}" for each in asked.overrides)])


def _as_json(ended: Ended["PhaseMap"]) -> dict[str, Any]:
    drawn, warnings = ended.found, ended.found.warnings
    return {
        "study": drawn.origin.name, "path": drawn.path, "report": ended.report,
        "x": drawn.frame.x.key, "y": drawn.frame.y.key, "points": len(drawn.points) // 2,
        "runs": drawn.origin.runs, "computed": drawn.origin.computed, "failed": drawn.errors, "regions": drawn.shares,
        "moving": drawn.moving, "tipping": drawn.lines().to_dict("records"), "trends": drawn.trends.to_dict("records"),
        "warnings": warnings.verdicts if warnings is not None else None, "no_ramp": drawn.no_ramp or None,
    }  # fmt: skip


def _show_to_people(ended: Ended["PhaseMap"]) -> None:
    from rich.text import Text

    from sim.language import translator
    from sim.report.studies import map_words

    console, t, drawn = terminal.console(), translator("en"), ended.found
    origin, frame = drawn.origin, drawn.frame
    points = counted(len(drawn.points) // 2, "point")
    console.print(Text(f"{origin.name}: {frame.x.key} × {frame.y.key}, {points}, {origin.runs:,} runs", style="bold"))
    console.print()
    console.print(Text(f"Where it tips along {frame.x.key}, with 95 % intervals"))
    console.print(_table(drawn))
    console.print()
    for say in (map_words.history, map_words.areas, map_words.stillness, map_words.warning):
        console.print(Text(say(drawn, t)))
    console.print()
    close(ended, reported(ended), also=f", {counted(origin.computed, 'run')} computed")


def _table(drawn: "PhaseMap") -> "Table":
    """Where it tips at a few values of y."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    from sim.experiments.map.phase_map import STARTS
    from sim.language import translator
    from sim.report.studies import map_words

    t = translator("en")
    found = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    found.add_column(Text(drawn.frame.y.key), justify="right")
    for start in STARTS:
        found.add_column(Text(f"from the {start} start"), overflow="fold")
    rows = drawn.lines()
    for y in sorted(rows["y"].unique(), reverse=True):
        own = rows[rows["y"] == y]
        said = [map_words.crossings(own, drawn, start, t) for start in STARTS]
        found.add_row(t.number(float(y), map_words.digits(drawn.frame.y)), *(Text(each) for each in said))
    return found
