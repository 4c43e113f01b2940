"""Links: a state, its link and back are the same; whatever does not fit is left out and told."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.app.explore.controls import Control, controls
from sim.app.explore.link import Fault, State, encode, opened, words
from sim.app.explore.measures import MEASURES, SHOWN
from sim.app.library import Library
from sim.scenario.variants import Value
from tests.app.explore.made_up import library

LIBRARY = library()
BASE = LIBRARY.base("presence")
# People and lengths depend on one another: sales without staff cannot fill its seats.
FREE = {key: each for key, each in controls(BASE).items() if each.tab != "company" and not key.endswith(".end")}


def values(control: Control) -> st.SearchStrategy[Value]:
    low, high = control.range.low, control.range.high
    found: st.SearchStrategy[Any] = st.floats(low, high)
    if control.kind == "integer":
        found = st.integers(int(low), int(high))
    return found.filter(lambda value: value != control.value)


@st.composite
def changes(draw: st.DrawFn) -> dict[str, Value]:
    keys = draw(st.lists(st.sampled_from(sorted(FREE)), unique=True, max_size=6))
    return {key: draw(values(FREE[key])) for key in keys}


@settings(deadline=None, max_examples=60)
@given(changes(), changes(), st.sets(st.sampled_from(list(MEASURES)), min_size=1))
def test_a_link_opens_the_state_that_it_was_made_from(
    changed: dict[str, Value], kept: dict[str, Value], shown: set[str]
) -> None:
    state = State("presence", changed, kept, tuple(each for each in MEASURES if each in shown))
    found = opened(words(encode(state)), LIBRARY)
    assert found.faults == ()
    assert found.state == state


@settings(deadline=None, max_examples=150)
@given(st.dictionaries(st.text(max_size=30) | st.sampled_from(sorted(FREE)), st.text(max_size=30), max_size=6))
def test_no_link_breaks_anything(query: dict[str, str]) -> None:
    found = opened(query, LIBRARY)
    assert found.state.scenario in LIBRARY.names()
    again = opened(words(encode(found.state)), LIBRARY)
    assert again.state == found.state
    assert again.faults == ()


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=6000))
def test_any_text_is_read_as_a_query(text: str) -> None:
    assert opened(words(text), LIBRARY).state.scenario in LIBRARY.names()


def test_an_empty_link_opens_the_story_that_the_others_start_from() -> None:
    assert opened({}, LIBRARY).state == State("alibi", {}, {}, SHOWN)
    others = Library({"presence": LIBRARY.variants("presence")})
    assert opened({}, others).state.scenario == "presence"


@pytest.mark.parametrize(
    ("word", "text", "kind"),
    [
        ("gossip.rate", "1.01", "value"),
        ("gossip.rate", "nan", "value"),
        ("gossip.rate", "1e400", "value"),
        ("gossip.rate", "1_0", "value"),
        ("gossip.rate", "١", "value"),
        ("gossip.rate", "", "value"),
        ("gossip.rat", "0.5", "key"),
        ("title.en", "<script>alert(1)</script>", "key"),
        ("replicates", "4000000000", "key"),
        ("departments.sales.title.de", "x", "key"),
        ("departments.sales.faces_customers", "yes", "value"),
        ("departments.sales.staff", "1.5", "value"),
        ("focus", "sails", "value"),
        ("interventions.leaders_first.start", "105", "together"),
        ("departments.sales.staff", "0", "together"),
        ("__proto__", "1", "key"),
    ],
)
def test_what_does_not_fit_is_left_out_and_told(word: str, text: str, kind: str) -> None:
    found = opened({"scenario": "presence", word: text, "demand.strength": "1"}, LIBRARY)
    assert found.faults == (Fault(kind, word, text),)
    assert found.state.changes == {"demand.strength": 1.0}


def test_an_unknown_scenario_opens_another_one_and_is_told() -> None:
    found = opened({"scenario": "../../etc/passwd"}, LIBRARY)
    assert found.state.scenario == "alibi"
    assert found.faults == (Fault("scenario", "scenario", "../../etc/passwd"),)


def test_a_value_that_is_the_scenario_s_own_is_no_change() -> None:
    assert opened({"scenario": "presence", "gossip.rate": "0.7"}, LIBRARY).state.changes == {}


def test_moving_an_intervention_moves_it_in_the_scenario() -> None:
    found = opened({"scenario": "presence", "interventions.honest_word.start": "40"}, LIBRARY)
    assert found.scenario.interventions["honest_word"].start == 40
    assert found.baseline.interventions["honest_word"].start == 27


def test_an_oversized_query_is_cut_and_too_many_words_are_none() -> None:
    assert words("&".join(f"a{n}=1" for n in range(300))) == {}
    assert len(words("scenario=" + "x" * 100_000)["scenario"]) < 5000
