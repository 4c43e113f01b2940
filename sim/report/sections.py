"""Sections of the report in their order: finding, figure, how to read it."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import plotly.graph_objects as go

from sim.language import Translator
from sim.report import findings, order
from sim.report.figures import agenda, chain, customers, gossip, image, influence, people, spans, sparkline, timeline
from sim.report.interventions import Measure, measures
from sim.report.numbers import Numbers, numbers
from sim.report.runs import Runs
from sim.report.story import Told, tell
from sim.report.studies import uncertainty
from sim.results.onset import LOST

Headline = Callable[[Runs, Translator], str]
Draw = Callable[[Runs, Translator], go.Figure]


class Section(NamedTuple):
    """One section; the figure may be missing where there is nothing to draw."""

    key: str
    headline: str
    figure: go.Figure | None
    readings: list[str]
    story: list[Told] = []  # noqa: RUF012 - never changed
    measures: list[Measure] = []  # noqa: RUF012 - never changed
    numbers: Numbers | None = None


def sections(runs: Runs, t: Translator) -> list[Section]:
    """All sections between the header and the appendix, without those that have nothing to tell."""
    found = [
        _image(runs, t) if runs.has_image else None,
        _chain(runs, t),
        None if runs.is_alone else _shared("influence", findings.influence, influence.draw, runs, t),
        None if runs.is_alone else _shared("agenda", findings.agenda, agenda.draw, runs, t),
        _gossip(runs, t),
        _people(runs, t),
        _customers(runs, t) if runs.has_customers else None,
        _story(runs, t),
        _timeline(runs, t),
        _uncertainty(runs, t),
    ]
    return [each._replace(numbers=_numbers(each, runs, t)) for each in found if each is not None]


def _uncertainty(runs: Runs, t: Translator) -> Section | None:
    found = runs.tables.uncertainty
    if found is None:
        return None
    made = uncertainty.section(found, t)
    return Section(uncertainty.KEY, made.headline, made.figure, made.readings)


def _numbers(section: Section, runs: Runs, t: Translator) -> Numbers | None:
    if section.key == uncertainty.KEY:
        shown = uncertainty.table(runs.tables.uncertainty, t)
        return Numbers(shown.caption, shown.columns, shown.rows)
    return None if section.figure is None else numbers(section.key, runs, t)


def _image(runs: Runs, t: Translator) -> Section:
    found = _plain("image", findings.image(runs, t), image.draw, runs, t)
    step = int(runs.shown[1] - runs.shown[0]) if len(runs.shown) > 1 else 1
    thinned = [t.text("reading.weeks_thinned", step=step)] if step > 1 else []
    parted = _parted(runs, t)
    shaded = [t.text("reading.spans")] if spans.begun(runs, t) else []
    return found._replace(readings=[*found.readings, *parted, *shaded, *thinned])


def _parted(runs: Runs, t: Translator) -> list[str]:
    """That each of two groups of runs is drawn by itself."""
    return [t.text("reading.groups")] if len(runs.parts) > 1 else []


def _shared(key: str, headline: Headline, draw: Draw, runs: Runs, t: Translator) -> Section | None:
    """Section about what departments share; without a figure, or left out, where no meeting shares out anything."""
    if not np.isnan(runs.in_focus(key)).all():
        found = _plain(key, headline(runs, t), draw, runs, t)
        if key != "influence" or len(runs.parts) == 1:
            return found
        larger = t.text("reading.larger_group", runs=t.number(runs.larger_part.sum()))
        return found._replace(readings=[*found.readings, larger])
    return Section(key, headline(runs, t), None, []) if key == "influence" else None


def _gossip(runs: Runs, t: Translator) -> Section:
    headline = findings.gossip(runs, t)
    if not sum(runs.weekly(f"talk_{each}").sum() for each in (*gossip.VALENCES, "stopped")):
        return Section("gossip", headline, None, [])
    return _plain("gossip", headline, gossip.draw, runs, t)


def _plain(key: str, headline: str, draw: Draw, runs: Runs, t: Translator) -> Section:
    return Section(key, headline, draw(runs, t), [_reading(key, runs, t), *_left_out(runs, t)])


def _reading(key: str, runs: Runs, t: Translator) -> str:
    department = findings.focus(runs, t)
    shares = {"half": t.percent(0.5), "most": t.percent(0.9), "lost": t.percent(LOST)}
    return t.text(f"reading.{key}", department=department, **shares)


def _left_out(runs: Runs, t: Translator) -> list[str]:
    left = len(runs.departments) - len(runs.drawn)
    return [t.text("reading.departments_left_out", count=left)] if left else []


def _chain(runs: Runs, t: Translator) -> Section | None:
    found = chain.links(runs)
    if not found:
        return None
    readings = [_reading("chain", runs, t), *_parted(runs, t)]
    return Section("chain", order.chain(runs, t, found), chain.draw(runs, t, found), readings)


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
    return Section("customers", findings.customers(runs, t), customers.draw(runs, t), [_reading("customers", runs, t)])


def _story(runs: Runs, t: Translator) -> Section:
    told = tell(runs, t)
    until = runs.recorded_until
    cut = [t.text("reading.story_cut", week=t.number(until))] if until is not None else []
    image = runs.in_focus("image")[0]
    if np.isnan(image).all():
        plain = [t.text("reading.story_plain"), *cut]
        return Section("story", t.text("finding.story_plain"), None, plain, story=told)
    first, last = (t.number(float(each), 2) for each in (image[0], image[-1]))
    headline = t.text(
        "finding.story", department=findings.focus(runs, t), first=first, last=last, week=t.number(runs.n_weeks)
    )
    figure = sparkline.draw(runs, t, [each.week for each in told]) if told else None
    return Section("story", headline, figure, [_reading("story", runs, t), *cut], story=told)


def _timeline(runs: Runs, t: Translator) -> Section:
    headline = findings.timeline(runs, t)
    orders = [t.text("reading.orders", count=len(runs.scenario.orders))] if runs.scenario.orders else []
    if not runs.interventions:
        return Section("timeline", headline, None, orders or [t.text("reading.timeline_none")])
    told = [_reading("timeline", runs, t), *orders]
    return Section("timeline", headline, timeline.draw(runs, t), told, measures=measures(runs, t))
