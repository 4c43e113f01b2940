"""Runs, comparisons and plans under a posterior."""

import json
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

import sim
from sim.cli.main import main
from sim.errors import ScenarioError
from sim.experiments.calibrate.calibration import value_at
from sim.experiments.outcomes import parse_goal
from sim.experiments.posterior import Case, Where, of_plan, read
from sim.scenario import load
from sim.scenario.variants import Variants
from tests.experiments.posterior.conftest import SCENARIO, Make

NO_GOSSIP = "extends: {path}\ntitle: {{en: Quiet, de: Still}}\ngossip: {{rate: 0.0}}\n"


@pytest.fixture
def quiet(tmp_path: Path) -> Path:
    path = tmp_path / "quiet.yaml"
    path.write_text(NO_GOSSIP.format(path=SCENARIO.resolve()), encoding="utf-8")
    return path


def test_a_run_starts_from_the_calibrated_point_and_parts_luck_from_parameters(
    calibration: Make, tmp_path: Path
) -> None:
    folder = calibration(wide=True)
    found = sim.run(SCENARIO, weeks=26, replicates=8, posterior=folder, out=tmp_path)
    point = read(folder).point
    assert value_at(found.scenario, "attendance.norm") == pytest.approx(point["attendance.norm"])
    table = found.uncertainty.table.set_index("outcome")
    attendance = table.loc["attendance in the last quarter"]
    assert attendance["share"] > 0.5  # the norm is as open as before, and attendance hangs on it
    assert attendance["high"] - attendance["low"] > attendance["point_high"] - attendance["point_low"]
    told: list[str] = []
    again = sim.run(
        SCENARIO, weeks=26, replicates=8, posterior=folder, out=tmp_path, progress=lambda *each: told.append(each[0])
    )
    assert set(told) == {"found"}
    assert again.uncertainty.table.equals(found.uncertainty.table)
    narrow = sim.run(SCENARIO, weeks=26, replicates=8, posterior=calibration(), out=tmp_path).uncertainty
    assert narrow.path != found.uncertainty.path
    assert narrow.table.set_index("outcome").loc["attendance in the last quarter", "share"] < attendance["share"]


def test_a_comparison_leaves_what_a_scenario_sets_itself(calibration: Make, quiet: Path) -> None:
    found = sim.compare(
        SCENARIO, quiet, weeks=26, replicates=20, outcome="image in the last quarter", posterior=calibration()
    )
    baseline, other = (found.scenarios[name] for name in ("small_firm", "quiet"))
    assert value_at(other, "gossip.rate") == 0
    assert value_at(other, "attendance.norm") == value_at(baseline, "attendance.norm")
    assert value_at(baseline, "attendance.norm") != value_at(load(SCENARIO), "attendance.norm")
    (row,) = found.uncertainty.table.to_dict("records")  # type: ignore[union-attr]
    assert found.uncertainty.manifest["left"] == {"small_firm": [], "quiet": ["gossip.rate"]}  # type: ignore[union-attr]
    assert 0 <= row["agree"] <= row["draws"] == 200
    # One thing is one number: at the calibrated point stand the pairs of the comparison itself.
    (own,) = found.table.to_dict("records")
    assert [row[key] for key in ("point", "point_low", "point_high")] == [
        own[key] for key in ("difference", "low", "high")
    ]
    said = found.uncertainty.sentences("de")  # type: ignore[union-attr]
    assert "dasselbe Vorzeichen" in said[0]
    assert said[1] == "quiet setzt gossip.rate selbst; der Wert wird nicht gezogen."


def test_a_calibration_of_another_company_is_refused_in_one_line(calibration: Make) -> None:
    council = "tests/experiments/calibrate/council.yaml"
    found = CliRunner().invoke(main, ["run", council, "--posterior", str(calibration())])
    assert found.exit_code == 2
    line = found.stderr.splitlines()[-1]  # before it stand warnings about the scenario
    assert line.startswith(
        "error: posterior: must be of a company with the departments of council (council, administration), got "
    )
    assert line.endswith(" with sales, production, finance")


def test_data_that_no_parameters_make_have_no_posterior(calibration: Make) -> None:
    with pytest.raises(ScenarioError, match=r"posterior: must be of data that the model can make"):
        sim.run(SCENARIO, posterior=calibration(possible=False))


def test_what_was_calibrated_cannot_be_set_beside_its_posterior(calibration: Make) -> None:
    with pytest.raises(ScenarioError, match=r"overrides gossip.rate: must be left to the posterior"):
        sim.run(SCENARIO, posterior=calibration(), overrides=["gossip.rate=0.2"])


def test_a_loaded_scenario_is_refused(calibration: Make) -> None:
    with pytest.raises(ScenarioError, match=r"must go with a scenario file"):
        sim.run(load(SCENARIO), posterior=calibration())


def test_a_plan_needs_the_calibrated_point(calibration: Make) -> None:
    posterior = read(calibration())
    with pytest.raises(ScenarioError, match=r"at the calibrated point, such as .*calibrated.yaml"):
        posterior.refuse_another_point("small_firm", load(SCENARIO))
    posterior.refuse_another_point("calibrated", load(posterior.path / "calibrated.yaml"))


def test_the_commands_show_it_to_people_and_machines_and_in_the_report(
    calibration: Make, quiet: Path, tmp_path: Path
) -> None:
    asked = ["--posterior", str(calibration()), "--weeks", "26", "--replicates", "20", "--out", str(tmp_path)]
    found = CliRunner().invoke(main, ["run", str(SCENARIO), *asked, "--language", "de"])
    assert found.exit_code == 0, found.output
    assert "What the model's own uncertainty adds" in found.stdout
    assert "200 draws from the posterior of the calibration" in " ".join(found.stdout.split())
    (page,) = tmp_path.rglob("report.html")
    assert "Was die Unsicherheit des Modells hinzufügt" in page.read_text(encoding="utf-8")
    compared = CliRunner().invoke(main, ["compare", str(SCENARIO), str(quiet), *asked, "--json"])
    assert compared.exit_code == 0, compared.output
    told = json.loads(compared.stdout)
    assert told["uncertainty"]["what"] == "comparison"
    assert {"point_low", "low", "high", "agree", "draws"} <= set(told["uncertainty"]["table"][0])
    (page,) = tmp_path.rglob("compare.html")
    assert "What the model’s own uncertainty adds" in page.read_text(encoding="utf-8")


def test_a_plan_is_asked_under_how_many_draws_it_reaches_its_goals(calibration: Make) -> None:
    posterior = read(calibration(wide=True))
    variants = Variants.of(posterior.path / "calibrated.yaml", ["weeks=13"])
    texts = ("image in the last quarter >= 0 with 0.9", "image at week 13 >= 0.99 with 0.5")
    goals = [parse_goal(each) for each in texts]
    found = of_plan(Case("calibrated", variants, [], {"gossip.inhibit": 0.5}), goals, posterior, 7, Where())
    assert found.table["agree"].tolist() == [200, 0]
    assert found.table["point"].tolist() == [1.0, 0.0]
    assert found.sentences()[0].endswith("in 0 of 200 draws of the posterior")
    known = np.array([[1.0, 0.0]] * 3 + [[-1.0, 1.0]])
    case = Case("calibrated", variants, [], {"gossip.inhibit": 0.5}, known)
    again = of_plan(case, goals, posterior, 7, Where())
    # What is known of the calibrated point is told of it, and not run again.
    assert again.table["point"].tolist() == [0.75, 0.25]
    assert again.manifest["runs_at_the_point"] == 4
