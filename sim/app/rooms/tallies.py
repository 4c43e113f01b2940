"""What a room decided, counted month by month."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sim.app.play.calendar import MONTHS_PER_QUARTER
from sim.app.play.choice import TOLD, Choice, Told

# How often somebody put the meeting first; the bounds are shares of the weeks, the lower one left out.
GROUPS = ("never", "seldom", "often", "always")


class Tally(NamedTuple):
    """Decisions of several people, or of several months.

    `meeting` is the share of weeks in which the meeting went first; `groups` how many people did so never, in up to
    half of the weeks, in more, always. `told` counts the months in which at least one customer was cancelled, by what
    those heard; `demand` is the share of months with demands. Shares are NaN where nobody has decided.
    """

    n_people: int
    meeting: float
    groups: tuple[int, ...]
    told: dict[Told, int]
    demand: float


def tally(decided: Sequence[Sequence[Choice]]) -> Tally:
    """Count the months of several people, those without any left out."""
    people = [each for each in decided if each]
    months = [choice for each in people for choice in each]
    weeks = [first for choice in months for first in choice.meeting_first]
    cancelled = [choice.told for choice in months if any(choice.meeting_first)]
    return Tally(
        len(people),
        _share(weeks),
        tuple([_group(each) for each in people].count(group) for group in GROUPS),
        {each: cancelled.count(each) for each in TOLD},
        _share([choice.demand for choice in months]),
    )


def of_round(decided: Mapping[int, Sequence[Choice]], number: int) -> Tally:
    """Count one round, 1 the first."""
    end = number * MONTHS_PER_QUARTER
    return tally([each[end - MONTHS_PER_QUARTER : end] for each in decided.values()])


def of_game(decided: Mapping[int, Sequence[Choice]]) -> Tally:
    """Count everything."""
    return tally(list(decided.values()))


def _group(months: Sequence[Choice]) -> str:
    share = _share([first for choice in months for first in choice.meeting_first])
    if share in (0.0, 1.0):
        return "always" if share else "never"
    return "seldom" if share <= 0.5 else "often"


def _share(values: Sequence[bool]) -> float:
    return sum(values) / len(values) if values else float("nan")
