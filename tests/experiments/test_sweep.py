import errno
import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

import sim
from sim.errors import ScenarioError
from sim.experiments.study import room
from sim.experiments.study.loading import load_study
from sim.experiments.study.told import told
from sim.statistics import UNIT, of_mean, of_median, of_share

STUDY = """\
scenario: small_firm.yaml
set: {weeks: 26}
replicates: 4
design: {method: sobol, points: 8}
parameters:
  gossip.inhibit: {low: 0, high: 1}
  interventions.presence.start: {low: 10, high: 20}
outcomes:
  image: image.sales in the last quarter
  collapsed: collapse
  when: weeks until image.sales falls below 0.45
"""


@pytest.fixture
def study(small_firm: Path) -> Path:
    path = small_firm.with_name("study.yaml")
    path.write_text(STUDY, encoding="utf-8")
    return path


def test_there_is_one_row_for_every_point_and_replicate_in_order(study: Path, tmp_path: Path) -> None:
    runs = sim.sweep(study, out=tmp_path / "out").runs
    assert list(runs.columns) == [
        "point", "replicate", "gossip.inhibit", "interventions.presence.start", "image", "collapsed", "when", "error",
    ]  # fmt: skip
    assert runs["point"].tolist() == [point for point in range(8) for _ in range(4)]
    assert runs["replicate"].tolist() == [0, 1, 2, 3] * 8
    assert runs["interventions.presence.start"].dtype == np.int64
    assert runs["error"].isna().all()


def test_memory_and_disk_hold_the_same(study: Path, tmp_path: Path) -> None:
    assert_frame_equal(sim.sweep(study).runs, sim.sweep(study, out=tmp_path).runs, check_dtype=False, check_exact=True)


def test_a_point_is_the_run_of_its_scenario(study: Path, small_firm: Path) -> None:
    runs = sim.sweep(study).runs
    row = runs.iloc[-1]
    overrides = [
        "weeks=26", f"gossip.inhibit={float(row['gossip.inhibit'])!r}",
        f"interventions.presence.start={row['interventions.presence.start']}",
    ]  # fmt: skip
    alone = sim.run(small_firm, replicates=4, overrides=overrides).quarters["image"][:, -1]
    assert runs[runs["point"] == 7]["image"].tolist() == alone.tolist()


def test_extending_a_study_computes_only_what_is_new(study: Path, tmp_path: Path) -> None:
    assert sim.sweep(study, out=tmp_path).counts["computed"] == 32
    assert sim.sweep(study, out=tmp_path, points=16).counts["computed"] == 32
    assert sim.sweep(study, out=tmp_path, replicates=5).counts["computed"] == 8
    again = sim.sweep(study, out=tmp_path)
    assert again.counts == {"expected": 32, "computed": 0, "failed": 0, "damaged_chunks": 0}


@pytest.mark.parametrize("change", [("replicates: 4", "seed: 9"), ("falls below 0.45", "falls below 0.4")])
def test_another_seed_or_outcome_has_a_folder_of_its_own(study: Path, tmp_path: Path, change: tuple[str, str]) -> None:
    first = sim.sweep(study, out=tmp_path)
    study.write_text(STUDY.replace(*change), encoding="utf-8")
    second = sim.sweep(study, out=tmp_path)
    assert first.path != second.path
    assert second.counts["computed"] == second.counts["expected"]


def test_points_that_fail_keep_their_error_and_the_others_their_runs(study: Path, tmp_path: Path) -> None:
    study.write_text(
        STUDY.replace("gossip.inhibit: {low: 0, high: 1}", "departments.sales.staff: {values: [0, 3]}"),
        encoding="utf-8",
    )
    for found in (sim.sweep(study), sim.sweep(study, out=tmp_path)):
        broken = found.runs["departments.sales.staff"] == 0
        assert 0 < found.counts["failed"] == int(broken.sum())
        assert found.runs[broken]["image"].isna().all()
        assert found.runs[~broken]["image"].notna().all()
        assert found.failed["error"].str.contains("must be at least 1, the number of their seats").all()
        assert len(found.failed) * 4 == found.counts["failed"]


