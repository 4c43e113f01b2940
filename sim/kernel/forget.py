"""The end of the week: people drop out of sight, esteem fades to regard, interests return to the job."""

from typing import Any

from sim.kernel.compiled import inlined
from sim.rules import attention, contact, forgetting, preaching
from sim.rules.forgetting import Forgetting


@inlined
def forget(now: Any, ties: Any, regard: Any, bonds: Any) -> None:
    """What a week does to every tie."""
    # A copy in registers: through the record, every store to a tie might change the rules.
    rules = Forgetting(now.company.forgetting.visibility, now.company.forgetting.fade)
    n_people, n_departments = regard.shape
    for i in range(n_people):
        for d in range(n_departments):
            about = regard[i, d]
            run = i * n_departments + d
            for tie in range(ties.first[run], ties.first[run + 1]):
                visibility = forgetting.lose_sight(rules, bonds.visibility[tie])
                bonds.visibility[tie] = visibility
                bonds.esteem[tie] = forgetting.fade(rules, bonds.esteem[tie], visibility, about)


@inlined
def return_to_work(now: Any, people: Any, departments: Any, interests: Any) -> None:
    """Interests drift to the job, to customers met, and towards what the top preaches."""
    ideals = departments.customer_ideal
    for i in range(interests.shape[0]):
        rules = now.person[people.group[i]]
        job = departments.job_interest[people.department[i]]
        for t in range(ideals.size):
            interest = attention.return_to_job(rules.attention, interests[i, t], job[t])
            interest = contact.meet_customers(rules.contact, interest, ideals[t])
            interests[i, t] = preaching.believe(rules.preaching, interest, ideals[t])
