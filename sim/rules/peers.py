"""Peers: who sees colleagues stay away stays away more easily, and the other way round (K3)."""

from typing import Annotated, NamedTuple

from sim.rules.parameter import Parameter


class Peers(NamedTuple):
    """The example of colleagues."""

    pull: Annotated[
        float,
        Parameter(
            1.5, 0, 20, "logits per unit", "How much last week's attendance of the own department draws people in.",
            "absence passes on between colleagues: Godøy & Dale-Olsen 2018",
        ),
    ]  # fmt: skip


def draw(p: Peers, came: float) -> float:
    """What the example of colleagues adds to a meeting's utility, in logits; `came`: their share last week, 0..1."""
    return p.pull * (came - 0.5)
