"""Decisions as interventions on the department: presence norm, words to customers, demands.

A week in which the meeting goes first has the presence norm of people who are expected there, any other that of people
who are expected with customers. Both hold for the whole department: it does as its head does and says.
"""

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import groupby
from typing import TypeVar

from sim.app.play.choice import Choice, Told
from sim.language import translator
from sim.scenario.schema import Intervention, Target, Text

# Logits. A decision holds: under the one hardly anybody comes to a meeting, and under the other everybody does who is
# not ill, however little at ease people are after a year of staying away.
NORMS = {"customers": -3.0, "meeting": 6.0}
DEMANDS = {False: 0.0, True: 1.0}
# Shares of cancelled dates, (honest, external), by what customers are told.
WORDS: dict[Told, tuple[float, float]] = {"nothing": (0.0, 0.0), "mattered": (1.0, 0.0), "external": (0.0, 1.0)}

Values = dict[str, float]
T = TypeVar("T")


def interventions(choices: Sequence[Choice], department: str) -> dict[str, Intervention]:
    """Interventions of the months decided, at most 77; none where nothing was decided."""
    if not choices:
        return {}
    weeks = [first for choice in choices for first in choice.meeting_first]
    found = {"game_customers_first": _norm("customers", department, 1, len(weeks))}
    for start, end, is_meeting in _runs(weeks):
        if is_meeting:
            found[f"game_meeting_first_{start}"] = _norm("meeting", department, start, end)
    manners = [(choice.told, choice.demand) for choice in choices for _ in choice.meeting_first]
    for start, end, manner in _runs(manners):
        found[f"game_words_{start}"] = _words(manner, department, start, end)
    return found


def _runs(weeks: Sequence[T]) -> Iterator[tuple[int, int, T]]:
    """First week, last week and value of weeks with the same value in a row."""
    start = 1
    for value, same in groupby(weeks):
        end = start + len(list(same)) - 1
        yield start, end, value
        start = end + 1


# Kept, as a game of many months is made anew with every month.
@lru_cache(maxsize=20_000)
def _norm(kind: str, department: str, start: int, end: int) -> Intervention:
    return _made(kind, department, (start, end), {"attendance.norm": NORMS[kind]})


@lru_cache(maxsize=20_000)
def _words(manner: tuple[Told, bool], department: str, start: int, end: int) -> Intervention:
    told, demand = manner
    honest, external = WORDS[told]
    values = {"explanation.honest": honest, "explanation.external": external, "demand.strength": DEMANDS[demand]}
    return _made("words", department, (start, end), values)


def _made(kind: str, department: str, weeks: tuple[int, int], values: Values) -> Intervention:
    start, end = weeks
    return Intervention(title=_title(kind), start=start, end=end, target=Target(department=department), set=values)


@cache
def _title(kind: str) -> Text:
    message = f"browser.play.intervention.{kind}"
    return Text(en=translator("en").text(message), de=translator("de").text(message))
