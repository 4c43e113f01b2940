"""Turns: what waits is taken visitor by visitor, so that who has much to do does not hold up who has little."""

from collections import Counter, OrderedDict, deque
from typing import Generic, TypeVar

T = TypeVar("T")


class Turns(Generic[T]):
    """What waits, by visitor; whoever calls it holds a lock.

    Parameters
    ----------
    each
        What one visitor may have under way at once; the rest of theirs waits although others' turns come.
    """

    def __init__(self, each: int) -> None:
        self._each = each
        self._waiting: OrderedDict[str, deque[T]] = OrderedDict()
        self._under_way: Counter[str] = Counter()

    def __len__(self) -> int:
        return sum(map(len, self._waiting.values()))

    def put(self, visitor: str, what: T) -> None:
        """Let something of a visitor's wait for its turn."""
        self._waiting.setdefault(visitor, deque()).append(what)

    def take(self) -> tuple[str, T] | None:
        """Whose turn it is, and what of theirs has waited longest; none where all that wait have enough under way."""
        visitor = next((each for each in self._waiting if self._under_way[each] < self._each), None)
        if visitor is None:
            return None
        mine = self._waiting.pop(visitor)
        what = mine.popleft()
        if mine:
            self._waiting[visitor] = mine  # at the end of the round
        self._under_way[visitor] += 1
        return visitor, what

    def drop(self) -> T:
        """Something that waits, which nobody will do any more."""
        visitor, mine = next(iter(self._waiting.items()))
        what = mine.pop()
        if not mine:
            del self._waiting[visitor]
        return what

    def done(self, visitor: str) -> None:
        """Something of a visitor's is under way no longer."""
        self._under_way[visitor] -= 1
        if self._under_way[visitor] <= 0:
            del self._under_way[visitor]

    def has(self, visitor: str) -> int:
        """How much of a visitor's waits or is under way."""
        return len(self._waiting.get(visitor, ())) + self._under_way[visitor]
