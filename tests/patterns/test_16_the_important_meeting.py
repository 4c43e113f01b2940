"""To be where it is decided, and with customers otherwise, beats both full and no presence (K9)."""

import numpy as np

from sim.scenario import layout
from sim.statistics import of_median
from tests.patterns.ensemble import Ensemble, Floats, ensemble, overall, rises

NORMS = (-6.0, -1.0, -0.5, 0.0, 0.25, 0.5, 1.0, 2.0, 6.0)
ALWAYS, NEVER = 6.0, -6.0


def uniform(norm: float) -> Ensemble:
    return ensemble("industrial_firm", f"attendance.norm={norm}")


def choosing(where_decided: float, elsewhere: float) -> Ensemble:
    """Sales with a norm of its own in the meetings that decide something."""
    meetings = ensemble("industrial_firm").scenario.meetings
    deciding = (name for name, each in meetings.items() if each.set.get("allocation.weight", 0.0) > 0.0)
    return ensemble(
        "industrial_firm",
        f"departments.sales.set={{attendance.norm: {elsewhere}}}",
        *(f"meetings.{name}.set.attendance.norm={where_decided}" for name in deciding),
    )


def revenue(run: Ensemble) -> Floats:
    return overall(run.firm("revenue"), 52)


def half_days(run: Ensemble) -> Floats:
    """Half-days a week that sales gives to meetings: (replicate,)."""
    company = layout.build(run.scenario)
    meetings = company.meetings
    taken = np.where(meetings.principal < 0, np.repeat(1.0 / meetings.every, np.diff(meetings.first_seat)), 0.0)
    dates = np.bincount(meetings.person, taken, company.people.department.size)
    is_sales = company.people.department == list(run.scenario.departments).index("sales")
    given: Floats = (run.person("attendance") * dates)[:, is_sales].sum(axis=1)
    return given


def test_selective_presence_beats_full_and_no_presence() -> None:
    selective = revenue(choosing(ALWAYS, NEVER))
    for norm in (NEVER, ALWAYS):
        assert rises(of_median(selective - revenue(uniform(norm))))


def test_no_norm_for_all_meetings_alike_earns_as_much_even_with_more_half_days() -> None:
    selective = choosing(ALWAYS, NEVER)
    no_less = [norm for norm in NORMS if rises(of_median(half_days(uniform(norm)) - half_days(selective)))]
    assert len(no_less) > 1
    for norm in NORMS:
        assert rises(of_median(revenue(selective) - revenue(uniform(norm)))), norm


def test_routine_first_earns_less_with_more_half_days() -> None:
    selective, routine = choosing(ALWAYS, NEVER), choosing(NEVER, ALWAYS)
    assert rises(of_median(half_days(routine) - half_days(selective)))
    assert rises(of_median(revenue(selective) - revenue(routine)))
