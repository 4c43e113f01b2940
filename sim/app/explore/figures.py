"""Fan charts as plain data: building them through plotly's classes takes longer than simulating a first look."""

from typing import Any, NamedTuple

import numpy as np

from sim.app.ensembles import Ensemble
from sim.app.explore.ends import Ends, department_of, lines
from sim.app.explore.measures import MEASURES
from sim.language import Translator
from sim.report.bands import Fan
from sim.report.style import ACCENT, FONT, FONT_SIZE, INK, MUTED, SURFACE, axis, hue, label, rounded, tint
from sim.statistics import Floats

Figure = dict[str, Any]
MARGIN = {"l": 40, "r": 16, "t": 18, "b": 40}
# Ends of an axis that depends on the values, in its unit: it moves in steps, so that it rests while one drags.
STEPS = (5.0, 10.0, 20.0, 30.0, 40.0, 50.0, 60.0, 80.0, 100.0, 150.0, 200.0)


class Pair(NamedTuple):
    """What there is now, and the kept baseline beside it; None where they are the same."""

    now: Ensemble
    was: Ensemble | None


def scaled(measure: str, ensemble: Ensemble) -> Fan:
    """Bands in the unit that is shown."""
    found = ensemble.bands(measure, department_of(measure, ensemble))
    return Fan(*(each * MEASURES[measure].scale for each in found))


def mean_line(measure: str, ensemble: Ensemble) -> Floats:
    """Mean of the replicates week by week, in the unit that is shown."""
    return ensemble.line(measure, department_of(measure, ensemble)) * MEASURES[measure].scale


def fan_chart(pair: Pair, now_ends: Ends, was_ends: Ends | None, t: Translator) -> Figure:
    """Mean with bands that hold 50 and 90 % of the replicates, beside those of the baseline.

    Where replicates end in two groups, the middle of each is drawn instead of a mean that none of them has.
    """
    measure = now_ends.measure
    now = scaled(measure, pair.now)
    was = None if pair.was is None else scaled(measure, pair.was)
    digits = MEASURES[measure].digits + 1
    traces: list[dict[str, Any]] = []
    if was is not None and pair.was is not None and was_ends is not None:
        traces += [
            _band(was.low90, was.high90, tint(MUTED, 0.14), digits),
            _band(was.low50, was.high50, tint(MUTED, 0.16), digits),
            *_middles(
                was_ends, pair.was, t.text("browser.explore.was"), {"color": MUTED, "width": 2, "dash": "5px,4px"}
            ),
        ]
    colour = hue(0)
    traces += [
        _band(now.low90, now.high90, tint(colour, 0.14), digits),
        _band(now.low50, now.high50, tint(colour, 0.24), digits),
        *_middles(now_ends, pair.now, t.text("browser.explore.now"), {"color": colour, "width": 3}),
    ]
    weeks = max(each.scenario.weeks for each in pair if each is not None)
    return {"data": traces, "layout": _layout(pair.now, weeks, _top(measure, now, was), t)}


def _middles(found: Ends, ensemble: Ensemble, name: str, line: dict[str, Any]) -> list[dict[str, Any]]:
    """Line of the mean, or one for each of two groups with a mark where it ends, as large as the group."""
    if found.groups is None:
        return [_line_of(mean_line(found.measure, ensemble), name, line, found.measure)]
    digits = MEASURES[found.measure].digits
    drawn = [
        _line_of(values, f"{name} ({group.runs})", {**line, "width": line["width"] - 1}, found.measure)
        for values, group in zip(lines(found, ensemble), found.groups[:2], strict=True)
    ]
    return [*drawn, _marks(found, ensemble.scenario.weeks, str(line["color"]), digits)]


def _marks(found: Ends, weeks: int, colour: str, digits: int) -> dict[str, Any]:
    assert found.groups is not None
    groups = found.groups[:2]
    return {
        "type": "scatter", "mode": "markers", "x": [weeks] * 2, "cliponaxis": False, "hoverinfo": "skip",
        "y": rounded([each.middle for each in groups], digits + 1),
        "marker": {"color": colour, "size": [6 + 12 * (each.runs / found.groups.total) ** 0.5 for each in groups]},
    }  # fmt: skip


