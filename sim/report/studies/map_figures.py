"""Figures of a phase diagram that are maps: regions with tipping lines, levels from both starts, rest."""

from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from sim.experiments.map.phase_map import STARTS, PhaseMap
from sim.experiments.map.regions import COLLAPSED, FAILED, HEALTHY, HISTORY, MOVING, REGIONS, UNDECIDED
from sim.experiments.map.tipping import SURELY_DOWN, SURELY_UP
from sim.language import Translator
from sim.report.figures.lines import named_axis
from sim.report.figures.panels import grid
from sim.report.studies import map_words
from sim.report.style import FONT_SIZE, INK, LEGEND_ON_TOP, MUTED, SURFACE, axis, figure, label, rounded, tint

Floats = NDArray[np.float64]

# Told apart by lightness as well as by hue: in print without colours, healthy is lightest and collapsed darkest.
FILLS = {HEALTHY: "#bcd9ec", COLLAPSED: "#c4683a", HISTORY: "#9a86c4", UNDECIDED: "#eceef0", FAILED: "#8a949e"}
# Like the fills these stay as they are on a dark page, and so must their legend.
LINES = {"low": ("#7d2a1c", "6px,4px"), "high": ("#10161c", "solid")}
ON_LIGHT = {"bgcolor": "#eceef0", "font": {"color": "#10161c", "size": 12.5}}
MAP_HEIGHT = 520
PANEL = 300
LEGEND_ROOM = 40
SMALLEST_LABELLED = 0.01
EDGE = 0.12
LABEL_SIZE = (64, 64)  # room for half of it up and across, in pixels
NEARLY = 0.01  # as far as the nearest point that is sure, which a contour cannot reach itself
NARROW = 760  # width of a map in pixels
APART = (52, 0.5)  # names are so many pixels apart up, or that share of the width across: a phone has room for two
# Readable for the colour-blind and in grey: lightness rises evenly from low to high.
LEVELS = "Cividis"
BAR = {"thickness": 12, "outlinewidth": 0, "tickfont": {"color": MUTED, "size": 12}}


def regions(drawn: PhaseMap, t: Translator) -> go.Figure:
    """Regions, the tipping line of each start, and the band in which it may lie."""
    x, y = (each.tolist() for each in (drawn.frame.x.values, drawn.frame.y.values))
    codes = drawn.surfaces.region
    last = len(REGIONS) - 1
    scale = [
        [at, FILLS[name]] for code, name in enumerate(REGIONS) for at in (code / (last + 1), (code + 1) / (last + 1))
    ]
    names = [[t.text(f"study.map.region.{REGIONS[code]}") for code in row] for row in codes]
    traces: list[Any] = [
        go.Heatmap(
            x=x, y=y, z=codes.tolist(), customdata=names, colorscale=scale, zmin=-0.5, zmax=last + 0.5, showscale=False,
            hovertemplate=f"{_hover(drawn, t)}<br>%{{customdata}}<extra></extra>",
        )
    ]  # fmt: skip
    for number, start in enumerate(STARTS):
        colour, dash = LINES[start]
        side, share = drawn.surfaces.side[number], drawn.surfaces.collapsed[number]
        shared = {"x": x, "y": y, "showscale": False, "hoverinfo": "skip", "showlegend": False}
        # Plotly shades what a constraint leaves out.
        band = {"type": "constraint", "operation": "][", "value": [SURELY_UP + NEARLY, SURELY_DOWN - NEARLY]}
        no_line = {"width": 0, "smoothing": 0}
        traces.append(go.Contour(z=_plain(side), contours=band, fillcolor=tint(colour, 0.3), line=no_line, **shared))
        traces.append(
            go.Contour(
                z=_plain(share), contours={"start": 0.5, "end": 0.5, "size": 1, "coloring": "none"},
                line={"color": colour, "width": 2.6, "dash": dash, "smoothing": 0}, **shared,
            )
        )  # fmt: skip
        traces.append(named_line(t.text(f"study.map.line.{start}"), colour, dash))
    traces.append(_points(drawn))
    return figure(
        t, traces, height=MAP_HEIGHT + LEGEND_ROOM, showlegend=True, legend={**LEGEND_ON_TOP, **ON_LIGHT},
        margin={"l": 64, "r": 16, "t": LEGEND_ROOM, "b": 52}, annotations=_names(drawn, t),
        meta={"paper": 0.9, "narrowTop": LEGEND_ROOM + 24},
        xaxis=key_axis(map_words.name(drawn, drawn.frame.x.key, t), x),
        yaxis=key_axis(map_words.name(drawn, drawn.frame.y.key, t), y),
    )  # fmt: skip


