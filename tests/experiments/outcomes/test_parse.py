import pickle
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.errors import ScenarioError
from sim.experiments.outcomes import Goal, Outcome, Series, check, parse, parse_goal
from sim.experiments.outcomes.outcome import Crossing, Fate, Mean, Quarter
from sim.scenario.schema import Structure
from sim.scenario.tree import Place
from tests.experiments.outcomes.texts import goals, outcomes
from tests.results.made_up import company

WORDS = (
    "image sales . at week weeks over .. in the last quarter until falls below rises above collapse time to 4 0.5 >= <"
)


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("image.sales at week 104", Mean(Series("image", "sales"), 104, 104)),
        ("image over weeks 92..104", Mean(Series("image"), 92, 104)),
        ("revenue in the last quarter", Quarter(Series("revenue"), "last")),
        ("c_visits in the first quarter", Quarter(Series("c_visits"), "first")),
        ("weeks until image.sales falls below 0.25", Crossing(Series("image", "sales"), True, 0.25)),
        ("weeks until influence rises above 20", Crossing(Series("influence"), False, 20.0)),
        ("time to collapse", Crossing(Series("image"), True, 0.25)),
        ("recovery", Fate("recovery")),
    ],
)
def test_every_form_is_read(text: str, outcome: Outcome) -> None:
    assert parse(text) == outcome


def test_case_and_spaces_make_no_difference() -> None:
    assert parse("  IMAGE.Sales   at\tWeek 104 ") == parse("image.sales at week 104")
    assert hash(parse("image  over weeks 5 .. 5")) == hash(parse("image at week 5"))


def test_a_department_may_be_named_like_a_word_of_the_language() -> None:
    assert parse("image.at at week 3") == Mean(Series("image", "at"), 3, 3)
    assert parse("weeks until image.falls falls below 1") == Crossing(Series("image", "falls"), True, 1.0)


@given(outcomes())
def test_an_outcome_is_what_its_text_reads_as(outcome: Outcome) -> None:
    assert parse(outcome.text) == outcome
    assert pickle.loads(pickle.dumps(outcome)) == outcome


@given(goals())
def test_a_goal_is_what_its_text_reads_as(goal: Goal) -> None:
    assert parse_goal(goal.text) == goal


