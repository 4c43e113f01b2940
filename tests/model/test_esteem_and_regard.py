"""Nothing that raises esteem lowers the regard for the department later by itself.

One observer and the people of one department live through the same events twice: meetings with the same people in the
room who say as much, the same talk by speakers as credible, the same quarters, the same weeks. The second time somebody
is esteemed more at the start, shows more (charisma, demand), or is credited more. With changes counted from
the regard for the department (`stereotype.reversion` 0), no esteem and no regard is ever lower the second time.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules import blame, forgetting, gossip, impression, stereotype
from sim.rules.blame import Blame
from sim.rules.forgetting import Forgetting
from sim.rules.forms import Forms
from sim.rules.gossip import NEGATIVE, POSITIVE, Gossip
from sim.rules.impression import Impression
from sim.rules.stereotype import Stereotype
from sim.scenario.mechanisms import FORMS
from tests.rules.declared import LEVELS, ROUNDING, by_default, repeatably, within_bounds

COLLEAGUES = 3


class Rules(NamedTuple):
    """What moves esteem."""

    stereotype: Stereotype
    impression: Impression
    gossip: Gossip
    forgetting: Forgetting
    blame: Blame
    forms: Forms


@dataclass
class View:
    """What one observer thinks of a department and its people, and how well those are seen."""

    rules: Rules
    regard: float
    esteem: list[float]
    visibility: list[float]
    more: float = 0.0  # what is shown beyond what the event says

    def move(self, whom: list[int], change: Callable[[float, int], float]) -> None:
        """Change the esteem for some people, and what it says of the department."""
        total = 0.0
        for who in whom:
            counted = stereotype.counted_from(self.rules.stereotype, self.esteem[who], self.regard)
            total += change(counted, who) - counted
        for who in whom:
            self.esteem[who] = change(self.esteem[who], who)
        self.regard = stereotype.generalise(self.rules.stereotype, self.regard, total / len(whom))


Event = Callable[[View], None]


def meeting(whom: list[int], shown: float, talk: float) -> Event:
    def happens(view: View) -> None:
        form, rules = view.rules.forms.impression, view.rules.impression
        seen = impression.coloured(rules, min(1.0, shown + view.more), view.regard)
        view.move(whom, lambda level, _: impression.impress(form, rules, level, seen, talk))

    return happens


def talk(who: int, believed: float, tone: int) -> Event:
    def happens(view: View) -> None:
        form, rules = view.rules.forms.gossip, view.rules.gossip
        view.move([who], lambda level, _: gossip.listen(form, rules, level, believed, tone))

    return happens


def week(view: View) -> None:
    regard = view.regard
    everybody = list(range(len(view.esteem)))
    view.move(everybody, lambda level, who: forgetting.fade(view.rules.forgetting, level, view.visibility[who], regard))


def failure(missed: float) -> Event:
    def happens(view: View) -> None:
        accused = blame.accusation(view.rules.blame, missed, 0.2)
        view.regard = blame.blamed(view.regard, accused)
        view.esteem = [blame.blamed(each, accused) for each in view.esteem]

    return happens


def success(exceeded: float) -> Event:
    def happens(view: View) -> None:
        seen = sum(view.visibility) / len(view.visibility)
        pairs = zip(view.esteem, view.visibility, strict=True)
        view.esteem = [blame.credited(view.rules.blame, esteem, sight, exceeded) for esteem, sight in pairs]
        view.regard = blame.shared(view.rules.blame, view.regard, seen, exceeded)

    return happens


WHOM = st.lists(st.integers(0, COLLEAGUES - 1), min_size=1, unique=True)
EVENTS = st.one_of(
    st.builds(meeting, WHOM, LEVELS, LEVELS),
    st.builds(talk, st.integers(0, COLLEAGUES - 1), LEVELS, st.sampled_from([NEGATIVE, POSITIVE])),
    st.just(week),
    st.builds(failure, LEVELS),
    st.builds(success, LEVELS),
)
MOVERS = (Stereotype, Impression, Gossip, Forgetting, Blame)
ANY_FORMS = st.builds(Forms, *(st.sampled_from(range(len(form.choices))).map(float) for form in FORMS.values()))
RULES = st.builds(Rules, *(within_bounds(each) for each in MOVERS), ANY_FORMS)
VISIBLE = st.lists(LEVELS, min_size=COLLEAGUES, max_size=COLLEAGUES)


@repeatably
@given(RULES, st.lists(EVENTS, max_size=40), VISIBLE, VISIBLE, st.tuples(LEVELS, LEVELS, VISIBLE, LEVELS, LEVELS))
def test_nothing_that_raises_esteem_lowers_esteem_or_regard_later(
    rules: Rules,
    events: list[Event],
    esteem: list[float],
    visibility: list[float],
    more: tuple[float, float, list[float], float, float],
) -> None:
    regard, more_regard, more_esteem, more_shown, more_credit = more
    rules = rules._replace(stereotype=rules.stereotype._replace(reversion=0.0))
    credit, shared = (max(each, more_credit) for each in (rules.blame.credit, rules.blame.shared))
    more_rules = rules._replace(blame=rules.blame._replace(credit=credit, shared=shared))
    plain = View(rules, regard, list(esteem), visibility)
    raised = View(
        more_rules, max(regard, more_regard), [max(*each) for each in zip(esteem, more_esteem, strict=True)],
        visibility, more_shown,
    )  # fmt: skip
    for event in events:
        event(plain)
        event(raised)
        assert raised.regard >= plain.regard - ROUNDING
        assert all(high >= low - ROUNDING for high, low in zip(raised.esteem, plain.esteem, strict=True))


def usual() -> Rules:
    """Every parameter as it is by default."""
    return Rules(*(*map(by_default, MOVERS), Forms(*(0.0 for _ in FORMS))))


def after_a_success(rules: Rules) -> tuple[float, float]:
    """Regard half a year after a success, and without it; nobody is seen again."""
    found = []
    for exceeded in (1.0, 0.0):
        view = View(rules, 0.5, [0.5] * COLLEAGUES, [0.8] * COLLEAGUES)
        success(exceeded)(view)
        view.visibility = [0.0] * COLLEAGUES
        for _ in range(26):
            week(view)
        found.append(view.regard)
    return found[0], found[1]


def test_a_success_that_fades_takes_regard_with_it_where_changes_count_from_the_person() -> None:
    rules = usual()
    counted = rules._replace(stereotype=rules.stereotype._replace(reversion=1.0))
    with_success, without = after_a_success(counted._replace(blame=rules.blame._replace(shared=0.0)))
    assert with_success < without - 0.01


def test_a_success_leaves_the_regard_alone_or_raises_it_where_changes_count_from_the_department() -> None:
    rules = usual()
    counted = rules._replace(stereotype=rules.stereotype._replace(reversion=0.0))
    with_success, without = after_a_success(counted._replace(blame=rules.blame._replace(shared=0.0)))
    assert with_success == pytest.approx(without)
    with_success, without = after_a_success(counted._replace(blame=rules.blame._replace(shared=1.0)))
    assert with_success > without + 0.01
