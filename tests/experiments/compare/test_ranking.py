"""An order of scenarios is more than luck only after Holm's correction, and only where the difference matters."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import pytest

import sim
from sim.experiments.compare.ranking import ranking
from sim.experiments.outcomes import Outcome, parse
from sim.statistics import Interval, holm

NAMES = ["low", "middle", "high"]


def compared(outcome: Outcome, pairs: dict[tuple[str, str], tuple[Interval, float]], margin: float = 0.01) -> Any:
    """Three scenarios of which just what a ranking reads is known."""
    rows = [
        {"outcome": outcome.text, "first": one, "second": two, "difference": found.mean, "low": found.low,
         "high": found.high, "p": p}
        for (one, two), (found, p) in pairs.items()
    ]  # fmt: skip
    table = pd.DataFrame(rows)
    table["holm"] = holm(table["p"].to_numpy())
    setup = SimpleNamespace(
        outcomes=[outcome], names=NAMES, baseline=SimpleNamespace(weeks=52),
        margin=SimpleNamespace(of=lambda *_: margin),
    )  # fmt: skip
    values = np.array([[[0.2]] * 4, [[0.4]] * 4, [[0.6]] * 4])
    return SimpleNamespace(setup=setup, values=values, pairs=table)


def pairs(p: float, found: Interval) -> dict[tuple[str, str], tuple[Interval, float]]:
    return {("low", "middle"): (found, p), ("low", "high"): (found, p), ("middle", "high"): (found, p)}


OUTCOME = parse("revenue in the last quarter")


@pytest.mark.parametrize(("p", "is_clear"), [(0.03, False), (0.01, True)])
def test_one_chance_below_the_level_among_three_pairs_puts_nothing_ahead(p: float, is_clear: bool) -> None:
    """Three times .03 is .09, three times .01 is .03."""
    places = ranking(compared(OUTCOME, pairs(p, Interval(0.2, 0.1, 0.3))), OUTCOME)
    assert [each.name for each in places] == ["high", "middle", "low"]
    assert [each.is_ahead for each in places] == [is_clear, is_clear, False]


def test_what_is_sure_but_too_small_to_matter_puts_nothing_ahead() -> None:
    places = ranking(compared(OUTCOME, pairs(0.001, Interval(0.005, 0.002, 0.008))), OUTCOME)
    assert not any(each.is_ahead for each in places)


def test_tables_carry_the_correction_over_all_that_is_compared(firm: Path, presence: Path) -> None:
    found = sim.compare(firm, presence, firm, replicates=100)
    assert found.table["holm"].to_numpy() == pytest.approx(holm(found.table["p"].to_numpy()), nan_ok=True)
    assert (found.table["holm"] > found.table["p"]).any()
    for _, own in found.pairs.groupby("outcome"):
        assert own["holm"].to_numpy() == pytest.approx(holm(own["p"].to_numpy()), nan_ok=True)
    assert (found.pairs["holm"] > found.pairs["p"]).any()
