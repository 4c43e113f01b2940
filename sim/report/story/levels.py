"""Moments in the weekly levels: halved, lowest, turned; and what was done about it."""

from collections.abc import Iterator

import numpy as np

from sim.report.findings import sentence
from sim.report.runs import Floats
from sim.report.story.moment import Moment, Traced
from sim.results.onset import LOST, WEEKS_AVERAGED, onset, reached_by_half

HALVED = ("visibility", "esteem", "influence", "image")
MOST_INTERVENTIONS = 4
WEEKS_TO_SETTLE = 4
SMALLEST_RECOVERY = 0.05
REGAINED = ("image", "influence", "visibility")


def moments(traced: Traced) -> list[Moment]:
    """All of them."""
    return [*_halved(traced), *_regained(traced), *_interventions(traced), *_turn(traced), *_end(traced)]


def _halved(traced: Traced) -> Iterator[Moment]:
    for place, measure in enumerate(HALVED):
        week = _lost(traced, measure, 0.5)
        if week is not None:
            level, digits = traced.level(measure), 0 if measure == "influence" else 2
            start, now = (traced.t.number(each, digits) for each in (_start(level), float(level[week - 1])))
            values: dict[str, str | int] = {"measure": _the(traced, measure), "start": start, "now": now}
            yield Moment(week, 2 + place, "halved", values=values)


def _regained(traced: Traced) -> Iterator[Moment]:
    for place, measure in enumerate(REGAINED):
        level = traced.level(measure)
        if np.isnan(level).any() or _lost(traced, measure, LOST) is None:
            continue
        lowest = int(level.argmin())
        back = np.flatnonzero(level[lowest:] >= _start(level))
        if len(back):
            values: dict[str, str | int] = {"measure": _the(traced, measure)}
            yield Moment(lowest + int(back[0]) + 1, 4 + place, "regained", values=values)


def _lost(traced: Traced, measure: str, share: float) -> int | None:
    """Week by which the traced run has lost a share of a measure."""
    return reached_by_half(onset(traced.runs.in_focus(measure)[:1], share))


def _start(level: Floats) -> float:
    """Mean of the first four weeks, with which later ones are compared."""
    whole = level[WEEKS_AVERAGED - 1 :]
    return float(whole[~np.isnan(whole)][0])


def _the(traced: Traced, measure: str) -> str:
    return sentence(traced.t.text(f"measure.{measure}.the"))


def _interventions(traced: Traced) -> Iterator[Moment]:
    starts: dict[int, list[str]] = {}
    ends: dict[int, list[str]] = {}
    for each in traced.runs.interventions:
        starts.setdefault(each.start, []).append(traced.t.own(each.title))
        if each.end is not None:
            ends.setdefault(each.end, []).append(traced.t.own(each.title))
    for message, priority, found in (("intervention.start", 1, starts), ("intervention.end", 7, ends)):
        for week in sorted(each for each in found if each <= traced.runs.n_weeks)[:MOST_INTERVENTIONS]:
            titles = found[week]
            yield Moment(week, priority, message, values={"count": len(titles), "titles": "; ".join(titles)})


def _turn(traced: Traced) -> Iterator[Moment]:
    """Lowest image, where it recovers afterwards."""
    level = traced.level("image")
    if np.isnan(level).any() or len(level) <= 2 * WEEKS_TO_SETTLE:
        return
    lowest = int(level.argmin())
    if lowest < WEEKS_TO_SETTLE or level[lowest:].max() - level[lowest] < SMALLEST_RECOVERY:
        return
    values: dict[str, str | int] = {"image": traced.t.number(float(level[lowest]), 2)}
    before = [each for each in traced.runs.interventions if each.start <= lowest + 1]
    if before:
        latest = max(before, key=lambda each: each.start)
        values |= {"count": lowest + 1 - latest.start, "title": traced.t.own(latest.title)}
    yield Moment(lowest + 1, 1, "turn.after" if before else "turn", values=values)


def _end(traced: Traced) -> Iterator[Moment]:
    image = traced.runs.in_focus("image")[0]
    if np.isnan(image[[0, -1]]).any():
        return
    start, end = (traced.t.number(float(each), 2) for each in (image[0], image[-1]))
    yield Moment(traced.runs.n_weeks, 1, "end", values={"start": start, "end": end})
