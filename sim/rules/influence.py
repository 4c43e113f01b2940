"""Influence: 100 points split by who had a say in decisions, as colleagues remember it.

The constant-sum measure of surveys on departments' influence (Homburg et al. 2015) asks for standing, not
for last week's minutes; so points follow the say in decisions with a delay.
"""

from typing import Annotated, NamedTuple

from sim.rules.parameter import Parameter


class Influence(NamedTuple):
    """How long a say is remembered."""

    memory: Annotated[
        float, Parameter(0.02, 0, 1, "share per week", "How fast colleagues notice a change in who has the say.")
    ]


def remember(p: Influence, influence: float, say: float) -> float:
    """Influence share after a week in which the department had the share `say` of the voice in decisions."""
    return influence + p.memory * (say - influence)
