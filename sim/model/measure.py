"""What is written down after each meeting, each week and at the end."""

from math import nan
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sim.model.company import Company
    from sim.model.department import Department
    from sim.model.meeting import Meeting
    from sim.model.person import Person
    from sim.model.tie import Tie


class DepartmentWeek(NamedTuple):
    """A department in one week; the columns `WEEKLY` of the output."""

    image: float
    attendance: float
    visibility: float
    esteem: float
    influence: float
    resources: float
    airtime: float
    agenda: float
    interest: float
    ease: float
    heard: float
    talk_negative: float
    talk_neutral: float
    talk_positive: float
    talk_stopped: float


class CompanyWeek(NamedTuple):
    """The company in one week; the columns `COMPANY` of the output."""

    revenue: float
    plan: float
    service: float
    goodwill: float
    visits: float
    c_visits: float
    cancelled: float
    explained: float


def total(values: "Iterable[float]") -> float:
    """Values added one by one, as the kernel does it: from Python 3.12 on, `sum` rounds in another way."""
    added = 0.0
    for value in values:
        added += value
    return added


def ratio(part: float, whole: float) -> float:
    """Part of a whole; NaN of nothing."""
    return part / whole if whole > 0.0 else nan


def mean_standing(ties: "list[Tie]") -> float:
    """Mean attentive esteem over ties; NaN without any."""
    return ratio(total(tie.visibility * tie.esteem for tie in ties), len(ties))


def measure_company(company: "Company", earned: float) -> CompanyWeek:
    """The company at the end of a week in which it earned that much."""
    market = company.market
    return CompanyWeek(
        earned, company.rules.revenue.plan, market.service, market.goodwill,
        market.visits, market.visits_to_last_class, market.cancelled, market.explained,
    )  # fmt: skip


def measure_department(company: "Company", department: "Department") -> DepartmentWeek:
    """A department at the end of a week."""
    topic = department.topic
    week, own = company.tally, department.tally
    people = list(company.people)
    witnesses = [each for each in people if each.department is not department and each.ties_to[department.number]]
    runs = [each.ties_to[department.number] for each in witnesses]
    n_ties = sum(map(len, runs))
    return DepartmentWeek(
        ratio(total(each.regard[department.number] for each in witnesses), len(witnesses)),
        ratio(own.came, own.invited),
        ratio(total(total(tie.visibility for tie in run) for run in runs), n_ties),
        ratio(total(total(tie.esteem for tie in run) for run in runs), n_ties),
        100.0 * department.influence,
        company.resources[topic],
        ratio(own.airtime, week.held),
        ratio(week.agenda[topic], week.held),
        ratio(total(each.interest[topic] for each in people), len(people)),
        ratio(total(each.ease for each in department.people), len(department.people)),
        ratio(total(each.heard for each in department.people), len(department.people)),
        *own.talked,
    )


def measure_meeting(meeting: "Meeting", talks: int, stopped: int) -> None:
    """Add one meeting to its series' sums."""
    sums = meeting.tally
    n_present = len(meeting.present)
    sums.held += 1
    sums.invited += sum(1 for seat in meeting.seats if seat.principal is None)
    sums.present += n_present
    sums.airtime_top3 += total(sorted((seat.share for seat in meeting.present), reverse=True)[:3])
    sums.talks += talks
    sums.stopped += stopped
    for topic, ideal in enumerate(meeting.model.customer_ideal):
        # One by one onto the sum so far: the order in which the kernel rounds.
        if ideal > 0.0:
            sums.customer_share += meeting.agenda[topic]
    departments = [seat.person.department for seat in meeting.present]
    sums.contact_inside += sum(departments.count(each) - 1 for each in departments)
    sums.contact_all += n_present * (n_present - 1)


def measure_person(person: "Person") -> tuple[float, ...]:
    """A person at the end; the columns `PEOPLE` of the output."""
    ties, life = person.known_by, person.life
    return (
        person.charisma,
        person.assertiveness,
        ratio(life.came, life.invited),
        person.standing,
        ratio(total(tie.visibility for tie in ties), len(ties)),
        ratio(total(tie.esteem for tie in ties), len(ties)),
        person.ease,
        person.heard,
        ratio(life.airtime, life.met),
        person.goodwill,
    )


def measure_series(meeting: "Meeting") -> tuple[float, ...]:
    """A meeting series at the end; the columns `MEETINGS` of the output."""
    sums = meeting.tally
    return (
        sums.held,
        sums.invited,
        sums.present,
        ratio(sums.airtime_top3, sums.held),
        sums.talks,
        sums.stopped,
        ratio(sums.customer_share, sums.held),
        sums.contact_inside,
        sums.contact_all,
    )
