"""`flurfunk validate`: every mistake in scenario and study files."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sim.cli.options import Place
from sim.errors import ScenarioError

if TYPE_CHECKING:
    from sim.experiments.study.loading import Study
    from sim.scenario.schema import Structure
    from sim.scenario.variants import Variants


@click.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=Place())
@click.pass_context
def validate(ctx: click.Context, files: tuple[Path, ...]) -> None:
    """Check scenario and study files and list every mistake, one a line, with file and line.

    What is no mistake and yet hardly meant, such as a change that changes nothing, is listed as a warning.
    Ends with 0 if all files are right, else with 2.
    """
    from sim.experiments.study.kind import is_study
    from sim.experiments.study.loading import load_study
    from sim.scenario.check import MAX_PROBLEMS
    from sim.scenario.tree import one_line
    from sim.scenario.variants import Variants

    is_wrong = False
    for file in files:
        try:
            summary, doubtful = _study(load_study(file)) if is_study(file) else _scenario(Variants.of(file))
            click.echo(f"{one_line(str(file))}: ok, {summary}")
            for each in doubtful:
                click.echo(f"warning: {each}", err=True)
        except ScenarioError as error:
            is_wrong = True
            for problem in error.problems:
                click.echo(f"error: {problem}", err=True)
            if len(error.problems) == MAX_PROBLEMS:
                click.echo(f"error: {one_line(str(file))}: only the first {MAX_PROBLEMS} mistakes are listed", err=True)
    if is_wrong:
        ctx.exit(ScenarioError.exit_code)


def _scenario(variants: "Variants") -> tuple[str, list[str]]:
    """What a scenario holds, and what in it is hardly meant."""
    from sim.scenario.doubts import doubts, lines

    return _summary(variants.base), lines(doubts(variants.base), variants.source.tree)


def _study(study: "Study") -> tuple[str, list[str]]:
    """What a study holds, and what in its scenario is hardly meant; its map must be one that can be drawn."""
    from sim.experiments.map.axes import Told, frame
    from sim.scenario.doubts import doubts, lines

    if study.map is not None:
        frame(Told(study.map, study.parameters, study.variants, study.replicates, study.place))
    return _summary_of_study(study), lines(doubts(study.variants.base), study.variants.source.tree)


def _summary(scenario: "Structure") -> str:
    people = sum(each.staff + each.lead + each.head for each in scenario.departments.values())
    counts = [
        _counted(people, "person", "people"),
        _counted(len(scenario.departments), "department", "departments"),
        _counted(len(scenario.meetings), "meeting", "meetings"),
        _counted(len(scenario.interventions), "intervention", "interventions"),
        *([_counted(len(scenario.orders), "order", "orders")] if scenario.orders else []),
        _counted(scenario.weeks, "week", "weeks"),
    ]
    return ", ".join(counts)


def _summary_of_study(study: "Study") -> str:
    from sim.experiments.study.design import size

    points = size(study.design, study.parameters)
    counts = [
        _counted(len(study.parameters), "parameter", "parameters"),
        f"{_counted(points, 'point', 'points')} of a {study.design.method} design",
        _counted(study.replicates, "replicate", "replicates"),
        _counted(len(study.outcomes), "outcome", "outcomes"),
    ]
    return ", ".join(counts)


def _counted(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
