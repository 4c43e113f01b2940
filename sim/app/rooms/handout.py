"""The hand-out: one offline page about a workshop, made like the reports."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

import plotly.graph_objects as go

from sim.app.play.calendar import MONTHS_PER_QUARTER
from sim.app.play.choice import TOLD
from sim.app.play.recap import Runs
from sim.app.rooms.leaderboard import Canvas, leaderboard
from sim.app.rooms.other_luck import LUCKS, shares_ahead
from sim.app.rooms.standings import Judge, Place, extremes, furthest, places
from sim.app.rooms.tallies import of_round
from sim.app.rooms.view import View, shown_name
from sim.language import Translator
from sim.report.studies.page import Page, Section, Table, render
from sim.report.style import ACCENT, HUES, axis, figure, label
from sim.statistics import Interval

PAPER = Canvas(760, 460, 13)
HALF = 0.5


class Player(NamedTuple):
    """Somebody who has decided something: the share of weeks in which the meeting went first, and the place.

    `by_luck` is the share of other lucks in which they would be ahead; None where nobody can tell.
    """

    name: str
    share: float
    place: Place
    by_luck: Interval | None = None


def handout(view: View, judged: Judge, t: Translator, title: str, runs: Runs) -> str:
    """Page as HTML; `title` is that of the scenario, `runs` are games met by other luck."""
    found = _players(view, judged, t, runs)
    sections = [_standings(view, found, judged, t), _presence(found, t), _quarters(view, t)] if found else []
    started = datetime.fromtimestamp(view.room.made_at, UTC).date()
    facts = [
        (t.text("browser.lead.handout.scenario"), title),
        (t.text("browser.lead.handout.people"), t.number(len(view.players))),
        (t.text("browser.lead.handout.quarters"), t.number(view.room.rounds)),
        (t.text("browser.lead.handout.day"), t.day(started)),
    ]
    appendix = [
        (t.text("browser.lead.handout.how"), t.text("browser.lead.handout.how_text", seed=view.room.seed)),
        (t.text("browser.lead.handout.measures"), t.text("browser.lead.handout.measures_text")),
    ]
    page = Page(
        t.text("browser.lead.handout.kind"), t.text("browser.lead.handout.title"), _lead(view, found, judged, t), facts,
        sections, appendix,
    )  # fmt: skip
    return render(page, t)


def _players(view: View, judged: Judge, t: Translator, runs: Runs) -> list[Player]:
    by_luck = shares_ahead(view.room, view.decided, runs)
    names = {each.number: shown_name(each, t) for each in view.players}
    found = []
    for place in places(view.room, view.decided, judged):
        weeks = [first for choice in view.decided[place.number] for first in choice.meeting_first]
        found.append(Player(names[place.number], sum(weeks) / len(weeks), place, by_luck.get(place.number)))
    return found


def _lead(view: View, found: Sequence[Player], judged: Judge, t: Translator) -> str:
    if not found:
        return t.text("browser.lead.handout.nothing")
    ends = extremes(view.room, max(each.place.months for each in found), judged)
    lines = [t.text("browser.lead.handout.lead", count=len(found), n=t.number(len(found)))]
    lines += [
        t.text(f"browser.lead.handout.lead_{name}", image=t.number(each.image, 2), revenue=t.percent(each.revenue))
        for name, each in ends.items()
    ]
    return "\n".join([*lines, t.text("browser.lead.handout.luck")])


def _standings(view: View, found: Sequence[Player], judged: Judge, t: Translator) -> Section:
    names = {each.number: shown_name(each, t) for each in view.players}
    ends = extremes(view.room, max(each.place.months for each in found), judged)
    drawn = go.Figure(leaderboard(t, [each.place for each in found], names, ends, PAPER))
    ahead = [each.name for each in found if each.place.is_ahead]
    headline = t.text("browser.lead.handout.ahead", count=len(ahead), names=t.enumeration(ahead))
    heads = ("player", "share", "image", "revenue", "months", "by_luck")
    columns = [t.text(f"browser.lead.column.{each}") for each in heads]
    rows = [
        [
            each.name, t.percent(each.share), t.number(each.place.image, 2), t.percent(each.place.revenue),
            t.number(each.place.months), _by_luck(each.by_luck, t),
        ]
        for each in found
    ]  # fmt: skip
    readings = [t.text("browser.lead.handout.ahead_reading"), t.text("browser.lead.handout.crosses")]
    if any(each.by_luck is not None for each in found):
        readings.append(t.text("browser.lead.handout.by_luck", n=t.number(LUCKS)))
    if len(_to_the_end(found)) < len(found):
        readings.append(t.text("browser.lead.behind"))
    table = Table(t.text("browser.lead.handout.table"), columns, rows)
    return Section("standings", t.text("browser.lead.standing"), headline, drawn, readings, table)


def _by_luck(share: Interval | None, t: Translator) -> str:
    if share is None:
        return "\N{EN DASH}"
    mean, low, high = (t.percent(each) for each in share)
    return t.text("browser.lead.handout.share", mean=mean, low=low, high=high)


def _to_the_end(found: Sequence[Player]) -> list[Player]:
    """Those who went as far as anybody: the others cannot be compared with them."""
    whole = furthest([each.place for each in found])
    return [each for each in found if each.place in whole]


def _presence(found: Sequence[Player], t: Translator) -> Section:
    """What those had who were inside more, and those who were inside less."""
    found = _to_the_end(found)
    traces = [_dots(t, found, "image", HUES[0], "circle"), _dots(t, found, "revenue", HUES[1], "square")]
    drawn = figure(
        t, traces, height=420, showlegend=True, legend={"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom"},
        margin={"l": 52, "r": 12, "t": 40, "b": 50},
        xaxis=axis(t.text("browser.lead.column.share"), range=[-4, 104], ticksuffix=t.percent_sign, dtick=20),
        yaxis=axis(None, rangemode="tozero"),
    )  # fmt: skip
    more = [each for each in found if each.share > HALF]
    less = [each for each in found if each.share <= HALF]
    readings = [_group(t, name, each) for name, each in (("more", more), ("less", less)) if each]
    headline = t.text("browser.lead.handout.presence_headline")
    return Section("presence", t.text("browser.lead.handout.presence"), headline, drawn, readings)


def _dots(t: Translator, found: Sequence[Player], measure: str, colour: str, symbol: str) -> dict[str, Any]:
    return {
        "type": "scatter", "mode": "markers", "name": t.text(f"browser.lead.handout.presence_{measure}"),
        "x": [round(100 * each.share, 1) for each in found],
        "y": [round(float(getattr(each.place, measure)), 3) for each in found],
        "text": [label(each.name, 26) for each in found],
        "hovertemplate": f"%{{text}}<br>%{{x:.0f}}{t.percent_sign}, %{{y:.2f}}<extra></extra>",
        "marker": {"color": colour, "symbol": symbol, "size": 10},
    }  # fmt: skip


def _group(t: Translator, name: str, found: Sequence[Player]) -> str:
    image = sum(each.place.image for each in found) / len(found)
    revenue = sum(each.place.revenue for each in found) / len(found)
    return t.text(
        f"browser.lead.handout.{name}", count=len(found), n=t.number(len(found)), image=t.number(image, 2),
        revenue=t.percent(revenue),
    )  # fmt: skip


def _quarters(view: View, t: Translator) -> Section:
    numbers = range(1, view.room.rounds + 1)
    counted = [(number, each) for number in numbers if (each := of_round(view.decided, number)).n_people]
    names = [t.text("browser.lead.q", number=t.number(number)) for number, _ in counted]
    shares = [round(100 * each.meeting, 1) for _, each in counted]
    bars = {"type": "bar", "x": names, "y": shares, "marker": {"color": ACCENT}, "hoverinfo": "y"}
    drawn = figure(
        t, [bars], height=300, xaxis=axis(), yaxis=axis(None, range=[0, 100], ticksuffix=t.percent_sign),
        margin={"l": 52, "r": 12, "t": 12, "b": 36},
    )  # fmt: skip
    told = [t.text(f"browser.lead.told.{each}") for each in TOLD]
    columns = [
        t.text("browser.lead.column.quarter"),
        t.text("browser.lead.column.share"),
        *told,
        t.text("browser.lead.column.demand"),
    ]
    rows = [
        [name, t.percent(each.meeting), *(t.number(each.told[word]) for word in TOLD), t.percent(each.demand)]
        for name, (_, each) in zip(names, counted, strict=True)
    ]
    first, last = counted[0][1], counted[-1][1]
    headline = t.text(
        "browser.lead.handout.quarters_headline", first=t.percent(first.meeting), last=t.percent(last.meeting)
    )
    table = Table(t.text("browser.lead.handout.quarters_table", months=MONTHS_PER_QUARTER), columns, rows)
    return Section("quarters", t.text("browser.lead.handout.quarters_title"), headline, drawn, [], table)
