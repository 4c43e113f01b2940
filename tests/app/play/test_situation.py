from collections import Counter

from sim.app.library import Library
from sim.app.play.calendar import MONTHS, length
from sim.app.play.game import is_playable
from sim.app.play.situation import Collision, situation
from sim.app.play.stage import Stage
from sim.results import focus


def collisions(stage: Stage, seed: int) -> list[Collision]:
    return [each for month in range(MONTHS) for each in situation(stage.base, seed, month).collisions]


def test_every_week_has_one_collision(alibi: Stage) -> None:
    assert [each.week for each in collisions(alibi, 3)] == list(range(1, 105))
    assert all(len(situation(alibi.base, 3, month).collisions) == length(month) for month in range(MONTHS))


def test_everybody_with_the_same_seed_meets_the_same(alibi: Stage) -> None:
    assert collisions(alibi, 3) == collisions(alibi, 3)
    assert collisions(alibi, 3) != collisions(alibi, 4)


def test_meetings_collide_in_weeks_in_which_they_take_place(library: Library) -> None:
    for name in library.names():
        scenario = library.base(name)
        if not is_playable(scenario):
            continue
        for month in range(MONTHS):
            for each in situation(scenario, 5, month).collisions:
                meeting = scenario.meetings[each.meeting]
                seats = meeting.roster[focus(scenario)]
                assert (each.week - 1 - meeting.offset) % meeting.every == 0
                assert each.seats == seats.head + seats.lead + seats.staff > 0
                assert each.day == meeting.slot // 2 < 5


def test_meetings_that_decide_more_collide_more_often(alibi: Stage) -> None:
    weekly = [each for seed in range(40) for each in collisions(alibi, seed) if each.meeting in WEEKLY]
    times = Counter(each.meeting for each in weekly)
    # Weights 1 + 2 and 1 + 1: half as often again.
    assert 1.3 < times["capacity_planning"] / times["order_review"] < 1.7


WEEKLY = ("capacity_planning", "order_review")


def test_customers_of_all_classes_want_to_be_seen_in_their_manner(alibi: Stage) -> None:
    waiting = [each.customer for seed in range(20) for each in collisions(alibi, seed)]
    assert {(each.name, each.size, each.manner) for each in waiting} == {
        ("A", "large", "hard"), ("B", "middling", "plain"), ("C", "small", "pleasant"),
    }  # fmt: skip
    assert {each.wish for each in waiting} == {0, 1, 2}
    large = sum(each.name == "A" for each in waiting) / len(waiting)
    assert 0.38 < large < 0.47  # (share .10 + potential .75) / 2
