"""The quarterly review: blame for a missed plan, credit for a plan exceeded."""

from typing import Any

from sim.kernel.compiled import inlined
from sim.kernel.diary import note
from sim.rules import blame
from sim.rules.blame import WEEKS_PER_REVIEW
from sim.scenario.output import REVIEW


@inlined
def review(now: Any, layout: Any, world: Any, diary: Any) -> None:
    """At the end of a quarter, missing the plan is blamed on those who face the customers."""
    quarter = world.market.quarter
    if (now.week + 1) % WEEKS_PER_REVIEW != 0 or quarter[1] <= 0.0:
        return
    earned = quarter[0] / quarter[1]
    quarter[:] = 0.0
    plan = now.company.revenue.plan
    missed = blame.gap(earned, plan)
    exceeded = blame.surplus(earned, plan)
    for d in range(layout.departments.topic.size):
        if missed > 0.0 and layout.departments.faces_customers[d] == 1:
            accused = blame.accusation(now.company.blame, missed, world.tally.influence[d])
            accuse(layout, d, accused, world.minds, world.bonds.esteem)
            note(diary, (now.week, -1), REVIEW, (-1, d), earned / plan)
    if missed <= 0.0:
        note(diary, (now.week, -1), REVIEW, (-1, -1), earned / plan)
    if exceeded > 0.0:
        credit(now.company.blame, exceeded, world.bonds)


@inlined
def accuse(layout: Any, d: int, accused: float, minds: Any, esteem: Any) -> None:
    """Others esteem the department and its people less, and its people feel it."""
    n_departments = layout.departments.topic.size
    for i in range(minds.ease.size):
        if layout.people.department[i] == d:
            minds.ease[i] = blame.blamed(minds.ease[i], accused)
        else:
            minds.regard[i, d] = blame.blamed(minds.regard[i, d], accused)
            run = i * n_departments + d
            for tie in range(layout.ties.first[run], layout.ties.first[run + 1]):
                cell = layout.ties.cell[tie]
                esteem[cell] = blame.blamed(esteem[cell], accused)


@inlined
def credit(rules: Any, exceeded: float, bonds: Any) -> None:
    """Success raises the esteem for whoever is visible."""
    # Cells that nobody uses stay 0: what is not seen gets no credit.
    for cell in range(bonds.esteem.size):
        bonds.esteem[cell] = blame.credited(rules, bonds.esteem[cell], bonds.visibility[cell], exceeded)
