"""People: standing against attendance, one point per person of the traced run."""

from typing import NamedTuple

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from sim.language import Translator
from sim.report.roles import Roles
from sim.report.runs import Floats, Runs
from sim.report.style import INK, LEGEND_ON_TOP, MARKERS, MUTED, SURFACE, axis, figure, hue, label, rounded, tint

MOST_POINTS = 600
HEIGHT = 400
WIDTH = 816
LINE_HEIGHT = 18
LETTER_WIDTH = 6.6
MARK_RADIUS = 6
MOST_NAMED = 12
# Where a name may stand beside its mark, in pixels.
ASIDE = (-24, 24, -60, 60, -110, 110, -170, 170, -240, 240, -330, 330, -430, 430)
UP = (0, 22, -22, 44, -44, 70, -70, 100, -100, 140, -140, 190, -190)
SIZES = {"head": 15, "lead": 11, "staff": 8}


class Box(NamedTuple):
    """Rectangle in pixels from the lower left corner of the plot."""

    left: float
    bottom: float
    right: float
    top: float


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
    suffix = t.percent_sign
    top = 1.08 * max(1e-3, float(people["standing"].max()))
    return figure(
        t, [*_legend(runs, t, roles), *traces], height=HEIGHT + 98, showlegend=True,
        margin={"l": 52, "r": 12, "t": 48, "b": 50}, annotations=_names(people, roles, top),
        xaxis=axis(t.text("figure.people.x"), range=[-3, 103], ticksuffix=suffix, dtick=20, ticks="outside"),
        yaxis=axis(t.text("figure.people.y"), range=[-0.03 * top, top], nticks=7, tickformat=_decimals(top)),
        legend={**LEGEND_ON_TOP, "font": {"size": 12}, "itemclick": False, "itemdoubleclick": False},
    )  # fmt: skip


def _decimals(top: float) -> str:
    return ".1f" if top > 0.3 else ".2f"


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


def _names(people: pd.DataFrame, roles: Roles, top: float) -> list[dict[str, object]]:
    """Names of heads, each with a line to its mark, where they cover the fewest marks and no other name."""
    marks = _pixels(people, top)
    heads = people[people["rank"] == "head"].sort_values("standing", kind="stable").head(MOST_NAMED)
    taken: list[Box] = []
    found: list[dict[str, object]] = []
    for (x, y), (_, row) in zip(_pixels(heads, top), heads.iterrows(), strict=True):
        text = label(roles.person(str(row["person"])), 30)
        box, (aside, up) = min(
            ((_box(x + aside, y + up, aside, len(text)), (aside, up)) for aside in ASIDE for up in UP),
            key=lambda found: _cost(found[0], found[1], marks, taken),
        )
        taken.append(box)
        found.append(
            {
                "x": 100.0 * float(row["attendance"]), "y": float(row["standing"]), "text": text, "name": "head",
                "xanchor": "right" if aside < 0 else "left", "ax": aside, "ay": -up, "showarrow": True,
                "arrowhead": 0, "arrowwidth": 1, "arrowcolor": MUTED, "standoff": 7, "borderpad": 1,
                "bgcolor": tint(SURFACE, 0.8), "font": {"size": 12, "color": INK},
            }
        )  # fmt: skip
    return found


def _pixels(people: pd.DataFrame, top: float) -> Floats:
    """Where marks are on a page of the usual width, from the lower left corner: (person, 2)."""
    attendance, standing = (people[each].to_numpy(dtype=np.float64) for each in ("attendance", "standing"))
    places: Floats = np.stack(
        [WIDTH * (100.0 * attendance + 3.0) / 106.0, HEIGHT * (standing / top + 0.03) / 1.03], axis=1
    )
    return places


def _box(x: float, y: float, aside: int, letters: int) -> Box:
    """Room of a name that begins or ends beside its mark."""
    width = LETTER_WIDTH * letters + 4
    return Box(x - width if aside < 0 else x, y - LINE_HEIGHT / 2, x if aside < 0 else x + width, y + LINE_HEIGHT / 2)


def _cost(box: Box, moved: tuple[int, int], marks: Floats, taken: list[Box]) -> float:
    """How bad a place for a name is: out of the figure, over other names, over marks, far away."""
    x, y = marks[:, 0], marks[:, 1]
    near = MARK_RADIUS
    over = (x > box.left - near) & (x < box.right + near) & (y > box.bottom - near) & (y < box.top + near)
    others = sum(
        each.left < box.right and box.left < each.right and each.bottom < box.top and box.bottom < each.top
        for each in taken
    )
    is_outside = box.left < 0 or box.right > WIDTH or box.bottom < 0 or box.top > HEIGHT
    return 1e4 * is_outside + 1e3 * others + 50.0 * float(over.sum()) + float(np.hypot(*moved))


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
