"""A chart with its name and, for those who cannot see it, its content in a sentence."""

from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from sim.app.pages.attributes import attributes

CONFIG = {"displayModeBar": False, "staticPlot": True, "responsive": True}


def chart(prefix: str, name: str, figure: dict[str, Any], title: str, text: str) -> Component:
    """Chart; the browser puts in the colours of the theme that is on."""
    height = figure["layout"]["height"]
    return html.Figure(
        [
            html.Figcaption(title),
            dcc.Store(id={"part": f"{prefix}-figure", "at": name}, data=figure),
            html.Div(
                dcc.Graph(
                    id={"part": f"{prefix}-chart", "at": name}, figure={"layout": {"height": height}}, config=CONFIG,
                    style={"height": f"{height}px"},
                ),
                role="img",
                **attributes(aria_label=text),
            ),
        ],
        className="play-chart",
    )  # fmt: skip
