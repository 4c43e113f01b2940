"""`flurfunk map`: a phase diagram over two parameters of a study."""

import json
import math
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from sim.cli.options import Place
from sim.cli.study import LANGUAGE, refuse_both, stopping, study_options

if TYPE_CHECKING:
    import pandas as pd
    from rich.table import Table

    from sim.experiments.map.phase_map import PhaseMap

FAILED = 1
MOST_SHOWN = 5
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
@click.option("--set", "overrides", multiple=True, metavar="KEY=VALUE", help="Change the scenario; may be repeated.")
@study_options
@LANGUAGE
@click.option("--report/--no-report", default=True, help="Write map.html beside the tables.")
@click.pass_context
def map(context: click.Context, /, **options: object) -> None:
    """Draw a phase diagram over the two parameters in section map of STUDY."""
    asked = Options(**options)  # type: ignore[arg-type]
    began = time.perf_counter()
    with stopping("stopped: the same command goes on where this one was"):
        drawn, page = _run(asked)
        _show(asked, drawn, page, time.perf_counter() - began)
        if drawn.errors:
            context.exit(FAILED)


def _run(asked: Options) -> tuple["PhaseMap", Path | None]:
    from sim.cli.progress import shown
    from sim.experiments.map.draw import map as draw

    refuse_both(asked.quiet, asked.as_json)
    with shown(quiet=asked.quiet or asked.as_json, noun="runs") as show:
        drawn = draw(
            asked.study, overrides=asked.overrides, out=asked.out, threads=asked.threads, cluster=asked.cluster,
            progress=show,
        )  # fmt: skip
        if not asked.report or drawn.path is None:
            return drawn, None
        show("reporting", 0, 0)
        from sim.report.studies.map import write

        page = drawn.path / PAGE
        write(drawn, page, asked.language, _command(asked))
        return drawn, page


def _command(asked: Options) -> str:
    import shlex

    return shlex.join(["flurfunk", "map", str(asked.study), *(f"--set={each}" for each in asked.overrides)])


def _show(asked: Options, drawn: "PhaseMap", page: Path | None, seconds: float) -> None:
    if asked.as_json:
        click.echo(json.dumps(_as_json(drawn, page, seconds)))
    elif asked.quiet:
        click.echo(drawn.path)
    else:
        _show_to_people(drawn, page, seconds)


def _as_json(drawn: "PhaseMap", page: Path | None, seconds: float) -> dict[str, Any]:
    warnings = drawn.warnings
    return {
        "study": drawn.origin.name, "path": str(drawn.path), "report": str(page) if page else None,
        "x": drawn.frame.x.key, "y": drawn.frame.y.key, "points": len(drawn.points) // 2,
        "runs": drawn.origin.runs, "computed": drawn.origin.computed, "failed": drawn.errors,
        "regions": drawn.shares, "moving": drawn.moving, "tipping": _rows(drawn.lines()), "trends": _rows(drawn.trends),
        "warnings": warnings.verdicts if warnings is not None else None, "no_ramp": drawn.no_ramp or None,
        "seconds": round(seconds, 3),
    }  # fmt: skip


def _rows(table: "pd.DataFrame") -> list[dict[str, Any]]:
    """Rows as JSON can say them: an end that lies beyond the map has no number."""
    return [{str(key): _finite(value) for key, value in row.items()} for row in table.to_dict("records")]


def _finite(value: Any) -> Any:
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _show_to_people(drawn: "PhaseMap", page: Path | None, seconds: float) -> None:
    from rich.console import Console
    from rich.text import Text

    from sim.language import translator
    from sim.report.studies import map_words

    console, t = Console(highlight=False), translator("en")
    origin, frame = drawn.origin, drawn.frame
    points = f"{len(drawn.points) // 2:,} points"
    console.print(Text(f"{origin.name}: {frame.x.key} × {frame.y.key}, {points}, {origin.runs:,} runs", style="bold"))
    console.print()
    console.print(Text(f"Where it tips along {frame.x.key}, with 95 % intervals"))
    console.print(_table(drawn))
    console.print()
    for say in (map_words.history, map_words.areas, map_words.stillness, map_words.warning):
        console.print(Text(say(drawn, t)))
    console.print()
    click.echo(f"Results  {drawn.path}")
    click.echo(f"Report   {page or 'none, as asked for'}")
    click.echo(f"Time     {seconds:,.1f} s, {origin.computed:,} runs computed")
    _show_failed(drawn)


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


def _show_failed(drawn: "PhaseMap") -> None:
    if not drawn.errors:
        return
    click.echo(f"{len(drawn.errors):,} points failed; the map was drawn without them:", err=True)
    for point, error in list(drawn.errors.items())[:MOST_SHOWN]:
        click.echo(f"  {point}: {error}", err=True)
