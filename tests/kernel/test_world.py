"""The arrays are as compiled code takes them to be: it loads eight numbers at a time without asking."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest

from sim.kernel.lanes import LANES
from sim.kernel.world import new_world
from sim.scenario import layout
from sim.scenario.schema import Structure

ALONE = ("meetings=null", "departments.works=null", "departments.sales={lead: 0, staff: 0}")


def arrays(part: Any) -> Iterator[Any]:
    """All that nested tuples are made of in the end."""
    if isinstance(part, tuple):
        for each in part:
            yield from arrays(each)
    else:
        yield part


@pytest.mark.parametrize("overrides", [(), ALONE, ("portfolio.customers_per_person=0",)])
def test_lanes_lie_on_one_line_of_the_cache(company: Callable[..., Structure], overrides: tuple[str, ...]) -> None:
    found = [each for each in arrays(new_world(layout.build(company(*overrides)))) if each.itemsize == 8]
    assert len(found) > 50
    for each in found:
        assert each.shape[-1] == LANES
        assert each.flags.c_contiguous
        assert each.size == 0 or each.ctypes.data % 64 == 0


def test_no_two_arrays_share_memory(company: Callable[..., Structure]) -> None:
    found = list(arrays(new_world(layout.build(company()))))
    for number, each in enumerate(found):
        each[...] = number % 200
    for number, each in enumerate(found):
        assert np.all(each == number % 200)
