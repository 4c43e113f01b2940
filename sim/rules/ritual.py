"""Ritual: a bureaucratic meeting is one more reason to stay away, and has less time to talk and to decide (K10)."""

from typing import Annotated, NamedTuple

from sim.rules.parameter import Parameter


class Ritual(NamedTuple):
    """How bureaucratic a meeting is."""

    level: Annotated[float, Parameter(0.3, 0, 1, "share", "Share of the meeting that is mere form.", "K16")]
    burden: Annotated[float, Parameter(1, 0, 10, "logits per unit", "How much pure form keeps people away.", "K16")]
    time: Annotated[
        float, Parameter(0.5, 0, 1, "share", "How far mere form takes its time from what is said and decided.")
    ]


def deterrence(p: Ritual) -> float:
    """What the form of the meeting takes from its utility, in logits."""
    return p.burden * p.level


def substance(p: Ritual) -> float:
    """Share of the meeting that is left for talk and decisions."""
    return 1.0 - p.time * p.level
