"""What the theory says of a game, and whether the game agrees: judged by what was played, where that is evidence.

Each sentence of the theory is held against the pair of games that can contradict it:

- *Being there pays off*, in image and with customers: the own game against the same one without any presence. Who
  never was there has played nothing that could tell; always being there is shown instead, as not played.
- *Always being there is too much*: a game with some presence against the same one with full presence. Who was always
  there, or never, has not tried less than always; three weeks of four are shown instead, as not played.
"""

from typing import NamedTuple

from sim.app.play.recap import Difference, Recap, difference
from sim.statistics import Paired

AGREES, CONTRADICTS, OPEN = "agrees", "contradicts", "open"
MARGIN = 0.02  # of image, and of revenue relative to plan: too little to matter


class Claim(NamedTuple):
    """A sentence of the theory; `agrees` where `difference` is surely above nothing, `contradicts` where below.

    `against` names the two games, the first one minus the second. `is_played` tells whether the first is the own one:
    otherwise it is no evidence from what the player did.
    """

    name: str
    measure: str
    against: str
    difference: Paired
    is_played: bool

    @property
    def verdict(self) -> str:
        """What the interval says of the sentence."""
        return AGREES if self.difference.low > 0.0 else CONTRADICTS if self.difference.high < 0.0 else OPEN

    @property
    def is_settled(self) -> bool:
        """Whether more runs could tell nothing that matters."""
        within = max(-self.difference.low, self.difference.high) <= MARGIN
        return within or self.verdict != OPEN


def claims(found: Recap) -> tuple[Claim, ...]:
    """Every sentence of the theory that a game can be held against."""
    has_been_there = found.share > 0.0
    there = found.own if has_been_there else found.present
    pays = difference(found.absent, there, found.months)
    pair = "own_absent" if has_been_there else "present_own"
    return (
        Claim("presence", "image", pair, pays.image, has_been_there),
        Claim("customers", "revenue", pair, pays.revenue, has_been_there),
        _limits(found),
    )


def is_settled(found: Recap) -> bool:
    """Whether more runs could tell nothing of the theory that matters."""
    return all(each.is_settled for each in claims(found))


def _limits(found: Recap) -> Claim:
    if found.less is None:
        return Claim("limits", "revenue", "own_present", _from_present(found).revenue, is_played=True)
    pair = "less_own" if found.share > 0.0 else "less_present"
    return Claim("limits", "revenue", pair, _from_present(found).revenue, is_played=False)


def _from_present(found: Recap) -> Difference:
    """Less than full presence, the own game where it was that, minus full presence."""
    return difference(found.present, found.own if found.less is None else found.less, found.months)
