"""Luck of the week, for all replicates side by side."""

from typing import Any

from sim.chance import draw
from sim.kernel.compiled import called, inlined
from sim.kernel.lanes import choose, spread


@inlined
def drawn(now: Any, purpose: int, who: Any, where: Any) -> Any:
    """Four uniform numbers for each replicate."""
    return block(now.stream, spread(now.week), spread(purpose), spread(who), spread(where))


@called
def block(stream: Any, week: Any, purpose: Any, who: Any, where: Any) -> Any:
    """Draw them, which takes so long that a call does not matter, and so much code that it does."""
    return draw(stream, week, purpose, who, where)


@inlined
def number(mask: Any) -> Any:
    """1 where the answer is yes, else 0."""
    return choose(mask, 1.0, 0.0)
