"""The look back: asked for when a game is over. Charts come with the first look; what is judged is looked at again.

The second look has more runs, and so has the third, which comes where something is still open that matters.
"""

from dash import dcc, html
from dash.development.base_component import Component

from sim.app.pages.attributes import attributes
from sim.app.pages.play.chart import chart
from sim.app.pages.play.form import button
from sim.app.play import figures
from sim.app.play.choice import encode_all
from sim.app.play.claims import Claim, claims
from sim.app.play.game import Game
from sim.app.play.link import CHOICES, SCENARIO, SEED
from sim.app.play.recap import Difference, Recap
from sim.app.play.stage import Stage
from sim.app.play.turns import Turn, Turns
from sim.language import Translator
from sim.report.bands import quantile
from sim.statistics import UNIT, Paired, two_groups


def placeholder(t: Translator, game: Game, prefix: str, *, may_go_on: bool) -> Component:
    """Where the recap will stand; its store asks for it."""
    months = len(game.choices)
    title = t.text("browser.play.recap.title" + ("_one" if months == 1 else ""), months=t.number(months))
    waiting = html.P(t.text("browser.play.recap.computing"), className="play-computing", role="status")
    go_on = button(t, prefix, "on", "play-secondary")
    asked = {SCENARIO: game.scenario, SEED: game.seed, CHOICES: encode_all(game.choices)}
    return html.Section(
        [
            html.H2(title, id=f"{prefix}-recap-heading", tabIndex="-1"),
            dcc.Store(id=f"{prefix}-ask", data=asked),
            *(dcc.Store(id=f"{prefix}-{name}") for name in ("ask-later", "ask-turns", "ask-turns-later")),
            html.Div(waiting, id=f"{prefix}-recap", **attributes(aria_live="polite")),
            html.Div(id=f"{prefix}-compared"),
            html.Div(id=f"{prefix}-turns", **attributes(aria_live="polite")),
            html.Div(id=f"{prefix}-theory"),
            html.Div([go_on] if may_go_on else [], className="play-buttons"),
        ],
        className="play-recap",
        **attributes(aria_labelledby=f"{prefix}-recap-heading"),
    )


def first_part(t: Translator, stage: Stage, found: Recap, prefix: str) -> list[Component]:
    """Luck, and always or never being there."""
    department = t.own(list(stage.base.departments.values())[stage.own].title)
    own = found.own.image[0]
    lead = t.text(
        "browser.play.recap.lead", share=t.percent(found.share), department=department, first=t.number(own[0], 2),
        last=t.number(own[-1], 2), revenue=t.percent(float(found.revenue[0])), span=_span(t, found),
    )  # fmt: skip
    return [html.P(lead, className="lead"), *_luck(t, found, prefix), *_beside(t, found, prefix)]


def compared_part(t: Translator, found: Recap, *, is_last: bool) -> list[Component]:
    """Differences from always and never being there, from more runs with every look."""
    note = t.text("browser.play.recap.measure", span=_span(t, found), n=t.number(found.n))
    return [_table(t, found), html.P([note, *_more(t, is_last=is_last)], className="muted play-small")]


def turns_part(t: Translator, turns: Turns, prefix: str, *, is_last: bool) -> list[Component]:
    """What the opposite of each quarter would have changed."""
    sentence = t.text("browser.play.recap.turn_none") if turns.point is None else _turn(t, turns.point, turns)
    axis = t.text("browser.play.recap.turn_axis")
    caption = t.text("browser.play.recap.turn_caption", n=t.number(turns.n))
    return [
        html.H3(t.text("browser.play.recap.turn_title")),
        html.P(sentence),
        chart(prefix, "turns", figures.quarters(t, turns.quarters), axis, f"{sentence} {caption}"),
        html.P([caption, *_more(t, is_last=is_last)], className="muted play-small"),
    ]


def theory_part(t: Translator, found: Recap, *, is_last: bool) -> list[Component]:
    """The theory in a sentence, and whether the game agrees."""
    note = t.text("browser.play.recap.theory_note", n=t.number(found.n))
    return [
        html.H3(t.text("browser.play.recap.theory_title")),
        html.Blockquote(t.text("browser.play.recap.theory"), className="play-theory"),
        html.Ul([_claim(t, each) for each in claims(found)], className="play-claims"),
        html.P([note, *_more(t, is_last=is_last)], className="muted play-small"),
    ]


def _more(t: Translator, *, is_last: bool) -> list[str]:
    return [] if is_last else [" ", t.text("browser.play.recap.more")]


