"""The choice between the meeting and the best customer at hand, and what it does to that customer."""

from typing import Any

from sim.chance import ATTENDANCE, DATES, DISCOVERY, EXPLANATION, HYBRID, pick
from sim.kernel.branches import by_lane
from sim.kernel.compiled import inlined
from sim.kernel.decide import comes
from sim.kernel.diary import note
from sim.kernel.lanes import anybody, choose, put, spread, take
from sim.kernel.luck import drawn, number
from sim.rules import (
    allocation,
    attendance,
    customers,
    explanation,
    hybrid,
    importance,
    peers,
    preaching,
    ritual,
    service,
)  # fmt: skip
from sim.rules.customers import CUSTOMERS_AT_HAND
from sim.scenario.commands import FREE, THERE
from sim.scenario.output import AWAY, CANCELLED, LINKED

presence_by_video = by_lane(hybrid.presence)
kind = by_lane(explanation.kind)
loss = by_lane(explanation.loss)
owed = by_lane(explanation.owed)
proof = by_lane(explanation.proof)
is_made_good = by_lane(explanation.is_made_good)


@inlined
def decide(now: Any, session: Any, who: Any, layout: Any, world: Any, diary: Any) -> Any:
    """Presence of `who` = (person with customers, where free, order): 0, what a video link is worth, or 1."""
    i, is_free, order = who
    rules = now.person[session.block + layout.people.group[i]]
    ease = world.minds.ease[i]
    luck = drawn(now, DATES, i, session.number)
    longing = customers.longing(now.company.forms.customers, ease)
    own = (layout.portfolio.first[i] + order.first, order.n_customers, longing)
    best, appeal = best_at_hand(now.company.customers, layout.portfolio, world.market.goodwill, own, luck)
    role_model = world.calendar.role_model[layout.people.department[i]]
    deterrence = ritual.deterrence(session.rules.ritual)
    here = attendance.comes_to_meeting(rules.attendance, ease, world.minds.heard[i], role_model, deterrence)
    at_stake = allocation.decided(session.rules.allocation, ritual.substance(session.rules.ritual), 0.0)
    here = here + importance.draw(rules.importance, at_stake, session.rules.allocation.announced, world.minds.heard[i])
    here = here + peers.draw(rules.peers, world.calendar.peers[layout.people.department[i]])
    excused = preaching.licence(rules.preaching, world.minds.novelty[i])
    there = attendance.goes_to_customer(rules.attendance, appeal, excused)
    uniform, _, _, _ = drawn(now, ATTENDANCE, i, session.number)
    is_coming = is_free & comes(uniform, here, there)
    if order.place != FREE:
        is_coming = is_free & (order.place == THERE)
    is_going = is_free & ~is_coming
    where = (now.week, session.number)
    presence = number(is_coming)
    if anybody(is_coming):
        clash, word, _, _ = drawn(now, EXPLANATION, i, session.number)
        cancels = is_coming & ((clash < rules.explanation.clash) | (order.cancels == 1))
        if anybody(cancels):
            told = kind(rules.explanation, word) if order.told < 0 else spread(order.told)
            cancel(rules.explanation, world, cancels, best, told)
            note(diary, cancels, where, (CANCELLED, told), (i, best))
            is_excuse = cancels & (told == explanation.EXTERNAL_CONSTRAINT)
            if rules.explanation.discovery > 0.0 and anybody(is_excuse):
                luck, _, _, _ = drawn(now, DISCOVERY, i, session.number)
                see_through(rules.explanation, world.market, is_excuse, best, luck)
    if anybody(is_going):
        world.calendar.used[i] += number(is_going)
        meet(now.company.customers, layout.portfolio, world.market, is_going, (i, best))
        note(diary, is_going, where, (AWAY, take(layout.portfolio.rank, best)), (i, best))
        if session.rules.hybrid.share > 0.0 and order.place == FREE:
            link, _, _, _ = drawn(now, HYBRID, i, session.number)
            linked = choose(is_going, presence_by_video(session.rules.hybrid, link), 0.0)
            note(diary, linked > 0.0, where, (LINKED, linked), (i, best))
            presence = presence + linked
    return presence


@inlined
def best_at_hand(rules: Any, portfolio: Any, goodwill: Any, own: Any, uniforms: Any) -> Any:
    """The most appealing of a few customers of `own` = (the first, how many, longing for comfort), and its appeal."""
    first, n_customers, longing = own
    best = spread(first)
    most = spread(-1.0)
    for n in range(CUSTOMERS_AT_HAND):
        k = first + pick(uniforms[n], n_customers)
        potential, comfort = take(portfolio.potential, k), take(portfolio.comfort, k)
        pull = customers.appeal(rules, potential, take(goodwill, k), comfort, longing)
        best = choose(pull > most, k, best)
        most = max(most, pull)
    return best, most


@inlined
def meet(rules: Any, portfolio: Any, market: Any, is_going: Any, who: Any) -> None:
    """Let `who` = (person, customer) meet."""
    i, k = who
    goodwill = take(market.goodwill, k)
    served = service.through_owner(market.service[0], market.favour[i])
    visited = customers.visit(rules, goodwill, served, take(market.ceiling, k))
    put(market.goodwill, k, choose(is_going, visited, goodwill))
    market.tally[0] += number(is_going)
    market.tally[1] += number(is_going & (take(portfolio.rank, k) == portfolio.last_class))


@inlined
def cancel(rules: Any, world: Any, cancels: Any, k: Any, told: Any) -> None:
    """Cancel a customer's date for the meeting, with those words."""
    market, dates = world.market, world.dates
    goodwill = take(market.goodwill, k)
    lost = choose(cancels, loss(rules, goodwill, told), 0.0)
    put(market.goodwill, k, goodwill - lost)
    at = dates.n[0]
    dates.customer[at] = k
    dates.told[at] = told
    dates.owed[at] = owed(rules, told, lost)
    dates.proof[at] = choose(cancels, proof(rules, told), 0.0)
    dates.n[0] = at + 1
    put(market.excuses, k, take(market.excuses, k) + number(cancels & (told == explanation.EXTERNAL_CONSTRAINT)))
    market.tally[2] += number(cancels)
    market.tally[3] += number(cancels & (told != explanation.NONE))


@inlined
def see_through(rules: Any, market: Any, is_excuse: Any, k: Any, uniform: Any) -> None:
    """Find out some of the excuses just told, the sooner the more this customer has heard."""
    is_found_out = is_excuse & (uniform < explanation.chance_found_out(rules, take(market.excuses, k)))
    goodwill, ceiling = take(market.goodwill, k), take(market.ceiling, k)
    put(market.goodwill, k, choose(is_found_out, explanation.deceived(rules, goodwill), goodwill))
    put(market.ceiling, k, choose(is_found_out, explanation.scarred(rules, ceiling), ceiling))


@inlined
def make_good(session: Any, agenda: Any, ideal: Any, dates: Any, market: Any) -> None:
    """Where customers got their fair share, explained cancellations are forgiven."""
    got = spread(0.0)
    fair = 0.0
    for t in range(ideal.size):
        if ideal[t] > 0.0:
            got += agenda[t]
            fair += session.workload[t]
    for n in range(dates.n[0]):
        k = dates.customer[n]
        goodwill = take(market.goodwill, k)
        forgiven = explanation.make_good(goodwill, dates.owed[n], dates.proof[n], take(market.ceiling, k))
        put(market.goodwill, k, choose(is_made_good(dates.told[n], got, fair), forgiven, goodwill))
