"""Luck drawn ahead, for eight people or meetings side by side: one of four blocks alone takes as long as eight."""

from typing import Any

import numpy as np

from sim.chance import ATTENDANCE, DATES, EXPLANATION, GOSSIP, LEAVE, draw
from sim.kernel.compiled import inlined
from sim.kernel.lanes import load, numbered, spread, store
from sim.rules.gossip import TALKS_PER_MEETING
from sim.scenario.cells import LANES

# What the luck of a choice is for, in the order of its rows.
PURPOSES = (DATES, ATTENDANCE, EXPLANATION)


@inlined
def signed(index: Any) -> Any:
    """An index as draws want it: together with signed numbers, unsigned ones would make floats."""
    return np.int64(index)


@inlined
def draw_meetings(now: Any, first: int, choices: Any, luck: Any) -> None:
    """Luck of the meetings from `first` on, as many as there are lanes: talk about the absent, and choices."""
    week = spread(now.week)
    for occasion in range(TALKS_PER_MEETING):
        uniforms = draw(now.stream, week, spread(GOSSIP), numbered(first), spread(occasion))
        keep(luck.gossip, 4 * LANES * occasion, uniforms)
    last = choices.first[min(first + LANES, choices.first.size - 1)]
    for at in range(0, last - choices.first[first], LANES):
        who = load(choices.person, choices.first[first] + at)
        where = load(choices.meeting, choices.first[first] + at)
        for n in range(len(PURPOSES)):
            keep(
                luck.choices,
                4 * at + n * luck.choices.shape[1],
                draw(now.stream, week, spread(PURPOSES[n]), who, where),
            )


@inlined
def draw_leave(now: Any, luck: Any) -> None:
    """Everybody's luck of illness and holidays; a block of draws serves four people."""
    for first in range(0, luck.leave.size, 4 * LANES):
        keep(luck.visits, 0, draw(now.stream, spread(now.week), spread(LEAVE), numbered(first // 4), spread(0)))
        for i in range(4 * LANES):
            luck.leave[first + i] = luck.visits[i % 4 * LANES + i // 4]


@inlined
def keep(luck: Any, at: int, uniforms: Any) -> None:
    """Keep four uniform numbers of each lane, all first ones first."""
    one, two, three, four = uniforms
    store(luck, at, one)
    store(luck, at + LANES, two)
    store(luck, at + 2 * LANES, three)
    store(luck, at + 3 * LANES, four)


@inlined
def kept(luck: Any, n: int) -> Any:
    """The four uniform numbers of number `n` of all for whom they were kept."""
    at = n // LANES * 4 * LANES + n % LANES
    return luck[at], luck[at + LANES], luck[at + 2 * LANES], luck[at + 3 * LANES]