def levels(drawn: PhaseMap, t: Translator) -> go.Figure:
    """Long-run image from the low and from the high start."""
    x, y = (each.tolist() for each in (drawn.frame.x.values, drawn.frame.y.values))
    traces = [
        go.Heatmap(
            x=x, y=y, z=_plain(drawn.surfaces.image[number]), colorscale=LEVELS, zmin=0, zmax=1, showscale=number == 1,
            colorbar={**BAR, "tickformat": ".1f"},
            hovertemplate=f"{_hover(drawn, t)}<br>{t.text('study.map.image')} %{{z:.2f}}<extra></extra>",
            xaxis=named_axis("x", number + 1), yaxis=named_axis("y", number + 1),
        )
        for number, _ in enumerate(STARTS)
    ]  # fmt: skip
    titles = [t.text(f"study.map.from.{start}") for start in STARTS]
    sides = [key_axis(map_words.name(drawn, drawn.frame.y.key, t), y), key_axis("", y)]
    layout = grid(titles, key_axis(map_words.name(drawn, drawn.frame.x.key, t), x), sides, PANEL)
    return figure(t, traces, margin={"l": 64, "r": 70, "t": 26, "b": 52}, **layout)


def rest(drawn: PhaseMap, t: Translator) -> go.Figure:
    """How far the image moved from the last quarter but one to the last; marked where that is more than chance."""
    points = drawn.points.dropna(subset=["drift"])
    reach = max(0.01, float(points["drift"].abs().max()))
    # Orange and blue, light in between: up and down can be told apart by everybody.
    scale = [[0.0, "#bf4a00"], [0.5, "#f4f5f6"], [1.0, "#005a96"]]
    traces = []
    for number, start in enumerate(STARTS):
        own = points[points["start"] == start]
        is_moving = (own["still"] == MOVING).to_numpy()
        marker = {
            "size": np.where(is_moving, 10, 6).tolist(), "color": rounded(own["drift"].to_numpy(), 4), "cmin": -reach,
            "cmax": reach, "colorscale": scale, "showscale": number == 1,
            "symbol": np.where(is_moving, "diamond", "circle").tolist(),
            "line": {"width": np.where(is_moving, 1.6, 0.4).tolist(), "color": INK},
            "colorbar": BAR,
        }  # fmt: skip
        traces.append(
            go.Scatter(
                x=own["x"].tolist(), y=own["y"].tolist(), mode="markers", marker=marker, showlegend=False,
                hovertemplate=f"{_hover(drawn, t)}<br>%{{marker.color:.3f}}<extra></extra>",
                xaxis=named_axis("x", number + 1), yaxis=named_axis("y", number + 1),
            )
        )  # fmt: skip
    x, y = (each.values.tolist() for each in (drawn.frame.x, drawn.frame.y))
    sides = [key_axis(map_words.name(drawn, drawn.frame.y.key, t), y, 0.03), key_axis("", y, 0.03)]
    titles = [t.text(f"study.map.from.{start}") for start in STARTS]
    layout = grid(titles, key_axis(map_words.name(drawn, drawn.frame.x.key, t), x, 0.03), sides, PANEL)
    return figure(t, traces, margin={"l": 64, "r": 84, "t": 26, "b": 52}, **layout)


