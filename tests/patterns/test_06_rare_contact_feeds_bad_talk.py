"""At equal performance, those one rarely meets are talked about worse (Ellwardt, Wittek & Wielers 2012)."""

import numpy as np

from sim import kernel
from sim.scenario import layout, load, timeline
from sim.scenario.layout import Layout
from sim.scenario.output import EVENT_KINDS
from sim.statistics import of_median
from tests.patterns.ensemble import SCENARIOS, Floats, rises

# Everybody shows what people of middling charisma show otherwise.
EQUAL = (
    "impression.base=0.72",
    "impression.charisma=0",
    "impression.demand=0",
    "initial.esteem_charisma=0",
    "weeks=208",
)


def contact(company: Layout) -> Floats:
    """Meetings per week that two people share: (person, person)."""
    n_people = company.people.department.size
    shared = np.zeros((n_people, n_people))
    for m in range(company.meetings.every.size):
        seats = slice(company.meetings.first_seat[m], company.meetings.first_seat[m + 1])
        own = company.meetings.person[seats][company.meetings.principal[seats] < 0]
        shared[np.ix_(own, own)] += 1.0 / company.meetings.every[m]
    return shared


def test_bad_talk_is_more_frequent_about_colleagues_one_rarely_meets() -> None:
    scenario = load(SCENARIOS / "industrial_firm.yaml", EQUAL)
    company, table = layout.build(scenario), timeline.build(scenario)
    shared, department = contact(company), company.people.department
    differences = []
    for seed in range(60):
        run = kernel.simulate(company, table, seed, 0, 1, trace=True)[0].events
        talk = run[(run[:, 1] == EVENT_KINDS.index("talk")) & (run[:, 5] != 0)]
        speaker, target = talk[:, 3].astype(int), talk[:, 4].astype(int)
        outside = department[speaker] != department[target]
        bad, often = talk[outside, 5] < 0, shared[speaker, target][outside] >= 1.0
        differences.append(bad[~often].mean() - bad[often].mean())
    assert rises(of_median(np.array(differences)))
