"""The month to decide: a meeting and a customer in every week, the words to customers, the demands inside."""

import json

from dash import dcc, html
from dash.development.base_component import Component

from sim.app.play import sentences
from sim.app.play.calendar import MONTHS_PER_QUARTER
from sim.app.play.choice import LETTERS, Choice
from sim.app.play.game import Game
from sim.app.play.situation import Collision, Situation
from sim.app.play.stage import Stage
from sim.language import Translator


def form(
    t: Translator, stage: Stage, game: Game, brings: Situation, prefix: str, *, may_stop: bool
) -> Component:  # fmt: skip
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
            _missing(t, prefix, len(brings.collisions)),
            _buttons(t, game, prefix, may_stop=may_stop),
        ],
        className="play-form",
        **{"aria-labelledby": f"{prefix}-next"},
    )


def _at_once(t: Translator, prefix: str) -> Component:
    """Decide all weeks with one touch."""
    return html.Div(
        [
            html.Button(t.text("browser.play.all_meetings"), id=_at(prefix, "all", "m"), className="play-chip", type="button"),
            html.Button(t.text("browser.play.all_customers"), id=_at(prefix, "all", "c"), className="play-chip", type="button"),
        ],
        className="play-chips",
    )  # fmt: skip


def _week(t: Translator, collision: Collision, prefix: str, number: int) -> Component:
    """One collision, as two options."""
    when = t.text("browser.play.week", week=t.number(collision.week), day=t.text(f"browser.play.day.{collision.day}"))
    options = [
        {"value": "m", "label": _option(t.text("browser.play.option.meeting"), t.own(collision.title), _about(t, collision))},
        {
            "value": "c",
            "label": _option(
                t.text("browser.play.option.customer"),
                sentences.customer(t, collision.customer),
                sentences.wish(t, collision.customer),
            ),
        },
    ]  # fmt: skip
    return html.Fieldset(
        [html.Legend(when), _radios(_at(prefix, "week", number), options, None, "play-pair")], className="play-week"
    )


def _option(kind: str, title: str, text: str) -> Component:
    return html.Span(
        [html.Span(kind, className="play-kind"), html.Strong(title), html.Span(text, className="play-about")],
        className="play-option",
    )


def _about(t: Translator, collision: Collision) -> str:
    own = "_own" if collision.head else ""
    seats = t.text(f"browser.play.seats{own}", count=collision.seats, seats=t.number(collision.seats))
    return f"{sentences.decision(t, collision)}; {seats}"


def _words(t: Translator, last: Choice, prefix: str) -> Component:
    options = [
        {
            "value": letter,
            "label": _option("", t.text(f"browser.play.told.{told}"), t.text(f"browser.play.told.{told}_hint")),
        }
        for letter, told in LETTERS.items()
    ]
    value = next(letter for letter, told in LETTERS.items() if told == last.told)
    return html.Fieldset(
        [html.Legend(t.text("browser.play.told_title")), _radios(_at(prefix, "manner", 0), options, value, "play-list")]
    )


def _demand(t: Translator, last: Choice, prefix: str) -> Component:
    options = [{"value": each, "label": _option("", t.text(f"browser.play.demand.{each}"), "")} for each in ("0", "1")]
    return html.Fieldset(
        [
            html.Legend(t.text("browser.play.demand_title")),
            _radios(_at(prefix, "manner", 1), options, str(int(last.demand)), "play-list"),
        ]
    )


def _radios(name: object, options: list[dict[str, object]], value: str | None, looks: str) -> Component:
    return dcc.RadioItems(id=name, options=options, value=value, className=looks, labelClassName="play-label")


def _buttons(t: Translator, game: Game, prefix: str, *, may_stop: bool) -> Component:
    month = len(game.choices)
    buttons = [_button(t, prefix, "decide", primary=True)]
    if month > 0:
        buttons.append(_button(t, prefix, "same"))
    if month % MONTHS_PER_QUARTER < MONTHS_PER_QUARTER - 1:
        buttons.append(_button(t, prefix, "quarter"))
    if may_stop and month > 0:
        buttons.append(_button(t, prefix, "stop", quiet=True))
    return html.Div(buttons, className="play-buttons")


def _button(t: Translator, prefix: str, does: str, *, primary: bool = False, quiet: bool = False) -> Component:
    looks = "play-primary" if primary else "play-quiet" if quiet else "play-secondary"
    identity = _at(prefix, "do", does)
    return html.Button(t.text(f"browser.play.{does}"), id=identity, className=f"play-button {looks}", type="button")


def _missing(t: Translator, prefix: str, weeks: int) -> Component:
    """Where the browser says how many weeks are open; it is given the words for each number of them."""
    words = [t.text("browser.play.missing", count=n, weeks=t.number(n)) for n in range(1, weeks + 1)]
    return html.P("", className="play-missing", role="alert", **{"data-words": json.dumps(words)})


def _at(prefix: str, part: str, at: str | int) -> dict[str, str | int]:
    return {"part": f"{prefix}-{part}", "at": at}
