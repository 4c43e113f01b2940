"""What the last months brought: first the pleasant part, then the price, then where one stands."""

from dash import html
from dash.development.base_component import Component

from sim.app.pages.attributes import attributes
from sim.app.pages.play.chart import chart
from sim.app.play import figures
from sim.app.play.calendar import WEEKS
from sim.app.play.game import Game
from sim.app.play.month import Level, Month, month
from sim.app.play.sentences import told
from sim.app.play.situation import situation
from sim.app.play.stage import IMAGE, PLAN, REVENUE, Stage, replay
from sim.language import Translator
from sim.scenario.output import Output


def result(t: Translator, stage: Stage, game: Game, first: int, prefix: str) -> Component:
    """Consequences of the months from `first` on."""
    months = len(game.choices)
    output = replay(stage, game, months)
    decided = [(situation(stage.base, game.seed, at), game.choices[at]) for at in range(first, months)]
    found = month(stage, output, decided)
    words = told(t, stage, found)
    return html.Section(
        [
            html.H2(_title(t, found), id=f"{prefix}-heading", tabIndex="-1"),
            html.Div(
                [
                    _list(t, "pleasant", words.pleasant),
                    _list(t, "costly", words.costly),
                ],
                className="play-sides",
            ),
            html.H3(t.text("browser.play.standing"), className="hidden"),
            _standing(t, found),
            _charts(t, stage, output, prefix),
        ],
        className="play-result",
        **attributes(aria_labelledby=f"{prefix}-heading"),
    )  # fmt: skip


def _title(t: Translator, found: Month) -> str:
    last = t.number(found.last + 1)
    if found.first == found.last:
        return t.text("browser.play.result_title", month=last)
    return t.text("browser.play.result_title_span", first=t.number(found.first + 1), month=last)


def _list(t: Translator, side: str, lines: tuple[str, ...]) -> Component:
    nothing = html.P(t.text(f"browser.play.no_{side}"), className="muted")
    body = html.Ul([html.Li(each) for each in lines]) if lines else nothing
    return html.Div([html.H3(t.text(f"browser.play.{side}")), body], className=f"card play-side {side}")


def _standing(t: Translator, found: Month) -> Component:
    tiles = [
        _tile(t, "image", t.number(found.image.after, 2), _change(t, found.image, 2)),
        _tile(t, "influence", t.number(found.influence.after), _change(t, found.influence)),
        _tile(t, "revenue", t.percent(found.revenue.after), _change(t, _in_percent(found.revenue))),
        _tile(t, "attendance", t.percent(found.attendance)),
    ]
    return html.Dl(tiles, className="play-tiles")


def _in_percent(level: Level) -> Level:
    return Level(100 * level.before, 100 * level.after)


def _tile(t: Translator, name: str, shown: str, *change: Component) -> Component:
    parts = [html.Span(shown, className="play-number"), *change]
    return html.Div(
        [
            html.Dt(t.text(f"browser.play.{name}")),
            html.Dd([*parts, html.Span(t.text(f"browser.play.{name}_hint"), className="play-hint")]),
        ]
    )


def _change(t: Translator, level: Level, digits: int = 0) -> Component:
    # Of what is shown, so that two numbers and their difference agree.
    by = round(round(level.after, digits) - round(level.before, digits), digits)
    if by == 0:
        return html.Span(t.text("browser.play.level"), className="play-change")
    name = "up" if by > 0 else "down"
    return html.Span(t.text(f"browser.play.{name}", by=t.number(abs(by), digits)), className=f"play-change {name}")


def _charts(t: Translator, stage: Stage, output: Output, prefix: str) -> Component:
    image = output.weekly[:, stage.own, IMAGE]
    revenue = output.company[:, REVENUE] / output.company[:, PLAN]
    return html.Div(
        [
            chart(
                prefix, "image", figures.so_far(t, image, WEEKS), t.text("browser.play.image"),
                t.text("browser.play.chart_image", first=t.number(image[0], 2), last=t.number(image[-1], 2)),
            ),
            chart(
                prefix, "revenue", figures.so_far(t, revenue, WEEKS, is_revenue=True), t.text("browser.play.revenue"),
                t.text("browser.play.chart_revenue", first=t.percent(revenue[0]), last=t.percent(revenue[-1])),
            ),
        ],
        className="play-charts",
    )  # fmt: skip
