"""The end of the week: people drop out of sight, esteem fades to regard, interests return to the job."""

from typing import Any

from sim.kernel.compiled import inlined
from sim.kernel.lanes import choose, load, numbered, put, spread, store, take
from sim.kernel.luck import signed
from sim.rules import attention, contact, forgetting, preaching, stereotype
from sim.rules.forgetting import Forgetting
from sim.rules.stereotype import Stereotype
from sim.scenario.cells import LANES, whole_lanes


@inlined
def forget(now: Any, layout: Any, places: Any, minds: Any, bonds: Any) -> None:
    """What a week does to every tie, and so to the regard for every department."""
    # A copy in registers: through the record, every store to a tie might change the rules.
    rules = Forgetting(now.company.forgetting.visibility, now.company.forgetting.fade, now.company.forgetting.neglect)
    for m in range(layout.meetings.every.size):
        first = layout.meetings.first_seat[m]
        table = (first, layout.meetings.first_seat[m + 1] - first, places.cells.first[m])
        lose_sight(rules, layout.meetings.person, layout.people.department, table, minds.regard, bonds)


@inlined
def lose_sight(rules: Any, person: Any, department: Any, table: Any, regard: Any, bonds: Any) -> None:
    """The table of a meeting of `n_seats` from seat `first` on, from its first `cell` on."""
    first, n_seats, cell = table
    width = whole_lanes(n_seats)
    for at in range(0, width, LANES):
        observers = numbered(at)
        of = -1
        about = spread(0.0)
        for b in range(n_seats):
            d = department[person[first + b]]
            if d != of:
                views = take(regard, person, first + at, (regard.shape[1], signed(d)))
                about = choose(observers < n_seats, views, 0.0)
                of = d
            here = cell + b * width + at
            visibility = forgetting.lose_sight(rules, load(bonds.visibility, here))
            store(bonds.visibility, here, visibility)
            before = load(bonds.esteem, here)
            # Cells that nobody uses stay 0: nobody is like oneself.
            after = choose(observers != b, forgetting.fade(rules, before, visibility, about), 0.0)
            store(bonds.esteem, here, after)
            store(bonds.change, here, after - before)


@inlined
def conclude(now: Any, runs: Any, regard: Any, bonds: Any, views: Any) -> None:
    """Regard for every department follows the esteem for its people; sums for the measures."""
    rules = Stereotype(now.company.stereotype.spill)
    for bundle in range(runs.first.size - 1):
        at = bundle * LANES
        change = spread(0.0)
        if bundle < runs.n_outside:
            seen = spread(0.0)
            esteemed = spread(0.0)
            for step in range(runs.first[bundle] * LANES, runs.first[bundle + 1] * LANES, LANES):
                change += take(bonds.change, runs.cell, step, (1, 0))
                seen += take(bonds.visibility, runs.cell, step, (1, 0))
                esteemed += take(bonds.esteem, runs.cell, step, (1, 0))
            put(views.seen, runs.place, at, (1, 0), seen)
            put(views.esteemed, runs.place, at, (1, 0), esteemed)
        else:
            for step in range(runs.first[bundle] * LANES, runs.first[bundle + 1] * LANES, LANES):
                change += take(bonds.change, runs.cell, step, (1, 0))
        about = take(regard, runs.place, at, (1, 0))
        put(regard, runs.place, at, (1, 0), stereotype.generalise(rules, about, change / load(runs.length, at)))


@inlined
def sum_views(regard: Any, views: Any, tally: Any) -> None:
    """Sum over people what they think of other departments, for the measures."""
    n_people, n_departments = views.witness.shape
    for at in range(0, n_departments, LANES):
        image = spread(0.0)
        seen = spread(0.0)
        esteemed = spread(0.0)
        # What lanes beyond the last department add up is the next person's, and nobody asks for it.
        for i in range(n_people - LANES):
            row = i * n_departments + at
            image += load(views.witness, row) * load(regard, row)
            seen += load(views.seen, row)
            esteemed += load(views.esteemed, row)
        store(tally.image, at, image)
        store(tally.seen, at, seen)
        store(tally.esteemed, at, esteemed)


@inlined
def return_to_work(now: Any, people: Any, topics: Any, interests: Any, total: Any) -> None:
    """Interests drift to the job, to customers met, and towards what the top preaches; sums them by topic."""
    width = topics.ideal.size
    # Without a department that faces them, customers have no topics that one could come to care about.
    has_customers = False
    for t in range(width):
        has_customers = has_customers or topics.ideal[t] > 0.0
    for at in range(0, width, LANES):
        ideal = load(topics.ideal, at)
        sums = spread(0.0)
        for i in range(people.group.size):
            rules = now.person[people.group[i]]
            job = load(topics.job, people.department[i] * width + at)
            interest = attention.return_to_job(rules.attention, load(interests, i * width + at), job)
            if has_customers:
                interest = contact.meet_customers(rules.contact, interest, ideal)
                interest = preaching.believe(rules.preaching, interest, ideal)
            store(interests, i * width + at, interest)
            sums += interest
        store(total, at, sums)
