"""Interventions on a time line: bars to drag, switches, strengths."""

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from sim.app.explore.bars import Bar
from sim.app.explore.controls import Control
from sim.app.pages.explore.attributes import attributes
from sim.app.pages.explore.rules import slider
from sim.language import Translator


def timeline(found: list[Bar], known: dict[str, Control], t: Translator) -> list[Component]:
    """Card with a row per intervention; nothing where there are none."""
    if not found:
        return []
    return [
        html.Div(
            [
                html.H3(t.text("browser.explore.group.timeline")),
                html.P(t.text("browser.explore.timeline_hint"), className="muted"),
                *(_row(each, known[f"interventions.{each.name}.strength"], t) for each in found),
            ],
            className="card explore-timeline",
        )
    ]


def _row(bar: Bar, strength: Control, t: Translator) -> Component:
    is_on = bar.strength > 0
    switch = dmc.Switch(
        id={"type": "explore-on", "name": bar.name}, checked=is_on, size="sm",
        **attributes(aria_label=t.text("browser.explore.on", title=bar.title)),
    )  # fmt: skip
    value = bar.strength if is_on else bar.own_strength
    said = t.text("browser.explore.rule.timeline.strength", value="")
    number = html.Output(t.percent(value), className="explore-number", **attributes(data_key=strength.key))
    return html.Div(
        [
            html.Div(
                [html.Span(str(bar.number), className="explore-badge"), html.Span(bar.title), switch],
                className="explore-measure-head",
            ),
            html.Div(_handle(bar, t), className="explore-track"),
            html.Div(
                [html.Span([said, number]), slider(strength, value, f"{bar.title}: {said.strip(' :')}")],
                className="explore-strength",
            ),
        ],
        className="explore-measure" + ("" if is_on else " is-off"),
        **attributes(data_name=bar.name),
    )


def _handle(bar: Bar, t: Translator) -> Component:
    said = t.text("browser.explore.bar_value", week=t.number(bar.start))
    return html.Div(
        html.Span(said, className="explore-week"),
        className="explore-span", role="slider", tabIndex="0",
        style={"left": f"min({bar.left:.3f}%, 100% - 5.2rem)", "width": f"{bar.width:.3f}%"},
        **attributes(aria_label=t.text("browser.explore.bar", title=bar.title), aria_valuemin="1",
            aria_valuemax=str(bar.weeks), aria_valuenow=str(bar.start), aria_valuetext=said,
            aria_orientation="horizontal", data_name=bar.name, data_weeks=str(bar.weeks),
            data_length="" if bar.length is None else str(bar.length)),
    )  # fmt: skip
