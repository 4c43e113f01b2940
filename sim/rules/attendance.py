"""Attendance: a customer-facing person weighs the meeting against the best customer at hand."""

from typing import Annotated, NamedTuple

from sim.rules.logistic import logistic
from sim.rules.parameter import Parameter


class Attendance(NamedTuple):
    """Why people come to meetings, or do not (K2, K3, K10)."""

    available: Annotated[
        float,
        Parameter(
            0.95,
            0,
            1,
            "share of weeks",
            "Share of weeks in which a person is not ill or on holiday.",
            "8.4 % absent in a city council, holidays included",
            is_weekly=True,
        ),
    ]
    spell: Annotated[float, Parameter(1.2, 1, 26, "weeks", "Mean length of an illness or holiday.", is_weekly=True)]
    norm: Annotated[
        float,
        Parameter(
            0.5,
            -10,
            10,
            "logits",
            "Presence norm: how strongly the company expects people in the meeting.",
            "K16; the tipping parameter",
        ),
    ]
    alibi: Annotated[
        float,
        Parameter(0, -10, 10, "logits", "How legitimate 'I am with a customer' is as a reason to stay away.", "K16"),
    ]
    role: Annotated[
        float,
        Parameter(
            3, 0, 10, "logits per unit", "Role model: pull of the department head's own recent attendance.", "K16"
        ),
    ]
    memory: Annotated[
        float, Parameter(0.05, 0, 1, "share per meeting", "How fast people notice that a head comes or stays away.")
    ]
    ease: Annotated[
        float, Parameter(5, 0, 20, "logits per unit", "How much feeling at ease inside draws people in.", "K16")
    ]
    heard: Annotated[
        float, Parameter(4, 0, 20, "logits per unit", "How much having been heard before draws people in.", "K16")
    ]
    reserve: Annotated[
        float, Parameter(1.5, -10, 10, "logits", "What a customer must promise before one skips a meeting for it.")
    ]


def comes_to_meeting(p: Attendance, ease: float, heard: float, role_model: float, ritual: float) -> float:
    """Utility of the meeting in logits. `role_model`: the head's recent attendance, 0..1."""
    return p.ease * (ease - 0.5) + p.heard * (heard - 0.5) + p.norm + p.role * (role_model - 0.5) - ritual


def goes_to_customer(p: Attendance, appeal: float, preaching: float) -> float:
    """Utility of the best customer at hand in logits; the alibi and preaching make it legitimate."""
    return appeal - p.reserve + p.alibi + preaching


def probability(meeting: float, customer: float) -> float:
    """Probability of attending."""
    return logistic(meeting - customer)


def stays_away(p: Attendance, was_away: bool, uniform: float) -> bool:
    """Whether a person is ill or on holiday this week: spells of mean length `spell`, share 1 - `available`."""
    if p.available <= 0.0:
        return True
    back = 1.0 / p.spell
    # Somebody back for less than a week between spells would be there too often; so the spells last longer.
    if back * (1.0 - p.available) > p.available:
        back = p.available / (1.0 - p.available)
    if was_away:
        return uniform >= back
    return uniform < back * (1.0 - p.available) / p.available


def remember(p: Attendance, role_model: float, came: bool, n_heads: int) -> float:
    """Recent attendance of a department's heads after one of them came to a meeting or did not."""
    return role_model + p.memory / n_heads * ((1.0 if came else 0.0) - role_model)
