import numpy as np
import pytest

from sim.errors import ResultsError
from sim.results import Results
from sim.results.recorder import Recorder
from sim.results.sinks import Memory
from sim.results.tables import shape
from sim.scenario.layout import build
from sim.scenario.output import COMPANY, EVENTS, MEETINGS, PEOPLE, WEEKLY
from tests.results.made_up import company, recorder, replicates


def test_weekly_has_a_row_per_replicate_week_and_department(results: Results) -> None:
    weekly = results.weekly
    assert list(weekly.columns) == ["replicate", "week", "department", *WEEKLY]
    row = weekly[(weekly["replicate"] == 3) & (weekly["week"] == 26) & (weekly["department"] == "works")]
    expected = replicates(results.scenario, 3, 1)[0].weekly[25, 1]
    assert row[list(WEEKLY)].to_numpy().tolist() == [expected.tolist()]


def test_company_has_a_row_per_replicate_and_week(results: Results) -> None:
    assert list(results.company.columns) == ["replicate", "week", *COMPANY]
    expected = replicates(results.scenario, 4, 1)[0].company[0]
    row = results.company[(results.company["replicate"] == 4) & (results.company["week"] == 1)]
    assert row[list(COMPANY)].to_numpy().tolist() == [expected.tolist()]


def test_people_are_told_by_role(results: Results) -> None:
    people = results.people[results.people["replicate"] == 1]
    assert list(people.columns) == ["replicate", "person", "department", "rank", *PEOPLE]
    assert list(people["person"][:3]) == ["sales.head.1", "sales.lead.1", "sales.staff.1"]
    assert list(people["rank"][:3]) == ["head", "lead", "staff"]
    assert (people["department"] == people["person"].str.split(".").str[0]).all()


def test_meetings_are_told_by_name(results: Results) -> None:
    assert list(results.meetings.columns) == ["replicate", "meeting", *MEETINGS]
    assert {"round", "sales.team.1"} <= set(results.meetings["meeting"])


def test_events_name_customers_people_and_nobody(results: Results) -> None:
    events = results.events
    assert list(events.columns) == list(EVENTS)
    assert list(events["kind"]) == ["away", "talk", "review"]
    assert list(events["person"]) == ["sales.staff.1", "works.head.1", ""]
    assert list(events["other"]) == ["sales.lead.1.customer.2", "sales.lead.1", ""]
    assert list(events["week"]) == [1, 2, 13]


def test_a_run_without_events_has_an_empty_table() -> None:
    scenario = company(replicates=1)
    sink = Memory()
    kept = recorder(scenario, sink)
    kept.add([replicates(scenario, 1, 1)[0]])
    kept.finish(1)
    assert sink.groups("events")[0].num_rows == 0


def test_missing_replicates_are_an_error() -> None:
    scenario = company()
    kept = recorder(scenario)
    kept.add(replicates(scenario, 0, 4))
    with pytest.raises(ResultsError, match="weekly: must have 260 rows, got 208"):
        kept.finish(5)


def test_pieces_do_not_depend_on_how_replicates_arrive(monkeypatch: pytest.MonkeyPatch) -> None:
    scenario = company()
    monkeypatch.setattr(
        "sim.results.recorder.BYTES_PER_PIECE", 2 * shape(scenario, build(scenario)).bytes_per_replicate
    )
    found = []
    for batches in ([5], [1, 3, 1]):
        sink, first = Memory(), 0
        kept: Recorder = recorder(scenario, sink)
        for count in batches:
            kept.add(replicates(scenario, first, count))
            first += count
        kept.finish(5)
        found.append(sink.groups("weekly"))
    assert [each.num_rows for each in found[0]] == [104, 104, 52]
    assert found[0] == found[1]


def test_measures_that_are_missing_stay_missing() -> None:
    scenario = company(replicates=1)
    output = replicates(scenario, 0, 1)[0]
    output.weekly[0, 0, 1] = np.nan
    sink = Memory()
    kept = recorder(scenario, sink)
    kept.add([output])
    kept.finish(1)
    attendance = sink.groups("weekly")[0]["attendance"].to_numpy()
    assert np.isnan(attendance[0])
    assert np.isfinite(attendance[1:]).all()
