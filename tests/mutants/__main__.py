"""Make mistakes on purpose, one at a time, and see whether the tests notice: `python -m tests.mutants --help`."""

import sys
from collections.abc import Sequence
from fnmatch import fnmatchcase
from typing import NamedTuple

import click

from tests.mutants.generated import generated
from tests.mutants.known import SURVIVORS
from tests.mutants.ledger import LEDGER, Ledger, key, sources
from tests.mutants.mutant import Mutant
from tests.mutants.table import TABLE
from tests.mutants.workshop import BROKEN, KILLED, STOPPED, SURVIVED, Outcome, Workshop, workshop

UNCHANGED = "nothing is changed"


class Found(NamedTuple):
    """A mutant and what became of it."""

    mutant: Mutant
    outcome: Outcome


@click.command()
@click.option("--only", multiple=True, metavar="NAME", help="Mutants of that name; * and ? stand for anything.")
@click.option("--generated", "rules", is_flag=True, help="Instead, every operator, bound and constant of every rule.")
@click.option("--list", "listing", is_flag=True, help="Name the mutants and run nothing.")
@click.option("--limit", default=900.0, show_default=True, help="Seconds for the tests of one mutant.")
def main(only: tuple[str, ...], rules: bool, listing: bool, limit: float) -> None:
    """Make mistakes on purpose, one at a time in a copy of the sources, and see whether the tests notice.

    What was found before with the same sources and tests is not run again; it is kept in build/mutants.jsonl.
    """
    mutants = [each for each in (generated() if rules else TABLE) if _is_wanted(each.name, only)]
    if not mutants:
        raise click.UsageError(f"--only: must name mutants (--list shows them), got {', '.join(only)}")
    if listing:
        for each in mutants:
            click.echo(f"{each.name}\n    {each.breaks}\n    {' '.join(each.tests)}")
        return
    book = Ledger(LEDGER)
    of_sources = sources()
    keys = {
        each.name: key(each, of_sources) for each in mutants
    }  # of what is copied now, whatever is written meanwhile
    found = [Found(each, book.known[keys[each.name]]) for each in mutants if keys[each.name] in book.known]
    todo = [each for each in mutants if keys[each.name] not in book.known]
    _say(f"{len(mutants)} mutants, {len(found)} of them known from before")
    if todo:
        with workshop(limit, until_noticed=rules) as shop:
            _check_unchanged(shop, todo)
            for number, each in enumerate(todo, len(found) + 1):
                outcome = shop.try_out(each)
                book.note(keys[each.name], each.name, outcome)
                found.append(Found(each, outcome))
                _say(f"[{number}/{len(mutants)}] {_line(found[-1])}")
    sys.exit(_tell(found))


def _is_wanted(name: str, only: Sequence[str]) -> bool:
    return not only or any(fnmatchcase(name, each) for each in only)


def _check_unchanged(shop: Workshop, mutants: Sequence[Mutant]) -> None:
    """Tests that fail anyway notice nothing."""
    tests = tuple(dict.fromkeys(test for each in mutants for test in each.tests))
    _say(f"{UNCHANGED}: running {len(tests)} files of tests")
    outcome = shop.run(tests)
    if outcome.state != SURVIVED:
        raise click.ClickException(f"tests fail although {UNCHANGED} ({outcome.state}): {', '.join(outcome.by)}")
    _say(f"{UNCHANGED}: passed in {outcome.seconds:.0f} s")


def _line(found: Found) -> str:
    return f"{found.outcome.state} in {found.outcome.seconds:.1f} s: {found.mutant.name}"


def _tell(found: Sequence[Found]) -> int:
    """What came of it all; 1 where something survives that is not known to, or could not be run."""
    for each in found:
        click.echo(_line(each))
        for test in each.outcome.by:
            click.echo(f"    by {test}")
    alive = [each for each in found if each.outcome.state in (SURVIVED, BROKEN)]
    unknown = [each for each in alive if each.mutant.name not in SURVIVORS]
    killed = [each.mutant.name for each in found if each.outcome.state in (KILLED, STOPPED)]
    click.echo(f"\n{len(killed)} of {len(found)} mutants were noticed.")
    for each in alive:
        reason = SURVIVORS.get(each.mutant.name, each.mutant.breaks)
        click.echo(f"{'NOT NOTICED' if each in unknown else 'known'}: {each.mutant.name}: {reason}")
    for name in killed:
        if name in SURVIVORS:
            click.echo(f"no survivor any more, to be taken from the list: {name}")
    return int(bool(unknown))


def _say(text: str) -> None:
    click.echo(text, err=True)


if __name__ == "__main__":
    main()
