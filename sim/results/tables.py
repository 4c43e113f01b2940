"""Tables of a run: the engines' arrays in long form, with names instead of numbers."""

import math
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from sim.scenario import output
from sim.scenario.layout import Layout, names
from sim.scenario.output import COMPANY, EVENT_KINDS, EVENTS, MEETINGS, PEOPLE, WEEKLY, Output
from sim.scenario.schema import RANKS, Structure

Words = NDArray[np.object_]
Numbers = NDArray[np.int64]

MEASURES = {"weekly": WEEKLY, "company": COMPANY, "people": PEOPLE, "meetings": MEETINGS, "events": EVENTS}
TABLES = tuple(MEASURES)
COUNTS = (
    "talk_negative", "talk_neutral", "talk_positive", "talk_stopped", "visits", "c_visits", "cancelled", "explained",
    "held", "invited", "talks", "stopped",
)  # fmt: skip
BYTES_PER_VALUE = 8
RANK_WORDS = np.array(RANKS, dtype=object)
KIND_WORDS = np.array(EVENT_KINDS, dtype=object)
TO_CUSTOMER = (output.AWAY, output.LINKED, output.CANCELLED)
TO_PERSON = (output.DELEGATE, output.TALK, output.STOPPED)


class Vocabulary(NamedTuple):
    """Names behind the numbers of a run."""

    departments: Words
    people: Words
    meetings: Words
    layout: Layout


class Shape(NamedTuple):
    """How much one replicate of a run leaves behind."""

    weeks: int
    departments: int
    people: int
    meetings: int

    def rows(self, replicates: int) -> dict[str, int]:
        """Rows of every table whose length is known beforehand."""
        return {
            "weekly": replicates * self.weeks * self.departments,
            "company": replicates * self.weeks,
            "people": replicates * self.people,
            "meetings": replicates * self.meetings,
        }

    @property
    def bytes_per_replicate(self) -> int:
        """Room that a replicate takes in memory; on the disk it is at most as much."""
        return sum(rows * bytes_per_row(table) for table, rows in self.rows(1).items())


def bytes_per_row(table: str) -> int:
    """Room that a row takes in memory: its measures, and about two values more for replicate, week and names."""
    return (len(MEASURES[table]) + 2) * BYTES_PER_VALUE


def shape(scenario: Structure, layout: Layout) -> Shape:
    """Shape of a scenario's replicates."""
    return Shape(
        scenario.weeks, layout.departments.topic.size, layout.people.department.size, layout.meetings.every.size
    )


def vocabulary(scenario: Structure, layout: Layout) -> Vocabulary:
    """Names of a scenario."""
    known = names(scenario)
    departments, people, meetings = (
        np.array(each, dtype=object) for each in (known.departments, known.people, known.meetings)
    )
    return Vocabulary(departments, people, meetings, layout)


def long_form(words: Vocabulary, first: int, outputs: Sequence[Output]) -> dict[str, pa.Table]:
    """Tables of consecutive replicates, all but the events."""
    weekly, company, people, meetings = (
        np.stack([getattr(each, table) for each in outputs]) for table in TABLES if table != "events"
    )
    replicate, week, department = np.indices(weekly.shape[:-1]).reshape(3, -1)
    by_week = {
        "replicate": replicate + first,
        "week": _weeks(week),
        "department": _named(department, words.departments),
    }
    tables = {"weekly": _table(by_week, WEEKLY, weekly)}
    replicate, week = np.indices(company.shape[:-1]).reshape(2, -1)
    tables["company"] = _table({"replicate": replicate + first, "week": _weeks(week)}, COMPANY, company)
    replicate, person = np.indices(people.shape[:-1]).reshape(2, -1)
    who = {
        "replicate": replicate + first,
        "person": _named(person, words.people),
        "department": _named(words.layout.people.department[person], words.departments),
        "rank": _named(words.layout.people.rank[person], RANK_WORDS),
    }
    tables["people"] = _table(who, PEOPLE, people)
    replicate, meeting = np.indices(meetings.shape[:-1]).reshape(2, -1)
    held = {"replicate": replicate + first, "meeting": _named(meeting, words.meetings)}
    tables["meetings"] = _table(held, MEETINGS, meetings)
    return tables


def event_table(words: Vocabulary, traced: Output) -> pa.Table:
    """Events of the traced replicate."""
    week, kind, meeting, person, other = traced.events[:, :5].astype(np.int64).T
    return pa.table(
        {
            "week": week.astype(np.int32),
            "kind": _named(kind, KIND_WORDS),
            "meeting": _named_or_empty(meeting, words.meetings),
            "person": _named_or_empty(person, words.people),
            "other": pa.array(_others(words, kind, other), pa.string()).dictionary_encode(),
            "value": np.ascontiguousarray(traced.events[:, 5]),
        }
    )


def _others(words: Vocabulary, kind: Numbers, other: Numbers) -> Words:
    """Whom an event was about: a customer, a person, a department or nobody."""
    found = np.full(other.size, "", dtype=object)
    for kinds, known in ((TO_PERSON, words.people), ((output.REVIEW,), words.departments)):
        named = np.isin(kind, kinds) & (other >= 0)
        found[named] = known[other[named]]
    named = np.isin(kind, TO_CUSTOMER) & (other >= 0)
    first = words.layout.portfolio.first
    owner = np.searchsorted(first, other[named], side="right") - 1
    number = other[named] - first[owner] + 1
    found[named] = [f"{words.people[who]}.customer.{which}" for who, which in zip(owner, number, strict=True)]
    return found


def _weeks(week: Numbers) -> NDArray[np.int32]:
    return (week + 1).astype(np.int32)


def _named(number: Numbers, words: Words) -> pa.DictionaryArray:
    return pa.DictionaryArray.from_arrays(number.astype(np.int32), pa.array(words, pa.string()))


def _named_or_empty(number: Numbers, words: Words) -> pa.DictionaryArray:
    return _named(np.where(number < 0, words.size, number), np.append(words, ""))


def _table(keys: dict[str, Any], measures: tuple[str, ...], values: NDArray[np.float64]) -> pa.Table:
    columns = values.reshape(math.prod(values.shape[:-1]), len(measures)).T
    return pa.table({**keys, **dict(zip(measures, np.ascontiguousarray(columns), strict=True))})
