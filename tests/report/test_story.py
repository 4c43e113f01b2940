"""The story of the traced run: which moments are told, and how."""

from typing import Any

import numpy as np
import pandas as pd
import pytest

from sim.language import translator
from sim.report.page import render
from sim.report.runs import Runs
from sim.report.story import MOST_MOMENTS, Told, tell
from sim.scenario.output import EVENTS, WEEKLY
from tests.report import synthetic
from tests.report.reading import Page

TALK = [each for each in WEEKLY if each.startswith("talk")]
EN, DE = translator("en"), translator("de")


def told(*events: tuple[Any, ...], image: list[float] | None = None, **scenario: Any) -> list[Told]:
    """Story of a run with these events only, and with levels that do not move unless said otherwise."""
    company = synthetic.scenario(**{"interventions": {}, **scenario})
    weekly = synthetic.run(company, replicates=2).weekly
    weekly.iloc[:, 3:] = 0.5
    weekly[TALK] = 0.0
    if image is not None:
        own = (weekly["department"] == "sales") & (weekly["replicate"] == 0)
        weekly.loc[own, "image"] = image
    table = pd.DataFrame(list(events), columns=list(EVENTS)).astype({"week": "int64", "value": "float64"})
    return tell(Runs(synthetic.run(company, replicates=2, weekly=weekly, events=table)), EN)


def texts(found: list[Told]) -> list[str]:
    return [f"{each.week} {each.place}: {each.text}" for each in found]


DECISION = (1, "decision", "management", "", "", 0.3)


def test_the_head_who_first_skips_a_decision_is_told() -> None:
    away = [(week, "away", "management", "sales.head.1", "sales.head.1.customer.3", 2.0) for week in (3, 5)]
    routine = (2, "away", "complaints", "sales.head.1", "sales.head.1.customer.3", 2.0)
    lines = texts(told(DECISION, routine, *away))
    assert lines[0].startswith("3 Management meeting: Head of Sales stays away from a meeting that decides")
    assert "to see a customer of class C" in lines[0]
    assert lines[1].startswith("5 Management meeting: Head of Sales stays away")
    assert "last time" in lines[1]


def test_the_first_bad_word_that_nobody_stopped_is_told() -> None:
    talk = [
        (4, "stopped", "management", "finance.lead.1", "sales.lead.2", 0.0),
        (6, "talk", "management", "finance.lead.1", "sales.lead.2", 0.0),
        (7, "talk", "complaints", "production.staff.9", "sales.lead.2", -1.0),
        (9, "talk", "complaints", "production.staff.9", "sales.lead.2", -1.0),
    ]
    lines = texts(told(*talk))
    assert lines[0].startswith("4 Management meeting: Finance lead 1 starts talking about Sales lead 2")
    assert lines[1] == (
        "7 Complaints review: Production employee 9 speaks badly of Sales lead 2, who is not there, and nobody objects."
    )


def test_colleagues_talking_about_each_other_are_not_part_of_the_story() -> None:
    assert len(told((4, "talk", "management", "sales.staff.2", "sales.lead.1", -1.0))) == 1


def test_talk_about_other_departments_is_not_part_of_the_story() -> None:
    assert len(told((4, "talk", "management", "sales.head.1", "finance.lead.1", -1.0))) == 1


def test_the_decision_that_gave_customers_least_is_told() -> None:
    decisions = [(week, "decision", "management", "", "", share) for week, share in ((1, 0.3), (8, 0.1), (9, 0.2))]
    assert (
        "8 Management meeting: Customers get 10% of the resources that are shared out, less than in any other decision."
        in texts(told(*decisions))
    )


def test_the_review_that_blames_is_told_with_the_share_of_the_plan() -> None:
    reviews = [(13, "review", "", "", "", 1.1), (26, "review", "", "", "sales", 0.8)]
    lines = texts(told(*reviews))
    assert lines[0] == "13 : Quarterly review: revenue reaches the plan, at 110%; it is the only time in this run."
    assert lines[1] == "26 : Quarterly review: revenue is at 80% of plan, and the blame goes to Sales."


def test_a_cancelled_date_is_told_with_what_the_customer_heard() -> None:
    cancelled = (3, "cancelled", "management", "sales.staff.2", "sales.staff.2.customer.1", 1.0)
    assert "Sales employee 2 cancels a customer’s date and says honestly why" in texts(told(cancelled))[0]


def test_a_level_that_has_halved_is_told_in_the_week_it_did() -> None:
    image = [0.6] * 40 + [0.16] * 64
    lines = texts(told(image=image))
    assert lines[0].startswith(
        "43 : The image of Sales has halved, from 0.60 on average over the first four weeks to 0.27"
    )


def test_a_turn_is_told_with_the_intervention_before_it() -> None:
    image = [0.6 - 0.01 * min(week, 30) + 0.01 * max(0, week - 30) for week in range(104)]
    measure = {"title": {"en": "Presence first", "de": "Präsenz zuerst"}, "start": 27, "set": {"attendance.norm": 2}}
    lines = texts(told(image=np.clip(image, 0, 0.7).tolist(), interventions={"presence": measure}))
    assert "27 : An intervention begins: Presence first." in lines
    assert any("from here it recovers, 5 weeks after this began: Presence first" in each for each in lines)


def test_the_story_is_chronological_short_and_ends_with_the_run(runs: Runs) -> None:
    for t in (EN, DE):
        found = tell(runs, t)
        weeks = [each.week for each in found]
        assert weeks == sorted(weeks)
        assert 5 <= len(found) <= MOST_MOMENTS
        assert weeks[-1] == runs.n_weeks


def test_no_week_takes_more_than_its_share_of_the_story() -> None:
    away = [(1, "away", "management", f"sales.{who}.1", f"sales.{who}.1.customer.3", 2.0) for who in ("head", "lead")]
    talk = [(1, "talk", "management", "finance.lead.1", "sales.lead.2", tone) for tone in (-1.0, 1.0)]
    found = told((1, "decision", "management", "", "", 0.1), (2, "decision", "management", "", "", 0.3), *away, *talk)
    assert [each.week for each in found].count(1) == 3


def test_a_run_without_events_still_has_an_end() -> None:
    assert [each.week for each in told()] == [104]


@pytest.mark.parametrize("t", [EN, DE])
def test_people_are_called_by_role(runs: Runs, t: Any) -> None:
    assert not any("sales." in each.text for each in tell(runs, t))


def away_until_week_30(count: int) -> Runs:
    """A run of many events, in each of which the head stays away, the last of them in week 30."""
    company = synthetic.scenario()
    away = [
        (30 - count + n + 1, "away", "management", "sales.head.1", "sales.head.1.customer.3", 2.0) for n in range(count)
    ]
    table = pd.DataFrame([DECISION, *away], columns=list(EVENTS))
    return Runs(synthetic.run(company, replicates=1, events=table))


def test_a_record_that_was_full_is_told_and_names_no_last_time(monkeypatch: pytest.MonkeyPatch) -> None:
    whole, full = away_until_week_30(5), away_until_week_30(5)
    monkeypatch.setattr("sim.report.runs.MAX_EVENTS", 7)
    assert whole.recorded_until is None
    assert any("last time" in each.text for each in tell(whole, EN))
    monkeypatch.setattr("sim.report.runs.MAX_EVENTS", 6)
    assert full.recorded_until == 30
    assert not any("last time" in each.text for each in tell(full, EN))
    assert "Events were recorded up to week 30 only" in Page(render(full, EN)).text
