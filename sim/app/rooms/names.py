"""Names that players give themselves, shown to a whole room."""

import re
import unicodedata
from collections.abc import Iterable

from sim.app.rooms.likeness import is_like
from sim.app.rooms.problems import RoomError

LONGEST = 24
MOST_CODEPOINTS = 64
# Letters that look like nothing at all.
BLANKS = {"\u115f", "\u1160", "\u3164", "\uffa0", "\u2800"}
MOST_MARKS = 3
UNCOUNTED = ("Mn", "Mc", "Me", "Cf")
ZWNJ, ZWJ = "\u200c", "\u200d"
# Flags of parts of countries: a black flag, letters that are not shown, and the end of them.
FLAG = re.compile("\U0001f3f4[\U000e0020-\U000e007e]{1,8}\U000e007f")


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
    if any(_forbidden(each) for each in _without_joiners(text.strip())) or _piled(name):
        raise RoomError("name_signs")
    if not any(unicodedata.category(each)[0] in "LNPS" for each in name):
        raise RoomError("name_missing")
    if len(name) > MOST_CODEPOINTS or sum(unicodedata.category(each) not in UNCOUNTED for each in name) > LONGEST:
        raise RoomError("name_long")
    return name


def name_key(name: str) -> str:
    """What two names have in common that sound the same across a room."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())


def another(name: str, taken: Iterable[str]) -> str:
    """Name like this one that nobody in the room has, nor one that looks like it."""
    others = list(taken)
    for number in range(2, len(others) + 3):
        tail = f" {number}"
        found = name[: LONGEST - len(tail)].rstrip() + tail
        if not is_like(found, others):
            return found
    raise AssertionError("more numbers were tried than there are names")


def _without_joiners(text: str) -> str:
    """Text without the signs that join or part others where writing needs them: pictures, Persian, Indic letters."""
    text = FLAG.sub("", text)
    return "".join(
        sign for at, sign in enumerate(text) if sign not in (ZWJ, ZWNJ) or not _joins(text[:at], sign, text[at + 1 :])
    )


def _joins(before: str, joiner: str, after: str) -> bool:
    """Whether a joiner stands between two pictures, or between two letters of a script that needs it."""
    left = next((each for each in reversed(before) if unicodedata.category(each)[0] != "M"), "")
    right = after[:1]
    kinds = {unicodedata.category(each)[0] for each in (left, right) if each}
    if not left or not right:
        return False
    return (kinds == {"S"} and joiner == ZWJ) or (kinds == {"L"} and (joiner == ZWNJ or not left.isascii()))


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
