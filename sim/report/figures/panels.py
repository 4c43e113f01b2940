"""Small multiples: as many axes as panels, in columns that the page's script makes fewer on narrow screens."""

from typing import Any

from sim.report.figures.lines import named_axis
from sim.report.style import INK, axis, label

GAP_X = 56
GAP_Y = 84
BOTTOM = 46
TITLE = 26
# The page sets longer titles in two lines; what is longer still would not fit into these either.
LONGEST_TITLE = 52
LONGEST_ALONE = 60
NOMINAL_WIDTH = 860
MOST_COLUMNS = 3


def grid(
    titles: list[str], x: dict[str, Any], y: list[dict[str, Any]], row: int = 170, narrow_top: int | None = None
) -> dict[str, Any]:
    """Layout of panels: axes, titles, height, and in `meta` what the script needs to arrange them anew."""
    columns = min(MOST_COLUMNS, len(titles))
    n_rows = -(-len(titles) // columns)
    height = n_rows * row + (n_rows - 1) * GAP_Y
    layout: dict[str, Any] = {"annotations": [], "height": height + BOTTOM + TITLE}
    for place, title in enumerate(titles):
        number = place + 1
        left, bottom = place % columns, n_rows - 1 - place // columns
        width = (NOMINAL_WIDTH - (columns - 1) * GAP_X) / columns
        x0 = left * (width + GAP_X) / NOMINAL_WIDTH
        y0 = bottom * (row + GAP_Y) / height
        layout[named_axis("xaxis", number)] = {
            **x, "domain": [x0, min(1.0, x0 + width / NOMINAL_WIDTH)], "anchor": named_axis("y", number),
        }  # fmt: skip
        layout[named_axis("yaxis", number)] = {
            **axis(), **y[place], "domain": [y0, min(1.0, y0 + row / height)], "anchor": named_axis("x", number),
        }  # fmt: skip
        longest = LONGEST_TITLE if len(titles) > 1 else LONGEST_ALONE
        layout["annotations"].append(_title(label(title, longest), number))
    layout["meta"] = {
        "panels": len(titles), "row": row, "columns": MOST_COLUMNS, "narrowest": 230,
        "gapX": GAP_X, "gapY": GAP_Y, "narrowTop": narrow_top,
    }  # fmt: skip
    return layout


def _title(title: str, number: int) -> dict[str, Any]:
    return {
        "x": 0, "xref": f"{named_axis('x', number)} domain", "y": 1, "yref": f"{named_axis('y', number)} domain",
        "xanchor": "left", "yanchor": "bottom", "yshift": 5, "showarrow": False, "align": "left",
        "text": f"<b>{title}</b>", "font": {"size": 13.5, "color": INK}, "name": "panel",
    }  # fmt: skip
