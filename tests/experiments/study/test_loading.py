from collections.abc import Callable
from pathlib import Path

import pytest

from sim.errors import ScenarioError
from sim.experiments.outcomes import parse
from sim.experiments.study.design import Design, ParameterSpec
from sim.experiments.study.loading import load_study

Write = Callable[[str], Path]

GOOD = """\
scenario: small_firm.yaml
set: {weeks: 26}
replicates: 3
design: {method: sobol, points: 8}
parameters:
  gossip.inhibit: {low: 0, high: 1}
outcomes:
  image: image.sales in the last quarter
"""


def told(path: Path) -> list[str]:
    with pytest.raises(ScenarioError) as caught:
        load_study(path)
    return [each.replace(f"{path}:", "") for each in caught.value.problems]


def test_a_study_is_what_its_file_says(write_study: Write) -> None:
    study = load_study(write_study(GOOD))
    assert study.name == "study"
    assert study.variants.base.weeks == 26
    assert study.replicates == 3
    assert study.seed == study.variants.base.seed
    assert study.design == Design("sobol", 8, 1)
    assert study.outcomes == {"image": parse("image.sales in the last quarter")}
    assert study.parameters["gossip.inhibit"]._replace(mode=0, mean=0, sd=0) == ParameterSpec(
        "uniform", 0, 1, mode=0, mean=0, sd=0
    )


def test_seed_zero_is_a_seed(write_study: Write) -> None:
    assert load_study(write_study(GOOD + "seed: 0\n")).seed == 0


def test_the_command_line_comes_on_top(write_study: Write) -> None:
    assert load_study(write_study(GOOD), ["weeks=30"]).variants.base.weeks == 30


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("scenario: small_firm.yaml\n", "", "1 scenario: must be given, got nothing"),
        ("small_firm.yaml", "small_frim.yaml", "1 scenario: must be an existing file, got nothing there"),
        ("set: {weeks: 26}", "set: {weeks: soon}", "2 weeks: must be a whole number between 1 and 5200, got 'soon'"),
        ("set: {weeks: 26}", "set: {wekks: 26}", "2 wekks: must be a known key, got 'wekks'; did you mean 'weeks'?"),
        ("replicates: 3", "replicates: 0", "3 replicates: must be at least 1, got 0"),
        ("replicates: 3", "replicates: many", "3 replicates: must be a whole number, got 'many'"),
        ("replicates", "replicate", "did you mean 'replicates'?"),
        ("method: sobol", "method: soboll", "4 design.method: must be one of grid, latin_hypercube, sobol, "),
        ("points: 8", "points: 0", "4 design.points: must be at least 1, got 0"),
        ("points: 8", "points: 1.5", "4 design.points: must be a whole number, got 1.5"),
        ("points: 8", "pionts: 8", "4 design.pionts: must be one of method, points, seed, got 'pionts'; did you mean"),
        (
            "parameters:\n  gossip.inhibit: {low: 0, high: 1}",
            "parameters: {}",
            "5 parameters: must have at least 1 entry",
        ),
        ("gossip.inhibit:", "gossip.inhibi:", "6 parameters.gossip.inhibi: must name a single value of the scenario"),
        (
            "{low: 0, high: 1}",
            "{low: 1, high: 1}",
            "6 parameters.gossip.inhibit.high: must be above low, which is 1, got 1",
        ),
        (
            "{low: 0, high: 1}",
            "{low: 1, high: 0}",
            "6 parameters.gossip.inhibit.high: must be above low, which is 1, got 0",
        ),
        ("{low: 0, high: 1}", "{low: 0}", "6 parameters.gossip.inhibit.high: must be given, got nothing"),
        ("{low: 0, high: 1}", "{low: 0, high: .inf}", "must be a finite number, got"),
        ("{low: 0, high: 1}", "{low: 0, high: 2}", "6 parameters.gossip.inhibit.high: must lie between 0 and 1, got 2"),
        (
            "{low: 0, high: 1}",
            "{low: 0, high: 1, sd: 1}",
            "gossip.inhibit.sd: must be left out of a uniform distribution",
        ),
        ("{low: 0, high: 1}", "{distribution: normal, mean: 0}", "6 parameters.gossip.inhibit.sd: must be given"),
        ("{low: 0, high: 1}", "{distribution: normal, mean: 0, sd: 0}", "gossip.inhibit.sd: must be above 0"),
        ("{low: 0, high: 1}", "{distribution: log_uniform, low: 0, high: 1}", "low: must be above 0 in a log_uniform"),
        (
            "{low: 0, high: 1}",
            "{values: [0, 2]}",
            "6 parameters.gossip.inhibit.values: must be numbers between 0 and 1, got 2",
        ),
        ("{low: 0, high: 1}", "{values: [0, true]}", "values: must be numbers between 0 and 1, got true"),
        ("{low: 0, high: 1}", "{values: [0], low: 0}", "low: must be left out where there are values, got 0"),
        (
            "gossip.inhibit: {low: 0, high: 1}",
            "meetings.round.every: {low: 8, high: 9.5}",
            "every.high: must be a whole number, got 9.5",
        ),
        ("gossip.inhibit: {low: 0, high: 1}", "focus: {low: 0, high: 1}", "focus: must list its values"),
        ("gossip.inhibit: {low: 0, high: 1}", "gossip: {low: 0, high: 1}", "gossip: must name a single value"),
        (
            "image.sales in the last quarter",
            "image.sales at week 99",
            "8 outcomes.image: must be measured within the run",
        ),
        ("image.sales in the last quarter", "imag.sales at week 9", "8 outcomes.image: must begin with a measure"),
        ("  image:", "  point:", "8 outcomes.point: must have a name of its own, got that of another column"),
        ("  image:", "  error:", "8 outcomes.error: must have a name of its own, got that of another column"),
        ("gossip.inhibit: {low: 0, high: 1}", "seed: {low: 0, high: 9}", "6 parameters.seed: must be set by 'seed'"),
        (
            "gossip.inhibit: {low: 0, high: 1}",
            "replicates: {low: 1, high: 9}",
            "6 parameters.replicates: must be set by",
        ),
        (
            "gossip.inhibit: {low: 0, high: 1}",
            "weeks: {low: 8, high: 9}",
            "2 set.weeks: must be left out where the same",
        ),
        ("  image:", "  Image:", "8 outcomes.Image: must be a name of small letters"),
    ],
)
def test_every_mistake_is_told_with_its_line(write_study: Write, old: str, new: str, message: str) -> None:
    assert old in GOOD
    assert any(message in each for each in told(write_study(GOOD.replace(old, new))))


