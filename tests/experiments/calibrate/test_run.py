"""A calibration as a whole: the same posterior whoever works on it, gone on with, kept, and told."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from ruamel.yaml import YAML

from benchmarks.coverage.observed import impossible
from sim.cli.main import main
from sim.errors import ResultsError, ScenarioError
from sim.experiments.calibrate import Calibration, calibrate, keep, written
from sim.experiments.calibrate.calibration import value_at
from sim.experiments.calibrate.numbered import PER_POPULATION, Number
from sim.scenario import load
from tests.experiments.calibrate.conftest import SCENARIO, Files

SMALL = {"populations": 3, "particles": 40, "seed": 3}


def test_a_stopped_search_goes_on_to_the_very_same_posterior(files: Files, made: Calibration, tmp_path: Path) -> None:
    def stop(stage: str, done: int, total: int) -> None:
        del total
        if stage.startswith("population 2") and done > 5:
            raise KeyboardInterrupt

    asked = {"attendance": files.attendance, "survey": files.survey, "out": tmp_path, **SMALL}
    with pytest.raises(KeyboardInterrupt):
        calibrate(SCENARIO, progress=stop, **asked)  # type: ignore[arg-type]
    stages: list[str] = []
    found = calibrate(SCENARIO, threads=1, progress=lambda stage, *_: stages.append(stage), **asked)  # type: ignore[arg-type]
    assert not any(stage.startswith(("population 0", "population 1")) for stage in stages)
    pd.testing.assert_frame_equal(found.posterior, made.posterior, check_exact=True)
    pd.testing.assert_frame_equal(found.checks, made.checks, check_exact=True)
    pd.testing.assert_frame_equal(found.populations, made.populations, check_exact=True)
    assert [each.name for each in found.path.parent.iterdir()] == [found.path.name]  # type: ignore[union-attr]


def test_what_was_calibrated_is_found_again(files: Files, made: Calibration) -> None:
    assert made.path is not None
    stages: list[str] = []
    found = calibrate(
        SCENARIO, attendance=files.attendance, survey=files.survey, out=made.path.parents[2],
        progress=lambda stage, *_: stages.append(stage), **SMALL,  # type: ignore[arg-type]
    )  # fmt: skip
    assert stages == ["found"]
    assert found.posterior.equals(made.posterior)


def test_numpys_global_stream_is_left_as_it_was(files: Files) -> None:
    np.random.seed(5)  # noqa: NPY002
    before = np.random.get_state()[1].copy()  # type: ignore[index]  # noqa: NPY002
    calibrate(SCENARIO, survey=files.survey, populations=1, particles=20)
    assert (np.random.get_state()[1] == before).all()  # type: ignore[index]  # noqa: NPY002


def test_weights_sum_to_one_and_values_lie_in_their_priors(made: Calibration) -> None:
    assert made.weight.sum() == pytest.approx(1)
    for key, spec in made.priors.items():
        assert made.posterior[key].between(spec.low, spec.high).all()


def test_the_calibrated_scenario_is_valid_and_holds_one_particle_in_what_the_data_tell(made: Calibration) -> None:
    assert made.path is not None
    file = made.path / "calibrated.yaml"
    scenario = load(file)
    extends = YAML(typ="safe").load(file)["extends"]
    assert extends.endswith("scenarios/small_firm.yaml")
    assert not Path(extends).is_absolute()
    for key, value in made.chosen.items():
        assert value_at(scenario, key) == pytest.approx(value, rel=1e-5)
        assert value_at(made.scenario, key) == pytest.approx(value, rel=1e-5)
    rows = made.posterior[list(made.chosen)].eq(pd.Series(made.chosen)).all(axis=1)
    assert rows.sum() == 1


def test_what_the_data_say_nothing_about_stays_as_it_was_with_a_remark(made: Calibration) -> None:
    assert made.path is not None
    file = made.path / "calibrated.yaml"
    before, after, lines = load(SCENARIO), load(file), file.read_text(encoding="utf-8").splitlines()
    assert "gossip.rate" in made.silent
    for key in made.silent:
        assert value_at(after, key) == value_at(before, key) == made.kept[key]
    (line,) = [each for each in lines if each.startswith("  rate:") and str(before.gossip.rate) in each]  # type: ignore[attr-defined]
    assert "kept as it was, the data say nothing about it: 90 % " in line
    assert "gossip.rate" not in made.chosen


def test_parameters_of_which_only_the_sum_is_known_are_not_kept_one_by_one(made: Calibration) -> None:
    chance = np.random.default_rng(3).random(len(made.posterior))
    columns = {"gossip.rate (share of prior)": chance, "impression.rate (share of prior)": 1 - chance}
    tables = {name: getattr(made, name) for name in ("checks", "weekly", "populations")}
    found = Calibration(made.manifest, {**tables, "posterior": made.posterior.assign(**columns)})
    assert next(pair[:2] for pair in found.pairs if "gossip.rate" in pair) == ("impression.rate", "gossip.rate")
    assert not {"gossip.rate", "impression.rate"} & set(found.silent)


def test_a_key_that_was_not_written_before_gets_its_remark_at_the_top(made: Calibration) -> None:
    text = written.text("base.yaml", made.base, {"a.b": None, "gossip.rate": 0.5}, {"a.b": "why"}, possible=True)
    assert "# a.b: why" in text.splitlines()[:5]
    assert "  b:" not in text


def test_impossible_data_are_called_so_everywhere_and_nothing_is_graded(tmp_path: Path) -> None:
    import json

    from click.testing import CliRunner

    files = impossible("swapped", tmp_path, {}, 5_000_001, weeks=13)
    arguments = [
        "calibrate",
        SCENARIO,
        "--attendance",
        str(files.attendance),
        "--populations",
        "1",
        "--particles",
        "20",
    ]
    arguments += ["--out", str(tmp_path)]
    found = CliRunner().invoke(main, arguments)
    assert found.exit_code == 3
    first, second, *others = found.stdout.splitlines()
    assert first == "No parameters in these ranges make these data."
    assert second.startswith("Attendance, ")
    assert "standard deviations off" in second
    assert not any(word in " ".join(others) for word in ("much", "little", "Data say", "say nothing", "would narrow"))
    again = CliRunner().invoke(main, [*arguments, "--json", "--language", "de"])
    told = json.loads(again.stdout)
    assert again.exit_code == 3
    assert told["found"]
    assert not told["possible"]
    assert {each["verdict"] for each in told["parameters"]} == {None}
    assert told["misses"][0]["statistic"].startswith("attendance.")
    assert Path(told["scenario"]).read_text(encoding="utf-8").startswith("# NOT A CALIBRATION: no parameters")
    assert load(told["scenario"]).title.en == "A small firm, does not make the data"
    report = Path(told["report"]).read_text(encoding="utf-8")
    assert "Keine Parameter in diesen Bereichen erzeugen diese Daten." in report


def test_the_key_counts_whatever_a_number_goes_through(monkeypatch: pytest.MonkeyPatch) -> None:
    parts = {"effort": 1}
    before = keep.identity(parts)
    assert keep.identity(parts) == before
    monkeypatch.setattr(keep, "searchers", lambda: {"pyabc": "0"})
    assert keep.identity(parts) != before


def test_changes_of_the_command_line_are_in_the_calibrated_scenario(files: Files, tmp_path: Path) -> None:
    found = calibrate(
        SCENARIO, survey=files.survey, populations=1, particles=20, out=tmp_path, overrides=["gossip.neutral=0.6"]
    )
    assert found.path is not None
    assert load(found.path / "calibrated.yaml").gossip.neutral == 0.6  # type: ignore[attr-defined]


def test_only_what_the_data_hold_is_compared(files: Files) -> None:
    found = calibrate(SCENARIO, survey=files.survey, populations=1, particles=20)
    assert {name.partition(".")[0] for name in found.checks["statistic"]} == {"image"}
    assert "attendance.spell" not in found.parameters


def test_the_summary_tells_intervals_before_and_after(made: Calibration) -> None:
    table = made.summary().set_index("parameter")
    assert (table["low"] <= table["median"]).all()
    assert (table["median"] <= table["high"]).all()
    assert table.loc["gossip.rate", "prior_low"] == pytest.approx(0.05, abs=0.001)
    assert "departments.sales.image" in made._repr_html_()


def test_a_damaged_table_is_noticed(made: Calibration, tmp_path: Path) -> None:
    import shutil

    assert made.path is not None
    copy = shutil.copytree(made.path, tmp_path / "copy")
    (copy / "posterior.parquet").write_bytes(b"")
    with pytest.raises(ResultsError, match=r"posterior.parquet: must be the table that was written"):
        keep.load(copy)


def test_particles_never_share_the_seed_of_their_history() -> None:
    seeds = {Number(7, population, particle).history_seed for population in range(9) for particle in range(500)}
    assert len(seeds) == 9 * 500
    assert Number(7, 0, PER_POPULATION - 1).history_seed != Number(7, 1, 0).history_seed


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("parameters:\n  gosip.rate: {low: 0, high: 1}\n", r"p.yaml:2 parameters.gosip.rate: must .*'gossip.rate'"),
        (
            "parameters:\n  gossip.rate: {low: 0, high: 2}\n",
            r"p.yaml:2 parameters.gossip.rate.high: must lie between 0 and 1",
        ),
        ("parameters: {}\n", r"p.yaml:1 parameters: must have at least 1 entry"),
        ("gossip.rate: 1\n", r"p.yaml:1 "),
    ],
)  # fmt: skip
def test_wrong_priors_are_told_with_their_line(files: Files, tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "p.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ScenarioError, match=told):
        calibrate(SCENARIO, survey=files.survey, priors=path)


def test_numbers_out_of_bounds_are_told(files: Files) -> None:
    with pytest.raises(ScenarioError, match=r"particles: must be a whole number between 20 and 100000, got 3"):
        calibrate(SCENARIO, survey=files.survey, particles=3)


def test_the_command_tells_every_mistake_in_one_line_each(tmp_path: Path) -> None:
    from click.testing import CliRunner

    path = tmp_path / "s.csv"
    path.write_text("week,department,image\n1,sale,.5\n2,sales,7\n", encoding="utf-8")
    found = CliRunner().invoke(main, ["calibrate", SCENARIO, "--survey", str(path)])
    assert found.exit_code == 2
    assert [line.partition("s.csv")[2][:14] for line in found.stderr.splitlines()] == [
        ":2 department:",
        ":3 image: must",
    ]


def test_the_command_ends_with_a_scenario_and_a_page(files: Files, tmp_path: Path) -> None:
    import json

    from click.testing import CliRunner

    arguments = [
        "--survey",
        str(files.survey),
        "--populations",
        "1",
        "--particles",
        "20",
        "--out",
        str(tmp_path),
        "--json",
    ]
    found = CliRunner().invoke(main, ["calibrate", SCENARIO, *arguments, "--language", "de"])
    assert found.exit_code == 0, found.output
    told = json.loads(found.stdout)
    assert Path(told["scenario"]).exists()
    assert "Kalibrierung" in Path(told["report"]).read_text(encoding="utf-8")
    assert {each["verdict"] for each in told["parameters"]} <= {"much", "little", "nothing"}
