"""The month to decide: a meeting and a customer in every week, the words to customers, the demands inside."""

import json
from typing import NamedTuple

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from sim.app.pages.attributes import attributes
from sim.app.play import sentences
from sim.app.play.calendar import MONTHS_PER_QUARTER
from sim.app.play.choice import LETTERS, Choice
from sim.app.play.game import Game
from sim.app.play.situation import Collision, Situation
from sim.app.play.stage import Stage
from sim.language import Translator


class Option(NamedTuple):
    """One of several things that may be chosen."""

    value: str
    title: str
    text: str = ""
    kind: str = ""


def form(t: Translator, stage: Stage, game: Game, prefix: str, brings: Situation) -> Component:
    """Form of a month; words and demands start as they were decided last."""
    department = t.own(list(stage.base.departments.values())[stage.own].title)
    last = game.choices[-1] if game.choices else Choice(())
    title = t.text("browser.play.decide_title", month=t.number(brings.month + 1))
    return html.Section(
        [
            html.H2(title, id=f"{prefix}-next", tabIndex="-1"),
            html.P(t.text("browser.play.decide_hint", department=department), className="muted"),
            _at_once(t, prefix),
            html.Div([_week(t, each, prefix, n) for n, each in enumerate(brings.collisions)], className="play-weeks"),
            html.Div([_words(t, last, prefix), _demand(t, last, prefix)], className="play-manners"),
            _missing(t, len(brings.collisions)),
        ],
        className="play-form",
        **attributes(aria_labelledby=f"{prefix}-next"),
    )


def buttons(t: Translator, game: Game, prefix: str, *, may_stop: bool) -> Component:
    """What may be done with the month."""
    month = len(game.choices)
    found = [button(t, prefix, "decide", "play-primary")]
    if month > 0:
        found.append(button(t, prefix, "same", "play-secondary"))
    if month % MONTHS_PER_QUARTER < MONTHS_PER_QUARTER - 1:
        found.append(button(t, prefix, "quarter", "play-secondary"))
    if may_stop and month > 0:
        found.append(button(t, prefix, "stop", "play-quiet"))
    return html.Div(found, className="play-buttons")


def button(t: Translator, prefix: str, does: str, looks: str) -> Component:
    """Button that does something with the game."""
    name = t.text(f"browser.play.{does}")
    return html.Button(name, id=_at(prefix, "do", does), className=f"play-button {looks}", type="button")


def _at_once(t: Translator, prefix: str) -> Component:
    """Decide all weeks with one touch."""
    chips = [("all_meetings", "m"), ("all_customers", "c")]
    return html.Div(
        [
            html.Button(
                t.text(f"browser.play.{name}"), id=_at(prefix, "all", value), className="play-chip", type="button"
            )
            for name, value in chips
        ],
        className="play-chips",
    )


def _week(t: Translator, collision: Collision, prefix: str, number: int) -> Component:
    """One collision, as two options."""
    when = t.text("browser.play.week", week=t.number(collision.week), day=t.text(f"browser.play.day.{collision.day}"))
    waiting = collision.customer
    options = [
        Option("m", t.own(collision.title), _about(t, collision), t.text("browser.play.option.meeting")),
        Option("c", sentences.customer(t, waiting), sentences.wish(t, waiting), t.text("browser.play.option.customer")),
    ]
    return html.Div(_choice(_at(prefix, "week", number), when, options, None, "play-pair"), className="play-week")


def _about(t: Translator, collision: Collision) -> str:
    own = "_own" if collision.head else ""
    seats = t.text(f"browser.play.seats{own}", count=collision.seats, seats=t.number(collision.seats))
    return f"{sentences.decision(t, collision)}; {seats}"


def _words(t: Translator, last: Choice, prefix: str) -> Component:
    options = [
        Option(letter, t.text(f"browser.play.told.{told}"), t.text(f"browser.play.told.{told}_hint"))
        for letter, told in LETTERS.items()
    ]
    value = next(letter for letter, told in LETTERS.items() if told == last.told)
    return _choice(_at(prefix, "manner", 0), t.text("browser.play.told_title"), options, value, "play-list")


def _demand(t: Translator, last: Choice, prefix: str) -> Component:
    options = [Option(each, t.text(f"browser.play.demand.{each}")) for each in ("0", "1")]
    title = t.text("browser.play.demand_title")
    return _choice(_at(prefix, "manner", 1), title, options, str(int(last.demand)), "play-list")


def _choice(name: dict[str, str | int], title: str, options: list[Option], value: str | None, looks: str) -> Component:
    cards = [dmc.RadioCard(_shown(each), value=each.value, className="play-label", radius="md") for each in options]
    return dmc.RadioGroup(html.Div(cards, className=looks), id=name, label=title, value=value, className="play-choice")


def _shown(option: Option) -> Component:
    parts = [("play-kind", option.kind), ("play-name", option.title), ("play-about", option.text)]
    return html.Span([html.Span(text, className=looks) for looks, text in parts if text], className="play-option")


def _missing(t: Translator, weeks: int) -> Component:
    """Where the browser says how many weeks are open; it is given the words for each number of them."""
    words = [t.text("browser.play.missing", count=n, weeks=t.number(n)) for n in range(1, weeks + 1)]
    return html.P("", className="play-missing", role="alert", **attributes(data_words=json.dumps(words)))


def _at(prefix: str, part: str, at: str | int) -> dict[str, str | int]:
    return {"part": f"{prefix}-{part}", "at": at}
