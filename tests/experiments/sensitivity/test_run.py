from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import sim
from sim.errors import MissingPackageError, ScenarioError, StudyError
from sim.experiments.study import extras

ROWS = 2 * 3 + 2
POINTS = 32 * ROWS + 6 * 4

# Nobody can take the seats of staff that there is none of.
FAILING = ("hybrid.presence: {low: 0, high: 1}", "departments.sales.staff: {values: [0, 3, 4, 5, 6, 7, 8, 9]}")

Write = Callable[..., Path]


def test_every_outcome_has_indices_of_every_method_and_a_verdict_on_every_parameter(study: Path) -> None:
    found = sim.sensitivity(study)
    own = found.indices[found.indices["outcome"] == "attendance"]
    counts = own.groupby(["method", "index"]).size().to_dict()
    assert counts == {
        ("sobol", "first"): 3, ("sobol", "total"): 3, ("sobol", "second"): 3, ("sobol", "sum_first"): 1,
        ("morris", "mu"): 3, ("morris", "mu_star"): 3, ("morris", "sigma"): 3, ("morris", "luck"): 3,
        ("pawn", "pawn"): 4,
    }  # fmt: skip
    assert (own["low"] <= own["estimate"]).all()
    assert (own["estimate"] <= own["high"]).all()
    told = found.verdicts()
    assert set(told[told["outcome"] == "attendance"]["parameter"]) == {*found.parameters}
    assert found.counts["blocks"] == {"saltelli": 32, "morris": 6}
    assert found.counts["points"] == POINTS
    assert repr(found) == f"<Sensitivity of study: 3 parameters, {len(found.findings)} outcomes, {POINTS} points>"


def test_the_presence_norm_matters_for_attendance_and_a_switch_that_is_off_does_not(study: Path) -> None:
    told = sim.sensitivity(study, samples=64, outcomes=["attendance"]).verdicts().set_index("parameter")
    assert told.loc["attendance.norm", "verdict"] == "matters"
    assert told.loc["hybrid.presence", "verdict"] == "zero"
    assert told.loc["hybrid.presence", "estimate"] == pytest.approx(0, abs=1e-12)
    assert told.index[0] == "attendance.norm"


def test_times_that_never_come_are_counted_as_the_last_week_and_an_outcome_without_variance_is_told(
    study: Path,
) -> None:
    found = sim.sensitivity(study)
    fall, never = found.findings["fall"], found.findings["never"]
    assert 0 < fall.censored < fall.runs
    assert fall.highest == 26
    assert (never.state, never.censored, never.lowest, never.highest) == ("constant", never.runs, 26, 26)
    assert found.verdicts().set_index("outcome").loc["never", "verdict"] == "constant"
    assert found.indices[found.indices["outcome"] == "never"].empty


