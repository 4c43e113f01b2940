"""Rooms made without a database."""

from collections.abc import Mapping, Sequence

import numpy as np

from sim.app.play.calendar import length
from sim.app.play.choice import Choice, Told
from sim.app.play.game import Game
from sim.app.play.stage import Paths
from sim.app.play.standing import Standing
from sim.app.rooms.room import Player, Room
from sim.app.rooms.view import View

ROOM = Room(1, "ABCDEF", "0" * 32, "alibi", 7, True, "en", 1, False, False, 0, 1_700_000_000)


def months(pattern: str, told: Told = "nothing", *, demand: bool = False) -> tuple[Choice, ...]:
    """Months with the meeting first in all weeks (`m`) or in none (`c`)."""
    return tuple(Choice((each == "m",) * length(month), told, demand) for month, each in enumerate(pattern))


def view_of(decided: Mapping[str, Sequence[Choice]], room: Room = ROOM) -> View:
    """Room in which people of these names have decided that."""
    players = tuple(Player(number, 1, number, name) for number, name in enumerate(decided, 1))
    return View(room, players, {number: tuple(each) for number, each in enumerate(decided.values(), 1)})


def judged(game: Game) -> Standing:
    """Stand-in for the simulation: every week with the meeting first lifts the image and lowers revenue."""
    weeks = [first for choice in game.choices for first in choice.meeting_first]
    share = sum(weeks) / len(weeks)
    return Standing(image=share, revenue=1.0 - share / 2)


def other_luck(game: Game, replicates: int, months: int) -> Paths:
    """Stand-in for other luck: outcomes as `judged` tells them, whatever the luck."""
    found = judged(game)
    weeks = sum(length(month) for month in range(months))
    image = np.full((replicates, weeks), found.image)
    return Paths(image, np.full_like(image, found.revenue), np.ones_like(image))