def test_all_mistakes_are_told_in_the_order_of_the_lines(write_study: Write) -> None:
    wrong = GOOD.replace("replicates: 3", "replicates: 0").replace("points: 8", "points: 0").replace("sobol", "soboll")
    assert [each.partition(" ")[0] for each in told(write_study(wrong))] == ["3", "4", "4"]


@pytest.mark.parametrize("text", ["", "- a\n", "just words\n", "a: [\n"])
def test_files_that_are_no_study_are_refused_in_one_line(write_study: Write, text: str) -> None:
    assert "\n" not in told(write_study(text))[0]


def test_an_outcome_may_not_be_named_like_a_parameter(write_study: Write) -> None:
    wrong = (
        GOOD.replace("set: {weeks: 26}\n", "")
        .replace("gossip.inhibit: {low: 0", "weeks: {low: 20")
        .replace("h: 1}", "h: 30}")
    )
    assert told(write_study(wrong.replace("  image:", "  weeks:"))) == [
        "7 outcomes.weeks: must have a name of its own, got that of a parameter"
    ]


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match="must be an existing file"):
        load_study(tmp_path / "none.yaml")


@pytest.mark.parametrize(
    ("parameters", "problems"),
    [
        (
            "interventions.presence.start: {low: 10, high: 40}",
            ["6 parameters.interventions.presence.start.high: must be at most 26, the last week, got 40"],
        ),
        (
            "interventions.presence.start: {values: [10, 27, 26, 30]}",
            [
                "6 parameters.interventions.presence.start.values: must be at most 26, the last week, got 27",
                "6 parameters.interventions.presence.start.values: must be at most 26, the last week, got 30",
            ],
        ),
        (
            "interventions.presence.end: {low: 1, high: 26}",
            ["6 parameters.interventions.presence.end.low: must not be before the start in week 20, got 1"],
        ),
    ],
)
def test_weeks_that_fit_no_run_are_refused_where_they_stand(
    write_study: Write, parameters: str, problems: list[str]
) -> None:
    assert told(write_study(GOOD.replace("gossip.inhibit: {low: 0, high: 1}", parameters))) == problems


def test_runs_that_end_before_what_is_measured_are_refused(write_study: Write) -> None:
    text = GOOD.replace("set: {weeks: 26}\n", "").replace(
        "gossip.inhibit: {low: 0, high: 1}", "weeks: {low: 20, high: 52}"
    )
    [problem] = told(write_study(text.replace("in the last quarter", "at week 30")))
    assert problem.startswith("5 parameters.weeks.low: must leave outcomes.image its weeks, which must ")
    assert problem.endswith(", got 20")


@pytest.mark.parametrize(
    "parameters",
    [
        "interventions.presence.start: {low: 10, high: 26}",
        "interventions.presence.start: {distribution: normal, mean: 14, sd: 2}",
        "interventions.presence.start: {low: 10, high: 40}\n  weeks: {low: 26, high: 52}",
        "interventions.presence.end: {low: 12, high: 26}\n  interventions.presence.start: {low: 10, high: 20}",
    ],
)
def test_weeks_that_fit_some_run_are_not_refused(write_study: Write, parameters: str) -> None:
    text = GOOD.replace("gossip.inhibit: {low: 0, high: 1}", parameters)
    text = text.replace("set: {weeks: 26}\n", "") if " weeks:" in parameters else text
    assert len(load_study(write_study(text)).parameters) == parameters.count("\n") + 1


def test_a_scenario_is_told_as_one_where_a_study_is_wanted(write_study: Write) -> None:
    assert told(write_study("title: {en: A, de: A}\ndepartments: {}\n")) == [
        "1: must be a study, with a scenario and parameters, got a scenario, which flurfunk run and compare take"
    ]


def test_a_decimal_comma_is_told(write_study: Write) -> None:
    (problem,) = told(write_study(GOOD.replace("low: 0,", "low: '0,1',")))
    assert problem.endswith("got '0,1'; did you mean 0.1?")
    assert "decimals take a point, not a comma" in told(write_study(GOOD.replace("high: 1", "high: 0,8")))[0]
