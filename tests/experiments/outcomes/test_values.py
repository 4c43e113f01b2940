from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

import sim
from sim.experiments.outcomes import MEASURES, Outcome, Series, parse, values
from sim.experiments.outcomes.measures import FLOW
from sim.experiments.outcomes.outcome import Crossing, Quarter
from sim.results.measures import OUTCOMES
from sim.results.onset import onset
from sim.results.verdict import OUTCOMES as FATES
from sim.results.verdict import classify
from sim.scenario.layout import build as build_layout
from sim.scenario.output import COMPANY, WEEKLY, Output
from sim.scenario.schema import Structure
from sim.scenario.timeline import build as build_timeline
from tests.results.made_up import company, replicates

REPLICATES = 12
NAN = np.nan


def lived(scenario: Structure) -> list[Output]:
    from sim import kernel

    return kernel.simulate(
        build_layout(scenario), build_timeline(scenario), scenario.seed, 0, scenario.replicates, trace=False
    )


@cache
def long_run() -> Structure:
    """A run in which people are away and an image changes."""
    return company(weeks=60, replicates=REPLICATES, focus="works", seed=3)


def value(text: str, scenario: Structure, outputs: list[Output]) -> NDArray[np.float64]:
    return values([parse(text)], scenario, outputs)[:, 0]


def made(weeks: int = 8, **columns: list[float]) -> list[Output]:
    """One replicate of eight weeks, with these measures of sales or of the company."""
    (output,) = replicates(company(weeks=weeks), 0, 1)
    for name, series in columns.items():
        if name in WEEKLY:
            output.weekly[:, 0, WEEKLY.index(name)] = series
        else:
            output.company[:, COMPANY.index(name)] = series
    return [output]


@pytest.mark.parametrize("measure", OUTCOMES)
@pytest.mark.parametrize(("which", "at"), [("first", 0), ("last", -1)])
def test_a_quarter_is_to_the_bit_what_the_results_of_a_run_say(measure: str, which: str, at: int) -> None:
    scenario = long_run()
    expected = sim.run(scenario).quarters[measure][:, at]
    found = value(f"{measure} in the {which} quarter", scenario, lived(scenario))
    assert np.isfinite(expected).any()
    np.testing.assert_array_equal(found, expected)


@pytest.mark.parametrize("fate", FATES)
def test_a_fate_is_what_the_verdict_says_of_the_replicate(fate: str) -> None:
    scenario = long_run()
    expected = classify(sim.run(scenario).quarters["image"]) == fate
    np.testing.assert_array_equal(value(fate, scenario, lived(scenario)), expected)


def test_fates_of_a_replicate_are_told_apart() -> None:
    scenario = company(weeks=52)
    outputs = replicates(scenario, 0, 5)
    for output, end in zip(outputs, [0.05, 0.3, 0.5, 0.5, 0.8], strict=True):
        output.weekly[:, 0, 0] = np.linspace(0.5, end, 52)
    outputs[3].weekly[20:30, 0, 0] = 0.1
    found = values([parse(fate) for fate in FATES], scenario, outputs)
    assert [FATES[row.argmax()] for row in found] == ["collapse", "decline", "stable", "recovery", "rise"]
    np.testing.assert_array_equal(found.sum(axis=1), 1.0)


def test_the_department_left_out_is_the_one_in_focus() -> None:
    scenario = company(focus="works")
    outputs = replicates(scenario, 0, 3)
    np.testing.assert_array_equal(value("image at week 2", scenario, outputs), [o.weekly[1, 1, 0] for o in outputs])
    np.testing.assert_array_equal(
        value("image.sales at week 2", scenario, outputs), [o.weekly[1, 0, 0] for o in outputs]
    )


@given(st.sampled_from(WEEKLY), st.integers(1, 26), st.integers(0, 25))
def test_a_mean_over_weeks_is_the_mean_of_its_weeks(measure: str, first: int, more: int) -> None:
    scenario, last = company(), min(26, first + more)
    outputs = replicates(scenario, 0, 3)
    expected = [each.weekly[first - 1 : last, 1, WEEKLY.index(measure)].mean() for each in outputs]
    assert value(f"{measure}.works over weeks {first}..{last}", scenario, outputs) == pytest.approx(expected)


def test_revenue_and_visits_are_ratios_of_sums() -> None:
    output = made(revenue=[1.0] * 4 + [3.0] * 4, plan=[2.0] * 4 + [1.0] * 4, c_visits=[0, 1] * 4, visits=[0, 3] * 4)
    scenario = company(weeks=8)
    assert value("revenue over weeks 1..8", scenario, output) == 16 / 12
    assert value("revenue at week 8", scenario, output) == 3.0
    assert value("c_visits over weeks 1..8", scenario, output) == 4 / 12
    assert np.isnan(value("c_visits at week 1", scenario, output))


def test_weeks_without_a_value_are_left_out_of_a_mean() -> None:
    output = made(attendance=[NAN, 0.5, NAN, 1.0, NAN, NAN, NAN, NAN])
    scenario = company(weeks=8)
    assert value("attendance over weeks 1..4", scenario, output) == 0.75
    assert np.isnan(value("attendance over weeks 5..8", scenario, output))
    assert np.isnan(value("attendance at week 1", scenario, output))


