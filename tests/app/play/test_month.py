import numpy as np
import pytest

from sim.app.library import Library
from sim.app.play.calendar import span
from sim.app.play.game import Game, scenario_of
from sim.app.play.month import Month, month, seated
from sim.app.play.situation import situation
from sim.app.play.stage import Stage, replay, stage
from sim.model import simulate
from sim.scenario.output import COMPANY, WEEKLY, Output
from tests.app.play.games import game


def told(stage: Stage, played: Game, first: int, last: int, output: Output | None = None) -> Month:
    decided = [(situation(stage.base, played.seed, at), played.choices[at]) for at in range(first, last + 1)]
    return month(stage, output or replay(stage, played, len(played.choices)), decided)


@pytest.mark.parametrize("pattern", ["m", "c", "mc"])
def test_counts_agree_with_the_measures_of_the_run(alibi: Stage, pattern: str) -> None:
    played = game(pattern, 6)
    output = replay(alibi, played, 6)
    found = told(alibi, played, 4, 4, output)
    weeks = span(4)
    firm = {name: round(output.company[weeks, n].sum()) for n, name in enumerate(COMPANY)}
    sales = {name: output.weekly[weeks, alibi.own, n].sum() for n, name in enumerate(WEEKLY)}
    assert (found.visits, found.pleasant_visits) == (firm["visits"], firm["c_visits"])
    assert (found.cancelled, found.explained) == (firm["cancelled"], firm["explained"])
    tones = [sum(each.tone == tone for each in found.talks) for tone in (-1, 0, 1)]
    assert tones == [sales["talk_negative"], sales["talk_neutral"], sales["talk_positive"]]
    assert found.stopped == sales["talk_stopped"]
    assert found.image.after == output.weekly[weeks.stop - 1, alibi.own, WEEKLY.index("image")]
    assert found.image.before == output.weekly[weeks.start - 1, alibi.own, WEEKLY.index("image")]


def test_presence_is_that_of_the_run(alibi: Stage) -> None:
    """Seats taken in all of a week's meetings, teams and rounds included, add up to the measured attendance."""
    played = game("mc", 3)
    output = replay(alibi, played, 3)
    meetings = alibi.layout.meetings
    for week in (1, 2, 9):
        held = [m for m in range(meetings.every.size) if (week - 1 - meetings.offset[m]) % meetings.every[m] == 0]
        counts = np.array([seated(alibi, output.events, m, week) for m in held]).sum(axis=0)
        assert counts[0] / counts[1] == pytest.approx(output.weekly[week - 1, alibi.own, WEEKLY.index("attendance")])


def test_a_month_is_told_the_same_however_far_the_game_went_on(alibi: Stage) -> None:
    short, long = game("mcc", 5), game("mcc", 12)
    # Compared as text, as months without a review or meetings without a decision have NaN in them.
    assert repr(told(alibi, short, 4, 4)) == repr(told(alibi, long, 4, 4))


def test_several_months_add_up(alibi: Stage) -> None:
    played = game("mcc", 6)
    parts, whole = [told(alibi, played, at, at) for at in (3, 4, 5)], told(alibi, played, 3, 5)
    for count in ("visits", "cancelled", "deciding", "deciding_without", "stopped", "held", "talks"):
        values = [getattr(each, count) for each in parts]
        assert getattr(whole, count) == sum(values[1:], values[0])
    assert (whole.image.before, whole.image.after) == (parts[0].image.before, parts[-1].image.after)


def test_the_other_engine_tells_the_same_month(alibi: Stage) -> None:
    played = game("mc", 2)
    scenario = scenario_of(played, alibi.variants, 2)
    assert repr(told(alibi, played, 0, 1)) == repr(told(alibi, played, 0, 1, simulate(scenario, 7, 0, trace=True)))


def test_whoever_stays_away_is_decided_without_and_talked_about_more(alibi: Stage) -> None:
    here, away = (told(alibi, game(pattern, 6), 3, 5) for pattern in ("m", "c"))
    assert here.deciding == away.deciding > 90
    assert here.deciding_without < 0.05 * here.deciding
    assert away.deciding_without > 0.9 * away.deciding
    assert len(away.talks) > 5 * len(here.talks)
    assert away.pleasant_visits > here.pleasant_visits


def test_the_review_falls_into_the_last_month_of_a_quarter(alibi: Stage) -> None:
    played = game("c", 6)
    reviewed = [told(alibi, played, at, at).reviewed for at in range(6)]
    assert [at for at, each in enumerate(reviewed) if each == each] == [2, 5]
    assert told(alibi, played, 5, 5).blamed == (reviewed[5] < 1.0)


@pytest.mark.parametrize("name", ["hybrid", "delegates", "small_firm"])
def test_video_and_deputies_count_as_being_there(library: Library, name: str) -> None:
    made = stage(library.variants(name))
    found = told(made, game("c", 3, scenario=name), 0, 2)
    assert all(0 <= each.present <= each.invited + 1 for each in found.held)
