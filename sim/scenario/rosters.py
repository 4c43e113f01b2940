"""Who sits where: teams and leading rounds of every department, and the scenario's own meetings."""

from itertools import chain
from typing import NamedTuple

from sim.scenario.schema import RANKS, Department, Meeting, Rank, Structure

TEAM_SLOT = 0
ROUND_SLOT = 1
TEAMS = "teams"
ROUNDS = "rounds"


class Roster(NamedTuple):
    """One series of meetings and its seats, sorted by person."""

    name: str
    series: int  # 0 for the departments' own routine, else 1 + the number of the scenario's meeting
    every: int
    offset: int
    slot: int
    seats: list[int]
    principals: list[int]  # seat of the head whom this seat stands in for, or -1


def rosters(scenario: Structure) -> list[Roster]:
    """All series, in the order in which the week holds them."""
    blocks = numbers(scenario)
    found = _routine(scenario, blocks)
    cursors = dict.fromkeys(blocks, 0)
    n_people = sum(len(each) for each in blocks.values())
    for number, (name, meeting) in enumerate(scenario.meetings.items()):
        copies = max(1, n_people // meeting.per_people) if meeting.per_people else 1
        for copy in range(copies):
            called = name if copies == 1 else f"{name}.{copy + 1}"
            seats = _seats(meeting, blocks, cursors)
            found.append(_with_deputies(called, number + 1, meeting, seats, blocks))
    return sorted(found, key=lambda each: each.slot)


def numbers(scenario: Structure) -> dict[tuple[str, Rank], range]:
    """Numbers of the people of every department and rank."""
    blocks: dict[tuple[str, Rank], range] = {}
    first = 0
    for name, department in scenario.departments.items():
        for rank in reversed(RANKS):
            count: int = getattr(department, rank)
            blocks[name, rank] = range(first, first + count)
            first += count
    return blocks


def _routine(scenario: Structure, blocks: dict[tuple[str, Rank], range]) -> list[Roster]:
    found: list[Roster] = []
    for name, department in scenario.departments.items():
        heads, leads, staff = (blocks[name, rank] for rank in ("head", "lead", "staff"))
        for number, seats in enumerate(_teams(department, leads, staff)):
            found.append(_plain(f"{name}.team.{number + 1}", TEAM_SLOT, seats))
        for number, head in enumerate(heads):
            own_leads = leads[number :: len(heads)]
            if own_leads:
                found.append(_plain(f"{name}.round.{number + 1}", ROUND_SLOT, [head, *own_leads]))
    return found


def _plain(name: str, slot: int, seats: list[int]) -> Roster:
    return Roster(name, 0, 1, 0, slot, seats, [-1] * len(seats))


def _teams(department: Department, leads: range, staff: range) -> list[list[int]]:
    count = max(1, round((len(leads) + len(staff)) / department.team_size))
    teams = [sorted([*leads[t::count], *staff[t::count]]) for t in range(count)]
    return [seats for seats in teams if len(seats) > 1]


def _seats(meeting: Meeting, blocks: dict[tuple[str, Rank], range], cursors: dict[tuple[str, Rank], int]) -> list[int]:
    """Next people in turn, so that the meetings of a company spread over its people."""
    seats: list[int] = []
    for name, wanted in meeting.roster.items():
        for rank in RANKS:
            block = blocks[name, rank]
            count: int = getattr(wanted, rank)
            seats += [block[(cursors[name, rank] + n) % len(block)] for n in range(count)]
            cursors[name, rank] += count
    return sorted(seats)


def _with_deputies(
    name: str, series: int, meeting: Meeting, seats: list[int], blocks: dict[tuple[str, Rank], range]
) -> Roster:
    """Add a deputy for every head: a lead or else a member of staff who has no seat of their own."""
    taken = set(seats)
    principal: dict[int, int] = {}
    for department in meeting.roster:
        heads, leads, staff = (blocks[department, rank] for rank in ("head", "lead", "staff"))
        for head in (person for person in seats if person in heads):
            own = head - heads.start
            below = chain(leads[own :: len(heads)], staff[own :: len(heads)])
            deputy = next((person for person in below if person not in taken), None)
            if deputy is not None:
                principal[deputy] = head
                taken.add(deputy)
    everybody = sorted([*seats, *principal])
    principals = [everybody.index(principal[person]) if person in principal else -1 for person in everybody]
    return Roster(name, series, meeting.every, meeting.offset, meeting.slot, everybody, principals)
