"""How far something is, told to whoever wants to know."""

from collections.abc import Callable

# The stage (`compiling`, `running`, `found`, ...), how much of it is done, and how much there is.
Progress = Callable[[str, int, int], None]


def silence(_stage: str, _done: int, _total: int) -> None:
    """Tell nobody."""
