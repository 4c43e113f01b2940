"""What draws people into meetings and keeps them away: each reason alone, everything else as it was."""

from typing import Any

import numpy as np

from sim.scenario.output import WEEKLY
from sim.statistics import Interval, of_median
from tests.model.engines import by_mesa
from tests.model.small import TITLE, firm

REPLICATES, WEEKS = 12, 4
SALES = 0
# Nothing draws or deters but what a test is about, and nobody is ill; half of the invitations are accepted.
INDIFFERENT: dict[str, dict[str, float]] = {
    "attendance": {
        "available": 1, "norm": 0, "alibi": 0, "role": 0, "ease": 0, "heard": 0, "reserve": 0,
    },
    "customers": {"gain": 0, "comfort": 0},
    "ritual": {"burden": 0, "time": 0},
    "preaching": {"strength": 0},
    "importance": {"pull": 0},
    "peers": {"pull": 0},
    "privilege": {"share": 0},
    "hybrid": {"share": 0},
    "allocation": {"weight": 2, "announced": 0},
}  # fmt: skip


def attendance(**sections: Any) -> np.ndarray:
    """Mean attendance of sales in every replicate; all meetings decide."""
    given = {name: {**INDIFFERENT.get(name, {}), **sections.get(name, {})} for name in {**INDIFFERENT, **sections}}
    company = firm(weeks=WEEKS, **given)
    column = WEEKLY.index("attendance")
    return np.array([by_mesa(company, 1, each).weekly[:, SALES, column].mean() for each in range(REPLICATES)])


def change(before: dict[str, Any], after: dict[str, Any]) -> Interval:
    """What one change does to attendance in the middle replicate, under the same luck."""
    return of_median(attendance(**after) - attendance(**before))


def test_speeches_about_customers_keep_people_away_as_far_as_they_excuse_it() -> None:
    speeches: dict[str, float] = {"strength": 2, "licence": 1, "belief": 0}
    assert change({}, {"preaching": speeches}).high < -0.1
    assert change({}, {"preaching": {**speeches, "licence": 0}}).mean == 0


def test_what_is_announced_draws_people_who_were_never_heard_there() -> None:
    never: dict[str, Any] = {"initial": {"heard": 0}, "heard": {"rate": 0}, "importance": {"pull": 4}}
    silent, told = ({**never, "allocation": {"announced": share}} for share in (0, 1))
    assert change({}, silent).mean == 0
    assert change(silent, told).low > 0.1


def test_whoever_is_heard_where_it_is_decided_comes_without_an_announcement() -> None:
    heard: dict[str, Any] = {"initial": {"heard": 1}, "heard": {"rate": 0}, "allocation": {"announced": 0}}
    assert change(heard, {**heard, "importance": {"pull": 4}}).low > 0.1


def test_a_meeting_that_decides_nothing_draws_nobody_however_much_is_announced() -> None:
    nothing: dict[str, Any] = {"allocation": {"weight": 0, "announced": 1}, "initial": {"heard": 1}}
    assert change(nothing, {**nothing, "importance": {"pull": 4}}) == (0, 0, 0)


def test_colleagues_who_come_draw_others_in_and_those_who_stay_away_keep_them_away() -> None:
    for norm in (-1.5, 1.5):
        alone: dict[str, Any] = {"attendance": {"norm": norm}}
        found = change(alone, {**alone, "peers": {"pull": 4}})
        assert (found.high < -0.02) if norm < 0 else (found.low > 0.02)


def test_a_head_who_comes_draws_people_in_and_one_who_stays_away_keeps_them_away() -> None:
    for norm in (-10, 10):
        of_heads = {"title": TITLE, "start": 1, "target": {"rank": "head"}, "set": {"attendance.norm": norm}}
        alone: dict[str, Any] = {"interventions": {"example": of_heads}, "attendance": {"memory": 1}}
        found = change(alone, {**alone, "attendance": {"memory": 1, "role": 4}})
        assert (found.high < -0.05) if norm < 0 else (found.low > 0.05)


def test_mere_form_keeps_people_away() -> None:
    assert change({}, {"ritual": {"level": 1, "burden": 2}}).high < -0.1


def test_an_alibi_keeps_people_away_and_a_norm_brings_them() -> None:
    assert change({}, {"attendance": {"alibi": 1}}).high < -0.1
    assert change({}, {"attendance": {"norm": 1}}).low > 0.1


def test_who_feels_at_ease_or_heard_comes_and_who_does_not_stays_away() -> None:
    for what in ("ease", "heard"):
        for level, sign in ((0.1, -1), (0.9, 1)):
            given: dict[str, Any] = {"initial": {what: level}, what: {"rate": 0}}
            found = change(given, {**given, "attendance": {what: 3}})
            assert min(sign * found.low, sign * found.high) > 0.1
