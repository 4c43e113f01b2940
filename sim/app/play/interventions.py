"""Decisions as interventions on the department: presence norm, words to customers, demands.

A week in which the meeting goes first has the presence norm of people who are expected there, any other that of people
who are expected with customers. Both hold for the whole department: it does as its head does and says.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TypeVar

from sim.app.play.calendar import weeks_before
from sim.app.play.choice import Choice, Told
from sim.language import translator
from sim.scenario.schema import Intervention, Target, Text

CUSTOMER_FIRST = -2.0  # logits: 2 of 100 come to a meeting in `alibi`
MEETING_FIRST = 3.0  # logits: 93 of 100 come; as far as the shipped scenario `presence` raises it
DEMANDS = {False: 0.0, True: 1.0}
# Shares of cancelled dates, (honest, external), by what customers are told.
WORDS: dict[Told, tuple[float, float]] = {"nothing": (0.0, 0.0), "mattered": (1.0, 0.0), "external": (0.0, 1.0)}

Values = dict[str, float]
T = TypeVar("T")


def interventions(choices: Sequence[Choice], department: str) -> dict[str, Intervention]:
    """Interventions of the months decided, at most 77; none where nothing was decided."""
    if not choices:
        return {}
    last = weeks_before(len(choices))
    found = {"game_customers_first": _made("customers", department, (1, last), {"attendance.norm": CUSTOMER_FIRST})}
    weeks = [first for choice in choices for first in choice.meeting_first]
    for start, end, is_meeting in _runs(weeks):
        if is_meeting:
            values = {"attendance.norm": MEETING_FIRST}
            found[f"game_meeting_first_{start}"] = _made("meeting", department, (start, end), values)
    talk = [(each.told, each.demand) for each in choices for _ in each.meeting_first]
    for start, end, (told, demand) in _runs(talk):
        honest, external = WORDS[told]
        values = {"explanation.honest": honest, "explanation.external": external, "demand.strength": DEMANDS[demand]}
        found[f"game_words_{start}"] = _made("words", department, (start, end), values)
    return found


def _runs(weeks: Sequence[T]) -> Iterator[tuple[int, int, T]]:
    start = 1
    for value, same in groupby(weeks):
        end = start + len(list(same)) - 1
        yield start, end, value
        start = end + 1


def _made(kind: str, department: str, weeks: tuple[int, int], values: Values) -> Intervention:
    start, end = weeks
    return Intervention(title=_title(kind), start=start, end=end, target=Target(department=department), set=values)


def _title(kind: str) -> Text:
    message = f"browser.play.intervention.{kind}"
    return Text(en=translator("en").text(message), de=translator("de").text(message))
