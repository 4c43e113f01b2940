"""A decision's story holds for its replicate: its numbers are those of the run, worked out here in another way."""

import numpy as np
import pytest

from sim.app.watch.record import CUSTOMER, ILL, PRESENT, VIDEO, Held, Record
from sim.app.watch.story import tell
from sim.errors import ScenarioError
from sim.language import translator
from sim.language.catalogue import LANGUAGES
from sim.scenario.output import COMPANY, EVENT_KINDS, WEEKLY
from tests.app.watch.replicates import Plain, replicate

SALES = 0


def decisions(record: Record, week: int) -> list[Held]:
    return [held for held in record.weeks[week - 1].held if held.decides]


def told(record: Record, week: int, held: Held) -> Plain:
    t = Plain()
    tell(record, {"week": str(week), "decision": str(held.meeting)}, t)
    return t


def seats_of_sales(record: Record, held: Held) -> list[int]:
    given = record.layout.meetings
    first = int(given.first_seat[held.meeting])
    people = record.seats[held.meeting].tolist()
    return [
        k
        for k, person in enumerate(people)
        if record.layout.people.department[person] == SALES and given.principal[first + k] < 0
    ]


@pytest.mark.parametrize("name", ["alibi", "presence", "power_absence"])
@pytest.mark.parametrize("week", [3, 40, 90])
def test_who_was_there_and_what_was_given_are_those_of_the_meeting(name: str, week: int) -> None:
    record = replicate(name)
    for held in decisions(record, week):
        t, seats = told(record, week, held), seats_of_sales(record, held)
        there = sum(held.status[k] in {PRESENT, VIDEO} for k in seats)
        message = "there" if t.says("there") else "all_there"
        assert t.values(message)["count"] == there
        if message == "all_there":
            assert there == len(seats)
        assert t.values("allocation")["given"] == f"{100 * held.given[SALES]:.0f}"
        # The diary of the engine says the same, by another way.
        events = record.output.events
        decided = events[(events[:, 1] == EVENT_KINDS.index("decision")) & (events[:, 2] == held.meeting)]
        value = decided[decided[:, 0] == week][0, 5]
        assert t.values("allocation")["given"] == f"{100 * value:.0f}"


def test_the_quarter_before_counts_seats_as_the_diary_does() -> None:
    record, week = replicate("alibi"), 40
    events = record.output.events
    for held in decisions(record, week):
        t, seats = told(record, week, held), seats_of_sales(record, held)
        people = record.seats[held.meeting][seats]
        missed = events[
            np.isin(events[:, 1], [EVENT_KINDS.index("away")])
            & (events[:, 2] == held.meeting)
            & np.isin(events[:, 3], people)
            & (events[:, 0] >= week - 13)
            & (events[:, 0] < week)
        ]
        assert t.values("quarter")["away"] == len(missed)


def test_the_first_to_stay_away_is_the_first_in_the_diary() -> None:
    record = replicate("alibi")
    events = record.output.events
    for held in decisions(record, 40):
        people = record.seats[held.meeting][seats_of_sales(record, held)]
        away = events[
            (events[:, 1] == EVENT_KINDS.index("away")) & (events[:, 2] == held.meeting) & np.isin(events[:, 3], people)
        ]
        story = tell(record, {"week": "40", "decision": str(held.meeting)}, translator("en"))
        first = next(each for each in story.items if "It is the first time" in each.text)
        assert first.week == away[0, 0]
        assert told(record, 40, held).values("first_skip")["person"] == _title(record, int(away[0, 3]))


def _title(record: Record, person: int) -> str:
    from sim.report.roles import Roles

    return Roles(record.scenario, translator("en")).person(record.names.people[person])


def test_visibility_is_what_the_others_on_the_roster_grant() -> None:
    record = replicate("alibi")
    for held in decisions(record, 40):
        assert held.voices is not None
        department = record.layout.people.department[record.seats[held.meeting]]
        others = np.flatnonzero(department != SALES)
        levels = [held.voices.views.visibility[i, k] for i in others for k in seats_of_sales(record, held)]
        t = told(record, 40, held)
        message = "visibility_halved" if t.says("visibility_halved") else "visibility_now"
        assert t.values(message)["now"] == f"{np.mean(levels):.2f}"


def test_a_lost_decision_names_the_reason_that_weighs_most() -> None:
    seen = set()
    for name in ("alibi", "presence", "power_absence"):
        record = replicate(name)
        for week in range(2, len(record.weeks), 9):
            for held in decisions(record, week):
                t = told(record, week, held)
                fair = record.layout.meetings.workload[held.meeting, SALES]
                lost = held.given[SALES] < fair - 0.02
                gist = next(message for message, _ in t.said if message.startswith("gist"))
                assert gist.startswith("gist_lost") == lost
                seen.add(gist)
    # All reasons occur, so that none of the sentences is told whatever happened.
    assert {"gist_lost_absent", "gist_lost_unheard", "gist_lost_present", "gist_lost_otherwise", "gist_won"} <= seen


