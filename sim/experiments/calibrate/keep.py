"""Folders of calibrations: found again by what they are made of, written whole or not at all, gone on with."""

import json
import platform
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd
from filelock import FileLock, Timeout

from sim.errors import ResultsError
from sim.experiments.calibrate import written
from sim.experiments.calibrate.calibration import TABLES, Calibration, Manifest
from sim.experiments.calibrate.posterior import INTERVAL, quantile
from sim.experiments.plan import code_version
from sim.experiments.provenance import versions
from sim.experiments.study.identity import digest, makers
from sim.results.folder import Draft, writing
from sim.results.manifest import FILE, checksum
from sim.scenario import load as load_scenario

FORMAT = 1
FOLDER = "calibrations"


def identity(parts: list[Any]) -> str:
    """Hash of everything that can move a number of a calibration."""
    sources = [path.read_text(encoding="utf-8") for path in sorted(Path(__file__).parent.glob("*.py"))]
    return digest([parts, makers(), sources])[:12]


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
    lock = FileLock(target.parent / f".{target.name}.search-in-use", blocking=False)
    try:
        lock.acquire()
    except Timeout:
        raise ResultsError(f"{target}: must be free, got another process that calibrates the same") from None
    try:
        yield place
        shutil.rmtree(place, ignore_errors=True)
    finally:
        lock.release()
        if not place.exists():
            Path(lock.lock_file).unlink(missing_ok=True)


def manifest(name: str, parts: dict[str, Any], seconds: float) -> Manifest:
    """Everything needed to make the same calibration again."""
    return {
        "format": FORMAT, "kind": "calibration", "name": name, "code": code_version("kernel"),
        "versions": {**versions(), "pyabc": _pyabc()}, "platform": platform.platform(),
        "created": datetime.now(UTC).isoformat(), "wall_seconds": round(seconds, 3), "tables": {}, **parts,
    }  # fmt: skip


def write(found: Calibration, target: Path, scenario: Path) -> Calibration:
    """Put a calibration into its folder."""
    with Draft(target) as draft:
        with writing(target):
            tables = {}
            for each in TABLES:
                frame: pd.DataFrame = getattr(found, each)
                path = draft.folder / f"{each}.parquet"
                frame.to_parquet(path, compression="zstd", index=False)
                tables[each] = {"rows": len(frame), "sha256": checksum(path)}
            file = draft.folder / written.FILE
            file.write_text(calibrated(found, written.relative(scenario, target)), encoding="utf-8")
            text = json.dumps({**found.manifest, "tables": tables}, indent=1, ensure_ascii=False, allow_nan=False)
            (draft.folder / FILE).write_text(text + "\n", encoding="utf-8")
        load_scenario(file)  # beside its target, so that what it extends is found from here as well
        draft.publish()
    return load(target)


def calibrated(found: Calibration, extends: str) -> str:
    """Text of the calibrated scenario."""
    comments = {}
    for key in found.parameters:
        shares = quantile(found.shares[key].to_numpy(), found.weight, INTERVAL)
        low, median, high = (_short(found.value(key, each)) for each in shares)
        comments[key] = f"median {median}, 90 % {low} .. {high}"
    return written.text(extends, found.base, {**found.manifest["changes"], **found.best}, comments)


def load(folder: Path | str) -> Calibration:
    """Calibration in a folder.

    Raises
    ------
    ResultsError
        Where there is none, or where its files are missing or damaged.
    """
    place = Path(folder)
    found = _read_manifest(place)
    for each, entry in found["tables"].items():
        path = place / f"{each}.parquet"
        try:
            is_whole = checksum(path) == entry["sha256"]
        except OSError:
            is_whole = False
        if not is_whole:
            raise ResultsError(f"{path}: must be the table that was written, got a missing or damaged file")
    return Calibration(found, {each: pd.read_parquet(place / f"{each}.parquet") for each in TABLES}, place)


def find(folder: Path) -> Calibration | None:
    """Calibration that is there already and still what was written."""
    try:
        found = load(folder)
    except ResultsError:
        return None
    return found if (folder / written.FILE).exists() else None


def _read_manifest(folder: Path) -> Manifest:
    path = folder / FILE
    try:
        found: Manifest = json.loads(path.read_bytes())
    except OSError:
        raise ResultsError(f"{folder}: must hold a calibration, got no {FILE}") from None
    except ValueError as error:
        raise ResultsError(f"{path}: must be JSON, got a damaged file ({error})") from None
    if not isinstance(found, dict) or (found.get("kind"), found.get("format")) != ("calibration", FORMAT):
        raise ResultsError(f"{path}: must be the manifest of a calibration, got another one")
    return found


def _pyabc() -> str:
    from importlib.metadata import version

    return version("pyabc")


def _short(value: object) -> str:
    return f"{value:.3g}" if isinstance(value, float) else str(value)