@given(st.text(max_size=250) | st.lists(st.sampled_from(WORDS.split()), max_size=12).map(" ".join))
def test_whatever_is_written_is_read_or_refused_in_one_line(text: str) -> None:
    for read in (parse, parse_goal):
        try:
            found = read(text)
        except ScenarioError as error:
            said = str(error)
        else:
            assert read(found.text) == found
            said = found.text
        assert len(said.splitlines()) == 1
        assert len(said) < 500


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "must read like 'image.sales at week 104', 'image.sales over weeks 92..104' or"),
        (
            "imge.sales at week 4",
            "must begin with a measure, as in 'image.sales at week 104', got 'imge'; did you mean",
        ),
        ("turnover in the last quarter", "got 'turnover'; there are image, attendance,"),
        ("image.sales", "must say when, as in 'image.sales at week 104' or 'image.sales in the last quarter'"),
        ("collapse.sales", "must be 'collapse' alone, which is about the department in focus"),
        ("collaps", "or one of collapse, decline, stable, recovery, rise, got 'collaps'; did you mean 'collapse'?"),
        ("image after week 3", "got 'image after week 3'; not understood from 'after week 3' on"),
        ("image at week", "got 'image at week'; something is missing at the end"),
        ("image at week 3.5", "not understood from '.5' on"),
        ("image at week -3", "not understood from '-3' on"),
        ("image at week 0", "must name weeks in 1..5,200, got week 0"),
        (
            "image over weeks 9..3",
            "must name the earlier week first, as in 'over weeks 92..104', got 'over weeks 9..3'",
        ),
        ("revenue.sales at week 3", "must name no department after 'revenue', which is measured for the whole company"),
        ("weeks until image drops below 3", "must read like 'weeks until image.sales falls below 0.25' or"),
        ("weeks until image falls below 1e999", "must compare with a finite number, got inf"),
        ("time to colapse", "must read like 'time to collapse', got 'time to colapse'; not understood from 'colapse'"),
        ("image at week 3 >= 4", "not understood from '>= 4' on"),
        ("image\x1b at week 3", r"got 'image\x1b at week 3'"),
        ("__import__('os')", "got '__import__('os')'; not understood from '__import__('os')' on"),
        ("9" * 300, "must be 200 characters at most, got 300"),
    ],
)
def test_a_mistake_is_told_in_one_line_with_the_form_expected(text: str, message: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        parse(text)
    assert message in str(caught.value)
    assert str(caught.value).startswith("outcome: must ")


def test_a_mistake_names_file_line_and_key() -> None:
    with pytest.raises(ScenarioError, match=r"^study\.yaml:12 outcomes\.image: must begin with a measure"):
        parse("imge at week 4", Place("study.yaml", 12), "outcomes.image")
    with pytest.raises(ScenarioError, match=r"^study\.yaml:12 outcomes\.image: must name a department"):
        check(parse("image.finance at week 4"), company(), Place("study.yaml", 12), "outcomes.image")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("image.salse at week 4", "must name a department of the scenario, got 'salse'; did you mean 'sales'?"),
        ("image.finance in the last quarter", "got 'finance'; there are sales, works"),
        ("weeks until image.finance falls below 0.2", "got 'finance'; there are sales, works"),
        ("image over weeks 20..27", "must be measured within the run of 26 weeks, got week 27"),
    ],
)
def test_what_a_scenario_does_not_have_is_refused(text: str, message: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        check(parse(text), company())
    assert message in str(caught.value)


def fits(text: str, scenario: Structure) -> bool:
    try:
        check(parse(text), scenario)
    except ScenarioError:
        return False
    return True


@pytest.mark.parametrize(
    ("text", "elsewhere"),
    [
        ("image.works at week 26", False),
        ("revenue over weeks 1..26", False),
        ("collapse", True),
        ("time to collapse", True),
    ],
)
def test_what_a_scenario_has_is_let_pass(text: str, elsewhere: bool) -> None:
    other = company().model_copy(update={"weeks": 25, "departments": {"sales": company().departments["sales"]}})
    assert [fits(text, company()), fits(text, other)] == [True, elsewhere]


def test_an_outcome_made_in_python_is_checked_as_one_that_was_read() -> None:
    with pytest.raises(ScenarioError, match="must begin with a measure"):
        check(Mean(Series("turnover"), 1, 2), company())


def test_a_goal_is_read_with_its_probability() -> None:
    goal = parse_goal("image.sales at week 104 >= 0.55 with 0.8")
    assert goal == Goal(Mean(Series("image", "sales"), 104, 104), True, 0.55, 0.8)
    assert parse_goal("image at week 4 < 0.5").probability == 0.9
    assert parse_goal("image at week 4 < 0.5").strict


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("image at week 3", "goal: must read like 'image.sales at week 104 >= 0.55 with 0.9', got 'image at week 3'"),
        ("image at week 3 => 0.5", "did you mean 'image at week 3 >= 0.5'?"),
        ("imge at week 3 >= 0.5", "did you mean 'image'?"),
        ("image at week 3 >= 0.5 with 1", "must be wanted with a probability above 0 and below 1, got 1"),
        ("image at week 3 >= 0.5 with 90", "must be wanted with a probability above 0 and below 1, got 90"),
        ("image at week 3 >= 7", "must compare with a level that can come, between 0 and 1, got 7"),
        ("influence at week 3 >= 101", "must compare with a level that can come, between 0 and 100, got 101"),
        ("image at week 3 >= 1e999", "must compare with a finite number, got inf"),
        ("collapse <= 0.2", "must ask of an event whether it comes, as 'collapse <= 0 with 0.8'"),
        ("collapse >= 0", "must ask of an event whether it comes"),
    ],
)
def test_a_mistake_in_a_goal_is_told_in_one_line(text: str, message: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        parse_goal(text)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("text", "met"),
    [
        ("image at week 1 >= 1", [False, True, True, False]),
        ("image at week 1 > 1", [False, False, True, False]),
        ("image at week 1 <= 1", [True, True, False, False]),
        ("image at week 1 < 1", [True, False, False, False]),
        ("weeks until image falls below 0.2 >= 1", [False, True, True, True]),
        ("weeks until image falls below 0.2 <= 1", [True, True, False, False]),
        ("collapse < 1", [True, False, False, False]),
    ],
)
def test_what_never_comes_is_late_and_what_does_not_exist_meets_no_goal(text: str, met: list[bool]) -> None:
    assert parse_goal(text).met(np.array([0.0, 1.0, 2.0, np.nan])).tolist() == met


def test_the_grammar_is_loaded_when_something_is_read() -> None:
    code = "import sys, sim.experiments.outcomes; sys.exit('lark' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
