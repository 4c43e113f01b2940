"""Customers and money: visits, service, revenue."""

from typing import Any

import numpy as np

from sim.chance import VISITS
from sim.kernel.branches import by_lane
from sim.kernel.choose import best_at_hand, meet
from sim.kernel.compiled import inlined
from sim.kernel.lanes import anybody, choose, spread
from sim.kernel.luck import drawn
from sim.rules import customers, influence, revenue, service
from sim.scenario.schema import HALF_DAYS_PER_WEEK

favour_of = by_lane(service.favour)


@inlined
def favour_owners(now: Any, layout: Any, market: Any, bonds: Any, known_by: Any) -> None:
    """Serve people's customers by the standing that their owners have at the beginning of the week."""
    rules = now.company.service
    first = layout.portfolio.first
    favour = market.favour
    if rules.personal <= 0.0:
        for i in range(favour.size):
            favour[i] = spread(1.0)
        return
    for i in range(favour.size):
        favour[i] = spread(0.0)
    for tie in range(bonds.esteem.size):
        favour[layout.ties.target[tie]] += bonds.visibility[tie] * bonds.esteem[tie]
    granted = spread(0.0)
    n_owners = 0
    for i in range(favour.size):
        if first[i] < first[i + 1]:
            favour[i] = favour[i] / max(1, known_by[i])
            granted += favour[i]
            n_owners += 1
    for i in range(favour.size):
        favour[i] = favour_of(rules, favour[i], granted / max(1, n_owners))


@inlined
def visit_customers(now: Any, portfolio: Any, world: Any) -> None:
    """Half-days left over go to customers."""
    rules = now.company.customers
    calendar = world.calendar
    at_hand = int(HALF_DAYS_PER_WEEK - rules.desk)
    for i in range(world.minds.ease.size):
        if portfolio.first[i] < portfolio.first[i + 1]:
            longing = customers.longing(now.company.forms.customers, world.minds.ease[i])
            own = (portfolio.first[i], portfolio.first[i + 1] - portfolio.first[i], longing)
            free = choose(calendar.away[i], 0.0, at_hand - calendar.used[i])
            for n in range(at_hand):
                is_going = free > n
                if not anybody(is_going):
                    break
                best, _ = best_at_hand(rules, portfolio, world.market.goodwill, own, drawn(now, VISITS, i, n))
                meet(rules, portfolio, world.market, is_going, (i, best))


@inlined
def follow_decisions(now: Any, tally: Any, market: Any, ideal: Any) -> None:
    """Influence and resources follow the week's decisions, if there were any; service follows resources."""
    rules = now.company
    weight = tally.held[1]
    pace = weight / tally.held[2]
    for d in range(tally.influence.size):
        remembered = influence.remember(rules.influence, tally.influence[d], tally.points[d] / weight)
        tally.influence[d] = choose(weight > 0.0, remembered, tally.influence[d])
    to_customers = spread(0.0)
    for t in range(ideal.size):
        committed = service.commit(rules.service, market.resources[t], tally.resources[t] / weight, pace)
        market.resources[t] = choose(weight > 0.0, committed, market.resources[t])
        if ideal[t] > 0.0:
            to_customers += market.resources[t]
    market.service[0] = service.deliver(rules.service, market.service[0], to_customers)


@inlined
def earn(now: Any, market: Any, portfolio: Any) -> Any:
    """Goodwill wanes a little; revenue of the week as a share of the potential, NaN without customers."""
    rules = now.company.customers
    worth = spread(0.0)
    paid = spread(0.0)
    for i in range(market.favour.size):
        served = service.through_owner(market.service[0], market.favour[i])
        for k in range(portfolio.first[i], portfolio.first[i + 1]):
            goodwill = customers.wait(rules, market.goodwill[k])
            market.goodwill[k] = goodwill
            worth += portfolio.weight[k] * goodwill
            paid += revenue.earned(portfolio.weight[k] * goodwill, served)
    if market.goodwill.size == 0:
        market.tally[4] = np.nan
        return spread(np.nan)
    market.tally[4] = worth
    earned = paid if now.company.service.personal > 0.0 else revenue.earned(worth, market.service[0])
    market.quarter[0] += earned
    market.quarter[1] += 1.0
    return earned
