"""Watching changes nothing, and what is written down adds up to what the run itself measured."""

import numpy as np
import pytest

from sim.app.watch.record import CUSTOMER, DELEGATE, ELSEWHERE, ILL, PRESENT, UNWANTED, VIDEO
from sim.model import simulate
from sim.scenario.output import AWAY, COMPANY, EVENTS, MEETINGS, PEOPLE, TALK, WEEKLY
from tests.app.watch.replicates import replicate, scenario

WEEKS = "weeks=20"
COMPANIES = [("small_firm", ()), ("small_firm", ("hybrid.share=0.5", "delegation.share=0.6")), ("power_absence", ())]


@pytest.mark.parametrize(("name", "overrides"), COMPANIES)
def test_a_watched_run_is_the_run_that_nobody_watches(name: str, overrides: tuple[str, ...]) -> None:
    watched = replicate(name, WEEKS, *overrides)
    alone = simulate(scenario(name, WEEKS, *overrides), 1, 0, trace=True)
    for ours, theirs in zip(watched.output, alone, strict=True):
        assert np.array_equal(ours, theirs, equal_nan=True)


@pytest.mark.parametrize(("name", "overrides"), COMPANIES)
def test_seats_add_up_to_the_attendance_of_the_week(name: str, overrides: tuple[str, ...]) -> None:
    record = replicate(name, WEEKS, *overrides)
    department = record.layout.people.department
    for number, week in enumerate(record.weeks):
        for d in range(len(record.names.departments)):
            status = np.concatenate([held.status[department[record.seats[held.meeting]] == d] for held in week.held])
            invited = np.isin(status, (PRESENT, VIDEO, ILL, ELSEWHERE, CUSTOMER)).sum()
            came = np.isin(status, (PRESENT, VIDEO)).sum()
            assert came / invited == record.output.weekly[number, d, WEEKLY.index("attendance")]


def test_delegates_take_seats_that_are_otherwise_unwanted() -> None:
    record = replicate("small_firm", WEEKS, "hybrid.share=0.5", "delegation.share=0.6")
    held = [each for week in record.weeks for each in week.held]
    assert any((each.status == DELEGATE).any() for each in held)
    assert any((each.status == UNWANTED).any() for each in held)
    assert any((each.status == VIDEO).any() for each in held)
    for each in held:
        assert ((each.presence > 0.0) == np.isin(each.status, (PRESENT, DELEGATE, VIDEO))).all()


def test_what_people_make_of_each_other_is_what_the_run_ends_with() -> None:
    record = replicate("small_firm", WEEKS)
    for name, levels in (("visibility", record.weeks[-1].seen), ("esteem", record.weeks[-1].esteem)):
        assert levels == pytest.approx(record.output.people[:, PEOPLE.index(name)], abs=1e-6)
    assert record.start.seen == pytest.approx(record.scenario.initial.visibility, abs=1e-6)


def test_every_visit_is_written_down_once() -> None:
    record = replicate("small_firm", WEEKS)
    events = record.output.events
    for number, week in enumerate(record.weeks):
        instead = sum(int((held.customer >= 0).sum()) for held in week.held)
        here = events[(events[:, 0] == number + 1) & (events[:, EVENTS.index("kind")] == AWAY)]
        assert instead == len(here)
        assert instead + len(week.visits) == record.output.company[number, COMPANY.index("visits")]


def test_talk_is_written_down_with_what_it_did() -> None:
    record = replicate("small_firm", WEEKS)
    said = [each for week in record.weeks for held in week.held for each in held.said]
    events = record.output.events
    assert sum(each.tone is not None for each in said) == (events[:, EVENTS.index("kind")] == TALK).sum()
    assert sum(each.tone is None for each in said) == record.output.meetings[:, MEETINGS.index("stopped")].sum()
    # In one meeting several may talk about the same person: only where one does, the tone alone decides.
    alone = [held.said[0] for week in record.weeks for held in week.held if len(held.said) == 1]
    for each in alone:
        if each.listeners:
            change = each.after - each.before
            assert np.sign(change) == (each.tone or 0)
