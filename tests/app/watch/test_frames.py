"""What travels to the browser says what happened, and is small."""

import gzip
import json
from typing import Any

import numpy as np
import pytest

from sim.app.watch.frames import CHAIN, DIGITS, FAIR, STATUSES, STOPPED, TOP, digits, frames, hundredths, packed
from sim.app.watch.record import NOBODY
from sim.scenario.output import COMPANY, WEEKLY
from tests.app.watch.replicates import replicate

LARGEST = 300_000  # bytes, compressed


def read(text: str, top: float = 1.0) -> np.ndarray[Any, np.dtype[np.float64]]:
    return np.array([DIGITS.index(each) for each in text]) / TOP * top


def test_digits_give_back_levels_to_half_a_step() -> None:
    levels = np.linspace(0.0, 1.0, 101)
    assert read(digits(levels)) == pytest.approx(levels, abs=0.5 / TOP + 1e-12)
    assert digits(np.array([np.nan, -1.0, 2.0])) == DIGITS[0] + DIGITS[0] + DIGITS[TOP]


def test_levels_travel_as_texts_write_them() -> None:
    levels = np.array([0.0, 0.004, 0.236, 0.64, 1.0, np.nan])
    sent = hundredths(levels)
    values = [64 * DIGITS.index(sent[n]) + DIGITS.index(sent[n + 1]) for n in range(0, len(sent), 2)]
    assert values == [0, 0, 24, 64, 100, 0]
    record = replicate("small_firm", "weeks=20")
    week = frames(record)["weeks"][7]
    assert (week["seen"], week["esteem"]) == (hundredths(record.weeks[7].seen), hundredths(record.weeks[7].esteem))


def test_a_hundred_people_for_two_years_are_small() -> None:
    assert len(packed(replicate("alibi"))) < LARGEST


def test_what_is_packed_is_the_frames_in_json() -> None:
    record = replicate("small_firm", "weeks=20")
    assert json.loads(gzip.decompress(packed(record))) == json.loads(json.dumps(frames(record)))


def test_every_week_says_who_sat_where_and_who_spoke() -> None:
    record = replicate("small_firm", "weeks=20", "hybrid.share=0.5", "delegation.share=0.6")
    for week, sent in zip(record.weeks, frames(record)["weeks"], strict=True):
        codes = np.array([DIGITS.index(each) for each in sent["seats"]])
        assert (codes % STATUSES == np.concatenate([held.status for held in week.held])).all()
        assert (codes // STATUSES + NOBODY == np.concatenate([held.customer for held in week.held])).all()
        relative = np.concatenate([held.share * (held.presence > 0).sum() for held in week.held])
        assert read(sent["talk"], TOP / FAIR) == pytest.approx(np.minimum(relative, TOP / FAIR), abs=0.5 / FAIR + 1e-9)
        assert sent["held"] == [held.meeting for held in week.held]
        assert len(sent["agenda"]) == len(record.names.topics) * len(week.held)


def test_every_talk_travels_with_its_tone() -> None:
    record = replicate("small_firm", "weeks=20")
    for week, sent in zip(record.weeks, frames(record)["weeks"], strict=True):
        said = [each for held in week.held for each in held.said]
        assert [each[1:3] for each in sent["gossip"]] == [[each.speaker, each.absentee] for each in said]
        assert [each[3] for each in sent["gossip"]] == [STOPPED if each.tone is None else each.tone for each in said]


def test_the_chain_is_that_of_the_run() -> None:
    record = replicate("small_firm", "weeks=20")
    chain = frames(record)["chain"]
    assert list(chain) == list(CHAIN)
    sales = record.output.weekly[:, 0]
    assert chain["influence"] == np.rint(10 * sales[:, WEEKLY.index("influence")]).tolist()
    assert chain["attendance"] == np.rint(1000 * sales[:, WEEKLY.index("attendance")]).tolist()
    assert chain["revenue"] == np.rint(1000 * record.output.company[:, COMPANY.index("revenue")]).tolist()


def test_decisions_say_what_the_focus_got_and_its_share_of_the_seats() -> None:
    record = replicate("small_firm", "weeks=20")
    for week, sent in zip(record.weeks, frames(record)["weeks"], strict=True):
        for place, got, fair in sent["decided"]:
            held = week.held[place]
            assert held.decides
            assert got == round(1000 * held.given[0])
            assert fair == round(1000 * record.layout.meetings.workload[held.meeting, 0])
