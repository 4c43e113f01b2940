"""Folders of calibrations: found again by what they are made of, written whole or not at all, gone on with."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sim.errors import ResultsError
from sim.experiments import kept
from sim.experiments.calibrate import written
from sim.experiments.calibrate.calibration import TABLES, Calibration, Manifest
from sim.experiments.calibrate.posterior import INTERVAL, quantile
from sim.results.disk import Lock, writing
from sim.scenario import load as load_scenario
from sim.scenario.files import given_path

KIND = kept.Kind("calibration", 2)
# Of these a new version can move numbers, beside those that move a run's.
SEARCHERS = ("pyabc", "scikit-learn", "scipy", "pandas")
FOLDER = "calibrations"


def identity(parts: dict[str, Any]) -> str:
    """Hash of everything that can move a number of a calibration."""
    return kept.identity([parts, searchers()], Path(__file__).parent)


def searchers() -> dict[str, str]:
    """Versions of the packages that search."""
    from importlib.metadata import version

    return {name: version(name) for name in SEARCHERS}


@contextmanager
def working(target: Path | None) -> Iterator[Path]:
    """Folder of a search under way, which the same command goes on with; gone once the search has ended well.

    Raises
    ------
    ResultsError
        Where another process is at the same search.
    """
    if target is None:
        with tempfile.TemporaryDirectory(prefix="flurfunk-") as folder:
            yield Path(folder)
        return
    place = target.parent / f".{target.name}.search"
    with writing(place):
        place.mkdir(parents=True, exist_ok=True)
        lock = Lock(target.parent / f".{target.name}.search-in-use")
        is_free = lock.acquire()
    if not is_free:
        raise ResultsError(f"{target}: must be free, got another process that calibrates the same")
    try:
        yield place
        shutil.rmtree(place, ignore_errors=True)
    finally:
        lock.release()


def manifest(name: str, parts: dict[str, Any], seconds: float) -> Manifest:
    """Everything needed to make the same calibration again."""
    origin = kept.origin(KIND, seconds)
    return {**origin, "versions": {**origin["versions"], **searchers()}, "name": name, "tables": {}, **parts}


def write(found: Calibration, target: Path, scenario: Path) -> Calibration:
    """Put a calibration into its folder."""
    tables = {name: getattr(found, name) for name in TABLES}
    text = calibrated(found, kept.way(target, scenario))

    def check(draft: Path) -> None:
        # Beside its target, so that what it extends is found from here as well.
        load_scenario(draft / written.FILE)

    kept.write(target, found.manifest, tables, {written.FILE: text}, check)
    return load(target)


def calibrated(found: Calibration, extends: str) -> str:
    """Text of the calibrated scenario."""
    comments = {}
    for key in found.parameters:
        shares = quantile(found.shares[key].to_numpy(), found.weight, INTERVAL)
        low, median, high = (_short(found.value(key, each)) for each in shares)
        left = f"90 % {low} .. {high}"
        kept_as_it_was = f"kept as it was, the data say nothing about it: {left}"
        comments[key] = kept_as_it_was if key in found.silent else f"median {median}, {left}"
    values = {**found.manifest["changes"], **found.chosen, **found.kept}
    return written.text(extends, found.base, values, comments, possible=found.possible)


def load(folder: Path | str) -> Calibration:
    """Calibration in a folder.

    Raises
    ------
    ResultsError
        Where there is none, or where its files are missing or damaged.
    """
    place = given_path(folder, "folder", "folder")
    return Calibration(*kept.read(place, KIND), place)


def find(folder: Path) -> Calibration | None:
    """Calibration that is there already and still what was written."""
    try:
        found = load(folder)
    except ResultsError:
        return None
    return found if (folder / written.FILE).exists() else None


def _short(value: object) -> str:
    return f"{value:.3g}" if isinstance(value, float) else str(value)
