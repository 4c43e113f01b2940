"""What Python users hand over and get back: numbers of numpy, notebooks, pickles, Mesa's batches."""

import inspect
import logging
import pickle
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import mesa
import numpy as np
import pandas as pd
import pytest

import sim
from sim.errors import ScenarioError
from sim.experiments import notebook, progress
from sim.experiments.bounds import number, within
from sim.experiments.provenance import PACKAGES, versions
from sim.scenario.resolve import as_texts

FIRM = Path(__file__).parents[1] / "scenarios" / "small_firm.yaml"
SHORT: dict[str, Any] = {"weeks": 3, "engine": "mesa"}


@pytest.mark.parametrize("given", [2, np.int64(2), np.uint8(2)])
def test_whole_numbers_of_python_and_numpy_are_taken(given: int) -> None:
    found = sim.run(FIRM, replicates=given, **SHORT)
    assert found.manifest["replicates"] == 2
    assert type(found.manifest["replicates"]) is int


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (2.5, "got 2.5"), (2.0, "got 2.0; did you mean 2?"), ("2", "got '2'; did you mean 2?"), (True, "got True"),
        (np.True_, "got np.True_"), (np.float64(2), "; did you mean 2?"), ([2], r"got \[2\]"), (0, "got 0"),
        (np.array([2]), r"got array\(\[2\]\)"), (np.array([2, 3]), r"got array\(\[2, 3\]\)"),
        ("1.000", "; did you mean 1000?"),
    ],
)  # fmt: skip
def test_what_is_no_whole_number_is_refused_in_one_line(given: Any, told: str) -> None:
    told = told.replace("?", r"\?")
    with pytest.raises(ScenarioError, match=rf"^replicates: must be a whole number between 1 and 4294967295.*{told}$"):
        sim.run(FIRM, replicates=given, **SHORT)
    with pytest.raises(ScenarioError, match="seed: must be a whole number"):
        sim.run(FIRM, seed=-1 if isinstance(given, int) and given == 0 else given, **SHORT)


@pytest.mark.parametrize("key", ["points", "replicates"])
def test_studies_take_no_other_numbers_either(key: str) -> None:
    study = FIRM.parent / "studies" / "presence.yaml"
    changes: dict[str, Any] = {key: "4"}
    with pytest.raises(ScenarioError, match=f"^{key}: must be a whole number .*did you mean 4"):
        sim.sweep(study, **changes)


def test_a_number_within_bounds_is_one_of_python() -> None:
    assert type(within("n", np.int32(3), 1, 4)) is int
    assert type(number("x", np.float32(0.5), 0, 1)) is float
    with pytest.raises(ScenarioError, match=r"x: must be a number between 0 and 1, got '0,5'; did you mean 0.5\?"):
        number("x", "0,5", 0, 1)
    for wrong in (True, float("nan"), None, 2):
        with pytest.raises(ScenarioError, match="x: must be a number between 0 and 1, got"):
            number("x", wrong, 0, 1)


@pytest.mark.parametrize(
    "overrides",
    [
        "gossip.rate=0.25",
        ["gossip.rate=0.25"],
        {"gossip.rate": 0.25},
        {"gossip.rate": np.float64(0.25)},
        pd.Series({"gossip.rate": 0.25}),
    ],
)
def test_overrides_are_texts_or_values_by_their_keys(overrides: Any) -> None:
    assert sim.load(FIRM, overrides).gossip.rate == 0.25  # type: ignore[attr-defined, unused-ignore]


@pytest.mark.parametrize(
    ("overrides", "told"),
    [
        (3, "overrides: must be KEY=VALUE texts, or values by their keys, got 3"),
        ([("gossip.rate", 0.2)], "overrides: must be of the form KEY=VALUE, got '('gossip.rate', 0.2)'"),
        ({"gossip.rat": 0.2}, "overrides gossip.rat: must be a known key, got 'rat'; did you mean 'rate'?"),
        ({"gossip.rate": float("nan")}, "overrides gossip.rate: must be a finite number, got nan"),
        ({"gossip.rate": np.float64("inf")}, "overrides gossip.rate: must be a finite number, got inf"),
        ({"title.en": "\ud83d"}, "overrides title.en: must be valid YAML, got an unpaired surrogate, U+D83D, which is"),
    ],
)
def test_what_no_overrides_can_be_is_told_in_the_words_of_python(overrides: Any, told: str) -> None:
    with pytest.raises(ScenarioError) as refused:
        sim.load(FIRM, overrides)
    assert str(refused.value).startswith(told)


def test_none_stands_for_no_overrides() -> None:
    assert sim.load(FIRM, None) == sim.load(FIRM)


WRONG = [None, 3, {"weeks": 3}, b"firm.yaml"]


@pytest.mark.parametrize("wrong", WRONG)
@pytest.mark.parametrize("name", ["load", "run", "sweep", "map", "sensitivity", "calibrate"])
def test_what_is_no_file_is_refused_in_one_line(name: str, wrong: Any) -> None:
    with pytest.raises(ScenarioError, match=r"^(scenario|study): must be the name of a file, got "):
        getattr(sim, name)(wrong)


@pytest.mark.parametrize("wrong", WRONG[1:])
def test_what_is_no_folder_is_refused_before_anything_is_computed(wrong: Any) -> None:
    with pytest.raises(ScenarioError, match=r"^out: must be the name of a folder, got "):
        sim.run(FIRM, out=wrong, progress=lambda *_: pytest.fail("computed"))
    with pytest.raises(ScenarioError, match=r"^scenarios: must be the name of a file, got "):
        sim.compare(FIRM, wrong)
    with pytest.raises(ScenarioError, match=r"^posterior: must be the name of a folder, got "):
        sim.run(FIRM, posterior=wrong)