def test_means_medians_and_shares_carry_their_intervals(study: Path) -> None:
    found = sim.sweep(study, replicates=8)
    means = found.means()
    own = found.runs[found.runs["point"] == 3]
    row = means[(means["point"] == 3) & (means["outcome"] == "image")].iloc[0]
    assert row[["mean", "low", "high"]].tolist() == pytest.approx(of_mean(own["image"].to_numpy(), UNIT))
    assert row[["median", "median_low", "median_high"]].tolist() == list(of_median(own["image"].to_numpy()))
    event = means[(means["point"] == 3) & (means["outcome"] == "collapsed")].iloc[0]
    came = int(own["collapsed"].sum())
    assert event[["mean", "low", "high"]].tolist() == list(of_share(came, 8))
    assert event[["median", "median_low", "median_high"]].isna().all()
    assert (means["groups"] == 1).all()
    assert means["outcome"].tolist()[:3] == ["image", "collapsed", "when"]


def test_every_point_has_the_scale_that_holds_there(study: Path) -> None:
    study.write_text(
        STUDY.replace(
            "gossip.inhibit: {low: 0, high: 1}", "revenue.plan: {values: [0.1, 0.5]}\n  weeks: {values: [26, 30]}"
        )
        .replace("sobol, points: 8", "grid, points: 2")
        .replace("set: {weeks: 26}\n", "")
        .replace("falls below 0.45", "falls below 0.49\n  income: revenue in the last quarter"),
        encoding="utf-8",
    )
    found = sim.sweep(study)
    means = found.means()
    income = means[means["outcome"] == "income"]
    # A tenth of the potential is planned: up to ten times the plan may come in.
    assert income.groupby("revenue.plan")["high"].max().to_dict() == pytest.approx({0.1: 10, 0.5: 2}, rel=0.5)
    assert (income[income["revenue.plan"] == 0.5]["high"] <= 2).all()
    assert (found.runs["income"] > 2).any()
    when = means[(means["outcome"] == "when") & (means["runs"] > 0)]
    assert (when["high"] <= when["weeks"]).all()


def test_a_point_whose_runs_end_in_two_groups_is_marked(study: Path) -> None:
    loaded = load_study(study)._replace(replicates=40)
    split = np.concatenate([np.linspace(0.05, 0.15, 12), np.linspace(0.55, 0.65, 28)])
    whole = np.linspace(0.2, 0.4, 40)
    keys = {"gossip.inhibit": 0.5, "interventions.presence.start": 10}
    rows = [{"point": at, **keys, "image": each} for at, own in enumerate((split, whole)) for each in own]
    runs = pd.DataFrame(rows).assign(collapsed=0.0, when=np.nan)
    found = told(loaded, runs).set_index(["point", "outcome"])
    groups = found[["groups", "lower", "upper", "share_upper"]].loc[[(0, "image")]].to_numpy(dtype=np.float64)
    assert groups[0].tolist() == pytest.approx([2, 0.1, 0.6, 0.7])
    assert found.loc[(1, "image"), "groups"] == 1


@pytest.mark.parametrize("method", ["grid", "morris"])
def test_a_normal_distribution_without_ends_is_refused_where_levels_lie_at_the_ends(study: Path, method: str) -> None:
    normal = "attendance.norm: {distribution: normal, mean: 0.2, sd: 0.3, low: -1}"
    text = STUDY.replace("gossip.inhibit: {low: 0, high: 1}", normal).replace("sobol", method)
    study.write_text(text, encoding="utf-8")
    with pytest.raises(ScenarioError) as refused:
        sim.sweep(study)
    assert str(refused.value) == (
        f"{study}:6 parameters.attendance.norm: must have high for a {method} design, which looks at both ends, "
        "got the other end alone; 95 % of it lie within high: 0.788"
    )
    study.write_text(text.replace("low: -1", "low: -1, high: 1.4"), encoding="utf-8")
    levels = set(sim.sweep(study, points=4, replicates=1).means()["attendance.norm"])
    assert {-1.0, 1.4} <= levels or method == "morris"
    study.write_text(text.replace(method, "sobol"), encoding="utf-8")
    assert sim.sweep(study, points=4, replicates=1).counts["computed"] == 4


def test_times_that_never_come_are_left_out_of_means_and_told(study: Path) -> None:
    study.write_text(STUDY.replace("falls below 0.45", "falls below 0.01"), encoding="utf-8")
    means = sim.sweep(study).means()
    never = means[means["outcome"] == "when"]
    assert (never["runs"] == 0).all()
    assert never[["mean", "low", "high"]].isna().all(axis=None)


