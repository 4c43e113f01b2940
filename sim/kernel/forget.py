"""The end of the week: people drop out of sight, esteem fades to regard, interests return to the job."""

from typing import Any

from sim.kernel.compiled import inlined
from sim.rules import attention, contact, forgetting, preaching, stereotype
from sim.rules.forgetting import Forgetting


@inlined
def forget(now: Any, layout: Any, regard: Any, bonds: Any, tally: Any) -> None:
    """What a week does to every tie, and so to the regard for every department; sums ties for the measures."""
    # A copy in registers: through the record, every store to a tie might change the rules.
    rules = Forgetting(now.company.forgetting.visibility, now.company.forgetting.fade, now.company.forgetting.neglect)
    ties = layout.ties
    department = layout.people.department
    n_people, n_departments = regard.shape
    for i in range(n_people):
        for d in range(n_departments):
            run = i * n_departments + d
            first = ties.first[run]
            last = ties.first[run + 1]
            about = regard[i, d]
            change = 0.0
            seen = 0.0
            esteemed = 0.0
            for tie in range(first, last):
                visibility = forgetting.lose_sight(rules, bonds.visibility[tie])
                bonds.visibility[tie] = visibility
                before = bonds.esteem[tie]
                after = forgetting.fade(rules, before, visibility, about)
                bonds.esteem[tie] = after
                change += after - before
                seen += visibility
                esteemed += after
            if last > first:
                about = stereotype.generalise(now.company.stereotype, about, change / (last - first))
                regard[i, d] = about
                if d != department[i]:
                    tally.image[d] += about
                    tally.seen[d] += seen
                    tally.esteemed[d] += esteemed
                    tally.witnesses[d] += 1.0


@inlined
def return_to_work(now: Any, layout: Any, interests: Any, total: Any) -> None:
    """Interests drift to the job, to customers met, and towards what the top preaches; sums them by topic."""
    people = layout.people
    departments = layout.departments
    ideals = departments.customer_ideal
    # Without a department that faces them, customers have no topics that one could come to care about.
    has_customers = False
    for t in range(ideals.size):
        has_customers = has_customers or ideals[t] > 0.0
    for i in range(interests.shape[0]):
        rules = now.person[people.group[i]]
        job = departments.job_interest[people.department[i]]
        for t in range(ideals.size):
            interest = attention.return_to_job(rules.attention, interests[i, t], job[t])
            if has_customers:
                interest = contact.meet_customers(rules.contact, interest, ideals[t])
                interest = preaching.believe(rules.preaching, interest, ideals[t])
            interests[i, t] = interest
            total[t] += interest
