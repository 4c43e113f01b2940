"""Names that look alike across a room although their letters differ, as a Cyrillic `А` and a Latin `A` do."""

import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache


@lru_cache(maxsize=2_000)
def looks(name: str) -> frozenset[str]:
    """Keys of a name; two names that share one are taken for one another.

    Letters are told by Unicode's table of confusable signs. Large and small letters of a name are looked at apart, as
    `В` looks like a `B` and `в` like nothing else.
    """
    plain = _plain(name)
    keys = {plain.casefold(), _seen(plain.casefold()), _seen(plain), _seen(plain).casefold(), _seen(plain.upper())}
    return frozenset(_plain(each).casefold() for each in keys)


def is_like(name: str, others: Iterable[str]) -> bool:
    """Whether a name looks like one of the others."""
    own = looks(name)
    return any(own & looks(each) for each in others)


def _plain(name: str) -> str:
    """Letters without variants of form, and without signs that join or part others."""
    kept = "".join(each for each in name if unicodedata.category(each) != "Cf" and each not in VARIANTS)
    return unicodedata.normalize("NFKC", kept)


VARIANTS = {"\ufe0e", "\ufe0f"}


def _seen(text: str) -> str:
    """Every sign as the plainest one that looks like it."""
    plainest = _plainest()
    return "".join(plainest.get(each, each) for each in unicodedata.normalize("NFD", text))


@cache
def _plainest() -> dict[str, str]:
    """The least sign of those that look alike, for every sign that looks like another one."""
    from confusable_homoglyphs.confusables import confusables_data

    leader: dict[str, str] = {}

    def first(sign: str) -> str:
        while leader.get(sign, sign) != sign:
            sign = leader[sign]
        return sign

    for sign, others in confusables_data.items():
        for other in (each["c"] for each in others):
            if len(sign) == len(other) == 1:
                low, high = sorted((first(sign), first(other)))
                leader[high] = low
    return {sign: first(sign) for sign in leader if first(sign) != sign}
