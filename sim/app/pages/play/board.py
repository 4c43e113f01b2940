"""The board of a game: what the last months brought, and the next one to decide. The same alone and in a room."""

from typing import NamedTuple

from dash import html
from dash.development.base_component import Component

from sim.app.pages.attributes import attributes
from sim.app.pages.play import form, recap, result
from sim.app.play.calendar import MONTHS, MONTHS_PER_QUARTER
from sim.app.play.game import Game
from sim.app.play.situation import situation
from sim.app.play.stage import Stage
from sim.language import Translator
from sim.results import focus
from sim.scenario.schema import Structure


class View(NamedTuple):
    """What a board shows.

    `open_months` may be decided so far, all of them when one plays alone; `told_from` is the first month whose
    consequences are told, the last one decided if left out; `ended` shows the recap before the last month.
    """

    stage: Stage
    game: Game
    open_months: int = MONTHS
    told_from: int | None = None
    ended: bool = False
    may_stop: bool = True


def board(t: Translator, view: View, prefix: str) -> list[Component]:
    """Components of a game; all ids start with `prefix`."""
    month = len(view.game.choices)
    is_over = view.ended or month >= MONTHS
    parts: list[Component] = [progress(t, month, over=is_over)]
    if month == 0:
        parts.append(html.P(intro(t, view.stage.base), className="play-intro"))
    else:
        first = month - 1 if view.told_from is None else min(view.told_from, month - 1)
        parts.append(result.result(t, view.stage, view.game, first, prefix))
    if is_over:
        parts.append(recap.placeholder(t, view.game, prefix, may_go_on=view.may_stop and view.ended and month < MONTHS))
    elif month >= view.open_months:
        parts.append(html.P(t.text("browser.play.waiting"), className="play-waiting", role="status"))
    else:
        brings = situation(view.stage.base, view.game.seed, month)
        parts.append(form.form(t, view.stage, view.game, prefix, brings))
        parts.append(form.buttons(t, view.game, prefix, may_stop=view.may_stop))
    return parts


def intro(t: Translator, scenario: Structure) -> str:
    """Who one is in the game, and what it is about."""
    return t.text("browser.play.intro", department=t.own(scenario.departments[focus(scenario)].title))


def progress(t: Translator, month: int, *, over: bool) -> Component:
    """Where one is in the game."""
    now = min(month, MONTHS - 1)
    shown = month if over else now + 1
    text = t.text("browser.play.progress", month=t.number(shown), months=t.number(MONTHS))
    quarter = t.text("browser.play.progress_quarter", quarter=t.number((max(1, shown) - 1) // MONTHS_PER_QUARTER + 1))
    steps = [
        html.Span(className=f"play-step{' done' if at < month else ''}{' now' if at == now and not over else ''}")
        for at in range(MONTHS)
    ]
    return html.Div(
        [
            html.P([html.Strong(text), f" · {quarter}"], className="play-where"),
            html.Div(steps, className="play-steps", **attributes(aria_hidden="true")),
        ],
        className="play-progress",
        **attributes(data_month=month),
    )
