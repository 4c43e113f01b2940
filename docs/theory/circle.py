"""The causal circle with the strength of its arrows, drawn from what `python -m docs.theory.arrows` measured."""

from docs.theory.arrows import ARROWS, LESS, measured
from docs.theory.diagram import Arrow, Box, diagram
from docs.theory.svg import BLUE, ORANGE

SIZE = (736.0, 520.0)
BOXES = {
    "norm": Box(52, 30, "norm"),
    "role": Box(150, 30, "role model"),
    "peers": Box(250, 30, "peers"),
    "importance": Box(400, 30, "what a meeting decides"),
    "alibi": Box(550, 30, "alibi"),
    "ritual": Box(640, 30, "ritual"),
    "attendance": Box(360, 128, "attendance"),
    "visibility": Box(590, 150, "visibility"),
    "esteem": Box(690, 262, "esteem"),
    "voice": Box(640, 368, "voice"),
    "agenda": Box(480, 425, "agenda"),
    "resources": Box(300, 435, "resources"),
    "service": Box(140, 400, "service"),
    "revenue": Box(88, 310, "goodwill, revenue"),
    "blame": Box(70, 215, "blame"),
    "ease": Box(225, 175, "ease"),
    "heard": Box(370, 330, "being heard"),
    "gossip": Box(490, 195, "gossip"),
}
# Where a number stands along its arrow and on which side of it, where the middle on the right is taken.
NUMBERS: dict[str, tuple[float, int]] = {
    "gossip -> esteem": (0.4, -1),
    "esteem -> ease": (0.8, 1),
    "role -> attendance": (0.35, -1),
    "norm -> attendance": (0.35, 1),
    "peers -> attendance": (0.35, -1),
    "importance -> attendance": (0.4, -1),
    "alibi -> attendance": (0.35, 1),
    "ritual -> attendance": (0.35, -1),
    "heard -> attendance": (0.25, 1),
    "blame -> esteem": (0.3, 1),
}
THINNEST, WIDEST = 1.2, 6.0
LEGEND = (
    "Blue: the more, the more. Orange: the more, the less.",
    "Number and width: by how many per cent the box at the head changes when the arrow is cut.",
)
MISSED = "Dashed, with a question mark: not found."


def arrows() -> list[Arrow]:
    """Arrows as they were measured last."""
    strength = {each["arrow"]: each for each in measured()["arrows"]}
    shown = []
    for arrow in ARROWS:
        found, size = strength[arrow.name]["found"], abs(strength[arrow.name]["change"])
        width = THINNEST + (WIDEST - THINNEST) * min(1.0, size / 100) if found else THINNEST
        colour = ORANGE if arrow.sign == LESS else BLUE
        label = number(size) if found else "?"
        shown.append(Arrow(arrow.start, arrow.end, colour, width, label, not found, *NUMBERS.get(arrow.name, (0.5, 1))))
    return shown


def number(per_cent: float) -> str:
    """A strength as it stands in the drawing."""
    return f"{per_cent:.0f}" if per_cent >= 9.95 else f"{per_cent:.1f}"


def draw_circle() -> str:
    """The causal circle."""
    shown = arrows()
    more = (MISSED,) if any(each.dashed for each in shown) else ()
    return diagram(SIZE, BOXES, shown, (*LEGEND, *more))