def test_the_record_says_what_the_study_was(study: Path, tmp_path: Path) -> None:
    found = sim.sweep(study, out=tmp_path)
    assert found.path is not None
    record = json.loads((found.path / "manifest.json").read_text(encoding="utf-8"))
    assert record["outcomes"]["collapsed"] == "collapse"
    assert record["runs"]["expected"] == 32
    assert record["study"]["design"] == {"method": "sobol", "points": 8}
    assert record["hash"] == found.path.name


def test_the_record_adds_up_what_every_call_took(study: Path, tmp_path: Path) -> None:
    def record(points: int) -> dict[str, Any]:
        path = sim.sweep(study, out=tmp_path, points=points).path
        assert path is not None
        found: dict[str, Any] = json.loads((path / "manifest.json").read_text(encoding="utf-8"))
        return found

    calls = [record(4), record(8), record(8)]
    assert [each["runs"]["computed"] for each in calls] == [16, 16, 0]
    assert [each["in_all"]["computed"] for each in calls] == [16, 32, 32]
    assert [each["in_all"]["calls"] for each in calls] == [1, 2, 3]
    assert calls[-1]["in_all"]["since"] == calls[0]["created"]
    assert calls[-1]["in_all"]["seconds"] == pytest.approx(sum(each["wall_seconds"] for each in calls))


def test_a_damaged_record_does_not_stop_a_study(study: Path, tmp_path: Path) -> None:
    path = sim.sweep(study, out=tmp_path).path
    assert path is not None
    (path / "manifest.json").write_text("{", encoding="utf-8")
    sim.sweep(study, out=tmp_path)
    assert json.loads((path / "manifest.json").read_text(encoding="utf-8"))["in_all"]["calls"] == 1


def test_a_study_that_cannot_be_kept_is_refused_at_once(study: Path, tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match=r"study.yaml:4 design: must leave results that fit .* 1,000,000 points"):
        sim.sweep(study, out=tmp_path, points=1_000_000, replicates=1_000_000)
    assert list(tmp_path.glob("studies")) == []


def test_the_disk_is_asked_before_the_first_run(study: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "free_disk", lambda _: 100)
    with pytest.raises(ScenarioError, match="fit into the disk of"):
        sim.sweep(study, out=tmp_path)


def test_a_disk_without_room_for_the_whole_study_has_room_for_the_rest_of_it(
    study: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = 32 * 5 * 8  # runs, and what each is: three outcomes, which point, which replicate
    sim.sweep(study, out=tmp_path, replicates=3)
    monkeypatch.setattr(room, "free_disk", lambda _: int(2.5 * whole))
    assert sim.sweep(study, out=tmp_path).counts["computed"] == 8
    with pytest.raises(
        ScenarioError, match=r"fit into the disk of .* 4 replicates, which take up to 3.84 kB where 3.2"
    ):
        sim.sweep(study, out=tmp_path / "empty")
    with pytest.raises(ScenarioError, match=r"5 replicates, of which what is missing \(8 runs\) takes up to 3.52 kB"):
        sim.sweep(study, out=tmp_path, replicates=5)


@pytest.mark.parametrize("wrong", [{"points": 0}, {"replicates": 0}, {"replicates": 10**7}, {"threads": 0}])
def test_numbers_out_of_bounds_are_refused(study: Path, wrong: dict[str, int]) -> None:
    with pytest.raises(ScenarioError, match=next(iter(wrong))):
        sim.sweep(study, **wrong)  # type: ignore[arg-type]


def test_it_says_in_a_line_what_it_is(study: Path) -> None:
    assert repr(sim.sweep(study)) == "<Sweep of study: 8 points, 4 replicates each>"
    assert repr(sim.sweep(study, points=1, replicates=1)) == "<Sweep of study: 1 point, 1 replicate each>"


def test_it_shows_as_a_table_in_a_notebook(study: Path) -> None:
    html = sim.sweep(study)._repr_html_()
    assert html.count("<table") == 1
    assert "<td>collapsed</td>" in html


def test_a_finished_study_is_opened_where_nothing_can_be_written(
    study: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = sim.sweep(study, out=tmp_path / "out")

    def read_only(*_arguments: object, **_options: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr("filelock.FileLock.acquire", read_only)
    again = sim.sweep(study, out=tmp_path / "out")
    assert again.counts["computed"] == 0
    assert_frame_equal(again.runs, first.runs, check_categorical=False)
