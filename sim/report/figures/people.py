"""People: standing against attendance, one point per person of the traced run."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from sim.language import Translator
from sim.report.roles import Roles
from sim.report.runs import Runs
from sim.report.style import INK, LEGEND_ON_TOP, MARKERS, MUTED, SURFACE, axis, figure, hue, label, rounded, tint

MOST_POINTS = 600
HEIGHT = 400
LINE_HEIGHT = 18
SIZES = {"head": 15, "lead": 11, "staff": 8}


def traced(runs: Runs) -> pd.DataFrame:
    """People of the traced run who were ever invited; evenly thinned, heads kept, where there are too many."""
    everybody = runs.tables.people
    people = everybody[everybody["replicate"] == everybody["replicate"].iloc[0]] if len(everybody) else everybody
    people = people.dropna(subset=["attendance", "standing"])
    drawn = [runs.departments[each] for each in runs.drawn]
    people = people[people["department"].isin(drawn)]
    if len(people) <= MOST_POINTS:
        return people
    kept = np.zeros(len(people), dtype=bool)
    kept[np.linspace(0, len(people) - 1, MOST_POINTS).astype(int)] = True
    return people[kept | (people["rank"] == "head").to_numpy()]


def draw(runs: Runs, t: Translator) -> go.Figure:
    """Departments by colour, ranks by marker, heads by name."""
    people = traced(runs)
    roles = Roles(runs.scenario, t)
    traces = [
        _points(group, runs.drawn.index(runs.departments.index(str(department))), str(rank), roles)
        for (department, rank), group in people.groupby(["department", "rank"], sort=False, observed=True)
    ]
    heads = people[people["rank"] == "head"].head(12)
    suffix = t.percent_sign
    top = 1.08 * max(1e-3, float(people["standing"].max()))
    return figure(
        t, [*_legend(runs, t, roles), *traces], height=HEIGHT + 98, showlegend=True, meta=_on_phones(runs),
        margin={"l": 52, "r": 12, "t": 48, "b": 50}, annotations=_names(heads, roles, top),
        xaxis=axis(t.text("figure.people.x"), range=[-3, 103], ticksuffix=suffix, dtick=20, ticks="outside"),
        yaxis=axis(t.text("figure.people.y"), range=[-0.03 * top, top], nticks=7, tickformat=_decimals(top)),
        legend={**LEGEND_ON_TOP, "font": {"size": 12}, "itemclick": False, "itemdoubleclick": False},
    )  # fmt: skip


def _decimals(top: float) -> str:
    return ".1f" if top > 0.3 else ".2f"


def _on_phones(runs: Runs) -> dict[str, int]:
    """Legend in two columns where it is narrow."""
    rows = -(-(len(runs.drawn) + len(MARKERS)) // 2)
    return {"narrowEntry": 98, "narrowTop": 26 + 19 * rows}


def _points(group: pd.DataFrame, place: int, rank: str, roles: Roles) -> go.Scatter:
    t = roles.t
    text = t.text("figure.people.hover", name="%{text}", attendance=f"%{{x:.0f}}{t.percent_sign}", standing="%{y:.2f}")
    return go.Scatter(
        x=rounded(100.0 * group["attendance"].to_numpy(dtype=np.float64), 1),
        y=rounded(group["standing"].to_numpy(dtype=np.float64)),
        text=[label(roles.person(each), 60) for each in group["person"]], mode="markers", showlegend=False,
        marker={
            "symbol": MARKERS.get(rank, "circle"), "size": SIZES.get(rank, 8), "color": tint(hue(place), 0.72),
            "line": {"color": SURFACE, "width": 1},
        },
        hovertemplate=f"{text}<extra></extra>",
    )  # fmt: skip


def _names(heads: pd.DataFrame, roles: Roles, top: float) -> list[dict[str, object]]:
    """Names of heads, moved apart, each with a line to its mark."""
    found: list[dict[str, object]] = []
    lowest = 0.0
    for _, row in heads.sort_values("standing").iterrows():
        attendance, standing = float(row["attendance"]), float(row["standing"])
        height = HEIGHT * standing / top
        lowest = max(height, lowest)
        aside = -1 if attendance > 0.5 else 1
        found.append(
            {
                "x": 100.0 * attendance, "y": standing, "text": label(roles.person(str(row["person"])), 30),
                "xanchor": "right" if aside < 0 else "left", "ax": 34 * aside, "ay": height - lowest, "showarrow": True,
                "arrowhead": 0, "arrowwidth": 1, "arrowcolor": MUTED, "standoff": 7, "borderpad": 1,
                "bgcolor": tint(SURFACE, 0.8), "font": {"size": 12, "color": INK},
            }
        )  # fmt: skip
        lowest += LINE_HEIGHT
    return found


def _legend(runs: Runs, t: Translator, roles: Roles) -> list[go.Scatter]:
    colours = [(label(roles.departments[each]), "circle", hue(place)) for place, each in enumerate(runs.drawn)]
    ranks = [(t.text(f"rank.{rank}"), f"{symbol}-open", INK) for rank, symbol in MARKERS.items()]
    return [
        go.Scatter(
            x=[None], y=[None], mode="markers", name=name, hoverinfo="skip",
            marker={"symbol": symbol, "color": colour, "size": 11},
        )
        for name, symbol, colour in [*colours, *ranks]
    ]  # fmt: skip
