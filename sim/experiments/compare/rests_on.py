"""What a difference rests on, in words: on a few pairs whose histories part, or on a little in all of them."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sim.experiments.compare.sentences import brief, opening, size
from sim.experiments.outcomes import parse, signed
from sim.language import Translator

if TYPE_CHECKING:
    from sim.experiments.compare.comparison import Comparison

Row = Mapping[Any, Any]
NEARLY_ALL = 0.9


def rests_on(found: "Comparison", row: Row, t: Translator) -> str:
    """`In 6 of 200 pairs the histories part by more than 0.1 (5 up, 1 down) ...` for a row of the table."""
    outcome, n = parse(row["outcome"]), int(row["n"])
    parted = int(row["up"] + row["down"])
    values = {
        "outcome": opening(brief(outcome, found, t)), "parted": t.number(parted), "n": t.number(n),
        "threshold": size(row["threshold"], outcome, t), "up": t.number(row["up"]), "down": t.number(row["down"]),
        "rest": signed(row["rest"], outcome, t), "difference": signed(row["difference"], outcome, t),
    }  # fmt: skip
    if n == 0:
        return ""
    if parted == 0:
        return t.text("study.compare.rests.none", **values)
    if parted == n:
        return t.text(f"study.compare.rests.all.{_side(row)}", **values)
    if parted >= NEARLY_ALL * n:
        return t.text(f"study.compare.rests.most.{_side(row)}", **values)
    return t.text(f"study.compare.rests.some.{_side(row)}", count=parted, **values)


def _side(row: Row) -> str:
    return "up" if row["down"] == 0 else "down" if row["up"] == 0 else "both"
