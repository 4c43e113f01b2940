"""Ensembles that are kept, in bounded memory."""

from collections import OrderedDict
from collections.abc import Iterator

from sim.app.ensembles.growth import Growth


class Shelf:
    """Growing ensembles by what they are made from; whatever calls it holds the lock that guards them.

    Parameters
    ----------
    room
        Bytes that they may take together. Those that somebody waits for are kept all the same.
    """

    def __init__(self, room: int) -> None:
        self._room = room
        self._kept: OrderedDict[str, Growth] = OrderedDict()
        # Added up as they grow: everybody who asks would otherwise look at each of hundreds.
        self._sizes: dict[Growth, int] = {}
        self.n_bytes = 0

    def __contains__(self, key: str) -> bool:
        return key in self._kept

    def __iter__(self) -> Iterator[Growth]:
        return iter(self._kept.values())

    def fetch(self, key: str) -> Growth | None:
        """What is kept under a key, which is from now on the one last asked for."""
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
        return found

    def put(self, key: str, growth: Growth) -> Growth:
        """Keep it."""
        self._kept[key] = growth
        self._sizes[growth] = 0
        self.weigh(growth)
        return growth

    def drop(self, key: str) -> None:
        """Keep it no longer."""
        growth = self._kept.pop(key, None)
        if growth is not None:
            self.n_bytes -= self._sizes.pop(growth)

    def weigh(self, growth: Growth) -> None:
        """Note how large it has become, if it is still kept."""
        if growth in self._sizes:
            self.n_bytes += growth.n_bytes - self._sizes[growth]
            self._sizes[growth] = growth.n_bytes

    def tidy(self) -> None:
        """Drop what was not asked for the longest, until the rest fits; never what was asked for last."""
        if self.n_bytes <= self._room:
            return
        for key in list(self._kept)[:-1]:
            if self.n_bytes <= self._room:
                return
            if not self._kept[key].waiting:
                self.drop(key)
