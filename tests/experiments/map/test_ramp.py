from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from sim.experiments.map.ramp import STRENGTH, Course, can_move, laid_over, warnings
from sim.scenario.mechanisms import PARAMETERS
from sim.scenario.timeline import build
from sim.scenario.tree import Place
from sim.scenario.variants import Variants

Floats = NDArray[np.float64]
SCENARIOS = Path(__file__).parents[3] / "scenarios"
HERE = Place("study.yaml", 7)
COLUMN = PARAMETERS["attendance.norm"].column
REPLICATES = 40


def fold(drive: Floats, seed: int = 1) -> Floats:
    """Image of a company with a fold: dz/dt = drive + z - z cubed, and small knocks; the upper state ends at -0.385."""
    chance = np.random.default_rng(seed)
    state = np.full(REPLICATES, 1.1)
    weeks = np.empty((REPLICATES, drive.size))
    for week, pull in enumerate(drive):
        for _ in range(4):
            state = state + 0.05 * (pull + state - state**3) + 0.012 * chance.normal(size=REPLICATES)
        weeks[:, week] = 0.5 + 0.4 * state
    return weeks


def both(course: Course) -> Floats:
    return np.stack([fold(course.values()), fold(np.full(course.before + course.weeks, course.first))])


def test_a_ramp_waits_then_goes_in_equal_steps_to_its_end() -> None:
    course = Course("attendance.norm", 1.0, -1.0, 2, 4)
    assert course.values().tolist() == [1.0, 1.0, 0.5, 0.0, -0.5, -1.0]


@pytest.mark.parametrize("strength", [0.0, 1.0])
def test_the_scenario_moves_as_the_ramp_says_and_stays_without_it(strength: float) -> None:
    course = Course("attendance.norm", 1.5, -0.5, 10, 40)
    variants = laid_over(Variants.of(SCENARIOS / "alibi.yaml"), course, {"departments.sales.image": 0.8}, HERE)
    timeline = build(variants.scenario({STRENGTH: strength}))
    wanted = course.values() if strength else np.full(50, 1.5)
    assert timeline.person[timeline.phase][:, :, COLUMN] == pytest.approx(np.tile(wanted[:, None], (1, 9)))
    assert variants.base.departments["sales"].image == 0.8
    assert variants.base.weeks == 50


def test_departments_with_a_value_of_their_own_do_not_follow() -> None:
    own = Variants.of(SCENARIOS / "alibi.yaml", ["departments.finance.set.attendance.norm=2"])
    timeline = build(laid_over(own, Course("attendance.norm", 1.0, 0.0, 0, 30), {}, HERE).base)
    norm = timeline.person[timeline.phase][:, :, COLUMN]
    assert norm[-1].tolist() == pytest.approx([0.0] * 6 + [2.0] * 3)


def test_the_value_of_one_department_moves_alone() -> None:
    course = Course("departments.sales.set.attendance.norm", 1.0, -1.0, 0, 30)
    timeline = build(laid_over(Variants.of(SCENARIOS / "alibi.yaml"), course, {}, HERE).base)
    assert timeline.person[timeline.phase][-1, :, COLUMN].tolist() == pytest.approx([-1.0] * 3 + [0.0] * 6)


def test_only_parameters_of_mechanisms_can_move() -> None:
    base = Variants.of(SCENARIOS / "presence.yaml").base
    assert can_move("gossip.inhibit", base)
    assert can_move("departments.sales.set.attendance.norm", base)
    assert not can_move("departments.sales.image", base)
    assert not can_move("interventions.leaders_first.start", base)
    # Meetings of the firm set it each for itself, so that there is no one value that could move.
    assert not can_move("allocation.weight", base)


def test_both_signs_rise_before_a_fold_whatever_the_window() -> None:
    found = warnings(both(Course("x", 0.6, -0.6, 60, 700)), Course("x", 0.6, -0.6, 60, 700), None, None)
    assert found.reason == ""
    assert found.fallen == 1.0
    assert found.verdicts == {"variance": "seen", "autocorrelation": "seen"}


def test_signs_are_looked_for_before_the_fall_only() -> None:
    course = Course("x", 0.6, -0.6, 60, 700)
    image = both(course)
    found = warnings(image, course, None, None)
    ramp = image[0, :, course.before :]
    four_weeks = np.stack([ramp[:, week : week + 4].mean(axis=1) for week in range(found.until - course.before - 3)])
    fell = (four_weeks < 0.8 * four_weeks[0]).any(axis=0)
    assert fell.sum() == 1  # of forty: the second one to fall ends it
    told = found.weeks.dropna(subset=["variance"])
    assert told["week"].max() <= found.until


def test_a_ramp_that_tips_nothing_warns_of_nothing() -> None:
    course = Course("x", 0.6, 0.3, 60, 400)
    found = warnings(both(course), course, None, None)
    assert (found.reason, found.verdicts) == ("stays", {})
    assert found.fallen < 0.5


def test_without_a_ramp_nothing_is_seen() -> None:
    # The same regime twice with other luck; a fall is put on at the end, so that there is something to look before.
    course = Course("x", 0.6, 0.6, 60, 500)
    first, second = fold(course.values(), 1), fold(course.values(), 2)
    first[:, -40:] *= 0.1
    found = warnings(np.stack([first, second]), course, None, None)
    assert found.reason == ""
    assert "seen" not in found.verdicts.values()


def test_a_fall_at_once_leaves_no_time_for_signs() -> None:
    course = Course("x", 0.6, -0.6, 20, 200)
    image = both(course)
    image[0, :, course.before + 20 :] = 0.05
    assert warnings(image, course, None, None).reason == "at_once"


def test_windows_as_asked_for_are_kept() -> None:
    course = Course("x", 0.6, -0.6, 60, 700)
    found = warnings(both(course), course, 100, 30)
    assert (found.window, found.bandwidth) == (100, 30.0)
    assert set(found.trends["window"]) == {50, 100, 150}
    assert set(found.trends["bandwidth"]) == {15.0, 30.0, 60.0}
