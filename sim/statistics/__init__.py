"""How sure a number is: intervals that hold what they say, whatever the values look like."""

from sim.statistics.groups import Group, Groups, two_groups
from sim.statistics.interval import CONFIDENCE, UNIT, Floats, Interval, Scale
from sim.statistics.mean import chance_of, ends_of_means, of_mean
from sim.statistics.median import of_median
from sim.statistics.medians import ends_of_medians
from sim.statistics.paired import Paired, holm, paired, paired_each
from sim.statistics.parting import Parting, parting
from sim.statistics.share import ends_of_shares, of_share

__all__ = [
    "CONFIDENCE", "UNIT", "Floats", "Group", "Groups", "Interval", "Paired", "Parting", "Scale", "chance_of",
    "ends_of_means", "ends_of_medians", "ends_of_shares", "holm", "of_mean", "of_median", "of_share", "paired",
    "paired_each", "parting", "two_groups",
]  # fmt: skip
