import json
from pathlib import Path

import pandas as pd
import pytest

import sim
from sim.errors import ResultsError, ScenarioError
from sim.experiments import engines
from sim.experiments.engines import Job
from sim.results import manifest
from sim.scenario import Scenario
from sim.scenario.output import Output

TABLES = ["company", "events", "meetings", "people", "weekly"]


def _bytes(folder: Path) -> dict[str, bytes]:
    return {name: (folder / f"{name}.parquet").read_bytes() for name in TABLES}


def _run(scenario: Path, out: Path, **changes: int | str) -> Path:
    path = sim.run(scenario, out=out, **changes).path  # type: ignore[arg-type]
    assert path is not None
    return path


def test_same_command_and_seed_give_the_same_bytes_whatever_the_threads(
    small_firm: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "WORK_PER_BATCH", 1 * _work(small_firm))
    monkeypatch.setattr("sim.results.recorder.BYTES_PER_PIECE", 200_000)
    one, two, again = (_run(small_firm, tmp_path / f"{n}", threads=n) for n in (1, 2, 3))
    assert one.name == two.name
    assert _bytes(one) == _bytes(two) == _bytes(again)


def test_both_engines_give_the_same_bytes_in_folders_of_their_own(small_firm: Path, tmp_path: Path) -> None:
    kernel, mesa = (_run(small_firm, tmp_path, engine=each, replicates=3) for each in ("kernel", "mesa"))
    assert kernel.name != mesa.name
    assert _bytes(kernel) == _bytes(mesa)


def test_another_seed_gives_other_numbers_in_another_folder(small_firm: Path, tmp_path: Path) -> None:
    one, other = (_run(small_firm, tmp_path, seed=seed) for seed in (0, 1))
    assert one.name != other.name
    assert _bytes(one)["weekly"] != _bytes(other)["weekly"]


def test_more_replicates_begin_with_the_same_ones(small_firm: Path) -> None:
    few, many = (sim.run(small_firm, replicates=count) for count in (3, 5))
    pd.testing.assert_frame_equal(few.company, many.company[many.company["replicate"] < 3])


def test_results_in_memory_are_those_on_the_disk(small_firm: Path, tmp_path: Path) -> None:
    kept, written = sim.run(small_firm), sim.run(small_firm, out=tmp_path)
    assert kept.path is None
    for name in TABLES:
        pd.testing.assert_frame_equal(getattr(kept, name), getattr(written, name))
    pd.testing.assert_frame_equal(kept.summary(), written.summary())
    assert kept.verdict() == written.verdict()


def test_the_folder_is_named_by_scenario_and_hash_and_holds_all_tables(small_firm: Path, tmp_path: Path) -> None:
    path = _run(small_firm, tmp_path / "results")
    assert path.parent == tmp_path / "results" / "small_firm"
    assert sorted(each.name for each in path.iterdir()) == [
        "company.parquet", "events.parquet", "manifest.json", "meetings.parquet", "people.parquet", "weekly.parquet",
    ]  # fmt: skip
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_the_manifest_tells_how_to_make_the_run_again(small_firm: Path, tmp_path: Path) -> None:
    found = manifest.read(_run(small_firm, tmp_path, weeks=13, replicates=2, seed=7))
    assert (found["seed"], found["replicates"], found["weeks"], found["engine"]) == (7, 2, 13, "kernel")
    assert found["tables"]["weekly"]["rows_expected"] == found["tables"]["weekly"]["rows"] == 2 * 13 * 2
    assert {"flurfunk", "python", "numpy", "numba", "mesa"} <= found["versions"].keys()
    again = sim.run(Scenario.model_validate(found["scenario"]), out=tmp_path / "again")
    assert again.manifest["tables"] == found["tables"]


