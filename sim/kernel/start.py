"""The state of everything at the start of a replicate, and of the sums at the start of a week."""

from typing import Any

from sim.chance import TRAITS, draw
from sim.kernel.compiled import inlined
from sim.rules import demand, impression, voice


@inlined
def start(layout: Any, world: Any, stream: Any) -> None:
    """Set everything to its state at the start."""
    begin = layout.start
    start_minds(layout, world.minds, stream)
    start_bonds(layout, world.minds, world.bonds)
    world.calendar.away[:] = 0
    world.calendar.role_model[:] = 0.5
    world.market.goodwill[:] = layout.portfolio.goodwill
    for t in range(world.market.resources.size):
        world.market.resources[t] = layout.departments.resources[t]
    world.market.service[0] = begin.service
    world.market.quarter[:] = 0.0
    for d in range(world.tally.influence.size):
        world.tally.influence[d] = layout.departments.say[d]
    world.lives.invited[:] = 0.0
    world.lives.came[:] = 0.0
    world.lives.airtime[:] = 0.0
    world.lives.met[:] = 0.0


@inlined
def start_minds(layout: Any, minds: Any, stream: Any) -> None:
    """What people are, and what they feel and think at the start."""
    begin = layout.start
    departments = layout.departments
    for i in range(minds.ease.size):
        own = layout.people.department[i]
        minds.charisma[i], minds.assertiveness[i], _, _ = draw(stream, 0, TRAITS, i, 0)
        minds.ease[i] = begin.ease
        minds.heard[i] = begin.heard
        for t in range(departments.job_interest.shape[1]):
            minds.interest[i, t] = departments.job_interest[own, t]
        for d in range(departments.topic.size):
            minds.regard[i, d] = begin.own_image if d == own else departments.image[d]


@inlined
def start_bonds(layout: Any, minds: Any, bonds: Any) -> None:
    """What people think of each other at the start."""
    begin = layout.start
    n_departments = layout.departments.topic.size
    for i in range(minds.ease.size):
        for d in range(n_departments):
            run = i * n_departments + d
            for tie in range(layout.ties.first[run], layout.ties.first[run + 1]):
                charisma = minds.charisma[layout.ties.target[tie]]
                cell = layout.ties.cell[tie]
                bonds.visibility[cell] = begin.visibility
                bonds.esteem[cell] = impression.first_impression(minds.regard[i, d], begin.esteem_charisma, charisma)


@inlined
def start_phase(now: Any, people: Any, minds: Any) -> None:
    """What people are under rules that are new: their weight, their insistence, what they show."""
    for i in range(people.group.size):
        rules = now.person[people.group[i]].demand
        minds.weight[i] = voice.weight(now.company.voice, people.rank[i], minds.assertiveness[i])
        minds.insistence[i] = demand.insistence(rules, minds.assertiveness[i])
        minds.shown[i] = impression.performance(
            now.company.impression, minds.charisma[i], rules.strength, minds.assertiveness[i]
        )


@inlined
def start_week(tally: Any, market: Any, calendar: Any) -> None:
    """Clear the week's sums and everybody's calendar."""
    # Element by element: clearing a short array as a slice costs more than the array.
    for d in range(tally.invited.size):
        tally.invited[d] = 0.0
        tally.came[d] = 0.0
        tally.airtime[d] = 0.0
        tally.points[d] = 0.0
        for n in range(4):
            tally.talked[d, n] = 0.0
    for t in range(tally.agenda.size):
        tally.resources[t] = 0.0
        tally.agenda[t] = 0.0
    tally.held[0] = 0.0
    tally.held[1] = 0.0
    for n in range(market.tally.size):
        market.tally[n] = 0.0
    for i in range(calendar.used.size):
        calendar.used[i] = 0
        calendar.slots[i] = 0
