"""What a scenario file says, with the line of every value, and how a mistake in it is told."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import islice
from typing import Any, NamedTuple

LONGEST_QUOTE = 60
MANY_NAMES = 1000
COMMAND_LINE = "--set"
OVERRIDES = "overrides"

Path = tuple[str | int, ...]


class Place(NamedTuple):
    """A line of a file, the command line or what Python hands over; line 0 stands for the file as a whole."""

    file: str
    line: int = 0

    def __str__(self) -> str:
        counts = self.line > 0 and not self.file.startswith((COMMAND_LINE, f"{OVERRIDES} "))
        return f"{one_line(self.file)}:{self.line}" if counts else one_line(self.file)


@dataclass(frozen=True, slots=True)
class Written:
    """A value where it was written: a scalar, a list or a mapping of further ones."""

    value: Any
    place: Place
    text: str = ""

    @property
    def entries(self) -> dict[str, "Written"]:
        """What a mapping holds; nothing if this is no mapping."""
        return self.value if isinstance(self.value, dict) else {}

    def plain(self) -> Any:
        """Return the value without its places."""
        if isinstance(self.value, dict):
            return {key: each.plain() for key, each in self.value.items()}
        if isinstance(self.value, list):
            return [each.plain() for each in self.value]
        return self.value

    def find(self, path: Path) -> "Written":
        """Return what stands at a path, or the innermost part around it that was written."""
        here = self
        for step in path:
            if isinstance(step, str):
                here = here.entries.get(step, here)
            elif isinstance(here.value, list) and step < len(here.value):
                here = here.value[step]
        return here

    def written(self, location: Path) -> Path:
        """Return the part of one of pydantic's locations that was written: it names types of unions, too."""
        path: Path = ()
        for step in location:
            here = self.find(path)
            if here.find((step,)) is not here:
                path = (*path, step)
        return path

    def shown(self) -> str:
        """Return the value as an error message quotes it."""
        if isinstance(self.value, dict):
            return "a mapping" if self.value else "an empty mapping"
        if isinstance(self.value, list):
            return "a list" if self.value else "an empty list"
        if self.value is None:
            return "nothing"
        return quoted(self.text) if isinstance(self.value, str) else shortened(self.text)


class Problem(NamedTuple):
    """A mistake, told in one line."""

    place: Place
    key: str
    rule: str
    got: str
    hint: str = ""

    def __str__(self) -> str:
        where = f"{self.place} {one_line(self.key)}".rstrip()
        return f"{where}: must {self.rule}, got {self.got}{self.hint}"


def moved(written: Written, place: Place) -> Written:
    """Return the same as if it were written at another place."""
    if isinstance(written.value, dict):
        return Written({key: moved(each, place) for key, each in written.value.items()}, place)
    if isinstance(written.value, list):
        return Written([moved(each, place) for each in written.value], place)
    return Written(written.value, place, written.text)


def depth(written: Written) -> int:
    """How many lists and mappings stand in one another."""
    inside = written.value.values() if isinstance(written.value, dict) else written.value
    return 1 + max(map(depth, inside), default=0) if isinstance(written.value, dict | list) else 0


def dotted(path: Path) -> str:
    """Return the key of a path as messages show it; numbers of list items are left out."""
    return ".".join(shortened(step) for step in path if isinstance(step, str))


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the hint at the known name most like a misspelt one, or no hint."""
    found = closest(word, known)
    return f"; did you mean {found!r}?" if found else ""


def closest(word: str, known: Iterable[str]) -> str | None:
    """Return the known name most like a misspelt one."""
    names = list(islice(known, MANY_NAMES))
    found = get_close_matches(word[:LONGEST_QUOTE], names, n=1) or get_close_matches(
        word[:LONGEST_QUOTE].lower(), names, n=1
    )
    return found[0] if found else None


def quoted(text: str) -> str:
    """Return a text in quotes, short and on one line."""
    return f"'{shortened(text)}'"


def shortened(text: str) -> str:
    """Return a text on one line, cut where it gets long."""
    return one_line(text if len(text) <= LONGEST_QUOTE else text[: LONGEST_QUOTE - 1] + "…")


def one_line(text: str) -> str:
    """Return a text with everything escaped that a terminal could not show on one line."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)