def test_what_exists_is_not_computed_again(small_firm: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = _run(small_firm, tmp_path)
    monkeypatch.setattr(engines, "_kernel_batch", _refuse)
    stages: list[str] = []
    found = sim.run(small_firm, out=tmp_path, progress=lambda stage, _done, _total: stages.append(stage))
    assert found.path == first
    assert stages == ["found"]


def test_force_computes_again(small_firm: Path, tmp_path: Path) -> None:
    first = sim.run(small_firm, out=tmp_path)
    again = sim.run(small_firm, out=tmp_path, force=True)
    assert again.path == first.path
    assert again.manifest["created"] > first.manifest["created"]


@pytest.mark.parametrize("damage", ["missing", "changed"])
def test_damaged_results_are_computed_again(small_firm: Path, tmp_path: Path, damage: str) -> None:
    path = _run(small_firm, tmp_path)
    whole = _bytes(path)
    if damage == "missing":
        (path / "people.parquet").unlink()
    else:
        flipped = bytearray(whole["people"])
        flipped[200] ^= 1
        (path / "people.parquet").write_bytes(flipped)
    assert _bytes(_run(small_firm, tmp_path)) == whole


def test_a_new_translation_keeps_the_results_and_tells_the_new_title(small_firm: Path, tmp_path: Path) -> None:
    first = sim.run(small_firm, out=tmp_path)
    small_firm.write_text(small_firm.read_text(encoding="utf-8").replace("Small firm", "Tiny firm"), encoding="utf-8")
    again = sim.run(small_firm, out=tmp_path)
    assert again.path == first.path
    assert again.manifest["created"] == first.manifest["created"]
    assert again.scenario.title.en == "Tiny firm"


def test_overrides_change_the_scenario(small_firm: Path) -> None:
    silent = sim.run(small_firm, overrides=["gossip.rate=0"])
    assert silent.scenario.model_dump()["gossip"]["rate"] == 0
    assert silent.weekly[["talk_negative", "talk_neutral", "talk_positive"]].to_numpy().sum() == 0


def test_a_loaded_scenario_runs_under_its_title(small_firm: Path, tmp_path: Path) -> None:
    scenario = sim.load(small_firm)
    found = sim.run(scenario, out=tmp_path)
    assert found.path is not None
    assert found.path.parent.name == "small_firm"
    pd.testing.assert_frame_equal(found.company, sim.run(small_firm).company)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"replicates": 0}, "replicates: must be a whole number between 1 and 4294967295, got 0"),
        ({"weeks": 5201}, "weeks: must be a whole number between 1 and 5200, got 5201"),
        ({"seed": -1}, "seed: must be a whole number between 0 and 4294967295, got -1"),
        ({"threads": 0}, "threads: must be a whole number between 1 and 1024, got 0"),
        ({"engine": "abacus"}, "engine: must be kernel or mesa, got 'abacus'"),
    ],
)
def test_numbers_out_of_bounds_are_refused(small_firm: Path, changes: dict[str, int], told: str) -> None:
    with pytest.raises(ScenarioError, match=f"^{told}$"):
        sim.run(small_firm, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize("out", [None, "results"])
def test_a_thousand_million_replicates_are_refused_with_the_room_they_would_take(
    small_firm: Path, tmp_path: Path, out: str | None
) -> None:
    with pytest.raises(
        ScenarioError, match=r"got 1,000,000,000, which take up to [\d.]+ TB where [\d.]+ [GTP]B are free"
    ):
        sim.run(small_firm, replicates=10**9, out=out and tmp_path / out)
    assert not (tmp_path / "results").exists()


def test_replicates_that_an_engine_forgets_are_an_error_and_leave_nothing(
    small_firm: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = engines._kernel_batch
    monkeypatch.setattr(engines, "_kernel_batch", lambda job, first, count: whole(job, first, count)[:-1])
    with pytest.raises(ResultsError, match="must have"):
        sim.run(small_firm, out=tmp_path / "results")
    assert not (tmp_path / "results").exists()


def test_progress_goes_from_nothing_to_everything(small_firm: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "WORK_PER_BATCH", 16 * _work(small_firm))
    seen: list[tuple[int, int]] = []
    sim.run(small_firm, progress=lambda stage, done, total: seen.append((done, total)) if stage == "running" else None)
    assert seen == [(0, 40), (16, 40), (32, 40), (40, 40)]


def test_batches_are_of_as_many_replicates_as_the_kernel_takes_side_by_side() -> None:
    from sim.kernel.lanes import LANES

    assert engines.SIDE_BY_SIDE == LANES


def test_the_manifest_is_json_that_anything_reads(small_firm: Path, tmp_path: Path) -> None:
    text = (_run(small_firm, tmp_path) / "manifest.json").read_text(encoding="utf-8")
    assert json.loads(text)["scenario"]["title"]["de"] == "Kleiner Betrieb"


def _work(scenario: Path) -> int:
    from sim.scenario import layout, timeline

    loaded = sim.load(scenario)
    return engines._work(Job(loaded, layout.build(loaded), timeline.build(loaded), 1, 1, "kernel", 1))


def _refuse(job: Job, first: int, count: int) -> list[Output]:
    raise AssertionError("computed again")