def test_coming_is_tried_only_where_somebody_could_have_come() -> None:
    record = replicate("alibi")
    for week in (5, 40):
        for held in decisions(record, week):
            away = [k for k in seats_of_sales(record, held) if held.status[k] in {CUSTOMER, VIDEO}]
            t = told(record, week, held)
            assert (t.says("if_come") or t.says("if_come_same")) == bool(away)


def test_whoever_is_there_by_video_is_named_since_they_could_have_come_into_the_room() -> None:
    record, told_of = replicate("hybrid", "weeks=12"), 0
    for week in range(1, 13):
        for held in decisions(record, week):
            by_video = any(held.status[k] == VIDEO for k in seats_of_sales(record, held))
            t = told(record, week, held)
            assert t.says("by_video") == by_video
            if by_video:
                assert t.says("if_come") or t.says("if_come_same")
                told_of += 1
    assert told_of


def test_where_everybody_comes_nobody_is_said_to_stay_away() -> None:
    record = replicate("alibi", "weeks=12", "attendance.norm=10", "attendance.available=1")
    for week in range(1, 13):
        for held in decisions(record, week):
            t = told(record, week, held)
            for message in ("first_skip", "if_come", "if_come_same", "there", "worst_talk", "gist_lost_absent"):
                assert not t.says(message)


def test_nobody_is_reproached_for_being_ill() -> None:
    record = replicate("alibi", "weeks=12", "attendance.norm=10", "attendance.available=0.4")
    gists = set()
    for week in range(1, 13):
        for held in decisions(record, week):
            t, seats = told(record, week, held), seats_of_sales(record, held)
            gist = next(message for message, _ in t.said if message.startswith("gist"))
            if gist.startswith("gist_lost") and not held.presence[seats].any():
                assert gist == "gist_lost_unable" or t.says("if_come") or t.says("if_come_same")
            assert gist != "gist_lost_unable" or (held.status[seats] == ILL).all()
            gists.add(gist)
    assert "gist_lost_unable" in gists


def test_without_gossip_nobody_is_said_to_be_talked_about() -> None:
    record = replicate("alibi", "weeks=12", "gossip.rate=0")
    t = told(record, 12, decisions(record, 12)[0])
    assert t.says("first_skip")
    assert not t.says("worst_talk")
    assert not t.says("talk_so_far")


def test_the_next_review_is_that_of_the_run() -> None:
    record = replicate("alibi")
    story = tell(record, {"week": "40", "decision": str(decisions(record, 40)[0].meeting)}, translator("en"))
    review = story.items[-1]
    assert review.week == 52
    revenue = record.output.company[39:52, COMPANY.index("revenue")].mean()
    plan = record.output.company[51, COMPANY.index("plan")]
    assert f"{100 * revenue / plan:.0f}%" in review.text


def test_resources_before_and_after_are_those_of_the_run() -> None:
    record = replicate("alibi")
    t = told(record, 40, decisions(record, 40)[0])
    shares = record.output.weekly[:, SALES, WEEKLY.index("resources")]
    assert t.values("resources")["before"] == f"{100 * shares[38]:.0f}"
    assert t.values("resources")["after"] == f"{100 * shares[47]:.0f}"


@pytest.mark.parametrize("name", ["alibi", "presence", "power_absence"])
def test_what_came_before_and_what_came_afterwards_is_told_week_by_week(name: str) -> None:
    record, seen = replicate(name), 0
    for week in range(2, len(record.weeks) + 1, 3):
        for held in decisions(record, week):
            items = tell(record, {"week": str(week), "decision": str(held.meeting)}, Plain()).items
            later = [each.week for each in items if each.kind == "after"]
            assert later == sorted(later)
            seen += len(later) > 1
    assert seen


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_decision_can_be_told(language: str) -> None:
    record = replicate("small_firm", "weeks=30", "hybrid.share=0.5", "delegation.share=0.6")
    for week in range(1, 31):
        for held in decisions(record, week):
            story = tell(record, {"week": str(week), "decision": str(held.meeting)}, translator(language))
            assert story.gist
            assert "{" not in "".join(each.text for each in story.items)
            assert all(1 <= each.week <= 30 for each in story.items)


@pytest.mark.parametrize(
    "query", [{"week": "1", "decision": "0"}, {"week": "1"}, {"week": "400", "decision": "3"}, {"decision": "x"}]
)
def test_a_decision_that_never_was_is_refused(query: dict[str, str]) -> None:
    with pytest.raises(ScenarioError):
        tell(replicate("small_firm", "weeks=20"), query, translator("en"))
