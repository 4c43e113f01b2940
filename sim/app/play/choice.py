"""What is decided in a month, and as a short word that fits into a link or a table."""

import re
from typing import Literal, NamedTuple

from sim.app.play.calendar import MONTHS, length
from sim.errors import ScenarioError
from sim.scenario.tree import quoted

Told = Literal["nothing", "mattered", "external"]
TOLD: tuple[Told, ...] = ("nothing", "mattered", "external")
LETTERS: dict[str, Told] = {"n": "nothing", "m": "mattered", "x": "external"}
WORD = re.compile(r"([mc]{4,5})([nmx])([01])")
SEPARATOR = "."


class Choice(NamedTuple):
    """One month: in which of its weeks the meeting goes first, what cancelled customers hear, what is demanded inside.

    `demand` tells whether results are demanded in meetings.
    """

    meeting_first: tuple[bool, ...]
    told: Told = "nothing"
    demand: bool = False


def encode(choice: Choice) -> str:
    """Choice as six or seven letters: `mcmmx1`."""
    weeks = "".join("m" if each else "c" for each in choice.meeting_first)
    letter = next(letter for letter, told in LETTERS.items() if told == choice.told)
    return f"{weeks}{letter}{int(choice.demand)}"


def decode(text: str) -> Choice:
    """Choice of a word.

    Raises
    ------
    ScenarioError
        Where the word is not one that `encode` makes.
    """
    found = WORD.fullmatch(text) if isinstance(text, str) and len(text) <= 7 else None
    if found is None:
        raise ScenarioError(f"choice: must be like 'mcmmx1', got {quoted(str(text)[:40])}")
    weeks, letter, demand = found.groups()
    return Choice(tuple(each == "m" for each in weeks), LETTERS[letter], demand == "1")


def fits(choice: Choice, month: int) -> bool:
    """Whether a choice decides each of a month's weeks."""
    return 0 <= month < MONTHS and len(choice.meeting_first) == length(month)


def encode_all(choices: tuple[Choice, ...]) -> str:
    """Choices of the months so far as one word: `mcmmx1.mmmmx1.mmmmmx1`."""
    return SEPARATOR.join(map(encode, choices))


def decode_all(text: str) -> tuple[Choice, ...]:
    """Choices of a word that `encode_all` made; none of an empty one.

    Raises
    ------
    ScenarioError
        Where it is another word, has too many months, or a month has the weeks of another.
    """
    if len(text) > MONTHS * 8:
        raise ScenarioError(f"choices: must be of at most {MONTHS} months, got {len(text)} letters")
    choices = tuple(map(decode, text.split(SEPARATOR))) if text else ()
    for month, choice in enumerate(choices):
        if not fits(choice, month):
            weeks = f"have {length(month)} weeks" if month < MONTHS else f"be one of {MONTHS}"
            raise ScenarioError(f"choices: month {month + 1} must {weeks}, got {quoted(encode(choice))}")
    return choices


def stretched(choice: Choice, month: int) -> Choice:
    """Decide a month like another one: its weeks over again, as many as the month has."""
    weeks = choice.meeting_first
    return choice._replace(meeting_first=tuple(weeks[n % len(weeks)] for n in range(length(month))))
