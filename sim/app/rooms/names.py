"""Names that players give themselves, shown to a whole room."""

import unicodedata

from sim.app.rooms.problems import RoomError

LONGEST = 24
MOST_CODEPOINTS = 64
# Letters that look like nothing at all.
BLANKS = {"\u115f", "\u1160", "\u3164", "\uffa0", "\u2800"}
MOST_MARKS = 3


def visible_name(text: str) -> str:
    """Name as it is shown: one line, no more than 24 signs, nothing in it that turns or hides text.

    Raises
    ------
    RoomError
        Where nothing is left, or too much, or signs that may not be there.
    """
    if len(text) > 10 * MOST_CODEPOINTS:  # before any work is done on it
        raise RoomError("name_long")
    name = unicodedata.normalize("NFC", " ".join(text.split()))
    if any(_forbidden(each) for each in text.strip()) or _piled(name):
        raise RoomError("name_signs")
    if not any(unicodedata.category(each)[0] in "LNPS" for each in name):
        raise RoomError("name_missing")
    if len(name) > MOST_CODEPOINTS or sum(unicodedata.category(each)[0] != "M" for each in name) > LONGEST:
        raise RoomError("name_long")
    return name


def name_key(name: str) -> str:
    """What two names have in common that sound the same across a room."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())


def another(name: str, taken: set[str]) -> str:
    """Name like this one that nobody in the room has."""
    for number in range(2, len(taken) + 3):
        tail = f" {number}"
        found = name[: LONGEST - len(tail)].rstrip() + tail
        if name_key(found) not in taken:
            return found
    raise AssertionError("more numbers were tried than there are names")


def _forbidden(sign: str) -> bool:
    # Controls, formats (which turn the direction of text), surrogates, private and unassigned signs, line ends.
    return unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp") or sign in BLANKS


def _piled(name: str) -> bool:
    """Whether so many marks are piled on one letter that they reach into other lines."""
    marks = 0
    for sign in name:
        marks = marks + 1 if unicodedata.category(sign)[0] == "M" else 0
        if marks > MOST_MARKS:
            return True
    return False
