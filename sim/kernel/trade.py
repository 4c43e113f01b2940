"""Customers and money: visits, service, revenue."""

from typing import Any

import numpy as np

from sim.chance import VISITS, draw
from sim.kernel.choose import best_at_hand, meet
from sim.kernel.compiled import inlined
from sim.kernel.lanes import numbered, spread
from sim.kernel.luck import keep, kept
from sim.rules import customers, influence, revenue, service
from sim.scenario.cells import LANES
from sim.scenario.schema import HALF_DAYS_PER_WEEK


@inlined
def visit_customers(now: Any, portfolio: Any, world: Any) -> None:
    """Half-days left over go to customers."""
    rules = now.company.customers
    calendar = world.calendar
    ease = world.minds.ease
    luck = world.luck.visits
    at_hand = int(HALF_DAYS_PER_WEEK - rules.desk)
    for i in range(ease.size):
        if portfolio.first[i] < portfolio.first[i + 1] and calendar.away[i] == 0:
            for n in range(at_hand - calendar.used[i]):
                if n % LANES == 0:
                    keep(luck, 0, draw(now.stream, spread(now.week), spread(VISITS), spread(i), numbered(n)))
                uniforms = kept(luck, n % LANES)
                best, _ = best_at_hand(rules, portfolio, world.market.goodwill, (i, ease[i]), uniforms)
                meet(rules, portfolio, world.market, best)


@inlined
def follow_decisions(now: Any, tally: Any, market: Any, ideal: Any) -> None:
    """Influence and resources follow the week's decisions, if there were any; service follows resources."""
    rules = now.company
    decided = tally.held[1]
    to_customers = 0.0
    if decided > 0.0:
        for d in range(tally.influence.size):
            tally.influence[d] = influence.remember(rules.influence, tally.influence[d], tally.points[d] / decided)
    for t in range(ideal.size):
        if decided > 0.0:
            market.resources[t] = service.commit(rules.service, market.resources[t], tally.resources[t] / decided)
        if ideal[t] > 0.0:
            to_customers += market.resources[t]
    market.service[0] = service.deliver(rules.service, market.service[0], to_customers)


@inlined
def earn(now: Any, market: Any, portfolio: Any) -> float:
    """Goodwill wanes a little; revenue of the week as a share of the potential, NaN without customers."""
    rules = now.company.customers
    worth = 0.0
    for k in range(market.goodwill.size):
        goodwill = customers.wait(rules, market.goodwill[k])
        market.goodwill[k] = goodwill
        worth += portfolio.weight[k] * goodwill
    market.tally[4] = worth if market.goodwill.size > 0 else np.nan
    if market.goodwill.size == 0:
        return np.nan
    earned = revenue.earned(worth, market.service[0])
    market.quarter[0] += earned
    market.quarter[1] += 1.0
    return earned
