"""Charts of the game: the path so far, and the recap's fans. Plain figures as plotly reads them."""

from functools import cache
from typing import Any

import numpy as np

from sim.app.play.recap import Recap
from sim.app.play.stage import Floats, Paths
from sim.app.play.turns import Turn
from sim.language import Translator
from sim.report.bands import fan
from sim.report.style import ACCENT, HUES, INK, LEGEND_ON_TOP, MUTED, axis, figure, rounded, tint

SMOOTH = 4  # weeks over which revenue is averaged
PRESENT, ABSENT = HUES[0], HUES[1]

Figure = dict[str, Any]


def so_far(t: Translator, values: Floats, weeks: int, *, is_revenue: bool = False) -> Figure:
    """Image or revenue week by week so far, on the axis of the whole game."""
    shown = 100.0 * _smooth(values[None])[0] if is_revenue else values
    measure = "revenue" if is_revenue else "image"
    return _made(
        t, [_line(shown, ACCENT, 2.5)], height=120, shapes=_plan(measure), xaxis=_weeks(t, weeks),
        yaxis=_levels(measure, float(np.nanmax(shown)), 3),
        margin={"l": 34, "r": 8, "t": 8, "b": 22},
    )  # fmt: skip


def luck(t: Translator, found: Recap, measure: str) -> Figure:
    """Own path in front of the fan of the same decisions under other luck."""
    values = shown(found.own, measure)
    traces = [
        *_fan(values, ACCENT, t.text("browser.play.recap.other_luck")),
        _line(values[0], INK, 2.5, t.text("browser.play.recap.you")),
    ]
    return _large(t, traces, values, measure)


def beside(t: Translator, found: Recap, measure: str) -> Figure:
    """Fans of the own decisions, and of always and never being there where that was not what was decided."""
    others = [
        (paths, colour, name)
        for paths, colour, name in ((found.present, PRESENT, "always"), (found.absent, ABSENT, "never"))
        if name != found.same
    ]
    traces: list[Any] = []
    drawn = []
    for paths, colour, name in [*others, (found.own, ACCENT, "own")]:
        values = shown(paths, measure)
        drawn.append(values)
        traces += _fan(values, colour, t.text(f"browser.play.recap.{name}"), wide=False)
    return _large(t, traces, np.concatenate(drawn), measure)


def quarters(t: Translator, turns: tuple[Turn, ...]) -> Figure:
    """What the opposite of every quarter would have changed in the image at the end, with 95 % intervals."""
    changes = [each.change for each in turns]
    middle = [each.difference for each in changes]
    names = [t.text("browser.play.recap.quarter_short", number=t.number(each.quarter + 1)) for each in turns]
    bars = {
        "type": "bar", "x": names, "y": rounded(middle), "hoverinfo": "y",
        "marker": {"color": [ACCENT if each.sure else tint(ACCENT, 0.35) for each in turns]},
        "error_y": {
            "type": "data", "symmetric": False, "array": rounded([each.high - each.difference for each in changes]),
            "arrayminus": rounded([each.difference - each.low for each in changes]),
            "color": INK, "thickness": 1.5, "width": 4,
        },
    }  # fmt: skip
    return _made(
        t, [bars], height=260, xaxis=axis(), margin={"l": 40, "r": 8, "t": 12, "b": 32},
        yaxis=axis(zeroline=True, zerolinecolor=MUTED, hoverformat=".2f"),
    )  # fmt: skip


def shown(paths: Paths, measure: str) -> Floats:
    """Image 0..1, or revenue in percent of the plan: (replicate, week)."""
    if measure == "image":
        return paths.image
    return 100.0 * _smooth(paths.revenue / paths.plan)


def _smooth(values: Floats) -> Floats:
    """Mean over the last weeks, fewer at the start: (replicate, week)."""
    total = np.cumsum(values, axis=1)
    before = np.concatenate([np.zeros((values.shape[0], SMOOTH)), total], axis=1)[:, : values.shape[1]]
    count = np.minimum(np.arange(1, values.shape[1] + 1), SMOOTH)
    smooth: Floats = (total - before) / count
    return smooth


def _line(values: Floats, colour: str, width: float, name: str | None = None) -> dict[str, Any]:
    weeks = list(range(1, values.size + 1))
    return {
        "type": "scatter", "mode": "lines", "x": weeks, "y": rounded(values), "name": name, "hoverinfo": "x+y",
        "line": {"color": colour, "width": width}, "showlegend": name is not None,
    }  # fmt: skip


def _fan(values: Floats, colour: str, name: str, *, wide: bool = True) -> list[dict[str, Any]]:
    """Median and the bands with 50 and 90 % of the runs."""
    found = fan(values)
    weeks = list(range(1, values.shape[1] + 1))
    bands = [(found.low90, found.high90, 0.14), (found.low50, found.high50, 0.26)]
    traces = [
        {
            "type": "scatter", "mode": "lines", "x": [*weeks, *weeks[::-1]],
            "y": rounded(np.concatenate([high, low[::-1]])), "fill": "toself", "fillcolor": tint(colour, opacity),
            "line": {"width": 0}, "hoverinfo": "skip", "showlegend": False,
        }
        for low, high, opacity in bands
    ]  # fmt: skip
    return [*traces, _line(found.median, colour, 1.2 if wide else 2.2, name)]


def _plan(measure: str) -> list[dict[str, Any]]:
    """Line where revenue meets the plan."""
    if measure != "revenue":
        return []
    dashed = {"color": MUTED, "width": 1, "dash": "4px,3px"}
    return [{"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": 100, "y1": 100, "line": dashed, "layer": "below"}]


def _levels(measure: str, highest: float, nticks: int) -> dict[str, Any]:
    """Axis upwards, from nothing to a little above all that is drawn."""
    least, above, digits = (120.0, 5.0, ".0f") if measure == "revenue" else (0.6, 0.05, ".2f")
    return axis(range=[0, max(least, highest + above)], nticks=nticks, hoverformat=digits)


def _large(t: Translator, traces: list[Any], values: Floats, measure: str) -> Figure:
    """Figure of the recap, with a legend and a level for the plan."""
    below = _weeks(t, values.shape[1])
    below["title"] = {"text": t.text("browser.play.chart.week"), "font": {"size": 12, "color": MUTED}, "standoff": 4}
    return _made(
        t, traces, height=300, shapes=_plan(measure), showlegend=True, xaxis=below,
        yaxis=_levels(measure, float(np.nanmax(fan(values).high90)), 5),
        margin={"l": 36, "r": 8, "t": 52, "b": 42}, legend=LEGEND_ON_TOP,
    )  # fmt: skip


def _weeks(t: Translator, weeks: int) -> dict[str, Any]:
    """Axis over the weeks, with a grid by quarters, or by half-years where there are many."""
    marks = list(range(13, weeks + 1, 26 if weeks > 52 else 13))
    return axis(range=[1, max(2, weeks)], tickvals=marks, ticktext=[t.number(each) for each in marks])


def _made(t: Translator, traces: list[Any], **layout: Any) -> Figure:
    return {"data": traces, "layout": {**_frame(t), **layout}}


@cache
def _frame(t: Translator) -> Figure:
    """Layout that all figures share; made once, as plotly checks it at length."""
    made: Figure = figure(t, []).to_plotly_json()["layout"]
    return made
