"""What a phase diagram says, in sentences; the screen and the page say the same."""

import math

import pandas as pd

from sim.experiments.map.axes import Axis
from sim.experiments.map.phase_map import STARTS, PhaseMap
from sim.experiments.map.regions import COLLAPSED, FAILED, HEALTHY, HISTORY, UNDECIDED
from sim.experiments.named import parameter
from sim.language import Translator

SOME = 0.005
ALL = 0.995


def digits(axis: Axis) -> int:
    """Decimals that tell two points of an axis apart."""
    if axis.integer:
        return 0
    span = float(axis.values[-1] - axis.values[0])
    return max(0, min(9, math.ceil(-math.log10(span / 50))))


def name(drawn: PhaseMap, key: str, t: Translator) -> str:
    """Name of a parameter of the map."""
    return parameter(key, drawn.origin.scenario, t)


def history(drawn: PhaseMap, t: Translator) -> str:
    """Whether, and where, the start decides; no more than the runs show where they were still moving."""
    said = _history(drawn, t)
    if max(drawn.moving.values()) < SOME:
        return said
    return t.text("study.map.as_far", weeks=t.number(drawn.origin.scenario.weeks), said=said)


def _history(drawn: PhaseMap, t: Translator) -> str:
    shares = drawn.shares
    if shares[HISTORY] > 0:
        return t.text("study.map.history", share=t.percent(shares[HISTORY]))
    if shares[COLLAPSED] >= ALL:
        return t.text("study.map.history.collapsed")
    if shares[HEALTHY] >= ALL:
        return t.text("study.map.history.healthy")
    return t.text("study.map.history.nowhere")


def areas(drawn: PhaseMap, t: Translator) -> str:
    """Shares of the map by region."""
    shares = {name: t.percent(drawn.shares[name]) for name in (HEALTHY, COLLAPSED, HISTORY, UNDECIDED)}
    failed = drawn.shares[FAILED]
    said = t.text("study.map.areas", **shares)
    return f"{said} {t.text('study.map.areas.failed', failed=t.percent(failed))}" if failed else said


def tips(drawn: PhaseMap, t: Translator) -> str:
    """Tipping lines at the middle of the map."""
    rows = drawn.lines(3)
    middle = rows[rows["y"] == sorted(rows["y"].unique())[1]]
    said = {start: crossings(middle, drawn, start, t) for start in STARTS}
    y = t.number(float(middle["y"].iloc[0]), digits(drawn.frame.y))
    return t.text(
        "study.map.tips", x=name(drawn, drawn.frame.x.key, t), y=name(drawn, drawn.frame.y.key, t), at=y, **said
    )


def crossings(rows: pd.DataFrame, drawn: PhaseMap, start: str, t: Translator) -> str:
    """Crossings of a row from one start: `1.2 (1.0 to 1.3)`."""
    own = rows[rows["start"] == start]
    said = []
    for each in own.itertuples():
        if math.isnan(float(each.x)):  # type: ignore[arg-type]
            said.append(t.text(f"study.map.side.{each.side}"))
        else:
            said.append(_crossing(float(each.x), float(each.x_low), float(each.x_high), drawn.frame.x, t))  # type: ignore[arg-type]
    return "; ".join(said)


def _crossing(at: float, low: float, high: float, axis: Axis, t: Translator) -> str:
    numbers = {
        "at": t.number(at, digits(axis)),
        "low": t.number(low, digits(axis)),
        "high": t.number(high, digits(axis)),
    }
    if math.isinf(low) and math.isinf(high):
        return t.text("study.map.at.open", at=numbers["at"])
    if math.isinf(low):
        return t.text("study.map.at.below", at=numbers["at"], high=numbers["high"])
    if math.isinf(high):
        return t.text("study.map.at.above", at=numbers["at"], low=numbers["low"])
    return t.text("study.map.at", **numbers)


def stillness(drawn: PhaseMap, t: Translator) -> str:
    """Whether the runs were long enough."""
    moving = {start: drawn.moving[start] for start in STARTS}
    if max(moving.values()) < SOME:
        return t.text("study.map.still")
    weeks = t.number(drawn.origin.scenario.weeks)
    shares = {start: t.percent(share) for start, share in moving.items() if share >= SOME}
    which = "both" if len(shares) > 1 else next(iter(shares))
    return t.text(f"study.map.moving.{which}", weeks=weeks, **shares)


def warning(drawn: PhaseMap, t: Translator) -> str:
    """Whether a fall announced itself."""
    if drawn.warnings is None:
        return t.text(f"study.map.no_ramp.{drawn.no_ramp}", x=name(drawn, drawn.frame.x.key, t))
    if drawn.warnings.reason:
        return t.text(f"study.map.no_signs.{drawn.warnings.reason}", share=t.percent(drawn.warnings.fallen))
    verdicts = drawn.warnings.verdicts
    return " ".join(t.text(f"study.map.warning.{sign}.{verdict}") for sign, verdict in verdicts.items())


def single(drawn: PhaseMap, t: Translator) -> str:
    """How much the signs are worth to somebody who watches one company."""
    main = drawn.trends.iloc[: len(drawn.trends["sign"].unique())]
    said = {
        str(
            each.sign
        ): f"{t.percent(float(each.higher))} ({t.percent(float(each.higher_low))}–{t.percent(float(each.higher_high))})"  # type: ignore[arg-type]
        for each in main.itertuples()
    }
    return t.text("study.map.single", **said)