def test_nothing_is_computed_twice_and_more_samples_and_replicates_compute_only_what_is_new(
    study: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"

    def computed(samples: int = 32, replicates: int = 4) -> int:
        found = sim.sensitivity(
            study, method="sobol", outcomes=["never"], out=out, samples=samples, replicates=replicates
        )
        return found.counts["computed"]

    assert computed() == 32 * ROWS * 4
    assert computed() == 0
    assert computed(samples=36) == 4 * ROWS * 4
    assert computed(replicates=5) == 32 * ROWS
    # Trajectories on a grid of levels may meet the same point twice.
    added = sim.sensitivity(study, method="morris", outcomes=["never"], out=out).counts
    assert 0 < added["computed"] <= added["points"] * 4
    assert sim.sensitivity(study, outcomes=["never"], out=out).counts["computed"] == 0


def test_threads_and_folders_make_no_difference_to_any_number(study: Path, tmp_path: Path) -> None:
    plain = sim.sensitivity(study, threads=1)
    kept = sim.sensitivity(study, threads=2, out=tmp_path)
    pd.testing.assert_frame_equal(plain.indices, kept.indices)
    assert kept.path is not None
    pd.testing.assert_frame_equal(pd.read_parquet(kept.path / "sensitivity.parquet"), kept.indices)
    pd.testing.assert_frame_equal(pd.read_parquet(kept.path / "sensitivity_convergence.parquet"), kept.convergence)


def test_the_other_outcomes_make_no_difference_to_one(study: Path) -> None:
    alone = sim.sensitivity(study, method="sobol", outcomes=["attendance"]).indices
    every = sim.sensitivity(study, method="sobol").indices
    pd.testing.assert_frame_equal(alone, every[every["outcome"] == "attendance"].reset_index(drop=True))


@pytest.mark.parametrize(
    ("method", "blocks", "verdict_by"),
    [("sobol", {"saltelli": 32}, {"sobol"}), ("morris", {"morris": 6}, {"morris"}), ("pawn", {"rows": 64}, {"pawn"})],
)
def test_a_single_method_runs_what_it_needs(
    study: Path, method: str, blocks: dict[str, int], verdict_by: set[str]
) -> None:
    found = sim.sensitivity(study, method=method, outcomes=["attendance"])
    assert found.counts["blocks"] == blocks
    assert set(found.verdicts()["method"]) == verdict_by


def test_indices_are_followed_over_growing_numbers_of_base_samples(study: Path) -> None:
    found = sim.sensitivity(study, method="sobol", samples=128, outcomes=["attendance"])
    steps = sorted(found.convergence["samples"].unique())
    assert steps == [32, 64, 128]
    last = found.convergence[found.convergence["samples"] == 128]
    whole = found.indices[found.indices["index"].isin(["first", "total"])]
    assert last["estimate"].tolist() == whole["estimate"].tolist()


def test_design_points_of_the_study_are_used_where_its_design_is_of_that_kind(write: Write) -> None:
    found = sim.sensitivity(write(("saltelli, points: 32", "morris, points: 9"), ("trajectories: 6", "samples: 33")))
    assert found.counts["blocks"] == {"saltelli": 33, "morris": 9}


def test_blocks_with_failed_points_are_left_out_and_the_errors_are_told(write: Write) -> None:
    path = write(FAILING)
    found = sim.sensitivity(path, samples=64, trajectories=30, outcomes=["attendance"])
    assert 0 < found.counts["failed_points"] == len(found.errors)
    assert 32 <= found.counts["blocks"]["saltelli"] < 64
    assert "the number of their seats" in found.errors[0]
    assert found.findings["attendance"].state == "fine"
    assert np.isfinite(found.indices["estimate"]).all()


def test_too_many_failed_points_are_an_error(write: Write) -> None:
    staff = ("hybrid.presence: {low: 0, high: 1}", "departments.sales.staff: {values: [0, 3]}")
    with pytest.raises(StudyError, match="must have at least 32 base samples of which every point could be run, got"):
        sim.sensitivity(write(staff))


def test_a_method_that_failed_too_often_leaves_the_others(write: Write) -> None:
    path = write(FAILING)
    found = sim.sensitivity(path, samples=64, trajectories=4, outcomes=["attendance"])
    assert found.left_out == ["morris"]
    assert set(found.indices["method"]) == {"sobol", "pawn"}
    found = sim.sensitivity(path, samples=32, trajectories=30, outcomes=["attendance"])
    assert found.left_out == ["saltelli"]
    assert set(found.indices["method"]) == {"morris"}


def test_an_outcome_with_gaps_is_not_analysed_and_the_others_are(write: Write) -> None:
    # A company without customers has no revenue to compare with a plan.
    no_customers = ("set: {weeks: 26}", "set: {weeks: 26, portfolio.customers_per_person: 0}")
    # Where nobody has customers, everybody comes to the meetings, and images rise.
    rises = ("image.sales falls below 0.45", "image.sales rises above 0.5")
    found = sim.sensitivity(
        write(no_customers, rises, ("weeks until influence.sales rises above 99", "revenue at week 26"))
    )
    gaps, rise = found.findings["never"], found.findings["fall"]
    assert (gaps.state, gaps.missing, gaps.leading) == ("gaps", gaps.runs, None)
    assert rise.missing == 0
    assert rise.lowest < rise.highest


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ([("{low: -2, high: 2}", "{low: 2, high: 2}")], r"study\.yaml:8 parameters\..*high: must be above low"),
        ([("{low: -2, high: 2}", "{values: [1, 1]}")], r"study\.yaml:8 parameters\..*values: must be two different"),
        ([("points: 32", "points: 8")], r"study\.yaml:4 design\.points: must be at least 32 samples here, got 8"),
        ([("trajectories: 6", "trajectories: 3")], r"study\.yaml:5 sensitivity\.trajectories: must be at least 4"),
        (
            [("  gossip.inhibit: {low: 0, high: 1}\n", ""), ("  hybrid.presence: {low: 0, high: 1}\n", "")],
            r"study\.yaml:6 parameters: must be two or more to be told apart, got 1",
        ),
    ],
)  # fmt: skip
def test_bad_studies_are_refused_in_one_line(write: Write, changes: list[tuple[str, str]], message: str) -> None:
    with pytest.raises(ScenarioError, match=f"^.*{message}") as told:
        sim.sensitivity(write(*changes))
    assert "\n" not in str(told.value)


def test_unknown_outcomes_methods_and_numbers_are_refused(study: Path) -> None:
    with pytest.raises(ScenarioError, match=r"outcome: must be one of attendance, fall, never, got 'fell'.*'fall'"):
        sim.sensitivity(study, outcomes=["fell"])
    with pytest.raises(ScenarioError, match="method: must be one of all, sobol, morris, pawn, got 'delta'"):
        sim.sensitivity(study, method="delta")
    with pytest.raises(ScenarioError, match="samples: must be a whole number between 32 and"):
        sim.sensitivity(study, samples=15)


def test_without_salib_one_line_says_what_to_install(study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extras, "find_spec", lambda _package: None)
    with pytest.raises(
        MissingPackageError, match=r"SALib: must be installed for this: pip install 'flurfunk\[studies\]'"
    ):
        sim.sensitivity(study)


def test_notebooks_show_the_verdicts(study: Path) -> None:
    shown = sim.sensitivity(study, method="morris", outcomes=["attendance"])._repr_html_()
    assert "attendance.norm" in shown
    assert "<table" in shown
