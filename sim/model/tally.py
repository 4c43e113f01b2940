"""Sums: of a week, of a meeting series, of a person's time in the company."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class DepartmentTally:
    """A department's sums of one week."""

    invited: int = 0
    came: int = 0
    airtime: float = 0.0
    points: float = 0.0  # airtime in meetings that decide, by their weight
    talked: list[int] = field(default_factory=lambda: [0, 0, 0, 0])  # negative, neutral, positive, stopped


@dataclass(slots=True)
class WeekTally:
    """The company's sums of one week."""

    agenda: list[float]  # (topic,)
    resources: list[float]  # (topic,)
    held: int = 0
    decided: float = 0.0  # weight of what the meetings decided
    planned: float = 0.0  # weight of what they were there to decide


@dataclass(slots=True)
class SeriesTally:
    """A meeting series' sums of the whole run."""

    held: int = 0
    invited: int = 0
    present: int = 0
    airtime_top3: float = 0.0
    talks: int = 0
    stopped: int = 0
    customer_share: float = 0.0
    contact_inside: int = 0
    contact_all: int = 0


@dataclass(slots=True)
class LifeTally:
    """A person's sums of the whole run."""

    invited: int = 0
    came: int = 0
    airtime: float = 0.0  # relative to a fair share
    met: int = 0
