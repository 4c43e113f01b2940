"""What the facilitator's desk and the projector show of a room: people, decisions, standings."""

from collections.abc import Sequence

from dash import dcc, html
from dash.development.base_component import Component

from sim.app.pages.attributes import attributes
from sim.app.play.calendar import MONTHS_PER_QUARTER
from sim.app.play.choice import TOLD
from sim.app.rooms.leaderboard import Canvas, leaderboard
from sim.app.rooms.room import ROUNDS
from sim.app.rooms.standings import Judge, Place, extremes, furthest, places
from sim.app.rooms.tallies import GROUPS, Tally, of_game, of_round
from sim.app.rooms.view import View, shown_name
from sim.language import Translator


def people_of(view: View, t: Translator) -> list[Component]:
    """Everybody in the room, how far they are, and a way to send them out."""
    door = [] if view.room.ended else [_door_of(view, t)]
    if not view.players:
        return [html.P(t.text("browser.lead.nobody"), className="muted"), *door]
    rows = []
    for each in view.players:
        name = shown_name(each, t)
        out = html.Button(
            "×", id={"part": "lead-out", "who": each.number, "name": name}, className="out", type="button",
            title=t.text("browser.lead.out", name=name), **attributes(aria_label=t.text("browser.lead.out", name=name)),
        )  # fmt: skip
        dots = [dots_of(view, each.number, t)] if view.room.rounds else []
        rows.append(html.Li([html.Span(name, className="name"), *dots, out]))
    count = t.text("browser.lead.n_people", count=len(rows), n=t.number(len(rows)))
    return [html.P(count, className="muted small"), html.Ul(rows, className="people-list"), *door]


def _door_of(view: View, t: Translator) -> Component:
    """Way to let nobody else in, as where strangers come, and to let others in again."""
    does = "unlock" if view.room.locked else "lock"
    identity = {"part": "lead-do", "does": does, "seen": view.room.rounds}
    button = html.Button(t.text(f"browser.lead.do.{does}"), id=identity, className="step", type="button")
    state = [html.P(t.text("browser.lead.is_locked"), className="notice")] if view.room.locked else []
    return html.Div([*state, button], className="room-door")


def round_of(view: View, t: Translator) -> list[Component]:
    """Decisions of the round that was opened last, and how often the meeting went first in those before."""
    room = view.room
    if room.rounds == 0:
        return [html.P(t.text("browser.lead.not_started"), className="muted")]
    found = of_game(view.decided) if room.ended else of_round(view.decided, room.rounds)
    quarter = t.text("browser.lead.quarter", number=t.number(room.rounds), rounds=t.number(ROUNDS))
    title = t.text("browser.lead.all_quarters") if room.ended else quarter
    n = t.text("browser.lead.n_decided", count=found.n_people, n=t.number(found.n_people))
    return [html.P(f"{title} · {n}", className="muted small"), *tally_of(found, t), *_earlier(view, t)]


def standing_of(view: View, judged: Judge, t: Translator, canvas: Canvas) -> list[Component]:
    """Leaderboard on two axes, and the same as a table; once the game is over, also what the extremes would bring."""
    found = places(view.room, view.decided, judged)
    if not found:
        return [html.P(t.text("browser.lead.no_standing"), className="muted")]
    names = {each.number: shown_name(each, t) for each in view.players}
    ends = extremes(view.room, max(each.months for each in found), judged) if view.room.ended else {}
    return [
        html.P(t.text("browser.lead.axes"), className="muted small"),
        *behind_of(found, t),
        *graph_of(leaderboard(t, found, names, ends, canvas), t),
        html.Details([html.Summary(t.text("browser.lead.as_table")), table_of(found, view, t)]),
    ]


def behind_of(found: Sequence[Place], t: Translator) -> list[Component]:
    """What to know where some have decided fewer months than others."""
    if len(furthest(found)) == len(found):
        return []
    return [html.P(t.text("browser.lead.behind"), className="muted small")]


