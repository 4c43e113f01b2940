"""What is compared with what, and by which outcomes."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from sim import scenario as scenarios
from sim.errors import ScenarioError
from sim.experiments.capacity import free_memory, in_bytes, refuse_a_company_that_cannot_fit
from sim.experiments.compare.tolerance import Tolerance
from sim.experiments.outcomes import Outcome, check, parse
from sim.experiments.plan import plan
from sim.results import focus
from sim.results.measures import OUTCOMES
from sim.scenario.files import given_path, name_of
from sim.scenario.resolve import Overrides, as_texts
from sim.scenario.schema import Structure

DEFAULT_OUTCOMES = (*(f"{name} in the last quarter" for name in OUTCOMES), "collapse")
MAX_SCENARIOS = 20
BYTES_PER_VALUE = 100  # the value itself, its row in the table of differences, and room to make them


class Changed(NamedTuple):
    """A scenario file with changes of its own."""

    path: Path
    overrides: list[str]


Source = Structure | Path | str | Changed


class Entry(NamedTuple):
    """One of the scenarios under the name by which it is called."""

    name: str
    scenario: Structure
    fingerprint: str


class Setup(NamedTuple):
    """A comparison before it is run; the first entry is the baseline.

    `replicates` are what is run, or the most that may be run where a `precision` is asked for.
    """

    entries: tuple[Entry, ...]
    outcomes: tuple[Outcome, ...]
    replicates: int
    margin: Tolerance
    precision: Tolerance | None

    @property
    def baseline(self) -> Structure:
        """Scenario that the others are compared with."""
        return self.entries[0].scenario

    @property
    def names(self) -> list[str]:
        """Names of all scenarios."""
        return [each.name for each in self.entries]


def entries(sources: Sequence[Source], overrides: Overrides, changes: dict[str, int | None]) -> tuple[Entry, ...]:
    """Load all scenarios, under the baseline's seed and number of replicates.

    Raises
    ------
    ScenarioError
        Where a scenario is wrong, or they cannot be compared.
    """
    if not 2 <= len(sources) <= MAX_SCENARIOS:
        raise ScenarioError(f"scenarios: must be 2..{MAX_SCENARIOS}, the first is the baseline, got {len(sources)}")
    loaded = [_load(each, overrides) for each in sources]
    base = loaded[0][1]
    same = {"seed": base.seed, "replicates": base.replicates} | {k: v for k, v in changes.items() if v is not None}
    planned = [plan(scenario, name, same, "kernel") for name, scenario in loaded]
    found = tuple(
        Entry(name, each.scenario, each.fingerprint)
        for name, each in zip(_apart([each.name for each in planned]), planned, strict=True)
    )
    _refuse_apples_and_pears(found)
    for each in found:
        refuse_a_company_that_cannot_fit(each.scenario)
    return found


def outcomes(texts: Sequence[str], found: Sequence[Entry]) -> tuple[Outcome, ...]:
    """Outcomes by which scenarios are compared, each once.

    Raises
    ------
    ScenarioError
        Where an outcome cannot be measured in every scenario.
    """
    parsed = tuple(dict.fromkeys(parse(each) for each in texts or DEFAULT_OUTCOMES))
    for outcome in parsed:
        for each in found:
            check(outcome, each.scenario)
    return parsed


def refuse_what_cannot_fit(setup: Setup) -> None:
    """Compare what is kept of every replicate with the memory there is.

    Raises
    ------
    ScenarioError
        Where memory is too small.
    """
    wanted = setup.replicates * len(setup.entries) * len(setup.outcomes) * BYTES_PER_VALUE
    free = free_memory()
    if free is not None and wanted > free:
        raise ScenarioError(
            f"replicates: must leave outcomes that fit into memory, got {setup.replicates:,}, "
            f"which take up to {in_bytes(wanted)} where {in_bytes(free)} are free"
        )


def _load(source: Source, overrides: Overrides) -> tuple[str | None, Structure]:
    if isinstance(source, Changed):
        return name_of(source.path), scenarios.load(source.path, tuple(source.overrides))
    if not isinstance(source, Structure):
        path = given_path(source, "scenarios")
        return name_of(path), scenarios.load(path, as_texts(overrides))
    if as_texts(overrides):
        raise ScenarioError("overrides: must go with scenario files, got a scenario that was loaded without them")
    return None, source


def _apart(names: Sequence[str]) -> list[str]:
    """Names that differ: `alibi`, `alibi_2`."""
    found: list[str] = []
    for name in names:
        number = 1
        while (called := name if number == 1 else f"{name}_{number}") in found:
            number += 1
        found.append(called)
    return found


def _refuse_apples_and_pears(found: Sequence[Entry]) -> None:
    first = found[0]
    for each in found[1:]:
        if each.scenario.weeks != first.scenario.weeks:
            weeks = min(each.scenario.weeks, first.scenario.weeks)
            raise ScenarioError(
                f"weeks: must be the same in all scenarios, got {first.scenario.weeks:,} in {first.name} and "
                f"{each.scenario.weeks:,} in {each.name}; --weeks {weeks} runs all of them as long"
            )
        mine, theirs = focus(first.scenario), focus(each.scenario)
        if mine != theirs:
            raise ScenarioError(
                f"focus: must be the same department in all scenarios, got '{mine}' in {first.name} and "
                f"'{theirs}' in {each.name}; --set focus=NAME names one that all have"
            )
