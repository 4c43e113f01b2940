"""Words in boxes and arrows between them as SVG, each as wide as it is strong and with a number beside it."""

from collections.abc import Iterable
from itertools import combinations
from math import hypot
from typing import NamedTuple

from docs.theory.svg import INK, Point, picture, text

HEIGHT, GAP, APART = 28, 3.0, 6.0
LABEL_HEIGHT, LETTER, AWAY = 12, 6.6, 5.0
HEAD = 7.0


class Box(NamedTuple):
    """A word in a diagram, by its middle."""

    x: float
    y: float
    words: str

    @property
    def width(self) -> float:
        """Wide enough for the words."""
        return 7.0 * len(self.words) + 18


class Arrow(NamedTuple):
    """An arrow between two boxes, by their names; `at`: how far along its number stands."""

    start: str
    end: str
    colour: str
    width: float
    label: str
    dashed: bool = False
    at: float = 0.5
    side: int = 1  # of the line: 1 on the right of whoever walks along it, -1 on the left


class Frame(NamedTuple):
    """A rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Frame") -> bool:
        """Whether they overlap."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom

    def is_crossed(self, a: Point, b: Point) -> bool:
        """Whether a line from one point to another goes through it."""
        steps = [(a[0] + (b[0] - a[0]) * k / 200, a[1] + (b[1] - a[1]) * k / 200) for k in range(201)]
        return any(self.left < x < self.right and self.top < y < self.bottom for x, y in steps)


class Drawn(NamedTuple):
    """An arrow's place: from where to where, and where its number stands."""

    arrow: Arrow
    start: Point
    end: Point
    label: Frame


def diagram(size: Point, boxes: dict[str, Box], arrows: Iterable[Arrow], legend: Iterable[str]) -> str:
    """The whole picture; the lines of the legend stand at the bottom."""
    placed = place(boxes, arrows)
    lines = list(legend)
    words = [text(14, size[1] - 12 - 18 * (len(lines) - 1 - n), line) for n, line in enumerate(lines)]
    return picture(*size, [*map(_line, placed), *map(_box, boxes.values()), *map(_label, placed), *words])


def place(boxes: dict[str, Box], arrows: Iterable[Arrow]) -> list[Drawn]:
    """Arrows from frame to frame; those that go there and back lie side by side."""
    shown = list(arrows)
    pairs = {(each.start, each.end) for each in shown}
    return [_placed(boxes, each, APART if (each.end, each.start) in pairs else 0.0) for each in shown]


def collisions(boxes: dict[str, Box], arrows: Iterable[Arrow]) -> list[str]:
    """Numbers that touch a box, an arrow or another number; arrows that go through a box of others."""
    placed = place(boxes, arrows)
    frames = {name: frame(box) for name, box in boxes.items()}
    found = []
    for each in placed:
        own = f"{each.arrow.start} -> {each.arrow.end}"
        found += [f"number of {own} on {name}" for name, at in frames.items() if each.label.meets(at)]
        found += [
            f"number of {own} on {other.arrow.start} -> {other.arrow.end}"
            for other in placed
            if each.label.is_crossed(other.start, other.end)
        ]
        found += [
            f"{own} through {name}"
            for name, at in frames.items()
            if name not in (each.arrow.start, each.arrow.end) and at.is_crossed(each.start, each.end)
        ]
    found += [
        f"numbers of {a.arrow.start} -> {a.arrow.end} and {b.arrow.start} -> {b.arrow.end}"
        for a, b in combinations(placed, 2)
        if a.label.meets(b.label)
    ]
    return found


def frame(box: Box) -> Frame:
    """Where a box is."""
    return Frame(box.x - box.width / 2, box.y - HEIGHT / 2, box.x + box.width / 2, box.y + HEIGHT / 2)


def _placed(boxes: dict[str, Box], arrow: Arrow, apart: float) -> Drawn:
    start, end = boxes[arrow.start], boxes[arrow.end]
    length = hypot(end.x - start.x, end.y - start.y)
    # To the right of whoever walks from the one to the other.
    right = (-(end.y - start.y) / length, (end.x - start.x) / length)
    moved = (right[0] * apart, right[1] * apart)
    a, b = (_edge(one, other) for one, other in ((start, end), (end, start)))
    a, b = ((x + moved[0], y + moved[1]) for x, y in (a, b))
    width = LETTER * len(arrow.label)
    # The nearest corner of the number keeps its distance, whatever way the arrow goes.
    reach = abs(right[0]) * width / 2 + abs(right[1]) * LABEL_HEIGHT / 2 + arrow.width / 2 + AWAY
    x = a[0] + (b[0] - a[0]) * arrow.at + arrow.side * right[0] * reach
    y = a[1] + (b[1] - a[1]) * arrow.at + arrow.side * right[1] * reach
    half = LABEL_HEIGHT / 2
    return Drawn(arrow, a, b, Frame(x - width / 2, y - half, x + width / 2, y + half))


def _edge(box: Box, towards: Box) -> Point:
    """Where the line to another box leaves this one, a bit off its frame."""
    dx, dy = towards.x - box.x, towards.y - box.y
    across = (box.width / 2 + GAP) / abs(dx) if dx else 1e9
    up = (HEIGHT / 2 + GAP) / abs(dy) if dy else 1e9
    scale = min(across, up)
    return box.x + scale * dx, box.y + scale * dy


def _line(drawn: Drawn) -> str:
    (x1, y1), (x2, y2), arrow = drawn.start, drawn.end, drawn.arrow
    length = hypot(x2 - x1, y2 - y1)
    dx, dy = (x2 - x1) / length, (y2 - y1) / length
    long, half = HEAD + arrow.width, (HEAD + arrow.width) / 2
    x, y = x2 - long * dx, y2 - long * dy
    dash = ' stroke-dasharray="5 4"' if arrow.dashed else ""
    line = (
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x:.1f}" y2="{y:.1f}" stroke="{arrow.colour}" '
        f'stroke-width="{arrow.width:.1f}"{dash}/>'
    )
    corners = (x2, y2), (x - half * dy, y + half * dx), (x + half * dy, y - half * dx)
    return f'{line}<path d="M{"L".join(f"{a:.1f} {b:.1f}" for a, b in corners)}z" fill="{arrow.colour}"/>'


def _label(drawn: Drawn) -> str:
    at, colour = drawn.label, drawn.arrow.colour
    style = f' text-anchor="middle" style="fill:{colour};font-size:11px"'
    return text((at.left + at.right) / 2, at.bottom - 2, drawn.arrow.label, style)


def _box(box: Box) -> str:
    at = frame(box)
    shape = (
        f'<rect class="box" x="{at.left:.1f}" y="{at.top:.1f}" width="{box.width:.1f}" height="{HEIGHT}" rx="6" '
        f'style="stroke:{INK}"/>'
    )
    return shape + text(box.x, box.y + 4, box.words, ' text-anchor="middle"')
