"""Forms: other equations that a rule could have had just as well, to see what hangs on the one it has."""

from typing import Annotated, NamedTuple


class Form(NamedTuple):
    """Equations that a rule can have, by name; the first unless a scenario says otherwise."""

    choices: tuple[str, ...]
    meaning: str


class Forms(NamedTuple):
    """Which equation some rules have."""

    # Numbers as in all tables of rules: the place among the choices.

    voice: Annotated[
        float,
        Form(("product", "smaller"), "What one listener grants: visibility times esteem, or the smaller of the two."),
    ]
    impression: Annotated[
        float,
        Form(
            ("multiplicative", "additive"),
            "Whether esteem goes a share of the way to what is seen, or what is better or worse than middling adds up.",
        ),
    ]
    gossip: Annotated[
        float,
        Form(
            ("proportional", "steps"),
            "Whether talk moves a listener by a share of what there is to lose or to gain, or always by as much.",
        ),
    ]
    customers: Annotated[
        float, Form(("by_ease", "regardless"), "Whether comfort pulls the more the less one is at ease, or always.")
    ]
