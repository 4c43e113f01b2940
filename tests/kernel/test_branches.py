"""A rule that goes both ways gives every lane what the rule would have given it alone."""

from collections.abc import Callable
from inspect import signature
from typing import Any

import numba
import numpy as np
import pytest

from sim.kernel.branches import by_lane
from sim.kernel.compiled import register_rules
from sim.kernel.lanes import LANES, numbered
from sim.rules import agenda, attendance, explanation, gossip, heard, hybrid, service, voice
from tests.kernel.neighbours import load, store

register_rules()
njit: Any = numba.njit
AVAILABLE = attendance.Attendance(0.6, 1.2, 0.0, 0.0, 0.0, 0.3, 0.0, 0.0, 0.0)
EXPLAINED = explanation.Explanation(0.3, 0.25, 0.3, 0.4, 0.4, 0.7, 0.5, 0.1, 0.2, 0.5, 0.1)
RULES: dict[str, tuple[Callable[..., Any], Any]] = {
    "attendance.stays_away": (attendance.stays_away, (AVAILABLE, bool, float)),
    "attendance.stays_away, never there": (attendance.stays_away, (AVAILABLE._replace(available=0.0), bool, float)),
    "attendance.stays_away, rarely there": (attendance.stays_away, (AVAILABLE._replace(available=0.1), bool, float)),
    "attendance.remember": (attendance.remember, (AVAILABLE, float, bool, 2)),
    "voice.loudness": (voice.loudness, (voice.Voice(1.0, 1.7, 3.0, 2.0, 0.4), float, float, float, int)),
    "voice.share": (voice.share, (float, int, float, float)),
    "agenda.with_quota, the customers' topic": (agenda.with_quota, (agenda.Agenda(0.5), float, float, True)),
    "agenda.with_quota, another topic": (agenda.with_quota, (agenda.Agenda(0.5), float, float, False)),
    "agenda.with_quota, none or all": (agenda.with_quota, (agenda.Agenda(0.5), float, int, True)),
    "hybrid.presence": (hybrid.presence, (hybrid.Hybrid(0.5, 0.3), float)),
    "explanation.kind": (explanation.kind, (EXPLAINED, float)),
    "explanation.loss": (explanation.loss, (EXPLAINED, float, int)),
    "explanation.owed": (explanation.owed, (EXPLAINED, int, float)),
    "explanation.proof": (explanation.proof, (EXPLAINED, int)),
    "explanation.is_made_good": (explanation.is_made_good, (int, float, float)),
    "gossip.valence": (gossip.valence, (gossip.Gossip(0.7, 0.6, 0.4, 2.1, 0.28, 0.1), float, float)),
    "service.favour": (service.favour, (service.Service(0.15, 0.04, 0.26, 0.6), float, int)),
    "heard.result": (heard.result, (int, int)),
}


def of_kind(kind: Any, luck: np.random.Generator) -> Any:
    """Eight values of a kind, or one for all."""
    if kind is float:
        return luck.random(LANES)
    if kind is bool:
        return luck.integers(0, 2, LANES)
    return luck.integers(0, 3, LANES).astype(float) if kind is int else kind


@pytest.mark.parametrize("name", RULES)
def test_lanes_get_what_the_rule_says(name: str) -> None:
    rule, kinds = RULES[name]
    assert len(kinds) == len(signature(rule).parameters)
    straight = by_lane(rule)
    names = [f"x{n}" for n in range(len(kinds))]
    how = {float: "load(x{0}, 0)", bool: "load(x{0}, 0) != 0", int: "load(x{0}, 0)"}
    arguments = [how.get(kind, "x{0}").format(n) for n, kind in enumerate(kinds)]
    known = {"load": load, "store": store, "straight": straight}
    exec(f"def work({', '.join(names)}, out):\n    store(out, 0, straight({', '.join(arguments)}) * 1.0)", known)
    work: Any = njit(known["work"], error_model="numpy")
    luck = np.random.default_rng(1)
    for _ in range(50):
        values = [of_kind(kind, luck) for kind in kinds]
        out = np.zeros(LANES)
        work(*values, out)
        for lane in range(LANES):
            own = [
                (bool if kind is bool else float)(each[lane]) if isinstance(each, np.ndarray) else each
                for each, kind in zip(values, kinds, strict=True)
            ]
            assert out[lane] == rule(*own)


def test_a_rule_that_asks_lanes_for_one_answer_is_not_compiled() -> None:
    branches: Any = voice.share

    @njit  # type: ignore[untyped-decorator]
    def share(total: Any) -> Any:
        return branches(1.0, numbered(total), 1.0, 1.0)

    with pytest.raises(numba.core.errors.TypingError):
        share(1)
