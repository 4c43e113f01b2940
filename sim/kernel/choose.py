"""The choice between the meeting and the best customer at hand, and what it does to that customer."""

from typing import Any

import numpy as np

from sim.chance import HYBRID, draw, pick
from sim.kernel.compiled import inlined
from sim.kernel.decide import comes
from sim.kernel.diary import note
from sim.kernel.luck import kept, signed
from sim.rules import attendance, customers, explanation, hybrid, preaching, ritual
from sim.rules.customers import CUSTOMERS_AT_HAND
from sim.scenario.output import AWAY, CANCELLED, LINKED


@inlined
def choose(now: Any, session: Any, who: Any, layout: Any, world: Any, diary: Any) -> float:
    """Presence of `who` = (person with customers, number of the choice): 0, what a video link is worth, or 1."""
    i, n = who
    luck = world.luck.choices
    rules = now.person[layout.people.group[i]]
    ease = world.minds.ease[i]
    best, appeal = best_at_hand(
        now.company.customers, layout.portfolio, world.market.goodwill, (i, ease), kept(luck[0], n)
    )
    role_model = world.calendar.role_model[layout.people.department[i]]
    deterrence = ritual.deterrence(session.rules.ritual)
    here = attendance.comes_to_meeting(rules.attendance, ease, world.minds.heard[i], role_model, deterrence)
    there = attendance.goes_to_customer(rules.attendance, appeal, preaching.licence(rules.preaching))
    uniform, _, _, _ = kept(luck[1], n)
    if comes(uniform, here, there):
        clash, word, _, _ = kept(luck[2], n)
        if clash < rules.explanation.clash:
            told = cancel(rules.explanation, world.market, world.absent, best, word)
            note(diary, (now.week, session.number), CANCELLED, (signed(i), signed(best)), float(told))
        return 1.0
    world.calendar.used[i] += 1
    meet(now.company.customers, layout.portfolio, world.market, best)
    note(diary, (now.week, session.number), AWAY, (signed(i), signed(best)), float(layout.portfolio.rank[best]))
    if session.rules.hybrid.share <= 0.0:
        return 0.0
    link, _, _, _ = draw(now.stream, now.week, HYBRID, signed(i), session.number)
    presence = hybrid.presence(session.rules.hybrid, link)
    if presence > 0.0:
        note(diary, (now.week, session.number), LINKED, (signed(i), signed(best)), presence)
    return presence


@inlined
def best_at_hand(rules: Any, portfolio: Any, goodwill: Any, who: Any, uniforms: Any) -> Any:
    """The most appealing of a few customers of `who` = (person, ease), and its appeal."""
    i, ease = who
    first = portfolio.first[i]
    n_customers = portfolio.first[i + 1] - first
    best = first
    most = -1.0
    for n in range(CUSTOMERS_AT_HAND):
        k = first + np.uint32(pick(uniforms[n], n_customers))
        pull = customers.appeal(rules, portfolio.potential[k], goodwill[k], portfolio.comfort[k], ease)
        if pull > most:
            most = pull
            best = k
    return best, most


@inlined
def meet(rules: Any, portfolio: Any, market: Any, k: int) -> None:
    """Visit a customer."""
    market.goodwill[k] = customers.visit(rules, market.goodwill[k], market.service[0])
    market.tally[0] += 1.0
    if portfolio.rank[k] == portfolio.last_class:
        market.tally[1] += 1.0


@inlined
def cancel(rules: Any, market: Any, absent: Any, k: int, word: float) -> int:
    """Cancel a customer's date for the meeting; what the customer was told."""
    told = explanation.kind(rules, word)
    lost = explanation.loss(rules, market.goodwill[k], told)
    market.goodwill[k] -= lost
    at = absent.counts[1]
    absent.customer[at] = k
    absent.told[at] = told
    absent.loss[at] = lost
    absent.counts[1] = at + 1
    market.tally[2] += 1.0
    if told != explanation.NONE:
        market.tally[3] += 1.0
    return told


@inlined
def make_good(session: Any, agenda: Any, ideal: Any, absent: Any, goodwill: Any) -> None:
    """Where customers got their fair share, explained cancellations are forgiven."""
    got = 0.0
    fair = 0.0
    for t in range(ideal.size):
        if ideal[t] > 0.0:
            got += agenda[t]
            fair += session.workload[t]
    for n in range(absent.counts[1]):
        if explanation.is_made_good(absent.told[n], got, fair):
            goodwill[absent.customer[n]] += absent.loss[n]
