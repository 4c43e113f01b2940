"""Absence passes on: a day more of it among peers is 0.2 to 0.6 of a day of one's own (Godøy & Dale-Olsen 2018)."""

from collections import defaultdict

import numpy as np

from sim.scenario import layout
from sim.scenario.layout import Layout
from sim.statistics import of_median
from tests.patterns.ensemble import NO_NORM, Ensemble, Floats, ensemble

# Every other one of the staff of sales, who are numbered after the head and four leads.
N_LEADING, N_SALES = 5, 20
KEPT_AWAY = np.arange(N_SALES) % 2 == 1
KEPT_AWAY[:N_LEADING] = False
# Of a middling firm, in which about half come; others see it a week later, and they react in the last three.
WEEKS = range(7, 11)


def company() -> tuple[Layout, list[str]]:
    """The company, and the names of its meetings."""
    scenario = ensemble("industrial_firm", replicates=1).scenario
    return layout.build(scenario), ["sales.team", *scenario.meetings]


def seats(of: Layout, week: int) -> list[tuple[int, int]]:
    """Series and person of every seat that sales has in a week."""
    meetings = of.meetings
    return [
        (int(meetings.series[m]), int(meetings.person[seat]))
        for m in range(meetings.every.size)
        if week > meetings.offset[m] and (week - 1 - meetings.offset[m]) % meetings.every[m] == 0
        for seat in range(meetings.first_seat[m], meetings.first_seat[m + 1])
        if meetings.principal[seat] < 0 and meetings.person[seat] < N_SALES
    ]


def dates(weeks: range) -> Floats:
    """How often each of sales is invited: (person,)."""
    of, _ = company()
    return np.bincount([person for week in weeks for _, person in seats(of, week)], minlength=N_SALES).astype(float)


def orders() -> str:
    """They are kept away from every meeting."""
    of, names = company()
    written = []
    for week in WEEKS:
        who = defaultdict(list)
        for series, person in seats(of, week):
            if KEPT_AWAY[person]:
                who[names[series]].append(f"sales.staff.{person - N_LEADING + 1}")
        written += [f"{{week: {week}, meeting: {name}, who: [{', '.join(who[name])}], go: false}}" for name in who]
    return f"orders=[{', '.join(written)}]"


def missed(*overrides: str) -> Floats:
    """Dates that are missed because others are kept away: (replicate, person)."""
    last = f"weeks={WEEKS.stop - 1}"

    def came(run: Ensemble) -> Floats:
        return run.person("attendance")[:, :N_SALES] * dates(range(1, WEEKS.stop))

    usual = ensemble("industrial_firm", *NO_NORM, last, *overrides, replicates=100)
    ordered = ensemble("industrial_firm", *NO_NORM, last, *overrides, orders(), replicates=100)
    return came(usual) - came(ordered)


def passed_on(*overrides: str) -> Floats:
    """Absence of the others for each share of absence in the whole department: (replicate,)."""
    more = missed(*overrides)
    of_others = more[:, ~KEPT_AWAY].sum(axis=1) / dates(WEEKS[1:])[~KEPT_AWAY].sum()
    share: Floats = of_others / (more.sum(axis=1) / dates(WEEKS).sum())
    return share


def test_absence_passes_on_to_peers() -> None:
    found = of_median(passed_on())
    assert found.low > 0.2
    assert found.high < 0.6


def test_it_does_not_where_nobody_minds_what_peers_do() -> None:
    assert of_median(passed_on("peers.pull=0")).high < 0.2
