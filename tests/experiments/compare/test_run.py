"""Comparisons as a whole: the same luck, the same numbers, the same folder."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import sim
from sim.errors import ResultsError, ScenarioError
from sim.experiments.compare import Comparison, followed, gather, keep
from sim.experiments.compare.followed import DIFFERENCE, VALUE
from sim.experiments.compare.ranking import ranking
from sim.scenario.output import Output

NEVER = "weeks until image falls below 0.001"


def row(
    found: Comparison, outcome: str = "image in the last quarter", scenario: str | None = None
) -> "pd.Series[float]":
    table = found.table[found.table["outcome"] == outcome]
    return (table if scenario is None else table[table["scenario"] == scenario]).iloc[0]


def test_replicates_are_those_of_runs_with_the_same_seed(firm: Path, presence: Path) -> None:
    found = sim.compare(firm, presence, replicates=6, seed=3)
    for name, path, column in (("firm", firm, "baseline"), ("presence", presence, "value")):
        last = sim.run(path, replicates=6, seed=3).quarters["image"][:, -1]
        own = found.differences[found.differences["outcome"] == "image in the last quarter"]
        np.testing.assert_allclose(own[column], last, rtol=1e-12, err_msg=name)


def test_a_scenario_differs_from_itself_by_nothing_at_all(firm: Path) -> None:
    found = sim.compare(firm, firm, replicates=10)
    assert found.setup.names == ["firm", "firm_2"]
    assert (found.differences["difference"].dropna() == 0.0).all()
    known = found.table[found.table["n"] > 0]
    assert (known[["difference", "low", "high"]] == 0.0).all().all()
    assert known["saved"].isna().all()
    assert set(known["verdict"]) == {"within"}


def test_the_baseline_stays_the_first_whatever_is_compared_with_it(firm: Path, presence: Path) -> None:
    there, back = (row(sim.compare(*each, replicates=10)) for each in ((firm, presence), (presence, firm)))
    assert there["difference"] == pytest.approx(-back["difference"])
    assert there["low"] == pytest.approx(-back["high"])


def test_neither_threads_nor_pieces_move_a_number(firm: Path, presence: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = sim.compare(firm, presence, replicates=9, threads=1)
    monkeypatch.setattr(gather, "BYTES_AT_A_TIME", 1)
    pieces = sim.compare(firm, presence, replicates=9, threads=3)
    pd.testing.assert_frame_equal(whole.differences, pieces.differences)
    pd.testing.assert_frame_equal(whole.weekly, pieces.weekly, rtol=1e-9)


def test_the_seed_is_the_baselines(firm: Path, presence: Path) -> None:
    found = sim.compare(firm, presence, overrides=["weeks=10"], replicates=2)
    presence.write_text(presence.read_text(encoding="utf-8") + "seed: 9\nreplicates: 5\n", encoding="utf-8")
    again = sim.compare(firm, presence, overrides=["weeks=10"], replicates=2)
    pd.testing.assert_frame_equal(found.table, again.table)
    assert again.manifest["seed"] == 1
    assert sim.compare(presence, firm, weeks=4, replicates=2).manifest["seed"] == 9


def test_as_many_pairs_are_run_as_a_decision_needs(firm: Path, presence: Path) -> None:
    found = sim.compare(firm, presence, weeks=2, outcome="image at week 2")
    assert found.replicates == 2000


def test_fans_are_those_of_the_runs(firm: Path, presence: Path) -> None:
    found = sim.compare(firm, presence, replicates=20)
    runs = [sim.run(each, replicates=20).weekly for each in (firm, presence)]
    images = [each[each["department"] == "sales"]["image"].to_numpy(dtype=np.float64).reshape(20, 30) for each in runs]
    weekly = found.weekly[found.weekly["measure"] == "image"]
    shown = weekly[(weekly["scenario"] == "presence") & (weekly["kind"] == VALUE)]
    np.testing.assert_allclose(shown["median"], np.median(images[1], axis=0), atol=1e-6)
    paired = weekly[weekly["kind"] == DIFFERENCE]
    differences = images[1] - images[0]
    np.testing.assert_array_equal(paired["higher"], (differences > 0).sum(axis=0))
    np.testing.assert_array_equal(paired["lower"], (differences < 0).sum(axis=0))
    assert set(paired["pairs"]) == {20}
    np.testing.assert_allclose(paired["low90"], np.quantile(differences, 0.05, axis=0), atol=1e-6)


def test_memory_stays_bounded_and_counts_rest_on_all(
    firm: Path, presence: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = sim.compare(firm, presence, replicates=20)
    monkeypatch.setattr(followed, "ROOM", 4 * 2 * 4 * 30 * 7)
    part = sim.compare(firm, presence, replicates=20)
    assert (whole.manifest["kept"], part.manifest["kept"]) == (20, 7)
    pd.testing.assert_frame_equal(whole.table, part.table)
    pd.testing.assert_series_equal(whole.weekly["higher"], part.weekly["higher"])
    first = sim.compare(firm, presence, replicates=7).weekly
    pd.testing.assert_series_equal(first["median"], part.weekly["median"])


def test_long_runs_keep_every_so_many_weeks_and_the_last() -> None:
    assert followed.weeks_shown(104).tolist() == list(range(104))
    shown = followed.weeks_shown(1041)
    assert len(shown) <= followed.SHOWN_WEEKS
    assert shown[-1] == 1040
    assert set(np.diff(shown)) == {3}


def test_what_never_comes_leaves_nothing_to_compare(firm: Path, presence: Path) -> None:
    found = sim.compare(firm, presence, replicates=5, outcome=NEVER)
    only = found.table.iloc[0]
    assert (only["n"], only["verdict"]) == (0, "nothing")
    assert (
        "(pairs with both values: 0 of 5; runs with a value: 0 of the baseline, 0 of the scenario)"
        in found.verdicts()[0]
    )


def test_what_comes_in_some_pairs_says_in_how_many(firm: Path, presence: Path) -> None:
    level = float(sim.run(firm, replicates=20).quarters["image"][:, -1].mean())
    text = f"weeks until image falls below {level:.3f}"
    found = sim.compare(firm, presence, replicates=20, outcome=text)
    both = found.differences[["value", "baseline"]].notna().all(axis=1).sum()
    assert 0 < both < 20
    assert found.table["n"].item() == both
    assert f"pairs with both values: {both} of 20;" in found.verdicts()[0]


def test_one_pair_tells_next_to_nothing(firm: Path, presence: Path) -> None:
    found = sim.compare(firm, presence, replicates=1, outcome="image at week 30")
    assert found.table["verdict"].item() == "undecided"
    assert found.table["high"].item() - found.table["low"].item() > 1.9


def test_precision_is_run_for_and_reached(firm: Path, presence: Path) -> None:
    outcome = "influence at week 30"
    found = sim.compare(firm, presence, outcome=outcome, precision=0.01, replicates=3000)
    only = found.table.iloc[0]
    assert 500 < found.replicates < 3000
    assert (only["high"] - only["low"]) / 2 <= 1.0
    assert found.manifest["precision"]["reached"]
    same = sim.compare(firm, presence, outcome=outcome, replicates=found.replicates)
    pd.testing.assert_frame_equal(found.table, same.table)


def test_precision_that_is_out_of_reach_ends_at_the_most(firm: Path, presence: Path) -> None:
    found = sim.compare(firm, presence, outcome="image in the last quarter", precision=1e-6, replicates=150)
    assert found.replicates == 150
    assert not found.manifest["precision"]["reached"]


def test_the_scenarios_are_put_in_an_order(firm: Path, presence: Path) -> None:
    found = sim.compare(firm, presence, firm, replicates=300)
    attendance = next(each for each in found.setup.outcomes if each.text.startswith("attendance"))
    places = ranking(found, attendance)
    assert [each.name for each in places] == ["presence", "firm", "firm_2"]
    assert [each.is_ahead for each in places] == [True, False, False]
    assert len(found.pairs) == 3 * len(found.setup.outcomes)


def test_what_comes_in_some_runs_only_puts_nothing_in_an_order(firm: Path, presence: Path) -> None:
    found = sim.compare(firm, presence, firm, replicates=5, outcome=[NEVER, "weeks until image falls below 0.9"])
    assert [len(ranking(found, each)) for each in found.setup.outcomes] == [0, 3]


def test_the_same_comparison_is_found_again(firm: Path, presence: Path, tmp_path: Path) -> None:
    stages: list[str] = []
    one, two = (
        sim.compare(firm, presence, replicates=5, out=tmp_path, progress=lambda stage, *_: stages.append(stage))
        for _ in range(2)
    )
    assert one.path == two.path == tmp_path / "comparisons" / "firm-presence" / one.manifest["hash"]
    assert stages[-1] == "found"
    assert stages.count("found") == 1
    for name in ("table", "differences", "weekly"):
        pd.testing.assert_frame_equal(getattr(one, name), getattr(two, name))


def test_whatever_can_move_a_number_has_a_folder_of_its_own(firm: Path, presence: Path, tmp_path: Path) -> None:
    ways: list[dict[str, Any]] = [
        {},
        {"seed": 2},
        {"replicates": 4},
        {"margin": 0.1},
        {"outcome": "collapse"},
        {"overrides": ["weeks=29"]},
    ]
    found = [sim.compare(firm, presence, **{"replicates": 3, "out": tmp_path, **each}) for each in ways]
    assert len({each.path for each in found}) == len(ways)


def test_a_damaged_table_is_computed_again(firm: Path, presence: Path, tmp_path: Path) -> None:
    whole = sim.compare(firm, presence, replicates=5, out=tmp_path)
    assert whole.path is not None
    path = whole.path / "differences.parquet"
    path.write_bytes(path.read_bytes()[:-9])
    with pytest.raises(ResultsError, match="damaged"):
        keep.load(whole.path)
    again = sim.compare(firm, presence, replicates=5, out=tmp_path)
    pd.testing.assert_frame_equal(whole.differences, again.differences)
    assert keep.load(whole.path).replicates == 5


def test_a_new_title_is_told_without_computing_anything(firm: Path, presence: Path, tmp_path: Path) -> None:
    sim.compare(firm, presence, replicates=5, out=tmp_path)
    presence.write_text(presence.read_text(encoding="utf-8").replace("en: Presence", "en: Being there"), "utf-8")
    stages: list[str] = []
    found = sim.compare(firm, presence, replicates=5, out=tmp_path, progress=lambda stage, *_: stages.append(stage))
    assert stages == ["found"]
    assert found.scenarios["presence"].title.en == "Being there"


def test_the_manifest_tells_how_to_make_it_again(firm: Path, presence: Path, tmp_path: Path) -> None:
    found = sim.compare(firm, presence, replicates=5, out=tmp_path)
    assert found.path is not None
    manifest = json.loads((found.path / "manifest.json").read_text(encoding="utf-8"))
    again = sim.compare(
        *(sim.load(_written(each, tmp_path)) for each in manifest["scenarios"]),
        outcome=manifest["outcomes"],
        replicates=manifest["replicates"],
    )
    pd.testing.assert_series_equal(found.table["difference"], again.table["difference"])
    assert {"python", "flurfunk", "numpy"} <= manifest["versions"].keys()


def _written(entry: dict[str, object], folder: Path) -> Path:
    path = folder / f"again_{entry['name']}.yaml"
    path.write_text(json.dumps(entry["scenario"]), encoding="utf-8")
    return path


def test_nothing_is_left_of_a_comparison_that_fails(
    firm: Path, presence: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> list[Output]:
        raise MemoryError

    monkeypatch.setattr(gather, "measured", fail)
    with pytest.raises(MemoryError):
        sim.compare(firm, presence, replicates=5, out=tmp_path / "out")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ("weeks: 20", "weeks: must be the same in all scenarios, got 30 in firm and 20 in presence; --weeks 20 runs"),
        (
            "focus: works",
            "focus: must be the same department in all scenarios, got 'sales' in firm and 'works' in pres",
        ),
    ],
)
def test_scenarios_that_cannot_be_compared_are_refused(firm: Path, presence: Path, change: str, message: str) -> None:
    presence.write_text(f"{presence.read_text(encoding='utf-8')}{change}\n", encoding="utf-8")
    with pytest.raises(ScenarioError) as error:
        sim.compare(firm, presence)
    assert str(error.value).startswith(message)


def test_weeks_and_focus_can_be_made_the_same(firm: Path, presence: Path) -> None:
    presence.write_text(f"{presence.read_text(encoding='utf-8')}weeks: 20\nfocus: works\n", encoding="utf-8")
    found = sim.compare(firm, presence, weeks=20, overrides=["focus=works"], replicates=2)
    assert found.focus == "works"


def test_one_scenario_cannot_be_compared(firm: Path) -> None:
    with pytest.raises(ScenarioError, match=r"must be 2\.\.20, the first is the baseline, got 1"):
        sim.compare(firm)


def test_an_outcome_must_be_measurable_in_every_scenario(firm: Path, presence: Path) -> None:
    with pytest.raises(ScenarioError, match="within the run of 30 weeks, got week 31"):
        sim.compare(firm, presence, outcome="image at week 31")


def test_more_replicates_than_fit_are_refused(firm: Path, presence: Path) -> None:
    with pytest.raises(ScenarioError, match="replicates: must leave outcomes that fit into memory, got 4,000,000,000"):
        sim.compare(firm, presence, replicates=4_000_000_000)


def test_a_notebook_shows_the_table(firm: Path, presence: Path) -> None:
    found = sim.compare(firm, presence, replicates=4)
    html = found._repr_html_()
    assert html.count("<tr") == 1 + len(found.table)
    assert "Sales: image in the last quarter" in html
    assert repr(found) == "<Comparison of presence with firm: 4 pairs>"
