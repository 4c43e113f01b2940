"""A game is a scenario and a list of decisions, nothing else.

Decisions become interventions of the scenario, so that the theory's own mechanisms make the consequences, and a game
can be written as a scenario file and run by the command line.
"""

from typing import NamedTuple

from sim.app.play.calendar import MONTHS, WEEKS, length, weeks_before
from sim.app.play.choice import Choice, decode, encode, stretched
from sim.app.play.interventions import interventions
from sim.errors import ScenarioError
from sim.results import focus
from sim.scenario.schema import Structure
from sim.scenario.variants import Variants

__all__ = ["Choice", "Game", "decode", "encode", "filled", "is_playable", "scenario_of"]

MOST_PEOPLE = 1_000  # of a company that is simulated anew with every click
MOST_INTERVENTIONS = 20  # of the scenario's own, beside those of the game


class Game(NamedTuple):
    """A scenario by its name, the seed of its luck, and the choices of the months so far."""

    scenario: str
    seed: int
    choices: tuple[Choice, ...] = ()


def is_playable(scenario: Structure) -> bool:
    """Whether there is somebody to play: a department with customers that sits in meetings with others."""
    own = focus(scenario)
    people = sum(each.head + each.lead + each.staff for each in scenario.departments.values())
    privilege = getattr(scenario, "privilege", None)
    return (
        scenario.departments[own].faces_customers
        and scenario.portfolio.customers_per_person > 0
        and any(own in each.roster and len(each.roster) > 1 for each in scenario.meetings.values())
        and people <= MOST_PEOPLE
        and len(scenario.interventions) <= MOST_INTERVENTIONS
        # Whoever may skip meetings just because they can does not follow the player's decisions.
        and (privilege is None or privilege.share == 0.0)
    )


def filled(choices: tuple[Choice, ...], months: int) -> tuple[Choice, ...]:
    """Choices of so many months: those not decided are like the last one decided; none where none was."""
    missing = range(len(choices), months) if choices else range(0)
    return (*choices[:months], *(stretched(choices[-1], month) for month in missing))


def scenario_of(game: Game, variants: Variants, months: int = MONTHS) -> Structure:
    """Scenario of the first `months` of a game: months not yet decided continue with the last decision.

    Without any decision it is the scenario as its file has it, with the game's seed and length.

    Raises
    ------
    ScenarioError
        Where the scenario cannot be played, or a month is decided for other weeks than it has.
    """
    base = variants.base
    if not is_playable(base):
        raise ScenarioError(f"scenario: must be one that can be played, got {game.scenario!r}")
    choices = filled(game.choices, months)
    for month, choice in enumerate(choices):
        if len(choice.meeting_first) != length(month):
            weeks = len(choice.meeting_first)
            raise ScenarioError(f"choices: month {month + 1} must have {length(month)} weeks, got {weeks}")
    decided = interventions(choices, focus(base))
    changes = {
        "weeks": min(WEEKS, max(1, weeks_before(months))),
        "seed": game.seed,
        "interventions": {**base.interventions, **decided},
    }
    return base.model_copy(update=changes)
