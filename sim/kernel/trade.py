"""Customers and money: visits, service, revenue."""

from typing import Any

from sim.chance import VISITS, draw
from sim.kernel.choose import best_at_hand, meet
from sim.kernel.compiled import inlined
from sim.rules import customers, influence, revenue, service
from sim.scenario.schema import HALF_DAYS_PER_WEEK


@inlined
def visit_customers(now: Any, portfolio: Any, calendar: Any, ease: Any, market: Any) -> None:
    """Half-days left over go to customers; then all goodwill wanes a little."""
    rules = now.company.customers
    at_hand = int(HALF_DAYS_PER_WEEK - rules.desk)
    for i in range(ease.size):
        if portfolio.first[i] < portfolio.first[i + 1] and calendar.away[i] == 0:
            for n in range(at_hand - calendar.used[i]):
                uniforms = draw(now.stream, now.week, VISITS, i, n)
                best, _ = best_at_hand(rules, portfolio, market.goodwill, (i, ease[i]), uniforms)
                meet(rules, portfolio, market, best)
    for k in range(market.goodwill.size):
        market.goodwill[k] = customers.wait(rules, market.goodwill[k])


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
def earn(market: Any, potential: Any) -> float:
    """Revenue of the week as a share of the potential; NaN without customers."""
    worth = 0.0
    total = 0.0
    for k in range(potential.size):
        worth += potential[k] * market.goodwill[k]
        total += potential[k]
    if total <= 0.0:
        market.tally[4] = float("nan")
        return float("nan")
    market.tally[4] = worth / total
    earned = revenue.earned(worth / total, market.service[0])
    market.quarter[0] += earned
    market.quarter[1] += 1.0
    return earned