def graph_of(figure: dict[str, object], t: Translator) -> list[Component]:
    """Figure in the colours of the theme."""
    drawn = dcc.Graph(id="lead-graph", figure={}, config={"displayModeBar": False})
    label = t.text("browser.lead.graph")
    return [dcc.Store(id="lead-figure", data=figure), html.Div(drawn, role="img", **attributes(aria_label=label))]


def _earlier(view: View, t: Translator) -> list[Component]:
    shares = [of_round(view.decided, number).meeting for number in range(1, view.room.rounds + view.room.ended)]
    if not shares:
        return []
    rows = [
        html.Li([html.Span(t.text("browser.lead.q", number=t.number(number))), " ", t.percent(share)])
        for number, share in enumerate(shares, 1)
    ]
    return [html.H3(t.text("browser.lead.earlier")), html.Ol(rows, className="earlier")]


def tally_of(found: Tally, t: Translator, heading: type[Component] = html.H3) -> list[Component]:
    """Decisions as bars with their numbers beside them."""
    if found.n_people == 0:
        return [html.P(t.text("browser.lead.nobody_decided"), className="muted")]
    share = t.text("browser.lead.meeting_share", share=t.percent(found.meeting))
    groups = [(t.text(f"browser.lead.group.{name}"), n) for name, n in zip(GROUPS, found.groups, strict=True)]
    told = [(t.text(f"browser.lead.told.{name}"), found.told[name]) for name in TOLD]
    demand = t.text("browser.lead.demand_share", share=t.percent(found.demand))
    return [
        heading(t.text("browser.lead.who_went")),
        _bars(groups, found.n_people, t),
        html.P(share, className="muted small"),
        *(
            [heading(t.text("browser.lead.what_told")), _bars(told, sum(found.told.values()), t)]
            if sum(found.told.values())
            else []
        ),
        html.P(demand, className="demand"),
    ]


def table_of(found: Sequence[Place], view: View, t: Translator) -> Component:
    """Standings as a table; the star says that nobody has more of both."""
    names = {each.number: shown_name(each, t) for each in view.players}
    heads = ("", "image", "revenue", "months")
    head = html.Tr([html.Th(t.text(f"browser.lead.column.{each or 'player'}"), scope="col") for each in heads])
    rows = [
        html.Tr(
            [
                html.Th([*_star(each, t), names[each.number]], scope="row"),
                html.Td(t.number(each.image, 2)),
                html.Td(t.percent(each.revenue)),
                html.Td(t.number(each.months)),
            ]
        )
        for each in found
    ]
    return html.Table([html.Thead(head), html.Tbody(rows)], className="standings")


def dots_of(view: View, number: int, t: Translator) -> Component:
    """Months of this round that a player has decided, as filled dots."""
    done = view.months_in_round(number)
    text = t.text("browser.lead.dots", done=done, months=MONTHS_PER_QUARTER)
    dots = [html.Span(className="dot done" if each < done else "dot") for each in range(MONTHS_PER_QUARTER)]
    return html.Span(dots, className="dots", role="img", **attributes(aria_label=text))


def _star(place: Place, t: Translator) -> list[Component]:
    if not place.is_ahead:
        return []
    return [
        html.Span(
            "★ ",
            className="star",
            title=t.text("browser.lead.ahead"),
            role="img",
            **attributes(aria_label=t.text("browser.lead.ahead")),
        )
    ]


def _bars(values: Sequence[tuple[str, int]], whole: int, t: Translator) -> Component:
    rows = [
        html.Div(
            [
                html.Dt(name),
                html.Dd([
                    html.Span(className="bar", style={"width": f"{100 * n / whole:.0f}%"}),
                    html.Span(t.number(n), className="count"),
                ]),
            ],
            className="bar-row",
        )
        for name, n in values
    ]  # fmt: skip
    return html.Dl(rows, className="bars")
