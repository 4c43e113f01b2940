import numpy as np
import pytest

from sim.experiments.outcomes import parse_goal
from sim.experiments.recommend.evidence import Tried
from sim.experiments.recommend.plans import NOTHING

GOALS = [parse_goal("image.sales at week 52 >= 0.5"), parse_goal("collapse <= 0")]


def tried(images: list[float], collapsed: list[float]) -> Tried:
    return Tried(NOTHING, 0.0, np.array([images, collapsed]).T)


def test_what_a_plan_adds_is_counted_pair_by_pair() -> None:
    more, less = tried([0.6, 0.7, 0.6, 0.4], [0.0] * 4), tried([0.4, 0.6, 0.4, 0.3], [1.0] * 4)
    # Of four pairs two reach the goal by the plan alone: Bonett & Price take (2 + 1) / 6 and (0 + 1) / 6.
    reach = 1.959964 * (4 / 6 - (2 / 6) ** 2) ** 0.5 / 6**0.5
    assert more.adds(less, GOALS, 0) == pytest.approx((0.5, 2 / 6 - reach, 2 / 6 + reach), rel=1e-6)
    assert less.adds(more, GOALS, 0).mean == -0.5


def test_how_much_a_plan_raises_an_image_is_a_mean_and_a_collapse_an_event() -> None:
    more, less = tried([0.6, 0.7, 0.6, 0.4], [0.0] * 4), tried([0.4, 0.5, 0.4, 0.2], [0.0] * 4)
    assert more.raises(less, GOALS, 0) == pytest.approx((0.2, 0.2, 0.2))
    never = more.raises(less, GOALS, 1)
    assert never.low < never.mean == 0.0 < never.high
