"""The traced run as a story: a few dated moments, chosen by fixed rules, told in a sentence each."""

from collections import Counter
from typing import NamedTuple

from sim.language import Translator
from sim.report.findings import focus, title
from sim.report.runs import Runs
from sim.report.story import levels, meetings, talk
from sim.report.story.moment import Moment, Traced

MOST_MOMENTS = 18
MOST_IN_A_WEEK = 3


class Told(NamedTuple):
    """A moment in words: where and when, and what happened."""

    week: int
    place: str
    text: str


def tell(runs: Runs, t: Translator) -> list[Told]:
    """Moments in the order of time; where there are too many, the more telling ones."""
    traced = Traced(runs, t)
    found = [*meetings.moments(traced), *talk.moments(traced), *levels.moments(traced)]
    chosen = _most_telling(found)
    return [_told(each, traced) for each in sorted(chosen, key=_place)]


def _place(moment: Moment) -> tuple[int, bool, int]:
    """Place in the story: by week, the end of the run last."""
    return moment.week, moment.message == "end", moment.priority


def _most_telling(found: list[Moment]) -> list[Moment]:
    chosen: list[Moment] = []
    in_week: Counter[int] = Counter()
    for each in sorted(found, key=lambda each: each.priority):
        if in_week[each.week] < MOST_IN_A_WEEK and len(chosen) < MOST_MOMENTS:
            in_week[each.week] += 1
            chosen.append(each)
    return chosen


def _told(moment: Moment, traced: Traced) -> Told:
    t, runs = traced.t, traced.runs
    people = {name: traced.roles.person(who) for name, who in moment.people.items()}
    places = {"department": focus(runs, t), "week": moment.week, **moment.values, **people}
    blamed = moment.blamed
    if blamed is not None:
        places["blamed"] = title(runs, t, runs.departments.index(blamed))
    where = traced.roles.meeting(moment.meeting) if moment.meeting else ""
    return Told(moment.week, where, t.text(f"story.{moment.message}", **places))
