"""Rules over several fields of orders: what there is at that date, and one order against the other."""

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from sim.scenario.commands import Invitations, customers, is_due, listed
from sim.scenario.company import told
from sim.scenario.schema import Order, Structure
from sim.scenario.tree import Path, Problem, Written, nearest, quoted

# Far more than a diary has, and few enough that a file written to do harm is told in time.
MAX_DATES = 100_000


class Taken(NamedTuple):
    """What somebody is ordered in a half-day: the number of the order, and of its meeting."""

    order: int
    meeting: int


HalfDay = tuple[int, int, int]  # week, slot, person


def problems(scenario: Structure, tree: Written, last_week: int) -> Iterator[Problem]:
    """Orders about what is not there, and orders that contradict each other; the company has no mistakes."""
    invitations = Invitations.of(scenario)
    taken: dict[HalfDay, list[Taken]] = {}
    n_dates = 0
    for number, order in enumerate(scenario.orders):
        path: Path = ("orders", number)
        found = [
            *_when(invitations, (tree, path), order, last_week),
            *_who(invitations, (tree, path), order),
            *_customers(scenario, (tree, path), order),
        ]
        yield from found
        n_dates += sum(1 for _ in islice(invitations.dates(order), MAX_DATES + 1))
        if n_dates > MAX_DATES:
            yield told(tree, path, f"order at most {MAX_DATES} dates of single people in all", "more")
            return
        if not found:
            yield from _contradiction(scenario, invitations, tree, number, taken)


def _when(invitations: Invitations, at: tuple[Written, Path], order: Order, last_week: int) -> Iterator[Problem]:
    tree, path = at
    meetings = [invitations.meetings[number] for number in invitations.named.get(order.meeting, ())]
    if not meetings:
        hint = nearest(order.meeting, invitations.named)
        yield told(tree, (*path, "meeting"), "name a meeting", quoted(order.meeting), hint)
    elif order.week > last_week:
        yield told(tree, (*path, "week"), f"be at most {last_week}, the last week", str(order.week))
    elif not is_due(meetings[0], order.week):
        every, first = meetings[0].every, meetings[0].offset + 1
        rule = f"be a week in which {order.meeting} takes place, every {every} weeks from week {first}"
        yield told(tree, (*path, "week"), rule, str(order.week))


def _who(invitations: Invitations, at: tuple[Written, Path], order: Order) -> Iterator[Problem]:
    tree, path = at
    if not listed(order.who):
        yield told(tree, (*path, "who"), "name somebody", "an empty list")
    for number, who in enumerate(listed(order.who)):
        place = (*path, "who", number) if isinstance(order.who, list) else (*path, "who")
        if not invitations.crowd(who):
            rule = "name people, as a department, a rank of it or one of that rank ('sales.head.1')"
            yield told(tree, place, rule, quoted(who), nearest(who, invitations.crowds()))
        elif order.meeting in invitations.named and not any(invitations.dates(order.model_copy(update={"who": who}))):
            yield told(tree, place, f"name people with a seat in {order.meeting}", quoted(who))


def _customers(scenario: Structure, at: tuple[Written, Path], order: Order) -> Iterator[Problem]:
    tree, path = at
    classes = scenario.portfolio.classes
    facing = {name for name, each in scenario.departments.items() if each.faces_customers}
    has_customers = scenario.portfolio.customers_per_person > 0
    has_customers = has_customers and any(who.split(".")[0] in facing for who in listed(order.who))
    if order.customer is not None and order.customer not in classes:
        hint = nearest(order.customer, classes)
        yield told(tree, (*path, "customer"), "name a class of customers", quoted(order.customer), hint)
    elif order.customer is not None and not has_customers:
        yield told(tree, (*path, "customer"), "be left out where nobody has customers", quoted(order.customer))
    elif order.customer is not None and not customers(scenario, order):
        rule = "name a class of which everybody has a customer"
        yield told(tree, (*path, "customer"), rule, quoted(order.customer))
    if order.told is not None and not order.go:
        yield told(tree, (*path, "told"), "be left out where nobody goes", quoted(order.told))
    elif order.told is not None and not has_customers:
        yield told(tree, (*path, "told"), "be left out where nobody has customers", quoted(order.told))


def _contradiction(
    scenario: Structure, invitations: Invitations, tree: Written, number: int, taken: dict[HalfDay, list[Taken]]
) -> Iterator[Problem]:
    """The first of the order's people who has another one for the same date, or for elsewhere at that time."""
    order, found = scenario.orders[number], []
    for meeting, person in invitations.dates(order):
        before = taken.setdefault((order.week, invitations.meetings[meeting].slot, person), [])
        for each in before:
            if each.meeting == meeting:
                found.append((person, each.order, "order nobody twice for one date"))
            elif _are_two_places(order, scenario.orders[each.order]):
                found.append((person, each.order, "order nobody to two places in one half-day"))
        before.append(Taken(number, meeting))
    for person, other, rule in found[:1]:
        got = f"{quoted(invitations.name(person))}, who is ordered at {tree.find(('orders', other)).place}, too"
        yield told(tree, ("orders", number, "who"), rule, got)


def _are_two_places(one: Order, other: Order) -> bool:
    """Whether one is to go, and the other to go as well or to visit a customer meanwhile."""
    return (one.go and other.go) or any(
        here.go and not there.go and there.customer is not None for here, there in ((one, other), (other, one))
    )