def _band(low: Floats, high: Floats, fill: str, digits: int) -> dict[str, Any]:
    known = ~np.isnan(low)
    weeks = np.flatnonzero(known) + 1
    return {
        "type": "scatter", "mode": "lines", "line": {"width": 0}, "fill": "toself", "fillcolor": fill,
        "hoverinfo": "skip", "x": [*weeks.tolist(), *weeks[::-1].tolist()],
        "y": rounded(np.concatenate([low[known], high[known][::-1]]), digits),
    }  # fmt: skip


def _line_of(values: Floats, name: str, line: dict[str, Any], measure: str) -> dict[str, Any]:
    digits = MEASURES[measure].digits
    return {
        "type": "scatter", "mode": "lines", "line": line, "x0": 1, "dx": 1, "y": rounded(values, digits + 1),
        "name": label(name), "hovertemplate": f"{label(name)} %{{y:.{digits}f}}<extra></extra>",
    }  # fmt: skip


def _top(measure: str, *fans: Fan | None) -> float:
    fixed = MEASURES[measure].top
    if fixed is not None:
        return fixed
    highest = max(float(np.nanmax(each.high90, initial=0.0)) for each in fans if each is not None)
    return next((each for each in STEPS if each >= highest), highest)


def _layout(now: Ensemble, weeks: int, top: float, t: Translator) -> dict[str, Any]:
    begun = [(n, each.start) for n, each in enumerate(now.scenario.interventions.values(), 1) if each.strength > 0]
    step = next((each for each in (1, 2, 4, 13, 26, 52, 104, 260, 520) if weeks / each <= 5), 1040)
    weekly = {"range": [1, max(weeks, 2)], "tickvals": list(range(step, weeks + 1, step)), "showgrid": False}
    more = {"ticks": "outside", "ticklen": 4, "unifiedhovertitle": {"text": t.text("figure.hover.week", week="%{x}")}}
    return {
        "font": {"family": FONT, "size": FONT_SIZE, "color": INK}, "separators": t.separators, "margin": MARGIN,
        "paper_bgcolor": "rgba(0,0,0,0)", "plot_bgcolor": "rgba(0,0,0,0)", "showlegend": False, "autosize": True,
        "hovermode": "x unified", "dragmode": False, "template": {},
        "hoverlabel": {"bgcolor": SURFACE, "bordercolor": MUTED, "font": {"color": INK, "family": FONT, "size": 13}},
        "xaxis": axis(t.text("figure.week"), **weekly, **more),
        "yaxis": axis(range=[0, top * 1.02], nticks=6, rangemode="tozero"),
        "shapes": [_line(start) for start in sorted({start for _, start in begun})],
        "annotations": _numbers(begun, weeks),
    }  # fmt: skip


def _line(week: int) -> dict[str, Any]:
    line = {"color": ACCENT, "width": 1, "dash": "2px,2px"}
    return {"type": "line", "x0": week, "x1": week, "yref": "paper", "y0": 0, "y1": 1, "line": line, "layer": "below"}


def _numbers(begun: list[tuple[int, int]], weeks: int) -> list[dict[str, Any]]:
    """Numbers of interventions above their start, those that begin about together in one place."""
    groups: list[tuple[int, list[int]]] = []
    for number, start in sorted(begun, key=lambda each: each[1]):
        if groups and start - groups[-1][0] < 0.12 * weeks:
            groups[-1][1].append(number)
        else:
            groups.append((start, [number]))
    return [
        {
            # Beside the line of its start, so that at the edge of the plot it stands clear of the axis.
            "x": start, "y": 1, "yref": "paper", "yanchor": "bottom", "yshift": -3, "showarrow": False,
            "xanchor": "right" if start > weeks / 2 else "left", "xshift": -3 if start > weeks / 2 else 3,
            "text": _together(sorted(numbers)), "font": {"color": ACCENT, "size": 12},
        }
        for start, numbers in groups
    ]  # fmt: skip


def _together(numbers: list[int]) -> str:
    """`1, 2`, `1\N{EN DASH}6`: numbers in little room."""
    first, last = numbers[0], numbers[-1]
    if len(numbers) > 2 and last - first == len(numbers) - 1:
        return f"{first}\N{EN DASH}{last}"
    return ", ".join(map(str, numbers))
