"""The leaderboard: a mark for everybody, image across and revenue upwards, with as many names as can be read."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from sim.app.play.standing import Standing
from sim.app.rooms.standings import Place
from sim.language import Translator
from sim.report.style import ACCENT, INK, LEGEND_ON_TOP, MUTED, SURFACE, axis, figure, label

Figure = dict[str, Any]
Spans = tuple[list[float], list[float]]  # ranges of both axes

# Of image and of revenue in percent; differences of less shall not look large.
LEAST_SPANS = (0.1, 10.0)
MARGIN = {"l": 3.4, "r": 0.8, "t": 2.0, "b": 3.2}  # in heights of the letters
LETTER_WIDTH = 0.63  # of a letter's height
LINE_HEIGHT = 1.35
SIGNS = ("x-thin", "cross-thin")
MARK_RADIUS = 0.5


class Canvas(NamedTuple):
    """Pixels of the figure, and the height of its letters.

    Pages draw it larger or smaller with everything in it, down to `least` of its size, so that names keep their places.
    """

    width: int
    height: int
    letters: int
    least: float = 0.8


LAPTOP = Canvas(720, 430, 13)
PROJECTOR = Canvas(900, 780, 24, least=0.4)


class Point(NamedTuple):
    """What is drawn of a player: image 0..1, revenue in percent of the plan."""

    name: str
    image: float
    revenue: float
    is_ahead: bool


class Box(NamedTuple):
    """Rectangle in pixels from the lower left corner."""

    left: float
    bottom: float
    right: float
    top: float


def leaderboard(
    t: Translator, found: Sequence[Place], names: Mapping[int, str], extremes: Mapping[str, Standing], canvas: Canvas
) -> Figure:
    """Figure as plotly reads it; `extremes` are drawn as crosses, for looking back."""
    points = [Point(names[each.number], each.image, 100 * each.revenue, each.is_ahead) for each in found]
    ends = [
        Point(t.text(f"browser.room.always_{name}"), each.image, 100 * each.revenue, is_ahead=False)
        for name, each in extremes.items()
    ]
    across, up = spans_of([*points, *ends])
    legend = {"font": {"size": canvas.letters}, "itemclick": False, "itemdoubleclick": False}
    made = figure(
        t,
        [
            _marks(t, points, canvas),
            *(_end(t, each, symbol, canvas) for each, symbol in zip(ends, SIGNS, strict=False)),
        ],
        height=canvas.height,
        margin={side: round(size * canvas.letters) for side, size in MARGIN.items()},
        xaxis=_axis(t.text("browser.room.axis.image"), across, canvas),
        yaxis=_axis(t.text("browser.room.axis.revenue"), up, canvas),
        # Who is ahead comes before the others.
        annotations=_names(sorted(points, key=lambda each: not each.is_ahead), ends, (across, up), canvas),
        shapes=[_plan_line(across, up)],
        showlegend=bool(ends),
        legend={**LEGEND_ON_TOP, **legend},
        meta={"width": canvas.width, "least": canvas.least},
    )
    plain: Figure = made.to_plotly_json()
    return plain


def _marks(t: Translator, points: list[Point], canvas: Canvas) -> Figure:
    size = round(2 * MARK_RADIUS * canvas.letters)
    return {
        "type": "scatter", "mode": "markers", "x": [round(each.image, 3) for each in points],
        "y": [round(each.revenue, 1) for each in points], "text": [label(each.name, 26) for each in points],
        "hovertemplate": t.text("browser.room.hover"), "showlegend": False,
        "marker": {
            "size": size, "symbol": ["circle" if each.is_ahead else "circle-open" for each in points],
            "color": [ACCENT if each.is_ahead else MUTED for each in points], "line": {"width": 2},
        },
    }  # fmt: skip


def _end(t: Translator, end: Point, symbol: str, canvas: Canvas) -> Figure:
    return {
        "type": "scatter", "mode": "markers", "x": [round(end.image, 3)], "y": [round(end.revenue, 1)],
        "name": end.name, "text": [end.name], "hovertemplate": t.text("browser.room.hover"),
        "marker": {"size": canvas.letters, "symbol": symbol, "color": INK, "line": {"width": 2.5, "color": INK}},
    }  # fmt: skip


def _axis(title: str, span: list[float], canvas: Canvas) -> Figure:
    fonts = {"title_font_size": canvas.letters, "tickfont_size": canvas.letters - 1}
    return {**axis(title, range=span, nticks=6), **fonts}


def _plan_line(across: list[float], up: list[float]) -> Figure:
    """Line where revenue meets the plan; out of sight where the plan is."""
    return {
        "type": "line", "x0": across[0], "x1": across[1], "y0": 100, "y1": 100, "layer": "below",
        "line": {"color": MUTED, "width": 1.5, "dash": "dash"}, "visible": up[0] < 100 < up[1],
    }  # fmt: skip


def spans_of(points: Sequence[Point]) -> Spans:
    """Ranges of image and of revenue that hold all points, with room for the marks."""
    least_image, least_revenue = LEAST_SPANS
    image = _range([each.image for each in points] or [0.0, 1.0], least_image)
    return image, _range([each.revenue for each in points] or [0.0, 100.0], least_revenue)


def _range(values: Sequence[float], least: float) -> list[float]:
    low, high = min(values), max(values)
    missing = max(0.0, least - (high - low)) / 2
    room = 0.12 * max(high - low, least)
    return [round(low - missing - room, 3), round(high + missing + room, 3)]


def _names(points: list[Point], ends: list[Point], spans: Spans, canvas: Canvas) -> list[Figure]:
    """Names that cover nothing, the first ones first; one that finds no place stands in the table only."""
    marks = [_mark(each, spans, canvas) for each in points]
    taken = [*marks, *(_mark(each, spans, canvas) for each in ends)]
    edge = _plot(canvas)
    found = []
    for each, mark in zip(points, marks, strict=True):
        text = label(each.name, 26)
        for box, anchor in _around(mark, len(each.name), canvas):
            inside = box.left >= 0 and box.right <= edge.right and box.bottom >= 0 and box.top <= edge.top
            if inside and not any(_overlap(box, other) for other in taken):
                taken.append(box)
                found.append(_annotation(each, text, anchor, canvas))
                break
    return found


def _plot(canvas: Canvas) -> Box:
    wide = canvas.width - (MARGIN["l"] + MARGIN["r"]) * canvas.letters
    return Box(0, 0, wide, canvas.height - (MARGIN["t"] + MARGIN["b"]) * canvas.letters)


def _mark(point: Point, spans: Spans, canvas: Canvas) -> Box:
    across, up = spans
    plot, radius = _plot(canvas), MARK_RADIUS * canvas.letters
    x = (point.image - across[0]) / (across[1] - across[0]) * plot.right
    y = (point.revenue - up[0]) / (up[1] - up[0]) * plot.top
    return Box(x - radius, y - radius, x + radius, y + radius)


def _around(mark: Box, letters: int, canvas: Canvas) -> list[tuple[Box, tuple[str, str]]]:
    """Where a name may stand beside its mark, best place first: its box, and which of its sides touches the mark."""
    wide, high = letters * LETTER_WIDTH * canvas.letters, LINE_HEIGHT * canvas.letters
    x, y, gap = (mark.left + mark.right) / 2, (mark.bottom + mark.top) / 2, 2.0
    level = (y - high / 2, y + high / 2)
    right, left = (mark.right + gap, mark.right + gap + wide), (mark.left - gap - wide, mark.left - gap)
    middle, above, below = (x - wide / 2, x + wide / 2), (mark.top, mark.top + high), (mark.bottom - high, mark.bottom)
    return [
        (Box(span[0], rise[0], span[1], rise[1]), (side, height))
        for span, rise, side, height in (
            (right, level, "left", "middle"), (left, level, "right", "middle"),
            (middle, above, "center", "bottom"), (middle, below, "center", "top"),
            (right, above, "left", "bottom"), (right, below, "left", "top"),
            (left, above, "right", "bottom"), (left, below, "right", "top"),
        )
    ]  # fmt: skip


def _overlap(one: Box, other: Box) -> bool:
    apart = one.right <= other.left or other.right <= one.left or one.top <= other.bottom or other.top <= one.bottom
    return not apart


def _annotation(point: Point, text: str, anchor: tuple[str, str], canvas: Canvas) -> Figure:
    side, height = anchor
    away = round(MARK_RADIUS * canvas.letters) + 2
    up = away if side == "center" else round(MARK_RADIUS * canvas.letters)
    return {
        "x": round(point.image, 3), "y": round(point.revenue, 1), "text": text, "showarrow": False,
        "xanchor": side, "yanchor": height, "bgcolor": f"{SURFACE}00", "borderpad": 0,
        "xshift": {"left": away, "right": -away, "center": 0}[side],
        "yshift": {"bottom": up, "top": -up, "middle": 0}[height],
        "font": {"size": canvas.letters, "color": INK if point.is_ahead else MUTED},
    }  # fmt: skip
