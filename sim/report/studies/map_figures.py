"""Figures of a phase diagram: regions with tipping lines, levels from both starts, slices, rest, warning signs."""

from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go
from numpy.typing import NDArray

from sim.experiments.map.phase_map import STARTS, PhaseMap
from sim.experiments.map.ramp import RUNS
from sim.experiments.map.regions import COLLAPSED, FAILED, HEALTHY, HISTORY, MOVING, REGIONS, UNDECIDED
from sim.experiments.map.tipping import SURE, UNSURE
from sim.language import Translator
from sim.report.figures.lines import named_axis
from sim.report.figures.panels import grid
from sim.report.style import FONT_SIZE, HUES, INK, LEGEND_ON_TOP, MUTED, SURFACE, axis, figure, label, rounded, tint
from sim.results.verdict import COLLAPSED_BELOW

Floats = NDArray[np.float64]

# Told apart by lightness as well as by hue: in print without colours, healthy is lightest and collapsed darkest.
FILLS = {HEALTHY: "#bcd9ec", COLLAPSED: "#c4683a", HISTORY: "#9a86c4", UNDECIDED: "#eceef0", FAILED: "#8a949e"}
# Like the fills these stay as they are on a dark page, and so must their legend.
LINES = {"low": ("#7d2a1c", "6px,4px"), "high": ("#10161c", "solid")}
ON_LIGHT = {"bgcolor": "#eceef0", "font": {"color": "#10161c", "size": 12.5}}
LOOKS = {"low": (HUES[1], "7px,3px"), "high": (HUES[0], "solid")}
SIGN_LOOKS = {"ramp": (HUES[1], "solid"), "control": (HUES[5], "7px,3px")}
MAP_HEIGHT = 520
PANEL = 300
LEGEND_ROOM = 40
SMALLEST_LABELLED = 0.01
EDGE = 0.12
LABEL_SIZE = (64, 64)  # room for half of it up and across, in pixels
NARROW = 760  # width of a map in pixels
# Readable for the colour-blind and in grey: lightness rises evenly from low to high.
LEVELS = "Cividis"
BAR = {"thickness": 12, "outlinewidth": 0, "tickfont": {"color": MUTED, "size": 12}}
TIMES = 10_000.0  # variances are small


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
        band = {"type": "constraint", "operation": "][", "value": [UNSURE, SURE]}
        no_line = {"width": 0, "smoothing": 0}
        traces.append(go.Contour(z=_plain(side), contours=band, fillcolor=tint(colour, 0.3), line=no_line, **shared))
        traces.append(
            go.Contour(
                z=_plain(share), contours={"start": 0.5, "end": 0.5, "size": 1, "coloring": "none"},
                line={"color": colour, "width": 2.6, "dash": dash, "smoothing": 0}, **shared,
            )
        )  # fmt: skip
        traces.append(_legend(t.text(f"study.map.line.{start}"), colour, dash))
    traces.append(_points(drawn))
    return figure(
        t, traces, height=MAP_HEIGHT + LEGEND_ROOM, showlegend=True, legend={**LEGEND_ON_TOP, **ON_LIGHT},
        margin={"l": 64, "r": 16, "t": LEGEND_ROOM, "b": 52}, annotations=_names(drawn, t),
        meta={"paper": 0.9, "narrowTop": LEGEND_ROOM + 24},
        xaxis=_axis(drawn.frame.x.key, x), yaxis=_axis(drawn.frame.y.key, y),
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
    sides = [_axis(drawn.frame.y.key, y), _axis("", y)]
    layout = grid(titles, _axis(drawn.frame.x.key, x), sides, PANEL)
    return figure(t, traces, margin={"l": 64, "r": 70, "t": 26, "b": 52}, **layout)


def slices(drawn: PhaseMap, rows: list[float], t: Translator) -> go.Figure:
    """Long-run image over x at some values of y, from both starts: where the curves part, the start decides."""
    traces: list[go.Scatter] = []
    for number, y in enumerate(rows):
        for start in STARTS:
            own = drawn.points[(drawn.points["y"] == y) & (drawn.points["start"] == start)]
            own = own.dropna(subset=["image"]).sort_values("x")
            traces += _curve(own, start, number + 1, t)
    titles = [f"{drawn.frame.y.key} = {t.number(y, 2)}" for y in rows]
    x = _axis(drawn.frame.x.key, drawn.frame.x.values.tolist())
    level = axis(range=[0, 1.02], tickformat=".1f", dtick=0.2)
    layout = grid(titles, x, [level] * len(rows), 230)
    layout["shapes"] = [_collapse_line(number + 1) for number in range(len(rows))]
    return _under_legend(t, traces, layout)


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
    sides = [_axis(drawn.frame.y.key, y, 0.03), _axis("", y, 0.03)]
    titles = [t.text(f"study.map.from.{start}") for start in STARTS]
    layout = grid(titles, _axis(drawn.frame.x.key, x, 0.03), sides, PANEL)
    return figure(t, traces, margin={"l": 64, "r": 84, "t": 26, "b": 52}, **layout)


def signs(drawn: PhaseMap, t: Translator) -> go.Figure:
    """Image along the ramp, and the warning signs before it falls, against runs without a ramp."""
    assert drawn.warnings is not None, "only a ramp that was run is drawn"
    assert drawn.course is not None, "only a ramp that was run is drawn"
    weeks = drawn.warnings.weeks
    panels = ["image", "variance", "autocorrelation"]
    traces: list[go.Scatter] = []
    for number, measure in enumerate(panels):
        parts = ("image_p05", "image_p95") if measure == "image" else (f"{measure}_low", f"{measure}_high")
        for run in RUNS:
            own = weeks[weeks["run"] == run].dropna(subset=[measure])
            colour, dash = SIGN_LOOKS[run]
            scale = TIMES if measure == "variance" else 1.0
            traces += _lines(own["week"], scale * own[[measure, *parts]], colour, dash, number + 1, t)
    for run in RUNS:
        traces.append(_legend(t.text(f"study.map.run.{run}"), *SIGN_LOOKS[run]))
    x = axis(t.text("figure.week"), range=[1, int(weeks["week"].max())], showgrid=False, ticks="outside")
    y = [axis(range=[0, 1.02], tickformat=".1f"), axis(rangemode="tozero", nticks=5), axis(nticks=5)]
    layout = grid([t.text(f"study.map.panel.{name}") for name in panels], x, y, 230)
    until = drawn.warnings.until
    layout["shapes"] = [
        {
            "type": "line", "x0": week, "x1": week, "y0": 0, "y1": 1, "xref": named_axis("x", number + 1),
            "yref": f"{named_axis('y', number + 1)} domain", "line": {"color": MUTED, "width": 1, "dash": "2px,3px"},
        }
        for number in range(len(panels)) for week in (drawn.course.before, until)
    ]  # fmt: skip
    return _under_legend(t, traces, layout)


def _curve(own: pd.DataFrame, start: str, number: int, t: Translator) -> list[go.Scatter]:
    colour, dash = LOOKS[start]
    found = _lines(own["x"], own[["image", "image_p05", "image_p95"]], colour, dash, number, t)
    name = t.text(f"study.map.from.{start}")
    return [*found, *([_legend(name, colour, dash)] if number == 1 else [])]


def _lines(  # noqa: PLR0913, PLR0917 - a line with its band and its look
    x: "pd.Series[float]", values: pd.DataFrame, colour: str, dash: str, number: int, t: Translator
) -> list[go.Scatter]:
    """Mean over the band beside it."""
    axes = {"xaxis": named_axis("x", number), "yaxis": named_axis("y", number), "showlegend": False}
    mean, low, high = (values[name].to_numpy() for name in values.columns)
    at = x.tolist()
    shown = t.text("study.map.hover", mean="%{y:.3g}", low="%{customdata[0]:.3g}", high="%{customdata[1]:.3g}")
    return [
        go.Scatter(
            x=[*at, *at[::-1]], y=_digits(np.concatenate([low, high[::-1]])), fill="toself",
            fillcolor=tint(colour, 0.18), line={"width": 0}, mode="lines", hoverinfo="skip", **axes,
        ),
        go.Scatter(
            x=at, y=_digits(mean), mode="lines", line={"color": colour, "width": 2.2, "dash": dash},
            customdata=[list(each) for each in zip(_digits(low), _digits(high), strict=True)],
            hovertemplate=f"%{{x:.3~f}}: {shown}<extra></extra>", **axes,
        ),
    ]  # fmt: skip


def _legend(name: str, colour: str, dash: str) -> go.Scatter:
    return go.Scatter(
        x=[None], y=[None], mode="lines", name=name, showlegend=True, line={"color": colour, "width": 2.6, "dash": dash}
    )


def _under_legend(t: Translator, traces: list[go.Scatter], layout: dict[str, Any]) -> go.Figure:
    layout["height"] += LEGEND_ROOM
    layout["meta"]["narrowTop"] = LEGEND_ROOM + 54
    margin = {"l": 52, "r": 16, "t": LEGEND_ROOM + 26, "b": 46}
    return figure(t, traces, showlegend=True, legend=LEGEND_ON_TOP, margin=margin, **layout)


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

    found = []
    for code, name in enumerate(REGIONS):
        inside = np.pad(drawn.surfaces.region == code, 1)
        if name == UNDECIDED or inside.mean() < SMALLEST_LABELLED:
            continue
        rows, columns = inside.shape
        a_step = (MAP_HEIGHT / rows / LABEL_SIZE[0], NARROW / columns / LABEL_SIZE[1])
        deep = distance_transform_edt(inside, sampling=a_step)[1:-1, 1:-1]
        row, column = np.unravel_index(int(np.argmax(deep)), deep.shape)
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


def _anchor(place: int, last: int, sides: tuple[str, str, str]) -> str:
    """Side of a label to hold it by: names near the border must not run out of the map."""
    return sides[0] if place < EDGE * last else sides[2] if place > (1 - EDGE) * last else sides[1]


def _collapse_line(number: int) -> dict[str, Any]:
    """Level below which an image counts as collapsed."""
    return {
        "type": "line", "x0": 0, "x1": 1, "y0": COLLAPSED_BELOW, "y1": COLLAPSED_BELOW,
        "xref": f"{named_axis('x', number)} domain", "yref": named_axis("y", number),
        "line": {"color": MUTED, "width": 1, "dash": "2px,3px"},
    }  # fmt: skip


def _axis(key: str, values: list[float], room: float = 0.0) -> dict[str, Any]:
    first, last = values[0], values[-1]
    more = room * (last - first)
    return axis(label(key, 48) or None, range=[first - more, last + more], showgrid=False, nticks=8)


def _hover(drawn: PhaseMap, t: Translator) -> str:
    del t
    return f"{label(drawn.frame.x.key, 60)} %{{x:.3~f}}<br>{label(drawn.frame.y.key, 60)} %{{y:.3~f}}"


def _plain(values: Floats) -> list[list[float | None]]:
    return [rounded(row) for row in values]


def _digits(values: Floats) -> list[float | None]:
    """Numbers with four digits that count: variances are small."""
    return [
        None if value != value else float(f"{value:.4g}") for value in np.asarray(values, dtype=np.float64).tolist()
    ]
