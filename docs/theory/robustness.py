"""What becomes of the conclusions when any one of the assumptions is another, as the tables of `robustness.md`.

`python -m docs.theory.robustness` takes some minutes and writes them. With `KEY=VALUE` arguments it starts from other
reference values, and prints the second table only.
"""

from collections.abc import Iterable
from typing import NamedTuple

import click

from docs.theory.changes import CHOICES, Change, Reference, every_change, reference_of
from docs.theory.conclusions import CONCLUSIONS, Told
from docs.theory.firm import Firm
from docs.theory.measured import FOLDER, digest, version, write
from sim.cli.progress import shown
from sim.errors import FlurfunkError
from sim.experiments.progress import Progress, silence
from sim.scenario.mechanisms import PARAMETERS

PAGE = FOLDER / "robustness.md"
REPLICATES = 100
FEWEST = 12  # half of them are six, of which a median has an interval
WORDS = {True: "holds", False: "does not hold", None: "open"}

Answers = list[Told]


class Measured(NamedTuple):
    """Answers to the conclusions at the reference and under every change, and the changes that change nothing."""

    usual: Answers
    changed: dict[Change, Answers]
    unmoved: list[Change]  # parameters that are off or at their bounds
    idle: list[Change]  # parameters of what is off


def answers(firm: Firm) -> Answers:
    """Whether each of the conclusions holds."""
    return [each.holds(firm) for each in CONCLUSIONS]


def measure(firm: Firm, changes: Iterable[Change], progress: Progress = silence) -> Measured:
    """Ask all conclusions again under every change."""
    found = Measured(answers(firm), {}, [], [])
    moving: list[Change] = []
    for change in changes:
        other = firm.under(change)
        (moving if any(other.is_moved(asked) for asked in firm.runs) else found.unmoved).append(change)
    for done, change in enumerate(moving):
        progress("running", done, len(moving))
        other = firm.under(change)
        told = answers(other)
        if other.differs():
            found.changed[change] = told
        else:
            found.idle.append(change)
    progress("running", len(moving), len(moving))
    return found


def asked() -> list[str]:
    """Lines of the table of what is concluded, and how that is decided."""
    lines = [f"| {each.text} | {each.decided} |" for each in CONCLUSIONS]
    return ["| conclusion | holds where |", "|---|---|", *lines]


def table(found: Measured) -> list[str]:
    """Lines of the table: each conclusion, and the changes that turn it or leave it open."""
    lines = ["| conclusion | at the reference | turns in | open in | which |", "|---|---|---|---|---|"]
    for at, (each, usual) in enumerate(zip(CONCLUSIONS, found.usual, strict=True)):
        told = {change: answer[at] for change, answer in found.changed.items()}
        # What is open at the reference turns where it does not hold.
        turned = [change for change, answer in told.items() if answer is (usual is False)]
        is_open = [change for change, answer in told.items() if answer is None]
        # What leaves open what is open anyway says nothing.
        parts = [*listed(turned), *([f"open: {', '.join(listed(is_open))}"] if is_open and usual is not None else [])]
        which = "; ".join(parts)
        lines.append(f"| {each.text} | {WORDS[usual]} | {len(turned)} of {len(told)} | {len(is_open)} | {which} |")
    return lines


def left_out(found: Measured) -> list[str]:
    """Lines on what could not be changed, and on what changes nothing here."""
    both = [key for key in PARAMETERS if sum(each.key == key for each in found.unmoved) > 1]
    single = [each for each in found.unmoved if each.key not in both]
    told = {"Off, so that there is no half of them": [f"`{key}`" for key in both]}
    told |= {"At a bound": listed(single), "Without any effect on these runs": listed(found.idle)}
    return [f"- {what}: {', '.join(which)}" for what, which in told.items() if which]


def listed(changes: Iterable[Change]) -> list[str]:
    """Changes as one writes them, both of a parameter together: `a.b` × 0.5 and × 1.5."""
    told: dict[str, str] = {}
    for each in changes:
        told[each.key] = f"{told[each.key]} and {each.short}" if each.key in told else str(each)
    return list(told.values())


def stamp() -> str:
    """Stand for one run of each, at the reference and under every form: when it changes, the answers may be others."""
    firm = Firm({}, replicates=1)
    firms = [firm, *(firm.under(change) for change in every_change({}) if change.key in CHOICES)]
    for each in firms:
        answers(each)
    return digest(series for each in firms for run in each.runs.values() for series in run)


def page(found: Measured, replicates: int) -> list[str]:
    """Everything between the marks of the page."""
    source = (
        f"Measured with version {version()} of Flurfunk, {replicates} replicates; its runs have the stamp `{stamp()}`."
    )
    return [*asked(), "", *table(found), "", "Left out of the changes:", "", *left_out(found), "", source]


@click.command()
@click.argument("settings", metavar="[KEY=VALUE]...", nargs=-1)
@click.option("--replicates", type=click.IntRange(FEWEST), default=REPLICATES, show_default=True, help="Runs of each.")
def main(settings: tuple[str, ...], replicates: int) -> None:
    """Ask the conclusions of the theory again under every change, and write their page.

    With other reference values, only print the table.
    """
    try:
        reference: Reference = reference_of(settings)
    except FlurfunkError as error:
        raise click.UsageError(str(error)) from error
    with shown(quiet=False, noun="changes") as progress:
        found = measure(Firm(reference, replicates), every_change(reference), progress)
    if settings:
        click.echo("\n".join([*table(found), "", *left_out(found)]))
    else:
        write(PAGE, page(found, replicates))


if __name__ == "__main__":
    main()
