"""The state of everything at the start of a run, and of the sums at the start of a week."""

from typing import Any

from sim.chance import TRAITS
from sim.kernel.compiled import inlined
from sim.kernel.lanes import choose, spread
from sim.kernel.luck import block
from sim.rules import demand, impression, voice


@inlined
def start(layout: Any, world: Any, stream: Any) -> None:
    """Set everything to its state at the start."""
    begin = layout.start
    start_minds(layout, world.minds, stream)
    start_bonds(layout, world.minds, world.bonds)
    market, lives, sheet = world.market, world.lives, world.sheet
    for i in range(lives.met.size):
        world.calendar.away[i] = False
        lives.invited[i] = 0.0
        lives.came[i] = 0.0
        lives.airtime[i] = 0.0
        lives.met[i] = 0.0
        lives.granted[i] = 0.0
        lives.seen[i] = 0.0
        lives.esteemed[i] = 0.0
    for d in range(world.tally.influence.size):
        world.calendar.role_model[d] = 0.5
        world.calendar.peers[d] = 0.5
        world.tally.invited[d] = 0.0
        world.tally.influence[d] = layout.departments.say[d]
        world.tally.accused[d] = 0.0
    for k in range(market.goodwill.size):
        market.goodwill[k] = layout.portfolio.goodwill
        market.ceiling[k] = 1.0
        market.excuses[k] = 0.0
    for t in range(market.resources.size):
        market.resources[t] = layout.departments.resources[t]
    world.calendar.command[0] = 1
    market.service[0] = begin.service
    market.quarter[0] = 0.0
    market.quarter[1] = 0.0
    for m in range(sheet.meetings.shape[0]):
        for column in range(sheet.meetings.shape[1]):
            sheet.meetings[m, column] = 0.0


@inlined
def start_minds(layout: Any, minds: Any, stream: Any) -> None:
    """What people are, and what they feel and think at the start."""
    begin = layout.start
    departments = layout.departments
    for i in range(minds.ease.size):
        own = layout.people.department[i]
        charisma, assertiveness, _, _ = block(stream, spread(0), spread(TRAITS), spread(i), spread(0))
        minds.charisma[i] = impression.trait(layout.people.charisma[i], charisma)
        minds.assertiveness[i] = assertiveness
        minds.ease[i] = begin.ease
        minds.heard[i] = begin.heard
        minds.novelty[i] = 1.0
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
                bonds.visibility[tie] = begin.visibility
                bonds.esteem[tie] = impression.first_impression(minds.regard[i, d], begin.esteem_charisma, charisma)


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
    """Remember who came last week, and clear the week's sums and everybody's calendar."""
    for d in range(tally.invited.size):
        invited = tally.invited[d]
        calendar.peers[d] = choose(invited > 0.0, tally.came[d] / invited, calendar.peers[d])
        tally.invited[d] = 0.0
        tally.came[d] = 0.0
        tally.airtime[d] = 0.0
        tally.points[d] = 0.0
        tally.image[d] = 0.0
        tally.seen[d] = 0.0
        tally.esteemed[d] = 0.0
        for n in range(4):
            tally.talked[4 * d + n] = 0.0
    for t in range(tally.agenda.size):
        tally.resources[t] = 0.0
        tally.agenda[t] = 0.0
        tally.interest[t] = 0.0
    tally.held[0] = 0.0
    tally.held[1] = 0.0
    tally.held[2] = 0.0
    for n in range(market.tally.size):
        market.tally[n] = 0.0
    for i in range(calendar.used.size):
        calendar.used[i] = 0.0
        for slot in range(calendar.busy.shape[1]):
            calendar.busy[i, slot] = False
