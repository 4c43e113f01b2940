"""A person's story holds for its replicate: its numbers are those of the run, worked out here in another way."""

import numpy as np
import pytest

from sim.app.watch.record import Record
from sim.app.watch.story import tell
from sim.language import translator
from sim.language.catalogue import LANGUAGES
from sim.scenario.output import EVENT_KINDS, PEOPLE, WEEKLY
from tests.app.watch.replicates import Plain, replicate


def told(record: Record, person: int, week: int) -> Plain:
    t = Plain()
    tell(record, {"week": str(week), "person": str(person)}, t)
    return t


@pytest.mark.parametrize("person", [0, 3, 12, 50])
def test_the_levels_at_the_end_are_those_that_the_run_ends_with(person: int) -> None:
    record = replicate("alibi")
    t, ends = told(record, person, 104), record.output.people[person]
    for name, measure in (("seen", "visibility"), ("esteem", "esteem")):
        message = f"person_{name}_halved" if t.says(f"person_{name}_halved") else f"person_{name}_now"
        assert t.values(message)["now"] == f"{ends[PEOPLE.index(measure)]:.2f}"


def test_invitations_and_visits_instead_are_those_of_the_run() -> None:
    record = replicate("alibi")
    events = record.output.events
    for person in range(20):
        t = told(record, person, 104)
        away = events[(events[:, 1] == EVENT_KINDS.index("away")) & (events[:, 3] == person)]
        values = t.values("person_away")
        assert values["away"] == len(away)
        invited = values["invited"]
        assert isinstance(invited, int)
        ill = events[(events[:, 1] == EVENT_KINDS.index("ill")) & (events[:, 3] == person)]
        came = record.output.people[person, PEOPLE.index("attendance")]
        assert came == pytest.approx((invited - len(away) - len(ill)) / invited)


def test_talk_about_everybody_adds_up_to_the_talk_about_their_department() -> None:
    record = replicate("small_firm", "weeks=40")
    counts = {"bad": 0, "neutral": 0, "good": 0, "stopped": 0}
    for person in range(5):
        t = told(record, person, 40)
        if t.says("person_talk"):
            for name in counts:
                value = t.values("person_talk")[name]
                assert isinstance(value, int)
                counts[name] += value
    columns = [WEEKLY.index(f"talk_{each}") for each in ("negative", "neutral", "positive", "stopped")]
    assert list(counts.values()) == record.output.weekly[:, 0, columns].sum(axis=0).tolist()


def test_the_story_ends_with_the_week_that_is_watched() -> None:
    record = replicate("alibi")
    for week in (1, 9, 30):
        story = tell(record, {"week": str(week), "person": "3"}, translator("en"))
        assert all(each.week <= week for each in story.items)


def test_the_week_in_which_somebody_was_half_forgotten_is_the_first() -> None:
    record = replicate("alibi")
    story = tell(record, {"week": "104", "person": "3"}, translator("en"))
    week = next(each.week for each in story.items if each.kind == "seen")
    seen = np.array([each.seen[3] for each in record.weeks])
    assert seen[week - 1] < record.start.seen[3] / 2
    assert (seen[: week - 1] >= record.start.seen[3] / 2).all()


def test_the_worst_word_is_no_better_than_any_other() -> None:
    record = replicate("alibi")
    t = told(record, 3, 60)
    values = t.values("person_worst_talk")
    changes = [
        said.after - said.before
        for week in record.weeks[:60]
        for held in week.held
        for said in held.said
        if said.absentee == 3 and said.tone == -1 and said.listeners
    ]
    assert float(str(values["after"])) - float(str(values["before"])) == pytest.approx(min(changes), abs=0.011)


def test_whoever_has_no_customers_is_never_said_to_visit_one() -> None:
    record = replicate("alibi")
    for person in range(20, 100, 7):
        t = told(record, person, 104)
        assert not t.says("person_skip")
        assert not t.says("person_away")
        assert not t.says("person_last_missed")


def test_a_decision_that_was_missed_can_be_asked_for() -> None:
    record = replicate("alibi")
    story = tell(record, {"week": "60", "person": "3"}, translator("en"))
    item = next(each for each in story.items if each.kind == "allocation" and each.decision is not None)
    why = tell(record, {"week": str(item.week), "decision": str(item.decision)}, translator("en"))
    assert why.gist


@pytest.mark.parametrize("language", LANGUAGES)
def test_everybody_has_a_story_at_any_time(language: str) -> None:
    record = replicate("small_firm", "weeks=30", "hybrid.share=0.5", "delegation.share=0.6")
    for person in range(len(record.names.people)):
        for week in (1, 2, 13, 14, 30):
            story = tell(record, {"week": str(week), "person": str(person)}, translator(language))
            assert story.gist
            assert "{" not in "".join(each.text for each in story.items)