def _luck(t: Translator, found: Recap, prefix: str) -> list[Component]:
    low, high = quantile(found.image, (0.05, 0.95)).tolist()
    text = t.text(
        "browser.play.recap.luck", n=t.number(found.image.size), low=t.number(low, 2), high=t.number(high, 2),
        own=t.number(float(found.image[0]), 2), span=_span(t, found),
        better=t.number(int((found.image > found.image[0]).sum())),
    )  # fmt: skip
    return [
        html.H3(t.text("browser.play.recap.luck_title")),
        html.P([text, *_two_ends(t, found)]),
        chart(prefix, "luck", figures.luck(t, found, "image"), t.text("browser.play.image"), text),
    ]


def _two_ends(t: Translator, found: Recap) -> list[str]:
    """Where the same decisions end in one of two ways, both are told: nine of ten runs would hide the rarer one."""
    groups = two_groups(found.image, UNIT)
    if groups is None:
        return []
    return [
        " ",
        t.text(
            "browser.play.recap.two_ends", n=t.number(groups.total), few=t.number(groups.low.runs),
            low=t.number(groups.low.middle, 2), many=t.number(groups.high.runs), high=t.number(groups.high.middle, 2),
        ),
    ]  # fmt: skip


def _beside(t: Translator, found: Recap, prefix: str) -> list[Component]:
    text = t.text("browser.play.recap.beside", n=t.number(found.image.size))
    charts = [
        chart(prefix, f"beside-{measure}", figures.beside(t, found, measure), t.text(f"browser.play.{measure}"), text)
        for measure in ("image", "revenue")
    ]
    return [
        html.H3(t.text("browser.play.recap.beside_title")),
        html.P(text),
        html.Div(charts, className="play-charts wide"),
    ]


def _table(t: Translator, found: Recap) -> Component:
    head = ["compared", "difference.image", "difference.revenue"]
    rows = [("always", found.to_present), ("never", found.to_absent)]
    return html.Table(
        [
            html.Thead(html.Tr([html.Th(t.text(f"browser.play.recap.{each}"), scope="col") for each in head])),
            html.Tbody(
                [
                    html.Tr(
                        [
                            html.Th(t.text(f"browser.play.recap.{name}"), scope="row"),
                            *_cells(t, change, is_same=name == found.same),
                        ]
                    )
                    for name, change in rows
                ]
            ),
        ],
        className="play-table",
    )


def _cells(t: Translator, change: Difference, *, is_same: bool) -> list[Component]:
    if is_same:
        return [html.Td(t.text("browser.play.recap.same"), colSpan=2, className="muted")]
    return [html.Td(_cell(t, change.image, "image")), html.Td(_cell(t, change.revenue, "revenue"))]


def _cell(t: Translator, difference: Paired, measure: str) -> list[Component]:
    mean, ends = interval(t, difference, measure).split(" (", 1)
    return [html.Span(mean, className="play-mean"), html.Span(f"({ends}", className="play-ends")]


def _span(t: Translator, found: Recap) -> str:
    """Months over which games are compared, in words."""
    return t.text(f"browser.play.recap.span.{('one', 'two', 'three')[found.months_compared - 1]}")


def _turn(t: Translator, turn: Turn, turns: Turns) -> str:
    change = turn.change
    # Told in the direction of the difference, so that the ends of the interval are of one sign with it.
    ends = (change.low, change.high) if change.difference > 0 else (-change.high, -change.low)
    name = "turn_only" if len(turns.quarters) == 1 else "turn" if turns.is_alone else "turn_shared"
    return t.text(
        f"browser.play.recap.{name}", quarter=t.number(turn.quarter + 1), by=t.number(abs(change.difference), 2),
        direction=t.text("browser.play.recap." + ("higher" if change.difference > 0 else "lower")),
        low=t.number(ends[0], 2), high=t.number(ends[1], 2),
    )  # fmt: skip


def _claim(t: Translator, claim: Claim) -> Component:
    measure = t.text(f"browser.play.recap.difference.{claim.measure}")
    against = t.text(f"browser.play.recap.against.{claim.against}")
    verdict = t.text(f"browser.play.recap.verdict.{claim.verdict}{'' if claim.is_played else '_unplayed'}")
    looks = f"play-verdict {claim.verdict}{'' if claim.is_played else ' unplayed'}"
    return html.Li(
        [
            html.Strong(t.text(f"browser.play.recap.claim.{claim.name}")),
            html.Span(verdict, className=looks),
            html.Span(f"{measure}, {against}: {interval(t, claim.difference, claim.measure)}", className="muted"),
        ]
    )


def interval(t: Translator, difference: Paired, measure: str) -> str:
    """Difference with its 95 % interval: of image, or of revenue in percentage points of the plan."""
    scale, digits = (1, 2) if measure == "image" else (100, 1)
    mean, low, high = (t.number(scale * each, digits) for each in difference.interval)
    return t.text("browser.play.recap.interval", mean=mean, low=low, high=high)
