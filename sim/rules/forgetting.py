"""Forgetting: who is not seen is soon not noticed, and then taken for a mere member of the department (K4)."""

from typing import Annotated, NamedTuple

from sim.rules.parameter import Parameter


class Forgetting(NamedTuple):
    """What a week does to ties."""

    visibility: Annotated[float, Parameter(0.35, 0, 1, "share per week", "How fast people drop out of sight.")]
    fade: Annotated[
        float,
        Parameter(
            0.12,
            0,
            1,
            "share per week",
            "How fast esteem for somebody out of sight fades to the regard for the department.",
        ),
    ]
    neglect: Annotated[
        float,
        Parameter(
            0.12, 0, 1, "share", "How much less somebody out of sight is taken seriously than the department is."
        ),
    ]


def lose_sight(p: Forgetting, visibility: float) -> float:
    """Visibility after a week."""
    return visibility * (1.0 - p.visibility)


def fade(p: Forgetting, esteem: float, visibility: float, regard: float) -> float:
    """Esteem after a week; nothing fades while fully in sight."""
    return esteem + p.fade * (1.0 - visibility) * ((1.0 - p.neglect) * regard - esteem)
