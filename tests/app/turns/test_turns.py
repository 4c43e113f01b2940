"""Whose turn it is, and how much one may have."""

import threading

from hypothesis import given
from hypothesis import strategies as st

from sim.app.turns.asking import NOBODY, answering, visitor
from sim.app.turns.share import Share
from sim.app.turns.turns import Turns
from sim.app.turns.used import HALVED, Used


def test_turns_go_round_among_visitors() -> None:
    turns: Turns[int] = Turns(each=9)
    for number in range(4):
        turns.put("greedy", number)
    turns.put("modest", 10)
    assert [turns.take() for _ in range(5)] == [
        ("greedy", 0), ("modest", 10), ("greedy", 1), ("greedy", 2), ("greedy", 3),
    ]  # fmt: skip


def test_a_visitor_has_only_so_much_under_way() -> None:
    turns: Turns[int] = Turns(each=2)
    for number in range(3):
        turns.put("greedy", number)
    assert [turns.take(), turns.take(), turns.take()] == [("greedy", 0), ("greedy", 1), None]
    assert (len(turns), turns.has("greedy")) == (1, 3)
    turns.done("greedy")
    assert turns.take() == ("greedy", 2)


@given(st.lists(st.sampled_from("abc"), max_size=30), st.integers(1, 3))
def test_everything_is_taken_once_and_each_visitors_in_order(visitors: list[str], each: int) -> None:
    turns: Turns[int] = Turns(each)
    for number, who in enumerate(visitors):
        turns.put(who, number)
    taken = []
    while (found := turns.take()) is not None:
        taken.append(found)
        turns.done(found[0])
    assert sorted(number for _, number in taken) == list(range(len(visitors)))
    for who in "abc":
        own = [number for visitor_, number in taken if visitor_ == who]
        assert own == sorted(own)


def test_a_share_ends_with_what_took_it_and_leaves_room_for_others() -> None:
    share = Share(3, 2)
    with answering("one"), share.taken() as first, share.taken() as second, share.taken() as third:
        assert (first, second, third) == (True, True, False)
        with answering("other"), share.taken() as fourth, share.taken() as fifth:
            assert (fourth, fifth) == (True, False)
    with answering("one"), share.taken() as again:
        assert again


def test_who_is_answered_is_known_in_that_thread_only() -> None:
    seen: list[str] = []
    with answering("one"):
        other = threading.Thread(target=lambda: seen.append(visitor()))
        other.start()
        other.join()
        seen.append(visitor())
    assert [*seen, visitor()] == [NOBODY, "one", NOBODY]


def test_what_was_used_is_forgotten_by_halves() -> None:
    now = [0.0]
    used = Used(lambda: now[0])
    used.add("one", 8.0)
    assert (used.rank("one"), used.rank("other")) == (8, 0)
    assert used.is_anybody_else("other")
    assert not used.is_anybody_else("one")
    now[0] = 2 * HALVED
    assert used.seconds("one") == 2.0
    now[0] = 100 * HALVED
    assert not used.is_anybody_else("other")
