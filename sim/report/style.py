"""Colours, dashes, markers and the common layout of all figures.

Figures carry the colours of the light page; the page's script swaps them by `DARK` on a dark one. The
hues are those of Okabe & Ito (2008), darkened until text in them reads well on white; no two departments
differ by colour alone.
"""

import html
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from sim.language import Translator

INK = "#1c232b"
MUTED = "#59636f"
GRID = "#e2e6ea"
SURFACE = "#ffffff"
ACCENT = "#5b3f8c"

HUES = ("#005a96", "#bf4a00", "#00805a", "#a03a75", "#7d6200", "#4a5561", "#3d4fb0", "#8c3b2e")
DASHES = ("solid", "7px,3px", "2px,3px", "10px,3px,2px,3px", "12px,4px", "1px,2px", "6px,2px,2px,2px", "4px,2px")
SHADES = {"negative": "#bf4a00", "neutral": "#c3cad1", "positive": "#005a96"}
MARKERS = {"head": "diamond", "lead": "square", "staff": "circle"}

DARK = {
    INK: "#e8ebee", MUTED: "#a3adb8", GRID: "#323a44", SURFACE: "#15191e", ACCENT: "#b9a3e6",
    "#005a96": "#4aa3e0", "#bf4a00": "#f08d4f", "#00805a": "#4fd1a5", "#a03a75": "#e394c3",
    "#7d6200": "#d9b23c", "#4a5561": "#b4bdc7", "#3d4fb0": "#9aa8ff", "#8c3b2e": "#e39384", "#c3cad1": "#5b6671",
}  # fmt: skip
FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Liberation Sans", Arial, sans-serif'
FONT_SIZE = 13
# A legend may take all the height: by itself plotly hides what passes half of the figure.
LEGEND_ON_TOP = {
    "orientation": "h", "x": 0, "y": 1, "yref": "container", "yanchor": "top", "xanchor": "left", "maxheight": 0.95,
}  # fmt: skip
LONGEST_LABEL = 22


def hue(number: int) -> str:
    """Colour of a department by its place among those drawn."""
    return HUES[number % len(HUES)]


def dash(number: int) -> str:
    """Dash pattern of a department by its place among those drawn."""
    return DASHES[(number + number // len(DASHES)) % len(DASHES)]


def tint(colour: str, opacity: float) -> str:
    """Colour as a see-through fill, which still can be swapped."""
    return f"{colour}{round(255 * opacity):02x}"


def label(name: str, longest: int = LONGEST_LABEL) -> str:
    """Name as a figure may show it: short, and without what plotly takes for markup or a template."""
    return html.escape(cut(name, longest), quote=False).replace("%{", "% {")


def cut(name: str, longest: int) -> str:
    """Name that is at most so long."""
    return name if len(name) <= longest else f"{name[: longest - 1].rstrip()}…"


def rounded(values: NDArray[np.float64] | list[float], digits: int = 3) -> list[float | None]:
    """Numbers as the page embeds them: a few decimals, and none where there is no value."""
    return [
        None if value != value else value for value in np.round(np.asarray(values, dtype=np.float64), digits).tolist()
    ]


def figure(t: Translator, traces: list[Any], **layout: Any) -> go.Figure:
    """Figure in the style of the page."""
    base: dict[str, Any] = {
        "template": go.layout.Template(),  # plotly's own would be embedded in every figure
        "font": {"family": FONT, "size": FONT_SIZE, "color": INK},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "separators": t.separators,
        "margin": {"l": 48, "r": 12, "t": 12, "b": 44},
        "height": 400,
        "showlegend": False,
        "hovermode": "closest",
        "hoverlabel": {
            "bgcolor": SURFACE,
            "bordercolor": MUTED,
            "align": "left",
            "font": {"color": INK, "family": FONT, "size": 13},
        },
        "dragmode": False,
        "modebar": {"bgcolor": "rgba(0,0,0,0)", "color": MUTED, "activecolor": INK},
    }
    return go.Figure(data=traces, layout={**base, **layout})


def axis(title: str | None = None, **more: Any) -> dict[str, Any]:
    """Axis in the style of the page."""
    named = {"title": {"text": title, "font": {"size": 13, "color": MUTED}, "standoff": 8}} if title else {}
    plain = {
        "gridcolor": GRID, "linecolor": GRID, "zeroline": False, "fixedrange": True,
        "tickfont": {"color": MUTED, "size": 12}, "automargin": False,
        "separatethousands": True,  # as in the text; by itself plotly begins at ten thousand
    }  # fmt: skip
    return {**plain, **named, **more}


def share_axis(t: Translator, title: str | None = None) -> dict[str, Any]:
    """Axis of shares 0..1 in percent, the sign as the language wants it, which plotly's own format ignores."""
    ticks = [0.0, 0.25, 0.5, 0.75, 1.0]
    return axis(title, range=[0, 1], tickvals=ticks, ticktext=[t.percent(each) for each in ticks])
