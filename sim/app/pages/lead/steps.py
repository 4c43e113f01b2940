"""The facilitator's next step: one button that is plainly the next, and few others."""

from typing import Literal, NamedTuple

from dash import html
from dash.development.base_component import Component

from sim.app.pages.attributes import attributes
from sim.app.rooms.room import ROUNDS
from sim.app.rooms.view import View
from sim.language import Translator

Does = Literal["open", "pause", "go_on", "end"]


class Steps(NamedTuple):
    """What can be done now: the obvious step, if there is one, and what else is possible."""

    first: Does | None
    others: tuple[Does, ...]


def steps(view: View) -> Steps:
    """Steps of a room as it is."""
    room = view.room
    onward: Does = "end" if room.is_last else "open"
    match room.phase:
        case "waiting":
            return Steps("open", ())
        case "paused":
            return Steps("go_on", (onward,))
        case "open" if is_done(view):
            return Steps(onward, ("pause",))
        case "open":
            return Steps(None, ("pause", onward))
    return Steps(None, ())


def is_done(view: View) -> bool:
    """Whether everybody has decided all that is open."""
    return view.room.rounds > 0 and 0 < len(view.players) == view.n_done


def shown_steps(view: View, t: Translator) -> list[Component]:
    """Where the room is, and the buttons."""
    found = steps(view)
    buttons = [_button(each, view, t, is_first=each == found.first) for each in (found.first, *found.others) if each]
    return [html.P(state(view, t), className="state"), *_progress(view, t), html.Div(buttons, className="buttons")]


def state(view: View, t: Translator) -> str:
    """Where the room is, in a sentence."""
    room, here = view.room, len(view.players)
    n = {"count": here, "n": t.number(here)}
    if room.phase == "waiting":
        return t.text("browser.lead.state.waiting", **n) if here else t.text("browser.lead.state.empty")
    quarter = {"number": t.number(room.rounds), "rounds": t.number(ROUNDS)}
    if room.phase == "open" and is_done(view):
        return t.text("browser.lead.state.done", **quarter)
    if room.phase == "open":
        return t.text("browser.lead.state.open", done=t.number(view.n_done), **n, **quarter)
    return t.text(f"browser.lead.state.{room.phase}", **quarter)


def _progress(view: View, t: Translator) -> list[Component]:
    if view.room.phase != "open" or not view.players:
        return []
    label = t.text("browser.lead.progress")
    return [html.Progress(value=str(view.n_done), max=str(len(view.players)), **attributes(aria_label=label))]


def _button(does: Does, view: View, t: Translator, *, is_first: bool) -> Component:
    number = t.number(view.room.rounds + 1)
    # The round that was seen goes along, so that pressing twice does nothing twice.
    identity = {"part": "lead-do", "does": does, "seen": view.room.rounds}
    looks = "step first" if is_first else "step"
    return html.Button(t.text(f"browser.lead.do.{does}", number=number), id=identity, className=looks, type="button")
