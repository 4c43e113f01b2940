import math

from hypothesis import given
from hypothesis import strategies as st

from sim.app.play.choice import TOLD, Choice
from sim.app.rooms.tallies import of_game, of_round, tally
from tests.app.rooms.made import months

WEEKS = st.lists(st.booleans(), min_size=4, max_size=5).map(tuple)
MONTHS = st.lists(st.builds(Choice, WEEKS, st.sampled_from(TOLD), st.booleans()), max_size=24)


def test_a_tally_counts_weeks_people_words_and_demands() -> None:
    half = Choice((True, False, True, False), "mattered", demand=True)
    found = tally([[half], months("m", "external"), months("c"), []])
    assert found.n_people == 3
    assert found.meeting == 6 / 12
    assert found.groups == (1, 1, 0, 1)
    assert found.told == {"nothing": 0, "mattered": 1, "external": 1}
    assert found.demand == 1 / 3


def test_what_nobody_cancelled_was_told_is_not_counted() -> None:
    assert sum(tally([months("ccc", "mattered")]).told.values()) == 0


def test_nobody_decided_has_no_share() -> None:
    found = tally([[], []])
    assert (found.n_people, found.groups) == (0, (0, 0, 0, 0))
    assert math.isnan(found.meeting)
    assert math.isnan(found.demand)


def test_a_round_is_three_months_and_the_game_all_of_them() -> None:
    decided = {1: months("mmmccc"), 2: months("mmm")}
    assert of_round(decided, 1).meeting == 1.0
    assert (of_round(decided, 2).meeting, of_round(decided, 2).n_people) == (0.0, 1)
    assert of_game(decided).meeting == 26 / 39


@given(st.lists(MONTHS, max_size=8))
def test_everybody_who_decided_is_in_one_group(decided: list[list[Choice]]) -> None:
    found = tally(decided)
    assert sum(found.groups) == found.n_people == sum(map(bool, decided))
    assert not found.meeting < 0
    assert not found.meeting > 1
