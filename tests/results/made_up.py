"""A small company, and replicates of it that no engine has made."""

import numpy as np

from sim.results.recorder import Recorder
from sim.results.sinks import Memory, Sink
from sim.results.tables import shape, vocabulary
from sim.scenario.layout import build
from sim.scenario.output import AWAY, COMPANY, EVENTS, MEETINGS, PEOPLE, REVIEW, TALK, WEEKLY, Output
from sim.scenario.schema import Scenario, Structure


def company(**changes: object) -> Structure:
    """Two departments of a few people, one meeting, 26 weeks."""
    text = {"en": "Small firm", "de": "Kleiner Betrieb"}
    values = {
        "title": text,
        "story": text,
        "weeks": 26,
        "replicates": 5,
        "departments": {
            "sales": {"title": {"en": "Sales", "de": "Vertrieb"}, "faces_customers": True, "lead": 1, "staff": 3},
            "works": {"title": {"en": "Works", "de": "Werk"}, "lead": 1, "staff": 4},
        },
        "portfolio": {"customers_per_person": 4},
        "meetings": {"round": {"title": text, "roster": {"sales": {"head": 1, "staff": 1}, "works": {"head": 1}}}},
    }
    return Scenario.model_validate({**values, **changes})


def replicates(scenario: Structure, first: int, count: int) -> list[Output]:
    """Replicates that depend on their number alone; replicate 0 has three events."""
    size = shape(scenario, build(scenario))
    found = []
    for number in range(first, first + count):
        chance = np.random.default_rng(number)
        found.append(
            Output(
                chance.random((size.weeks, size.departments, len(WEEKLY))),
                chance.random((size.weeks, len(COMPANY))),
                chance.random((size.people, len(PEOPLE))),
                chance.random((size.meetings, len(MEETINGS))),
                np.array(EVENT_ROWS if number == 0 else np.empty((0, len(EVENTS))), dtype=np.float64),
            )
        )
    return found


# Week, kind, meeting, person, other, value: sales staff 1 sees the second customer of sales lead 1, the head of works
# talks well of sales lead 1, and nobody is blamed.
EVENT_ROWS = [(1, AWAY, 0, 2, 5, 1), (2, TALK, 1, 5, 1, 1), (13, REVIEW, -1, -1, -1, 1.1)]


def recorder(scenario: Structure, sink: Sink | None = None) -> Recorder:
    """Recorder of a scenario."""
    layout = build(scenario)
    return Recorder(vocabulary(scenario, layout), shape(scenario, layout), sink or Memory())
