import numpy as np
import pytest
from SALib.analyze import pawn as salib

from benchmarks.coverage.functions import ISHIGAMI
from sim.experiments.sensitivity.pawn import SLICES, pawn
from sim.experiments.study.design import Design, unit_samples

UNIT = unit_samples(Design("sobol", 512, 1), 4)
# The fourth parameter is not there.
Y = ISHIGAMI.function(UNIT[:, :3])[:, np.newaxis]


def test_distances_are_those_of_salib() -> None:
    found = pawn(UNIT, Y, 10, np.random.default_rng(1))
    problem = {"num_vars": 4, "names": list("abcd"), "bounds": [[0, 1]] * 4}
    assert found.distance.value == pytest.approx(salib.analyze(problem, UNIT, Y[:, 0], S=10)["median"])


def test_what_the_model_never_sees_lies_among_the_dummies_and_the_others_beyond() -> None:
    found = pawn(UNIT, Y, 20, np.random.default_rng(1))
    assert found.dummy.low[0] <= found.distance.value[3] <= found.dummy.high[0]
    assert found.distance.surely_above(found.dummy.high[0])[:2].all()
    assert found.dummy.low[0] > 0.03


def test_dummies_come_nearer_to_zero_with_more_rows() -> None:
    few, many = (pawn(UNIT[:rows], Y[:rows], 2, np.random.default_rng(1)) for rows in (128, 512))
    assert many.dummy.value[0] < few.dummy.value[0]


@pytest.mark.parametrize("slices", SLICES)
def test_salib_cuts_these_numbers_of_slices_rightly(slices: int) -> None:
    problem = {"num_vars": 1, "names": ["a"], "bounds": [[0, 1]]}
    line = UNIT[:, :1]
    # Of a line, slices at the ends are the farthest from the rest, those in the middle half as far.
    found = salib.analyze(problem, line, line[:, 0], S=slices)
    assert found["maximum"][0] == pytest.approx(1 - 1 / slices, abs=0.03)


@pytest.mark.filterwarnings("error")
def test_an_event_that_hardly_ever_comes_warns_of_nothing_and_its_distances_may_be_nothing() -> None:
    rare = np.zeros((512, 4))
    rare[7, 2] = 1.0
    found = pawn(UNIT, rare, 10, np.random.default_rng(1))
    assert (found.distance.low == 0).all()