def _points(drawn: PhaseMap) -> go.Scatter:
    """Where runs were made."""
    row, column = np.nonzero(drawn.surfaces.known)
    return go.Scatter(
        x=drawn.frame.x.values[column].tolist(), y=drawn.frame.y.values[row].tolist(), mode="markers",
        marker={"size": 2.5, "color": tint(INK, 0.45)}, hoverinfo="skip", showlegend=False,
    )  # fmt: skip


def _names(drawn: PhaseMap, t: Translator) -> list[dict[str, Any]]:
    """Names of the regions, where each is widest."""
    from scipy.ndimage import distance_transform_edt

    found: list[dict[str, Any]] = []
    taken: list[tuple[int, int]] = []
    for code, name in enumerate(REGIONS):
        inside = np.pad(drawn.surfaces.region == code, 1)
        if name == UNDECIDED or inside.mean() < SMALLEST_LABELLED:
            continue
        rows, columns = inside.shape
        a_step = (MAP_HEIGHT / rows / LABEL_SIZE[0], NARROW / columns / LABEL_SIZE[1])
        deep = distance_transform_edt(inside, sampling=a_step)[1:-1, 1:-1]
        free = deep * _is_apart(deep.shape, taken)
        row, column = np.unravel_index(int(np.argmax(free if free.any() else deep)), deep.shape)
        taken.append((int(row), int(column)))
        found.append(
            {
                "x": float(drawn.frame.x.values[column]), "y": float(drawn.frame.y.values[row]), "showarrow": False,
                "text": f"<b>{t.text(f'study.map.label.{name}')}</b>", "bgcolor": tint(SURFACE, 0.85),
                "font": {"size": FONT_SIZE, "color": INK}, "borderpad": 3,
                "xanchor": _anchor(int(column), columns - 3, ("left", "center", "right")),
                "yanchor": _anchor(int(row), rows - 3, ("bottom", "middle", "top")),
            }
        )  # fmt: skip
    return found


def _is_apart(shape: tuple[int, ...], taken: list[tuple[int, int]]) -> NDArray[np.bool_]:
    """Where a name would cover none of those at the rows and columns `taken`: (row, column)."""
    rows, columns = np.indices(shape)
    apart = np.ones(shape, dtype=np.bool_)
    for row, column in taken:
        up, across = np.abs(rows - row) * MAP_HEIGHT / shape[0], np.abs(columns - column) / shape[1]
        apart &= (up >= APART[0]) | (across >= APART[1])
    return apart


def _anchor(place: int, last: int, sides: tuple[str, str, str]) -> str:
    """Side of a label to hold it by: names near the border must not run out of the map."""
    return sides[0] if place < EDGE * last else sides[2] if place > (1 - EDGE) * last else sides[1]


def named_line(name: str, colour: str, dash: str) -> go.Scatter:
    """Entry of a legend for lines of their own."""
    return go.Scatter(
        x=[None], y=[None], mode="lines", name=name, showlegend=True, line={"color": colour, "width": 2.6, "dash": dash}
    )


def key_axis(name: str, values: list[float], room: float = 0.0) -> dict[str, Any]:
    """Axis of a parameter, with a share of it free beyond both ends."""
    first, last = values[0], values[-1]
    more = room * (last - first)
    return axis(label(name, 48) or None, range=[first - more, last + more], showgrid=False, nticks=8)


def _hover(drawn: PhaseMap, t: Translator) -> str:
    x, y = (label(map_words.name(drawn, each.key, t), 60) for each in (drawn.frame.x, drawn.frame.y))
    return f"{x} %{{x:.3~f}}<br>{y} %{{y:.3~f}}"


def _plain(values: Floats) -> list[list[float | None]]:
    return [rounded(row) for row in values]
