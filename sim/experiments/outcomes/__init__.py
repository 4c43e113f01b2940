"""The language in which one names what is measured on a run, and what is to be reached."""

from sim.experiments.outcomes.label import decimals_of_difference, in_points, label, number, signed, unit
from sim.experiments.outcomes.measures import MEASURES
from sim.experiments.outcomes.outcome import FATES, Goal, Outcome, Series
from sim.experiments.outcomes.parse import check, parse, parse_goal
from sim.experiments.outcomes.scale import scale
from sim.experiments.outcomes.values import values

__all__ = [
    "FATES", "MEASURES", "Goal", "Outcome", "Series", "check", "decimals_of_difference", "in_points", "label", "number",
    "parse", "parse_goal", "scale", "signed", "unit", "values",
]  # fmt: skip
