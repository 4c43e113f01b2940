import numpy as np
import pytest

from sim.app.ensembles import Ensembles
from sim.app.play.game import Game
from sim.app.play.recap import Claim, Recap, Runs, claims, recap, turning_point, turns
from sim.app.play.stage import Luck, Paths, Stage
from sim.experiments.paired import paired
from tests.app.play.games import game, made_up


@pytest.fixture
def runs(ensembles: Ensembles, alibi: Stage) -> Runs:
    return Luck(ensembles, alibi)


def test_never_being_there_is_compared_with_the_same_luck_words_and_demands(runs: Runs) -> None:
    found = recap(runs, game("m", 12), 12)
    assert found.share == 1.0
    assert np.array_equal(found.own.image, found.present.image)
    assert found.to_present.image.difference == 0.0
    assert found.to_absent.image.high < -0.1
    assert found.to_absent.image.n == 12


def test_a_recap_of_one_month_can_be_made(runs: Runs) -> None:
    found = recap(runs, game("mc", 1), 8)
    assert found.months == 1
    assert found.own.image.shape == (8, 4)
    assert len(turns(runs, game("mc", 1), 8)) == 1


def test_games_are_compared_over_three_months_or_those_there_are() -> None:
    found = [recap(made_up({0.0: 0.2, 1.0: 0.6}), game("mc", months), 4).months_compared for months in (1, 2, 3, 24)]
    assert found == [1, 2, 3, 3]


@pytest.mark.parametrize(("pattern", "same"), [("m", "always"), ("c", "never"), ("mc", None)])
def test_a_game_that_was_always_or_never_there_is_its_own_comparison(pattern: str, same: str | None) -> None:
    assert recap(made_up({0.0: 0.2, 1.0: 0.6}), game(pattern, 3), 4).same == same


def test_each_quarter_is_turned_round_alone(runs: Runs) -> None:
    asked: list[Game] = []

    def noted(played: Game, replicates: int, months: int) -> Paths:
        asked.append(played)
        return runs(played, replicates, months)

    own = game("m", 9)
    turns(noted, own, 8)
    assert asked[0] == own
    for quarter, turned in enumerate(asked[1:]):
        differ = [month for month in range(9) if turned.choices[month] != own.choices[month]]
        assert differ == list(range(3 * quarter, 3 * quarter + 3))


def test_the_quarter_that_counts_most_is_the_one_with_the_largest_sure_change(runs: Runs) -> None:
    found = turns(runs, game("m", 12), 12)
    point = turning_point(found)
    assert point is not None
    assert point.sure
    assert abs(point.change.image.difference) == max(abs(each.change.image.difference) for each in found)
    assert point.change.image.high < 0


def test_no_quarter_counts_where_nothing_matters() -> None:
    found = turns(made_up({0.0: 0.5, 1.0: 0.5}), game("mc"), 20)
    assert not any(each.sure for each in found)
    assert turning_point(found) is None


def test_fewer_replicates_of_a_busy_server_are_paired_with_their_own() -> None:
    full = made_up({0.0: 0.2, 1.0: 0.6})

    def hurried(played: Game, replicates: int, months: int) -> Paths:
        share = sum(sum(each.meeting_first) for each in played.choices)
        return Paths(*(values[: 9 if share == 0 else 14] for values in full(played, replicates, months)))

    found = recap(hurried, game("mc"), 20)
    assert found.own.image.shape[0] == found.image.size == found.to_present.image.n == found.to_absent.image.n == 9
    assert found.to_absent.image.difference == pytest.approx(-0.2)
    assert found.to_absent.image.reach < 1e-9


def verdicts(found: Recap) -> dict[str, str]:
    return {each.name: each.verdict for each in claims(found)}


def test_a_game_agrees_where_presence_pays_and_disagrees_where_it_costs() -> None:
    own = game("mc")
    assert verdicts(recap(made_up({0.0: 0.2, 1.0: 0.6}), own, 10)) == {
        "presence": "agrees", "customers": "agrees", "limits": "open",
    }  # fmt: skip
    assert verdicts(recap(made_up({0.0: 0.6, 1.0: 0.2}), own, 10)) == {
        "presence": "disagrees", "customers": "disagrees", "limits": "agrees",
    }  # fmt: skip
    assert set(verdicts(recap(made_up({0.0: 0.4, 1.0: 0.4}), own, 10)).values()) == {"open"}


def test_a_game_without_presence_is_held_against_full_presence(runs: Runs) -> None:
    found = claims(recap(runs, game("c", 12), 12))
    assert [each.name for each in found] == ["presence", "customers"]
    assert all(each.difference.difference > 0 for each in found)


def test_a_claim_turned_round_keeps_its_interval() -> None:
    found = claims(recap(made_up({0.0: 0.2, 0.5: 0.5, 1.0: 0.4}), game("mc"), 10))
    limits: Claim = found[-1]
    assert limits.verdict == "agrees"
    assert limits.difference.low <= limits.difference.difference <= limits.difference.high
    assert limits.difference.difference == pytest.approx(0.1)


def test_intervals_are_paired() -> None:
    rng = np.random.default_rng(1)
    one = rng.normal(0, 1, 30)
    assert paired(one, one + 0.1).reach < 1e-9
