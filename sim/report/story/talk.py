"""Moments of gossip about the department in focus."""

from collections.abc import Iterator

from sim.report.story.moment import Moment, Traced, first, week_of

FEWEST_TALKS = 3


def moments(traced: Traced) -> list[Moment]:
    """First bad and good word about somebody absent, the first that was stopped, and the worst week."""
    return [*_firsts(traced), *_worst_week(traced)]


def _firsts(traced: Traced) -> Iterator[Moment]:
    talk = traced.of("talk")
    talk = talk[talk["other"].astype(str).isin(traced.own)]
    stopped = traced.of("stopped")
    stopped = stopped[stopped["other"].astype(str).isin(traced.own)]
    for message, priority, events in (
        ("talk.negative", 2, talk[talk["value"] < 0]),
        ("talk.stopped", 4, stopped),
        ("talk.positive", 11, talk[talk["value"] > 0]),
    ):
        event = first(events)
        if event:
            people = {"speaker": event["person"], "absentee": event["other"]}
            yield Moment(week_of(event), priority, message, event["meeting"], people)


def _worst_week(traced: Traced) -> Iterator[Moment]:
    bad = traced.runs.in_focus("talk_negative")[0]
    if bad.max(initial=0.0) >= FEWEST_TALKS:
        yield Moment(int(bad.argmax()) + 1, 6, "talk.worst", values={"count": int(bad.max())})
