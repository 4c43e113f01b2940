"""Deciding once more by the same rules."""

import numpy as np
import pytest

from sim.app.watch.record import Held, Record, Voices
from sim.app.watch.story.what_if import decide, granted
from tests.app.watch.replicates import replicate


def discussed(record: Record) -> list[tuple[Held, Voices]]:
    return [(held, held.voices) for week in record.weeks for held in week.held if held.voices is not None]


@pytest.mark.parametrize(
    ("name", "overrides"),
    [
        ("small_firm", ()),
        ("small_firm", ("hybrid.share=0.5", "delegation.share=0.6")),
        ("alibi", ("agenda.quota=0.4",)),
        ("power_absence", ()),
    ],
)
def test_decided_as_it_was_the_outcome_is_the_same(name: str, overrides: tuple[str, ...]) -> None:
    record = replicate(name, "weeks=12", *overrides)
    for held, voices in discussed(record):
        again = decide(held, voices, record.layout.meetings.workload[held.meeting], held.presence)
        assert again.share == pytest.approx(held.share, abs=1e-12)
        assert again.agenda == pytest.approx(held.agenda, abs=1e-12)
        assert again.given == pytest.approx(held.given, abs=1e-12)


def test_the_standing_that_is_granted_may_be_given_and_changes_nothing() -> None:
    record = replicate("small_firm", "weeks=12")
    for held, voices in discussed(record):
        workload = record.layout.meetings.workload[held.meeting]
        plain = decide(held, voices, workload, held.presence)
        same = decide(held, voices, workload, held.presence, granted(voices, held.presence))
        assert same.given == pytest.approx(plain.given, abs=1e-12)


def test_more_standing_is_more_voice_and_shares_stay_shares() -> None:
    record = replicate("small_firm", "weeks=12")
    for held, voices in discussed(record):
        workload = record.layout.meetings.workload[held.meeting]
        standing = granted(voices, held.presence)
        first = int(np.flatnonzero(held.presence)[0])
        raised = standing.copy()
        raised[first] += 0.1
        plain, louder = (decide(held, voices, workload, held.presence, each) for each in (standing, raised))
        if (held.presence > 0).sum() > 1:
            assert louder.share[first] > plain.share[first]
        for each in (louder.share, louder.agenda, louder.given):
            assert each.sum() == pytest.approx(1.0)
