"""What the look back says of the theory: each sentence can come out either way, or stay open."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from sim.app.ensembles import Ensembles
from sim.app.library import Library
from sim.app.play.claims import AGREES, CONTRADICTS, OPEN, claims, is_settled
from sim.app.play.game import Game
from sim.app.play.recap import LOOKS, Recap, recap
from sim.app.play.stage import Luck, Paths, Stage, stage
from sim.scenario.variants import Variants
from tests.app.play.games import game, made_up, steady

SCENARIOS = Path(__file__).parents[3] / "scenarios"
NAMES = ("presence", "customers", "limits")
RISING, FALLING, FLAT = {0.0: 0.2, 1.0: 0.6}, {0.0: 0.6, 1.0: 0.2}, {0.0: 0.4, 1.0: 0.4}
BEST_BETWEEN, WORST_BETWEEN = {0.0: 0.2, 0.75: 0.6, 1.0: 0.4}, {0.0: 0.6, 0.75: 0.2, 1.0: 0.4}


def verdicts(found: Recap) -> tuple[str, ...]:
    every = claims(found)
    assert tuple(each.name for each in every) == NAMES
    return tuple(each.verdict for each in every)


@pytest.mark.parametrize("pattern", ["mmmc", "m", "c"])
@pytest.mark.parametrize(
    ("image", "wanted"),
    [
        (BEST_BETWEEN, (AGREES, AGREES, AGREES)),
        (WORST_BETWEEN, (CONTRADICTS, CONTRADICTS, CONTRADICTS)),
        (FLAT, (OPEN, OPEN, OPEN)),
    ],
)
def test_every_sentence_can_come_out_either_way_whatever_was_played(
    pattern: str, image: dict[float, float], wanted: tuple[str, ...]
) -> None:
    assert verdicts(recap(made_up(image), game(pattern), LOOKS[0])) == wanted


def test_a_game_that_earns_less_than_full_presence_contradicts_that_full_presence_is_too_much() -> None:
    assert verdicts(recap(made_up(RISING), game("mc"), LOOKS[0])) == (AGREES, AGREES, CONTRADICTS)
    assert verdicts(recap(made_up(FALLING), game("mc"), LOOKS[0])) == (CONTRADICTS, CONTRADICTS, AGREES)


@pytest.mark.parametrize(
    ("pattern", "against", "played"),
    [
        ("mc", ["own_absent", "own_absent", "own_present"], [True, True, True]),
        ("m", ["own_absent", "own_absent", "less_own"], [True, True, False]),
        ("c", ["present_own", "present_own", "less_present"], [False, False, False]),
    ],
)
def test_what_was_not_played_is_no_evidence_of_the_player_s_decisions(
    pattern: str, against: Iterable[str], played: Iterable[bool]
) -> None:
    found = claims(recap(made_up(RISING), game(pattern), 10))
    assert [each.against for each in found] == list(against)
    assert [each.is_played for each in found] == list(played)


def test_a_difference_is_the_first_of_the_games_named_minus_the_second() -> None:
    found = {each.name: each.difference for each in claims(recap(made_up(RISING), game("mc"), 10))}
    assert found["presence"].difference == pytest.approx(0.2)
    assert found["limits"].difference == pytest.approx(-0.2)
    assert all(each.low < each.difference < each.high for each in found.values())


def test_few_runs_leave_open_what_many_decide() -> None:
    small = {0.0: 0.40, 1.0: 0.44}
    assert verdicts(recap(made_up(small), game("mc"), LOOKS[0])) == (OPEN, OPEN, OPEN)
    assert not is_settled(recap(made_up(small), game("mc"), LOOKS[0]))
    assert verdicts(recap(made_up(small), game("mc"), LOOKS[1])) == (AGREES, AGREES, CONTRADICTS)
    assert is_settled(recap(made_up(small), game("mc"), LOOKS[1]))


def test_a_difference_too_small_to_matter_is_settled_though_it_is_open() -> None:
    found = recap(made_up(FLAT), game("mc"), LOOKS[1])
    assert verdicts(found) == (OPEN, OPEN, OPEN)
    assert is_settled(found)


# Real games. What a company is like decides what presence does there: in a company where whoever is seen makes a bad
# impression and nobody gossips, being there costs image; where customers have a say on every agenda besides and are
# served alike, whoever owns them, it costs revenue as well.
@pytest.mark.parametrize(
    ("played", "replicates", "wanted"),
    [
        (game("mc"), LOOKS[1], (AGREES, AGREES, CONTRADICTS)),
        (game("mmmc"), LOOKS[0], (AGREES, AGREES, OPEN)),
        (game("m" + 103 * "c"), LOOKS[0], (OPEN, OPEN, CONTRADICTS)),
        (game("mmmmc", scenario="choices"), LOOKS[1], (AGREES, AGREES, AGREES)),
        (game("m"), LOOKS[0], (AGREES, AGREES, OPEN)),
        (game("c"), LOOKS[0], (AGREES, AGREES, OPEN)),
    ],
)
def test_real_games_agree_contradict_and_leave_open(
    library: Library, ensembles: Ensembles, played: Game, replicates: int, wanted: tuple[str, ...]
) -> None:
    runs = Luck(ensembles, stage(library.variants(played.scenario)))
    assert verdicts(recap(runs, played, replicates)) == wanted


def test_a_real_game_contradicts_that_presence_pays_where_it_does_not(ensembles: Ensembles) -> None:
    unkind = [f"impression.{each}=0" for each in ("base", "charisma", "colour")]
    unkind += ["gossip.rate=0", "forgetting.neglect=0", "forgetting.fade=0", "voice.assertiveness=0"]
    unkind += ["agenda.quota=0.5", "service.personal=0"]
    runs = Luck(ensembles, stage(Variants.of(SCENARIOS / "small_firm.yaml", unkind)))
    assert verdicts(recap(runs, game("m"), LOOKS[1]))[:2] == (CONTRADICTS, CONTRADICTS)


def test_what_customers_hear_and_what_is_demanded_is_the_same_on_both_sides(ensembles: Ensembles, alibi: Stage) -> None:
    own = Game("alibi", 7, steady("m", 6, told="mattered", demand=True))
    asked: list[Game] = []

    def noted(played: Game, replicates: int, months: int) -> Paths:
        asked.append(played)
        return Luck(ensembles, alibi)(played, replicates, months)

    recap(noted, own, 8)
    assert {(each.told, each.demand) for played in asked for each in played.choices} == {("mattered", True)}
