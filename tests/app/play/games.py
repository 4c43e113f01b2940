"""Games to test with."""

from sim.app.play.calendar import MONTHS, length
from sim.app.play.choice import Choice, Told
from sim.app.play.game import Game


def steady(pattern: str, months: int = MONTHS, told: Told = "nothing", *, demand: bool = False) -> tuple[Choice, ...]:
    """Choices that repeat a pattern of `m` (the meeting first) and `c` (the customer first) week by week."""
    found, week = [], 0
    for month in range(months):
        weeks = tuple(pattern[(week + n) % len(pattern)] == "m" for n in range(length(month)))
        found.append(Choice(weeks, told, demand))
        week += length(month)
    return tuple(found)


def game(pattern: str, months: int = MONTHS, seed: int = 7, scenario: str = "alibi") -> Game:
    """Game of such choices."""
    return Game(scenario, seed, steady(pattern, months))
