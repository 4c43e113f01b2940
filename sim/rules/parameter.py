"""What a parameter of a mechanism carries besides its value."""

from typing import NamedTuple


class Parameter(NamedTuple):
    """Meaning of one parameter, read by the schema, by `flurfunk explain` and by the documentation."""

    default: float
    low: float
    high: float
    unit: str
    meaning: str
    source: str = "assumption, explored"
    is_weekly: bool = False  # of people: acts on the week outside of meetings, so no meeting can have one of its own