@pytest.mark.parametrize(
    ("text", "week"),
    [
        ("weeks until image falls below 0.4", 3),
        ("weeks until image falls below 0.3", 6),
        ("weeks until image falls below 0.1", NAN),
        ("weeks until image falls below 0.6", 1),
        ("weeks until image rises above 0.5", NAN),
        ("weeks until image rises above 0.49", 1),
        ("weeks until image rises above 0.39", 1),
        ("time to collapse", 8),
    ],
)
def test_a_state_crosses_a_level_in_the_first_week_beyond_it(text: str, week: float) -> None:
    output = made(image=[0.5, 0.4, 0.35, 0.45, 0.3, 0.25, 0.25, 0.2])
    np.testing.assert_array_equal(value(text, company(weeks=8), output), [week])


@pytest.mark.parametrize(
    ("text", "week"),
    [
        ("weeks until attendance falls below 0.9", 6),
        ("weeks until attendance falls below 0.5", 8),
        ("weeks until attendance falls below 0.4", NAN),
        ("weeks until attendance rises above 0.9", 4),
    ],
)
def test_what_happens_in_weeks_crosses_a_level_with_its_four_week_mean(text: str, week: float) -> None:
    # A meeting every second week: the weeks without it are no absence. Means of four: 1, 1, .75, .75, .4, .4.
    output = made(attendance=[NAN, 1.0, NAN, 1.0, NAN, 0.5, NAN, 0.3])
    np.testing.assert_array_equal(value(text, company(weeks=8), output), [week])


def test_revenue_crosses_a_level_with_the_ratio_of_four_weeks() -> None:
    output = made(revenue=[4.0, 0, 0, 0, 0, 0, 0, 0], plan=[1.0] * 8)
    np.testing.assert_array_equal(value("weeks until revenue falls below 0.5", company(weeks=8), output), [5])


def test_a_run_of_three_weeks_has_no_four_week_mean() -> None:
    scenario = company(weeks=3)
    assert np.isnan(value("weeks until attendance rises above -1", scenario, replicates(scenario, 0, 2))).all()
    assert (value("weeks until image rises above -1", scenario, replicates(scenario, 0, 2)) == 1.0).all()


def test_the_four_week_means_are_those_of_an_onset() -> None:
    scenario = company(weeks=60)
    outputs = replicates(scenario, 0, 6)
    series = np.stack([each.weekly[:, 0, WEEKLY.index("attendance")] for each in outputs])
    level = 0.8 * series[:, :4].mean(axis=1)
    found = [
        value(f"weeks until attendance falls below {at!r}", scenario, [o])[0]
        for at, o in zip(level.tolist(), outputs, strict=True)
    ]
    np.testing.assert_array_equal(found, onset(series))


@given(st.floats(0, 1), st.booleans(), st.sampled_from(sorted(MEASURES)))
def test_a_crossing_comes_no_sooner_for_a_level_farther_off(level: float, below: bool, measure: str) -> None:
    scenario = company()
    near, far = (
        Crossing(Series(measure), below, level),
        Crossing(Series(measure), below, level + (-0.1 if below else 0.1)),
    )
    found = np.nan_to_num(values([near, far], scenario, replicates(scenario, 0, 4)), nan=np.inf)
    assert (found[:, 0] <= found[:, 1]).all()


def test_what_does_not_exist_is_nan() -> None:
    alone = company(departments={"sales": company().departments["sales"].model_dump()}, meetings={}, replicates=2)
    found = values([parse(text) for text in ("image in the last quarter", "collapse", "stable")], alone, lived(alone))
    assert np.isnan(found).all()
    idle = company(portfolio={"customers_per_person": 0}, replicates=2)
    texts = (
        "revenue in the last quarter",
        "revenue at week 3",
        "weeks until revenue falls below 9",
        "c_visits at week 1",
    )
    assert np.isnan(values([parse(text) for text in texts], idle, lived(idle))).all()
    assert np.isnan(value("image at week 27", company(), replicates(company(), 0, 2))).all()


def test_no_replicates_and_no_outcomes_are_empty_tables() -> None:
    scenario = company()
    assert values([parse("collapse")], scenario, []).shape == (0, 1)
    assert values([], scenario, replicates(scenario, 0, 3)).shape == (3, 0)


@given(st.integers(1, 9))
def test_replicates_are_measured_one_by_one(split: int) -> None:
    scenario = company()
    outputs = replicates(scenario, 0, 10)
    wanted: list[Outcome] = [Quarter(Series(measure), "last") for measure in MEASURES]
    wanted += [parse(text) for text in ("collapse", "time to collapse", "weeks until agenda falls below 0.4")]
    parts = [values(wanted, scenario, outputs[:split]), values(wanted, scenario, outputs[split:])]
    np.testing.assert_array_equal(np.concatenate(parts), values(wanted, scenario, outputs))


def test_every_measure_of_the_outputs_has_a_name() -> None:
    assert list(MEASURES) == [*WEEKLY, *COMPANY]


def test_a_state_is_there_in_every_week_or_in_none() -> None:
    heads = {name: {**each.model_dump(), "staff": 0, "lead": 0} for name, each in company().departments.items()}
    seldom = {
        **company().meetings["round"].model_dump(),
        "every": 3,
        "roster": {"sales": {"head": 1}, "works": {"head": 1}},
    }
    missing = np.isnan(
        np.stack([each.weekly for each in lived(company(departments=heads, meetings={"round": seldom}))])
    )
    gaps = np.asarray(missing.any(axis=1) & ~missing.all(axis=1)).any(axis=(0, 1))
    assert set(np.array(WEEKLY)[gaps]) == {"attendance", "airtime", "agenda"}
    assert all(MEASURES[name].kind == FLOW for name in np.array(WEEKLY)[gaps])
