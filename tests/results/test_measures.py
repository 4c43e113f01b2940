import numpy as np
import pytest

from sim.results import Results, focus
from sim.results.measures import by_quarter, quarters
from sim.results.sinks import Memory
from tests.results.made_up import company, recorder, replicates


def test_a_run_has_whole_quarters_and_the_last_one_ends_with_it() -> None:
    assert quarters(104)[0] == slice(0, 13)
    assert quarters(104)[-1] == slice(91, 104)
    assert len(quarters(104)) == 8
    assert quarters(30) == [slice(0, 13), slice(13, 26), slice(17, 30)]


@pytest.mark.parametrize(("weeks", "spans"), [(1, [slice(0, 1)]), (3, [slice(0, 1), slice(1, 2), slice(2, 3)])])
def test_a_short_run_is_cut_into_what_there_is(weeks: int, spans: list[slice]) -> None:
    assert quarters(weeks) == spans


def test_the_focus_is_who_is_named_or_else_faces_customers() -> None:
    assert focus(company()) == "sales"
    assert focus(company(focus="works")) == "works"


def test_quarters_are_means_over_the_weeks_of_the_department_in_focus() -> None:
    scenario = company(focus="works", replicates=3)
    sink = Memory()
    kept = recorder(scenario, sink)
    outputs = replicates(scenario, 0, 3)
    kept.add(outputs)
    kept.finish(3)
    found = by_quarter(scenario, sink.groups)
    assert found["image"].shape == (3, 2)
    assert found["image"][2, 1] == pytest.approx(outputs[2].weekly[13:26, 1, 0].mean())


def test_revenue_is_compared_with_the_plan_of_the_same_weeks() -> None:
    scenario = company()
    sink = Memory()
    kept = recorder(scenario, sink)
    outputs = replicates(scenario, 0, 5)
    kept.add(outputs)
    kept.finish(5)
    revenue, plan = outputs[0].company[:13, 0].sum(), outputs[0].company[:13, 1].sum()
    assert by_quarter(scenario, sink.groups)["revenue"][0, 0] == pytest.approx(revenue / plan)


def test_without_customers_there_is_no_revenue_to_compare() -> None:
    scenario = company(replicates=1)
    output = replicates(scenario, 0, 1)[0]
    output.company[:, 0] = np.nan
    sink = Memory()
    kept = recorder(scenario, sink)
    kept.add([output])
    kept.finish(1)
    assert np.isnan(by_quarter(scenario, sink.groups)["revenue"]).all()


def test_weeks_without_a_meeting_do_not_count_as_absence() -> None:
    scenario = company(replicates=1)
    output = replicates(scenario, 0, 1)[0]
    output.weekly[:, 0, 1] = np.nan
    output.weekly[3, 0, 1] = 0.75
    sink = Memory()
    kept = recorder(scenario, sink)
    kept.add([output])
    kept.finish(1)
    attendance = by_quarter(scenario, sink.groups)["attendance"]
    assert attendance[0, 0] == 0.75
    assert np.isnan(attendance[0, 1])


def test_outcomes_are_the_same_from_memory_as_over_frames(results: Results) -> None:
    sales = results.weekly[(results.weekly["department"] == "sales") & (results.weekly["week"] <= 13)]
    expected = sales.groupby("replicate")["influence"].mean()
    np.testing.assert_allclose(results.quarters["influence"][:, 0], expected)
