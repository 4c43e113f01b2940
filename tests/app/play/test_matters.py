"""What one decides matters, in the theory's own way; paired, over replicates."""

import pytest

from sim.app.ensembles import Ensembles
from sim.app.play.choice import Told
from sim.app.play.game import Game
from sim.app.play.stage import Floats, Luck, Stage
from sim.app.play.standing import last_quarter
from sim.statistics import UNIT, Paired, Scale, paired
from tests.app.play.games import steady

N = 400
REVENUE = Scale(0.0, 2.5)  # the plan is 0.4 of the potential


class Ends:
    """Ends of games by their pattern of weeks."""

    def __init__(self, ensembles: Ensembles, stage: Stage) -> None:
        self._runs = Luck(ensembles, stage)

    def of(self, pattern: str, told: Told = "nothing", *, demand: bool = False) -> tuple[Floats, Floats]:
        played = Game("alibi", 7, steady(pattern, told=told, demand=demand))
        return last_quarter(self._runs(played, N, 24), 24)

    def image(self, one: str, other: str) -> Paired:
        return paired(self.of(one)[0], self.of(other)[0], UNIT)

    def revenue(self, one: str, other: str) -> Paired:
        return paired(self.of(one)[1], self.of(other)[1], REVENUE)


@pytest.fixture(scope="module")
def ends(ensembles: Ensembles, alibi: Stage) -> Ends:
    return Ends(ensembles, alibi)


def test_always_and_never_being_there_end_far_apart(ends: Ends) -> None:
    assert ends.image("c", "m").low > 0.4
    assert ends.revenue("c", "m").low > 0.4


def test_a_middling_game_ends_between(ends: Ends) -> None:
    assert ends.image("c", "mc").low > 0.1
    assert ends.image("mc", "m").low > 0.1


def test_being_there_three_weeks_of_four_loses_image_but_no_revenue(ends: Ends) -> None:
    assert ends.image("m", "mmmc").high < -0.03
    assert ends.revenue("m", "mmmc").high > 0.0


@pytest.mark.parametrize("told", ["mattered", "external"])
def test_a_reason_for_the_customer_and_results_inside_pay(ends: Ends, told: Told) -> None:
    plain, both = ends.of("mmmc"), ends.of("mmmc", told, demand=True)
    assert paired(plain[0], both[0], UNIT).low > 0.02
    assert paired(plain[1], both[1], REVENUE).low > 0.1


def test_the_order_of_the_same_weeks_matters(ends: Ends) -> None:
    late, early = "c" * 52 + "m" * 52, "m" * 52 + "c" * 52
    assert ends.image(early, late).low > 0.05
