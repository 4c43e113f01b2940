"""The quarterly review: blame for a missed plan, credit for a plan exceeded."""

from typing import Any

from sim.kernel.compiled import inlined
from sim.kernel.diary import note
from sim.kernel.lanes import anybody, spread
from sim.rules import blame
from sim.rules.blame import WEEKS_PER_REVIEW
from sim.scenario.output import REVIEW


@inlined
def review(now: Any, layout: Any, world: Any, diary: Any) -> None:
    """At the end of a quarter, missing the plan is blamed on those whom one blames for that."""
    quarter = world.market.quarter
    if (now.week + 1) % WEEKS_PER_REVIEW != 0 or world.market.goodwill.size == 0:
        return
    earned = quarter[0] / quarter[1]
    quarter[0] = 0.0
    quarter[1] = 0.0
    plan = now.company.revenue.plan
    missed = blame.gap(earned, plan)
    exceeded = blame.surplus(earned, plan)
    for d in range(layout.departments.topic.size):
        if layout.departments.blamed[d] == 1:
            # Where nothing was missed nobody is accused, which leaves everything as it is.
            accused = blame.accusation(now.company.blame, missed, world.tally.influence[d])
            world.tally.accused[d] = accused
            accuse(now.company.blame, layout, (d, accused), world.minds, world.bonds.esteem)
            note(diary, missed > 0.0, (now.week, -1), (REVIEW, earned / plan), (-1, d))
    note(diary, ~(missed > 0.0), (now.week, -1), (REVIEW, earned / plan), (-1, -1))
    if anybody(exceeded > 0.0):
        praise(now.company.blame, layout, exceeded, world.minds.regard, world.bonds)


@inlined
def accuse(rules: Any, layout: Any, what: Any, minds: Any, esteem: Any) -> None:
    """Others esteem the department of `what` = (department, accused) and its people less, and its people feel it."""
    d, accused = what
    n_departments = layout.departments.topic.size
    for i in range(minds.ease.size):
        if layout.people.department[i] == d:
            minds.ease[i] = blame.unsettled(rules, minds.ease[i], accused)
        else:
            minds.regard[i, d] = blame.blamed(minds.regard[i, d], accused)
            run = i * n_departments + d
            for tie in range(layout.ties.first[run], layout.ties.first[run + 1]):
                esteem[tie] = blame.blamed(esteem[tie], accused)


@inlined
def praise(rules: Any, layout: Any, exceeded: Any, regard: Any, bonds: Any) -> None:
    """Everybody esteems whoever is visible more, and their departments."""
    n_departments = layout.departments.topic.size
    for i in range(layout.people.department.size):
        for d in range(n_departments):
            run = i * n_departments + d
            first, last = layout.ties.first[run], layout.ties.first[run + 1]
            seen = spread(0.0)
            for tie in range(first, last):
                esteem = bonds.esteem[tie]
                bonds.esteem[tie] = blame.credited(rules, esteem, bonds.visibility[tie], exceeded)
                seen += bonds.visibility[tie]
            if first < last:
                regard[i, d] = blame.shared(rules, regard[i, d], seen / (last - first), exceeded)
