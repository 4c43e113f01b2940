"""Sections of the report in their order: finding, figure, how to read it."""

from collections.abc import Callable
from typing import NamedTuple

import plotly.graph_objects as go

from sim.language import Translator
from sim.report import findings, order
from sim.report.figures import agenda, chain, customers, gossip, image, influence, people, spans, sparkline, timeline
from sim.report.interventions import Measure, measures
from sim.report.runs import Runs
from sim.report.story import Told, tell
from sim.results.onset import LOST


class Section(NamedTuple):
    """One section; the figure may be missing where there is nothing to draw."""

    key: str
    headline: str
    figure: go.Figure | None
    readings: list[str]
    story: list[Told] = []  # noqa: RUF012 - never changed
    measures: list[Measure] = []  # noqa: RUF012 - never changed


def sections(runs: Runs, t: Translator) -> list[Section]:
    """All sections between the header and the appendix."""
    return [
        _image(runs, t),
        _chain(runs, t),
        _plain("influence", findings.influence(runs, t), influence.draw, runs, t),
        _plain("agenda", findings.agenda(runs, t), agenda.draw, runs, t),
        _plain("gossip", findings.gossip(runs, t), gossip.draw, runs, t),
        _people(runs, t),
        _customers(runs, t),
        _story(runs, t),
        _timeline(runs, t),
    ]


def _image(runs: Runs, t: Translator) -> Section:
    found = _plain("image", findings.image(runs, t), image.draw, runs, t)
    step = int(runs.shown[1] - runs.shown[0]) if len(runs.shown) > 1 else 1
    thinned = [t.text("reading.weeks_thinned", step=step)] if step > 1 else []
    shaded = [t.text("reading.spans")] if spans.begun(runs, t) else []
    return found._replace(readings=[*found.readings, *shaded, *thinned])


def _plain(
    key: str, headline: str, draw: Callable[[Runs, Translator], go.Figure], runs: Runs, t: Translator
) -> Section:
    return Section(key, headline, draw(runs, t), [_reading(key, runs, t), *_left_out(runs, t)])


def _reading(key: str, runs: Runs, t: Translator) -> str:
    department = findings.focus(runs, t)
    shares = {"half": t.percent(0.5), "most": t.percent(0.9), "lost": t.percent(LOST)}
    return t.text(f"reading.{key}", department=department, **shares)


def _left_out(runs: Runs, t: Translator) -> list[str]:
    left = len(runs.departments) - len(runs.drawn)
    return [t.text("reading.departments_left_out", count=left)] if left else []


def _chain(runs: Runs, t: Translator) -> Section:
    found = chain.links(runs)
    return Section("chain", order.chain(runs, t, found), chain.draw(runs, t, found), [_reading("chain", runs, t)])


def _people(runs: Runs, t: Translator) -> Section:
    drawn = len(people.traced(runs))
    readings = [_reading("people", runs, t), *_left_out(runs, t)]
    everybody = int(runs.headcount[runs.drawn].sum())
    if not drawn:
        return Section("people", findings.people(runs, t), None, [t.text("reading.people_none")])
    if drawn < everybody and drawn >= people.MOST_POINTS:
        readings.append(t.text("reading.people_thinned", shown=t.number(drawn), everybody=t.number(everybody)))
    return Section("people", findings.people(runs, t), people.draw(runs, t), readings)


def _customers(runs: Runs, t: Translator) -> Section:
    headline = findings.customers(runs, t)
    if not runs.has_customers:
        return Section("customers", headline, None, [t.text("reading.customers_none")])
    return Section("customers", headline, customers.draw(runs, t), [_reading("customers", runs, t)])


def _story(runs: Runs, t: Translator) -> Section:
    told = tell(runs, t)
    image = runs.in_focus("image")[0]
    first, last = (t.number(float(each), 2) for each in (image[0], image[-1]))
    headline = t.text("finding.story", department=findings.focus(runs, t), first=first, last=last)
    figure = sparkline.draw(runs, t, [each.week for each in told]) if told else None
    until = runs.recorded_until
    cut = [t.text("reading.story_cut", week=t.number(until))] if until is not None else []
    return Section("story", headline, figure, [_reading("story", runs, t), *cut], story=told)


def _timeline(runs: Runs, t: Translator) -> Section:
    headline = findings.timeline(runs, t)
    if not runs.interventions:
        return Section("timeline", headline, None, [t.text("reading.timeline_none")])
    return Section(
        "timeline", headline, timeline.draw(runs, t), [_reading("timeline", runs, t)], measures=measures(runs, t)
    )
