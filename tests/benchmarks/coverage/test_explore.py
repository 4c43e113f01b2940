"""What explore prints of a change holds, also where most pairs stay alike and a few part."""

import numpy as np
import pytest
from scipy.special import stdtrit

from benchmarks.coverage.explore import Sides, judged, population
from sim.app.ensembles import Ensembles
from sim.app.explore.ends import ends_of
from sim.app.explore.measures import MEASURES
from sim.statistics import Floats
from tests.app.explore.made_up import library


def parting_seldom(share: float) -> Sides:
    """Revenue of 4,000 pairs that are nearly alike, but for a few that lose most of it."""
    rng = np.random.default_rng(8)
    was = rng.normal(70.0, 2.0, 4_000)
    now = was + rng.normal(0.0, 0.1, was.size)
    now[rng.random(was.size) < share] -= 50.0
    return ends_of("revenue", now), ends_of("revenue", was)


def by_student(differences: Floats, truth: float, n: int, studies: int) -> float:
    """How often the interval of Student (1908) holds the truth."""
    rng = np.random.default_rng(1)
    drawn = differences[rng.integers(0, differences.size, (studies, n))]
    reach = stdtrit(n - 1, 0.975) * drawn.std(axis=1, ddof=1) / np.sqrt(n)
    return float((np.abs(drawn.mean(axis=1) - truth) <= reach).mean())


@pytest.mark.parametrize("share", [0.005, 0.02])
def test_intervals_hold_at_every_look_where_those_of_student_do_not(share: float) -> None:
    now, was = parting_seldom(share)
    told = judged([(now, was)], 60, (24, 60))
    assert told.hold_always >= 0.95 * told.intervals
    assert told.wrong == 0
    assert told.wrong_guesses == 0
    assert by_student(now.values - was.values, now.mean - was.mean, 60, 400) < 0.8


def test_a_guess_is_decided_where_enough_pairs_tell() -> None:
    now, was = parting_seldom(0.2)
    told = judged([(now, was)], 5, (400,))
    assert told.guesses == 15
    assert (told.wrong, told.wrong_guesses) == (0, 0)
    assert told.decided == 5


def test_a_population_is_that_of_real_runs() -> None:
    ensembles = Ensembles(2)
    found = population(ensembles, library(26), "alibi", {"attendance.norm": 3.0}, pairs=40)
    ensembles.close()
    assert [now.measure for now, _ in found] == list(MEASURES)
    image = found[0]
    assert image[0].values.size == 40
    assert image[0].mean > image[1].mean
    told = judged(found, 3, (40,))
    assert (told.intervals, told.wrong) == (15, 0)
