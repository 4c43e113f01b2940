"""How far sliders reach, where the bounds of a parameter are far wider than what anybody explores, and their steps."""

from typing import NamedTuple

from sim.scenario.mechanisms import PARAMETERS


class Range(NamedTuple):
    """Ends of a slider, and how far one press of an arrow key moves it."""

    low: float
    high: float
    step: float


OWN = {
    "attendance.spell": Range(1, 12, 0.1),
    "attendance.norm": Range(-2, 4, 0.1),
    "attendance.alibi": Range(-2, 3, 0.1),
    "attendance.ease": Range(0, 10, 0.1),
    "attendance.heard": Range(0, 10, 0.1),
    "attendance.reserve": Range(-1, 6, 0.1),
    "attendance.memory": Range(0, 0.5, 0.005),
    "preaching.belief": Range(0, 0.05, 0.001),
    "preaching.licence": Range(0, 3, 0.05),
    "allocation.weight": Range(0, 5, 0.1),
    "ritual.burden": Range(0, 5, 0.1),
    "contact.share": Range(0, 0.2, 0.005),
    "gossip.negativity": Range(0.1, 6, 0.1),
    "voice.staff": Range(0.1, 6, 0.1),
    "voice.lead": Range(0.1, 6, 0.1),
    "voice.head": Range(0.1, 6, 0.1),
    "voice.assertiveness": Range(0, 6, 0.1),
    "customers.gain": Range(0, 10, 0.1),
    "customers.comfort": Range(0, 10, 0.1),
    "customers.decay": Range(0, 0.2, 0.005),
    "influence.memory": Range(0, 0.2, 0.005),
    "service.rate": Range(0, 0.3, 0.005),
}


def of_parameter(key: str) -> Range:
    """Range of a parameter of a mechanism."""
    parameter = PARAMETERS[key].parameter
    span = parameter.high - parameter.low
    return OWN.get(key) or Range(parameter.low, parameter.high, 0.01 if span <= 1 else 0.05 if span <= 3 else 0.1)


def is_percentage(key: str) -> bool:
    """Whether people say the parameter in per cent."""
    unit = PARAMETERS[key].parameter.unit
    return unit.startswith(("share", "probability", "presences"))


def digits(step: float, *, is_percent: bool) -> int:
    """Decimals that show every step."""
    shown = step * 100 if is_percent else step
    return next(count for count in range(6) if abs(round(shown, count) - shown) < 1e-9)
