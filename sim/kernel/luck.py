"""Luck drawn ahead, for eight people or meetings side by side: one of four blocks alone takes as long as eight."""

from typing import Any

import numpy as np

from sim.chance import ATTENDANCE, DATES, EXPLANATION, GOSSIP, VISITS, draw
from sim.kernel.compiled import inlined
from sim.kernel.lanes import load, numbered, spread, store
from sim.rules.gossip import TALKS_PER_MEETING
from sim.scenario.cells import LANES


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
        keep(luck.dates, 4 * at, draw(now.stream, week, spread(DATES), who, where))
        choice, _, _, _ = draw(now.stream, week, spread(ATTENDANCE), who, where)
        clash, word, _, _ = draw(now.stream, week, spread(EXPLANATION), who, where)
        store(luck.choice, at, choice)
        store(luck.clash, at, clash)
        store(luck.word, at, word)


@inlined
def draw_visits(now: Any, i: int, first: int, luck: Any) -> None:
    """Luck of a person's visits from number `first` on, as many as there are lanes."""
    keep(luck.visits, 0, draw(now.stream, spread(now.week), spread(VISITS), spread(i), numbered(first)))


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
    """The four uniform numbers of lane `n`, counted through all that was kept."""
    at = n // LANES * 4 * LANES + n % LANES
    return luck[at], luck[at + LANES], luck[at + 2 * LANES], luck[at + 3 * LANES]
