"""What an address may say about what to watch: the scenario and what is changed in it, seed, week, and about whom."""

from collections.abc import Mapping
from typing import NamedTuple

from sim import chance
from sim.app.explore.link import State, encode, opened, words
from sim.app.library import Library, opening
from sim.errors import ScenarioError
from sim.scenario.rosters import rosters
from sim.scenario.schema import Structure

SCENARIO, SEED, WEEK = "scenario", "seed", "week"
# Seats in meetings of the whole run: a hundred people for two years take twenty-five thousand, and about a second.
MOST_SEATS = 120_000


class Asked(NamedTuple):
    """What is to be watched; weeks are counted from 1. `query` is the least that an address must say to get it."""

    name: str
    scenario: Structure
    seed: int
    week: int | None
    query: dict[str, str]


def asked(query: Mapping[str, str], library: Library) -> Asked:
    """Read an address.

    Raises
    ------
    ScenarioError
        Where it names a scenario that is not offered, or a number that cannot be.
    """
    names = library.names()
    name = query.get(SCENARIO) or opening(names)
    library.base(name)
    # What explore has changed; what a link of ours says besides is none of its words, and left out.
    found = opened({**query, SCENARIO: name}, library)
    scenario = found.scenario
    seed = whole(query, SEED, 0, chance.MAX_SEED)
    seed = scenario.seed if seed is None else seed
    changed = words(encode(State(name, found.state.changes, {})))
    return Asked(name, scenario, seed, whole(query, WEEK, 1, scenario.weeks), {**changed, SEED: str(seed)})


def whole(query: Mapping[str, str], key: str, low: int, high: int) -> int | None:
    """Whole number in an address, or none where it says nothing.

    Raises
    ------
    ScenarioError
        Where it is no whole number between the bounds.
    """
    text = query.get(key, "")
    if not text:
        return None
    # Not int() alone, which also reads blanks, underscores and the digits of other scripts.
    if len(text) <= 10 and text.isascii() and text.isdigit() and low <= int(text) <= high:
        return int(text)
    raise ScenarioError(f"{key}: must be a whole number between {low} and {high}, got {text[:20]!r}")


def is_small_enough(scenario: Structure) -> bool:
    """Whether a run can be written down seat by seat while somebody waits."""
    n_people = sum(each.head + each.lead + each.staff for each in scenario.departments.values())
    if n_people * scenario.weeks > MOST_SEATS:
        return False
    return sum(len(each.seats) / each.every for each in rosters(scenario)) * scenario.weeks <= MOST_SEATS
