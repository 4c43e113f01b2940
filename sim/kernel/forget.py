"""The end of the week: people drop out of sight, esteem fades to regard, interests return to the job."""

from typing import Any

from sim.kernel.compiled import inlined
from sim.kernel.lanes import spread
from sim.rules import attention, contact, forgetting, preaching, stereotype
from sim.rules.forgetting import Forgetting
from sim.rules.stereotype import Stereotype


@inlined
def forget(now: Any, layout: Any, minds: Any, bonds: Any, tally: Any) -> None:
    """What a week does to every tie, and so to the regard for every department; sums for the measures."""
    # Copies in registers: through the record, every store to a tie might change the rules.
    fading = Forgetting(now.company.forgetting.visibility, now.company.forgetting.fade, now.company.forgetting.neglect)
    rules = (fading, Stereotype(now.company.stereotype.spill, now.company.stereotype.reversion))
    n_departments = layout.departments.topic.size
    for i in range(minds.ease.size):
        for d in range(n_departments):
            run = i * n_departments + d
            ties = (layout.ties.first[run], layout.ties.first[run + 1])
            if ties[0] < ties[1]:
                about, seen, esteemed = lose_sight(rules, ties, minds.regard[i, d], bonds)
                minds.regard[i, d] = about
                if layout.people.department[i] != d:
                    tally.image[d] += about
                    tally.seen[d] += seen
                    tally.esteemed[d] += esteemed


@inlined
def lose_sight(rules: Any, ties: Any, about: Any, bonds: Any) -> Any:
    """The ties of a person to a department; the regard for it thereafter, sums of visibility and esteem."""
    fading, generalised = rules
    first, last = ties
    change = spread(0.0)
    seen = spread(0.0)
    esteemed = spread(0.0)
    for tie in range(first, last):
        visibility = forgetting.lose_sight(fading, bonds.visibility[tie])
        bonds.visibility[tie] = visibility
        before = bonds.esteem[tie]
        after = forgetting.fade(fading, before, visibility, about)
        bonds.esteem[tie] = after
        counted = stereotype.counted_from(generalised, before, about)
        change += forgetting.fade(fading, counted, visibility, about) - counted
        seen += visibility
        esteemed += after
    return stereotype.generalise(generalised, about, change / (last - first)), seen, esteemed


@inlined
def return_to_work(now: Any, layout: Any, minds: Any, total: Any) -> None:
    """Interests drift to the job, to customers met, and towards what the top preaches and is new; sums by topic."""
    interest, novelty = minds.interest, minds.novelty
    departments = layout.departments
    ideal = departments.customer_ideal
    # Without a department that faces them, customers have no topics that one could come to care about.
    has_customers = False
    for t in range(ideal.size):
        has_customers = has_customers or ideal[t] > 0.0
    for i in range(layout.people.group.size):
        rules = now.person[layout.people.group[i]]
        for t in range(ideal.size):
            job = departments.job_interest[layout.people.department[i], t]
            own = attention.return_to_job(rules.attention, interest[i, t], job)
            if has_customers:
                own = contact.meet_customers(rules.contact, own, ideal[t])
                own = preaching.believe(rules.preaching, own, ideal[t], novelty[i])
            interest[i, t] = own
            total[t] += own
        novelty[i] = preaching.wear_off(rules.preaching, novelty[i])
