"""Moments of gossip about the department in focus."""

from collections.abc import Iterator

import pandas as pd

from sim.report.story.moment import Moment, Traced, first, week_of

FEWEST_TALKS = 3


def moments(traced: Traced) -> list[Moment]:
    """First bad and good word about somebody absent, the first that was stopped, and the worst week."""
    return [*_firsts(traced), *_worst_week(traced)]


def _firsts(traced: Traced) -> Iterator[Moment]:
    talk, stopped = (_by_others(traced, kind) for kind in ("talk", "stopped"))
    for message, priority, events in (
        ("talk.negative", 2, talk[talk["value"] < 0]),
        ("talk.stopped", 4, stopped),
        ("talk.positive", 11, talk[talk["value"] > 0]),
    ):
        event = first(events)
        if event:
            people = {"speaker": event["person"], "absentee": event["other"]}
            yield Moment(week_of(event), priority, message, event["meeting"], people)


def _by_others(traced: Traced, kind: str) -> pd.DataFrame:
    """What people of other departments said about the department in focus."""
    events = traced.of(kind)
    return events[events["other"].isin(traced.own) & ~events["person"].isin(traced.own)]


def _worst_week(traced: Traced) -> Iterator[Moment]:
    bad = traced.runs.in_focus("talk_negative")[0]
    if bad.max(initial=0.0) >= FEWEST_TALKS:
        yield Moment(int(bad.argmax()) + 1, 6, "talk.worst", values={"count": int(bad.max())})
