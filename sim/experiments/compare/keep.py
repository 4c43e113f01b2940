"""Folders of comparisons: found again by what they compare, written whole or not at all."""

from pathlib import Path

from sim.errors import ResultsError
from sim.experiments import kept
from sim.experiments.compare.comparison import Comparison, Manifest
from sim.experiments.compare.setup import Setup
from sim.results import manifest as manifests
from sim.results.disk import kept_if_found, writing
from sim.scenario.files import given_path

KIND = kept.Kind("comparison")
FOLDER = "comparisons"
TABLES = ("table", "differences", "weekly")
LONGEST_NAME = 80


def target(out: Path, setup: Setup) -> Path:
    """Folder of a comparison."""
    return out / FOLDER / name(setup) / identity(setup)


def name(setup: Setup) -> str:
    """Names of the scenarios in one, cut where they are many."""
    return "-".join(setup.names)[:LONGEST_NAME].rstrip("-_")


def identity(setup: Setup) -> str:
    """Hash of everything that can move a number of a comparison."""
    precision = None if setup.precision is None else setup.precision.as_json()
    scenarios = [[each.name, each.fingerprint] for each in setup.entries]
    outcomes = [each.text for each in setup.outcomes]
    return kept.identity([scenarios, outcomes, setup.margin.as_json(), precision], Path(__file__).parent)


def manifest(setup: Setup, replicates: int, seconds: float) -> Manifest:
    """Everything needed to make the same comparison again; `most` and `reached` are told where precision was asked."""
    precision = None if setup.precision is None else {**setup.precision.as_json(), "most": setup.replicates}
    return {
        **kept.origin(KIND, seconds), "name": name(setup), "hash": identity(setup),
        "seed": setup.baseline.seed, "replicates": replicates, "weeks": setup.baseline.weeks,
        "outcomes": [each.text for each in setup.outcomes], "margin": setup.margin.as_json(), "precision": precision,
        "tables": {},
        "scenarios": [
            {"name": each.name, "fingerprint": each.fingerprint, "scenario": each.scenario.model_dump(mode="json")}
            for each in setup.entries
        ],
    }  # fmt: skip


def write(found: Comparison, folder: Path) -> Comparison:
    """Put a comparison into its folder."""
    kept.write(folder, found.manifest, {name: getattr(found, name) for name in TABLES})
    return load(folder)


def load(folder: Path | str) -> Comparison:
    """Comparison in a folder.

    Raises
    ------
    ResultsError
        Where there is none, or where its files are missing or damaged.
    """
    place = given_path(folder, "folder", "folder")
    found, tables = kept.read(place, KIND)
    return Comparison(found, tables["table"], tables["differences"], tables["weekly"], place)


def find(folder: Path, setup: Setup) -> Comparison | None:
    """Comparison that is there already and still what was written, under the scenarios' texts of today."""
    try:
        found = load(folder)
    except ResultsError:
        return None
    scenarios = manifest(setup, 0, 0.0)["scenarios"]
    if scenarios != found.manifest["scenarios"]:
        with kept_if_found(0), writing(folder):
            manifests.write({**found.manifest, "scenarios": scenarios}, folder)
        found.manifest["scenarios"] = scenarios
    return found