def test_overrides_of_every_kind_are_written_as_the_command_line_has_them() -> None:
    given = {"a": True, "b": "x: y", "c": np.int64(3), "d": [1, 2], "e": None}
    assert as_texts(given) == ("a=true", 'b="x: y"', "c=3", "d=[1, 2]", "e=null")
    with pytest.raises(ScenarioError, match="overrides a: must be a plain value, got '<object"):
        as_texts({"a": object()})
    with pytest.raises(ScenarioError, match="overrides: must be of the form KEY=VALUE, got '3'"):
        as_texts([3])  # type: ignore[list-item]


def test_scenarios_come_out_of_a_pickle_as_they_went_in() -> None:
    scenario = sim.load(FIRM)
    again = pickle.loads(pickle.dumps(scenario))
    assert again == scenario
    assert type(again) is type(scenario)
    one, other = (sim.run(each, replicates=1, **SHORT).manifest["hash"] for each in (scenario, again))
    assert one == other


def test_a_company_goes_on_from_a_pickle_where_it_was() -> None:
    company = sim.Company(FIRM)
    for _ in range(2):
        company.step()
    again = pickle.loads(pickle.dumps(company))
    for each in (company, again):
        each.step()
    assert again.weeks == company.weeks
    assert again.datacollector.get_model_vars_dataframe().equals(company.datacollector.get_model_vars_dataframe())


def test_a_comparison_that_was_shown_can_be_pickled() -> None:
    found = sim.compare(FIRM, FIRM, replicates=2, weeks=20)
    found._repr_html_()
    assert pickle.loads(pickle.dumps(found)).table.equals(found.table)


def test_results_and_companies_say_what_they_are() -> None:
    results = sim.run(FIRM, replicates=2, **{**SHORT, "weeks": 8})
    assert repr(results) == "<Results of small_firm: 2 replicates of 8 weeks, seed 1>"
    assert "<table" in results._repr_html_()
    company = sim.Company(FIRM, seed=5)
    assert "image" in company._repr_html_()
    company.step()
    assert repr(company) == "<Company A small firm: week 1 of 104, 25 people, seed 5>"
    assert "week 1 of" in company._repr_html_()


def test_iterations_of_mesas_batch_are_replicates() -> None:
    options: dict[str, Any] = {"max_steps": 5, "number_processes": 1, "display_progress": False}
    newer = "rng" in inspect.signature(mesa.batch_run).parameters
    counted: dict[str, Any] = {"rng": [None] * 3} if newer else {"iterations": 3}
    found = mesa.batch_run(sim.Company, parameters={"source": [str(FIRM)]}, **counted, **options)
    replicates = mesa.batch_run(sim.Company, parameters={"source": [str(FIRM)], "replicate": [0, 1, 2]}, **options)
    assert len({each["sales.image"] for each in found}) == 3
    assert [each["sales.image"] for each in found] == [each["sales.image"] for each in replicates]


@pytest.mark.parametrize("name", ["seed", "replicate"])
@pytest.mark.parametrize("given", [1.5, "1", True, -1])
def test_a_company_takes_whole_numbers_only(name: str, given: Any) -> None:
    with pytest.raises(ScenarioError, match=f"^{name}: must be a whole number"):
        sim.Company(FIRM, **{name: given})


def test_the_package_says_its_version() -> None:
    assert sim.__version__[0].isdigit()
    assert "__version__" in dir(sim)


def test_manifests_tell_what_draws_designs_and_searches_and_the_commit() -> None:
    assert {"scipy", "SALib", "optuna", "scikit-learn"} <= set(PACKAGES)
    assert set(versions()) == {"python", "commit", *PACKAGES}
    assert versions()["commit"]


def test_every_stage_is_logged_once_and_its_steps_on_demand(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="sim"):
        sim.run(FIRM, replicates=2, **SHORT)
    assert [each.getMessage() for each in caplog.records if each.name == "sim.progress"] == ["running: 0 of 2"]


class Shown:
    """What a notebook has shown."""

    def __init__(self) -> None:
        self.cells: list[str] = []

    def display(self, html: str, *, display_id: bool) -> "Shown":
        assert display_id
        self.cells.append(html)
        return self

    def update(self, html: str) -> None:
        self.cells.append(html)


def test_notebooks_have_a_bar_that_goes_when_all_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = Shown()
    shell: Callable[[], object] = type("ZMQInteractiveShell", (), {})
    monkeypatch.setitem(sys.modules, "IPython", SimpleNamespace(get_ipython=shell))
    monkeypatch.setitem(sys.modules, "IPython.display", SimpleNamespace(HTML=str, display=shown.display))
    monkeypatch.setattr(notebook, "SECONDS_UNTIL_SHOWN", 0.0)
    monkeypatch.setattr(notebook, "SECONDS_BETWEEN_LOOKS", 0.0)
    tell = progress.listener(None)
    for done in (0, 1, 2):
        tell("running", done, 2)
    assert shown.cells[1].startswith("<progress value=1 max=2></progress> running 1 of 2")
    assert shown.cells[-1] == ""


def test_without_a_notebook_nothing_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert not notebook.is_notebook()
    sim.run(FIRM, replicates=1, **SHORT)
    assert capsys.readouterr() == ("", "")
