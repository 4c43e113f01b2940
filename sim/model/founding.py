"""The founding of a company: its departments, people, ties, customers and meetings, from a layout."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sim.model.customer import Account, Customer
from sim.model.department import Charter, Department
from sim.model.meeting import Meeting
from sim.model.person import Person, Post
from sim.model.seat import Seat
from sim.model.series import Invitation
from sim.model.staff import kind
from sim.model.tie import Tie
from sim.rules import impression
from sim.scenario.layout import Layout, Names
from sim.scenario.schema import RANKS

if TYPE_CHECKING:
    from sim.model.company import Company, PersonTypes


def open_departments(layout: Layout, names: Names) -> dict[str, Department]:
    """All departments, still without people."""
    given = layout.departments
    columns = (
        given.topic, given.faces_customers == 1, given.blamed == 1, given.n_heads, given.image, given.job_interest,
        given.say,
    )  # fmt: skip
    rows = zip(names.departments, *(column.tolist() for column in columns), strict=True)
    return {name: Department(Charter(number, name, *row)) for number, (name, *row) in enumerate(rows)}


def hire(company: "Company", layout: Layout, names: Names, types: "PersonTypes") -> list[Person]:
    """Everybody, by department and rank."""
    departments = list(company.departments.values())
    hired: list[Person] = []
    given = layout.people
    posts = zip(
        names.people, given.department.tolist(), given.rank.tolist(), given.charisma.tolist(), strict=True
    )  # fmt: skip
    for number, (name, at, rank, charisma) in enumerate(posts):
        department = departments[at]
        person_type = types.get(department.name) or kind(department)
        person = person_type(company, Post(number, name, department, RANKS[rank], charisma, layout.start))
        department.people.append(person)
        hired.append(person)
    return hired


def introduce(people: list[Person], layout: Layout) -> None:
    """Ties among all who are invited to the same meetings."""
    start, ties = layout.start, layout.ties
    n_departments = layout.departments.topic.size
    first, targets = ties.first.tolist(), ties.target.tolist()
    for person in people:
        run = person.number * n_departments
        for target in targets[first[run] : first[run + n_departments]]:
            other = people[target]
            regard = person.regard[other.department.number]
            esteem = impression.first_impression(regard, start.esteem_charisma, other.charisma)
            person.get_to_know(other, Tie(start.visibility, esteem))


def win_customers(company: "Company", people: list[Person], layout: Layout, names: Names) -> list[Customer]:
    """Everybody's customers."""
    given = layout.portfolio
    won: list[Customer] = []
    for owner in people:
        for number in range(given.first[owner.number], given.first[owner.number + 1]):
            rank = int(given.rank[number])
            worth = (float(column[number]) for column in (given.potential, given.comfort, given.weight))
            account = Account(number, owner, names.classes[rank], rank, *worth)
            customer = company.customer_type(company, account, given.goodwill)
            owner.customers.append(customer)
            won.append(customer)
    return won


def schedule(company: "Company", people: list[Person], layout: Layout, names: Names) -> list[Meeting]:
    """All meeting series in the order of the week."""
    given = layout.meetings
    columns = (given.series, given.every, given.offset, given.slot, given.workload)
    rows = zip(names.meetings, *(column.tolist() for column in columns), _rosters(layout, people), strict=True)
    return [
        company.meeting_type(company, Invitation(number, name, series, every, offset, slot, workload), seats)
        for number, (name, series, every, offset, slot, workload, seats) in enumerate(rows)
    ]


def _rosters(layout: Layout, people: list[Person]) -> Iterator[list[Seat]]:
    given = layout.meetings
    for m in range(len(given.every)):
        roster = slice(given.first_seat[m], given.first_seat[m + 1])
        seats = [Seat(people[number]) for number in given.person[roster]]
        for seat, principal in zip(seats, given.principal[roster].tolist(), strict=True):
            seat.principal = None if principal < 0 else seats[principal]
        yield seats
