import json

import numpy as np
import pytest

from sim.app.ensembles import Ensembles
from sim.app.play import figures
from sim.app.play.recap import Recap, recap
from sim.app.play.stage import Luck, Stage
from sim.app.play.turns import Turn, turns
from sim.language import translator
from sim.report.style import DARK
from tests.app.play.games import game

EN = translator("en")


@pytest.fixture(scope="module")
def found(ensembles: Ensembles, alibi: Stage) -> Recap:
    return recap(Luck(ensembles, alibi), game("mc", 6), 8)


@pytest.fixture(scope="module")
def turned(ensembles: Ensembles, alibi: Stage) -> tuple[Turn, ...]:
    return turns(Luck(ensembles, alibi), game("mc", 6), 40).quarters


def test_the_path_so_far_is_drawn_on_the_axis_of_the_whole_game() -> None:
    figure = figures.so_far(EN, np.linspace(0.4, 0.3, 9), 104)
    assert figure["data"][0]["y"][0] == 0.4
    assert figure["layout"]["xaxis"]["range"] == [1, 104]


def test_the_own_path_stands_in_front_of_other_luck(found: Recap) -> None:
    figure = figures.luck(EN, found, "image")
    assert figure["data"][-1]["name"] == "your game"
    assert figure["data"][-1]["y"] == pytest.approx(found.own.image[0].round(3).tolist())


@pytest.mark.parametrize("measure", ["image", "revenue"])
def test_bands_hold_the_median(found: Recap, measure: str) -> None:
    figure = figures.beside(EN, found, measure)
    wide, narrow, median = figure["data"][:3]
    weeks = len(median["x"])
    for band in (wide, narrow):
        high, low = np.array(band["y"][:weeks]), np.array(band["y"][weeks:][::-1])
        assert (low <= np.array(median["y"])).all()
        assert (np.array(median["y"]) <= high).all()
    assert [each["name"] for each in figure["data"] if each["showlegend"]] == [
        "always the meeting", "always the customer", "your decisions",
    ]  # fmt: skip


def test_what_was_played_anyway_is_drawn_once(ensembles: Ensembles, alibi: Stage) -> None:
    always = recap(Luck(ensembles, alibi), game("m", 3), 8)
    names = [each["name"] for each in figures.beside(EN, always, "image")["data"] if each["showlegend"]]
    assert names == ["always the customer", "your decisions"]


def test_quarters_have_their_change_and_its_interval(turned: tuple[Turn, ...]) -> None:
    bars = figures.quarters(EN, turned)["data"][0]
    assert bars["x"] == ["Q1", "Q2"]
    assert bars["y"] == pytest.approx([round(each.change.difference, 3) for each in turned])
    low = np.array(bars["y"]) - np.array(bars["error_y"]["arrayminus"])
    high = np.array(bars["y"]) + np.array(bars["error_y"]["array"])
    assert low == pytest.approx([each.change.low for each in turned], abs=0.002)
    assert high == pytest.approx([each.change.high for each in turned], abs=0.002)


def test_figures_are_plain_and_have_colours_that_can_be_swapped(found: Recap, turned: tuple[Turn, ...]) -> None:
    made = [
        figures.so_far(EN, np.full(4, 0.4), 104, is_revenue=True),
        figures.luck(EN, found, "image"),
        figures.beside(EN, found, "revenue"),
        figures.quarters(EN, turned),
    ]
    text = json.dumps(made)
    used = {text[at : at + 7].lower() for at in range(len(text)) if text[at] == "#"}
    assert used
    assert used <= {each.lower() for each in DARK}
