"""The last word on a plan: fresh runs, and none of its measures that these call needless."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import numpy as np

from sim.experiments.outcomes import parse_goal
from sim.experiments.recommend.choose import Choice
from sim.experiments.recommend.confirm import confirm
from sim.experiments.recommend.plans import NOTHING, Plan, Step
from sim.statistics import Floats

GOALS = [parse_goal("image.sales at week 5 >= 0.5 with 0.9")]
A, B, C = (Step(name, 1, 1.0) for name in ("a", "b", "c"))
RUNS = 2000


class Firm:
    """Makes runs of plans that hold with known probabilities; `luck` says by how much a look deceives."""

    def __init__(self, true: dict[Plan, float], luck: dict[tuple[int, Plan], float] | None = None) -> None:
        self.true = {NOTHING: 0.0, **true}
        self.luck = luck or {}
        self.looks: list[int] = []

    @contextmanager
    def bench(self, look: int) -> Iterator["Firm"]:
        self.looks.append(look)
        yield self

    def measure(self, plans: Iterable[Plan], replicates: int) -> dict[Plan, Floats]:
        return {plan: self._values(plan, replicates) for plan in plans}

    def _values(self, plan: Plan, replicates: int) -> Floats:
        share = self.true.get(plan, 0.0) + self.luck.get((self.looks[-1], plan), 0.0)
        return (np.arange(replicates) < round(share * replicates)).astype(np.float64)[:, None]


def last_word(choice: Choice, firm: Firm) -> Choice:
    found = confirm(choice, GOALS, RUNS, len, firm.bench)  # type: ignore[arg-type]
    assert found.choice.plan in found.look.known
    return found.choice


def test_a_plan_whose_measures_are_all_needed_is_confirmed_at_first_look() -> None:
    firm = Firm({(A, B): 0.95, (A,): 0.6, (B,): 0.3})
    assert last_word(Choice((A, B), verified=True), firm).plan == (A, B)
    assert firm.looks == [0]


def test_a_measure_without_which_the_goal_is_surely_reached_is_left_out_and_looked_at_again() -> None:
    firm = Firm({(A, B): 0.96, (A,): 0.935, (B,): 0.3})
    found = last_word(Choice((A, B), verified=True), firm)
    assert (found.plan, found.safer) == ((A,), (A, B))
    assert firm.looks == [0, 1]


def test_several_needless_measures_go_one_after_the_other() -> None:
    firm = Firm({(A, B, C): 0.97, (A, B): 0.95, (A, C): 0.94, (A,): 0.93, (B, C): 0.2})
    assert last_word(Choice((A, B, C), verified=True), firm).plan == (A,)


def test_a_measure_comes_back_where_other_runs_do_not_confirm_that_it_is_needless() -> None:
    firm = Firm({(A, B): 0.95, (A,): 0.905}, luck={(0, (A,)): 0.015})
    assert last_word(Choice((A, B), verified=True), firm).plan == (A, B)
    assert firm.looks == [0, 1, 2]


def test_a_safer_plan_fixed_before_takes_the_place_of_one_that_is_left_open() -> None:
    firm = Firm({(A,): 0.90, (A, B): 0.96})
    found = last_word(Choice((A,), verified=True, safer=(A, B)), firm)
    assert (found.plan, found.open) == ((A, B), ((A,),))


def test_what_is_offered_beside_the_plan_still_differs_from_it() -> None:
    firm = Firm({(A, B): 0.96, (A,): 0.935})
    found = last_word(Choice((A, B), verified=True, runner_up=(A, C)), firm)
    assert (found.plan, found.runner_up) == ((A,), None)
    found = last_word(Choice((A, B), verified=True, runner_up=(B, C)), Firm({(A, B): 0.96, (A,): 0.935}))
    assert found.runner_up == (B, C)


def test_the_closest_plan_takes_the_place_of_a_cheaper_one_that_misses() -> None:
    found = last_word(Choice((A,), verified=False, safer=(A, B)), Firm({(A,): 0.85, (A, B): 0.9}))
    assert (found.plan, found.open) == ((A, B), ((A,),))
    found = last_word(Choice((A,), verified=False, safer=(A, B)), Firm({(A,): 0.5, (A, B): 0.52}))
    assert found.plan == (A,)


def test_a_plan_that_misses_is_not_simplified() -> None:
    firm = Firm({(A, B): 0.5, (A,): 0.5})
    assert last_word(Choice((A, B), verified=False), firm).plan == (A, B)
    assert firm.looks == [0]
