"""Moments in the weekly levels: halved, lowest, turned; and what was done about it."""

from collections.abc import Iterator

import numpy as np

from sim.report.story.moment import Moment, Traced

HALVED = ("visibility", "esteem", "influence", "image")
MOST_INTERVENTIONS = 4
WEEKS_TO_SETTLE = 4
SMALLEST_RECOVERY = 0.05
REGAINED = ("image", "influence", "visibility")
SMALLEST_LOSS = 0.1


def moments(traced: Traced) -> list[Moment]:
    """All of them."""
    return [*_halved(traced), *_regained(traced), *_interventions(traced), *_turn(traced), *_end(traced)]


def _halved(traced: Traced) -> Iterator[Moment]:
    for place, measure in enumerate(HALVED):
        level = traced.level(measure)
        below = np.flatnonzero(level <= 0.5 * level[0])
        if level[0] > 0 and len(below) and below[0] > 0:
            digits = 0 if measure == "influence" else 2
            start, now = (traced.t.number(float(each), digits) for each in (level[0], level[below[0]]))
            values: dict[str, str | int] = {"measure": traced.t.text(f"measure.{measure}"), "start": start, "now": now}
            yield Moment(int(below[0]) + 1, 2 + place, "halved", values=values)


def _regained(traced: Traced) -> Iterator[Moment]:
    for place, measure in enumerate(REGAINED):
        level = traced.level(measure)
        if np.isnan(level).any() or level.min() > (1 - SMALLEST_LOSS) * level[0]:
            continue
        lowest = int(level.argmin())
        back = np.flatnonzero(level[lowest:] >= level[0])
        if len(back) and lowest > 0:
            values: dict[str, str | int] = {"measure": traced.t.text(f"measure.{measure}")}
            yield Moment(lowest + int(back[0]) + 1, 4 + place, "regained", values=values)


def _interventions(traced: Traced) -> Iterator[Moment]:
    starts: dict[int, list[str]] = {}
    ends: dict[int, list[str]] = {}
    for each in traced.runs.scenario.interventions.values():
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
    before = [each for each in traced.runs.scenario.interventions.values() if each.start <= lowest + 1]
    if before:
        latest = max(before, key=lambda each: each.start)
        values |= {"count": lowest + 1 - latest.start, "title": traced.t.own(latest.title)}
    yield Moment(lowest + 1, 1, "turn.after" if before else "turn", values=values)


def _end(traced: Traced) -> Iterator[Moment]:
    image = traced.runs.in_focus("image")[0]
    start, end = (traced.t.number(float(each), 2) for each in (image[0], image[-1]))
    yield Moment(traced.runs.n_weeks, 1, "end", values={"start": start, "end": end})
