"""Folders of results that are found again by what they are made of, and are there whole or not at all."""

import json
import os
import platform
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

import pandas as pd
import pyarrow as pa

from sim.errors import ResultsError
from sim.experiments.plan import ROOT, code_version
from sim.experiments.provenance import versions
from sim.experiments.study.identity import digest, makers
from sim.results import manifest as manifests
from sim.results.folder import Draft, writing
from sim.results.manifest import FILE, checksum

Manifest = dict[str, Any]

# What several kinds of results are computed with, beside the code of their own folders.
SHARED_SOURCES = ("statistics/*.py", "experiments/outcomes/scale.py", "results/trailing.py")


class Kind(NamedTuple):
    """What a folder holds, in a word, and the number of its format."""

    name: str
    format: int = 1


def identity(parts: object, code: Path) -> str:
    """Hash of everything that can move a number: plain data, what makes runs, and the code in a folder."""
    shared = (path for pattern in SHARED_SOURCES for path in sorted(ROOT.glob(pattern)))
    files = [*sorted(code.glob("*.py")), *shared]
    return digest([parts, makers(), [path.read_text(encoding="utf-8") for path in files]])[:12]


def origin(kind: Kind, seconds: float) -> Manifest:
    """What every manifest says: with what something was made, when, and in how many seconds."""
    return {
        "format": kind.format, "kind": kind.name, "code": code_version("kernel"), "versions": versions(),
        "platform": platform.platform(), "created": datetime.now(UTC).isoformat(), "wall_seconds": round(seconds, 3),
    }  # fmt: skip


def write(
    target: Path,
    manifest: Mapping[str, Any],
    tables: Mapping[str, pd.DataFrame],
    files: Mapping[str, str] = MappingProxyType({}),
    check: Callable[[Path], object] | None = None,
) -> None:
    """Put tables, texts and their manifest into a folder, which takes its target's place if the draft stands a check.

    Raises
    ------
    ResultsError
        Where the target is not writable or its disk is full.
    """
    with Draft(target) as draft:
        with writing(target):
            entries = {name: _written(table, draft.folder / f"{name}.parquet") for name, table in tables.items()}
            for name, text in files.items():
                (draft.folder / name).write_text(text, encoding="utf-8", newline="\n")
            manifests.write({**manifest, "tables": entries}, draft.folder)
        if check is not None:
            check(draft.folder)
        draft.publish()


def read(folder: Path, kind: Kind) -> tuple[Manifest, dict[str, pd.DataFrame]]:
    """Manifest and tables of a folder.

    Raises
    ------
    ResultsError
        Where there are none, or where files are missing or damaged.
    """
    found = _manifest(folder, kind)
    for name, entry in found["tables"].items():
        path = folder / f"{name}.parquet"
        if not _is_whole(path, entry["sha256"]):
            raise ResultsError(f"{path}: must be the table that was written, got a missing or damaged file")
    return found, {name: pd.read_parquet(folder / f"{name}.parquet") for name in found["tables"]}


def way(folder: Path, file: Path) -> str:
    """Path from a folder to a file, or the whole path where no relative one leads there."""
    try:
        return Path(os.path.relpath(file.resolve(), folder.resolve())).as_posix()
    except ValueError:  # another drive
        return file.resolve().as_posix()


def _written(table: pd.DataFrame, path: Path) -> dict[str, Any]:
    try:
        table.to_parquet(path, compression="zstd", index=False)
    except pa.ArrowException as error:
        raise OSError(str(error)) from error
    return {"rows": len(table), "sha256": checksum(path)}


def _is_whole(path: Path, expected: str) -> bool:
    try:
        return checksum(path) == expected
    except OSError:
        return False


def _manifest(folder: Path, kind: Kind) -> Manifest:
    path = folder / FILE
    try:
        found: Manifest = json.loads(path.read_bytes())
    except OSError:
        raise ResultsError(f"{folder}: must hold a {kind.name}, got no {FILE}") from None
    except ValueError as error:
        raise ResultsError(f"{path}: must be JSON, got a damaged file ({error})") from None
    if not isinstance(found, dict) or (found.get("kind"), found.get("format")) != kind:
        raise ResultsError(f"{path}: must be the manifest of a {kind.name}, got another one")
    return found
