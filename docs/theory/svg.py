"""Small line charts as SVG text, in colours that read on white and on dark pages alike."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

Point = tuple[float, float]

INK = "#7a8490"
BLUE, ORANGE, GREEN, PURPLE = "#3d8bfd", "#d9730d", "#2e9e5b", "#a371f7"
WIDTH, HEIGHT, GAP = 344, 230, 16
LEFT, RIGHT, TOP, BOTTOM = 60, 18, 30, 42
STYLE = (
    f"text{{font:12px system-ui,'Segoe UI',Helvetica,Arial,sans-serif;fill:{INK}}}"
    f".axis{{stroke:{INK};stroke-width:1;fill:none}}.curve{{fill:none;stroke-width:2.2;stroke-linejoin:round}}"
    f".box{{fill:none;stroke:{INK};stroke-width:1.2}}.title{{font-weight:600}}"
)


class Axis(NamedTuple):
    """An axis: what it shows, from where to where, and where it is ticked."""

    name: str
    ticks: tuple[float, ...]

    def place(self, value: float) -> float:
        """Where a value lies between the ends, 0..1."""
        return (value - self.ticks[0]) / (self.ticks[-1] - self.ticks[0])


class Curve(NamedTuple):
    """A curve with its name beside it; `at`: where the name begins, in the axes' units."""

    name: str
    points: list[Point]
    colour: str
    at: Point
    dashed: bool = False


class Panel(NamedTuple):
    """A chart."""

    title: str
    x: Axis
    y: Axis
    curves: tuple[Curve, ...]


def sampled(function: Callable[[float], float], low: float, high: float, n: int = 60) -> list[Point]:
    """Points of a function on an even grid."""
    grid = [low + (high - low) * k / n for k in range(n + 1)]
    return [(x, function(x)) for x in grid]


def charts(*panels: Panel) -> str:
    """Charts side by side."""
    parts = [f'<g transform="translate({n * (WIDTH + GAP)} 0)">{_panel(each)}</g>' for n, each in enumerate(panels)]
    return picture(len(panels) * (WIDTH + GAP) - GAP, HEIGHT, parts)


def picture(width: float, height: float, parts: Iterable[str]) -> str:
    """The whole file."""
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="{width:g}">'
    return "\n".join([head, f"<style>{STYLE}</style>", *parts, "</svg>"]) + "\n"


def text(x: float, y: float, words: str, more: str = "") -> str:
    """A line of text."""
    return f'<text x="{x:.1f}" y="{y:.1f}"{more}>{words}</text>'


def _panel(panel: Panel) -> str:
    bottom, right = HEIGHT - BOTTOM, WIDTH - RIGHT
    parts = [text(LEFT, 16, panel.title, ' class="title"'), f'<path class="axis" d="M{LEFT} {TOP}V{bottom}H{right}"/>']
    for tick in panel.x.ticks:
        x, _ = _spot(panel, (tick, panel.y.ticks[0]))
        parts.append(text(x, bottom + 16, f"{tick:g}", ' text-anchor="middle"'))
    for tick in panel.y.ticks:
        _, y = _spot(panel, (panel.x.ticks[0], tick))
        parts.append(text(LEFT - 6, y + 4, f"{tick:g}", ' text-anchor="end"'))
    parts.append(text((LEFT + right) / 2, HEIGHT - 8, panel.x.name, ' text-anchor="middle"'))
    middle = (TOP + bottom) / 2
    turned = f' text-anchor="middle" transform="rotate(-90 12 {middle:g})"'
    parts.append(text(12, middle, panel.y.name, turned))
    return "".join([*parts, *(_curve(panel, each) for each in panel.curves)])


def _curve(panel: Panel, curve: Curve) -> str:
    spots = " ".join(f"{x:.1f},{y:.1f}" for x, y in (_spot(panel, each) for each in curve.points))
    dash = ' stroke-dasharray="6 4"' if curve.dashed else ""
    x, y = _spot(panel, curve.at)
    line = f'<polyline class="curve" stroke="{curve.colour}"{dash} points="{spots}"/>'
    return line + text(x, y, curve.name, f' style="fill:{curve.colour}"')


def _spot(panel: Panel, point: Point) -> Point:
    """Where a point of the axes lies in the chart."""
    across, up = panel.x.place(point[0]), panel.y.place(point[1])
    return LEFT + across * (WIDTH - LEFT - RIGHT), HEIGHT - BOTTOM - up * (HEIGHT - TOP - BOTTOM)
