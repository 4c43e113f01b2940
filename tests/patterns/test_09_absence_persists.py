"""Who was absent last time is absent more often than chance: by .02-.10 in a city council's attendance records.

"Last time" is the last meeting of the series in the model, and a member's last sitting in the council.
"""

import csv
from itertools import groupby
from operator import itemgetter
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from sim import kernel
from sim.scenario import layout, load, timeline
from sim.scenario.layout import Meetings
from sim.scenario.output import EVENT_KINDS
from sim.statistics import of_median
from tests.patterns.ensemble import SCENARIOS

Sequences = list[NDArray[np.int64]]
COUNCIL = Path(__file__).parents[3] / "shared/data/council/council_attendance_2022_2023.csv"


def persistence(absences: Sequences) -> float:
    """P(absent | absent last time) over sequences of 0 and 1."""
    again = sum(int((each[1:] & each[:-1]).sum()) for each in absences)
    return again / sum(int(each[:-1].sum()) for each in absences)


def excess(absences: Sequences, seed: int) -> float:
    """Persistence less that of the same sequences shuffled, each within itself."""
    chance = np.random.default_rng(seed)
    shuffled = [persistence([chance.permutation(each) for each in absences]) for _ in range(20)]
    return persistence(absences) - float(np.mean(shuffled))


def simulated_absences(seed: int) -> Sequences:
    scenario = load(SCENARIOS / "industrial_firm.yaml")
    company = layout.build(scenario)
    events = kernel.simulate(company, timeline.build(scenario), seed, 0, 1, trace=True)[0].events
    meetings = company.meetings
    away = events[np.isin(events[:, 1], [EVENT_KINDS.index(kind) for kind in ("away", "ill")])]
    missed = {(int(week), int(m), int(i)) for week, m, i in away[:, [0, 2, 3]]}
    return [
        np.array([(week + 1, m, i) in missed for week in held(meetings, m, scenario.weeks)], dtype=np.int64)
        for m in range(meetings.every.size)
        for i in own_seats(meetings, m)
    ]


def held(meetings: Meetings, m: int, weeks: int) -> range:
    return range(int(meetings.offset[m]), weeks, int(meetings.every[m]))


def own_seats(meetings: Meetings, m: int) -> list[int]:
    seats = slice(meetings.first_seat[m], meetings.first_seat[m + 1])
    return [int(i) for i in meetings.person[seats][meetings.principal[seats] < 0]]


def test_absence_persists_in_the_healthy_company() -> None:
    found = of_median(np.array([excess(simulated_absences(seed), seed) for seed in range(12)]))
    assert found.low >= 0.02
    assert found.high <= 0.10


def test_absence_persists_in_the_council_as_well() -> None:
    if not COUNCIL.exists():
        pytest.skip("the council's attendance records are not here")
    with COUNCIL.open(encoding="utf-8") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: (row["person"], row["date"], row["meeting"], row["number"]))
    # One record a sitting, absent where somebody came to none of its sessions: sessions of one day are one decision.
    sittings = [
        (person, 1 - max(int(row["present"]) for row in sessions))
        for (person, *_), sessions in groupby(rows, key=itemgetter("person", "date", "meeting", "number"))
    ]
    sequences = [
        np.array([absent for _, absent in group], dtype=np.int64) for _, group in groupby(sittings, key=itemgetter(0))
    ]
    assert 0.02 <= excess(sequences, 1) <= 0.10
