"""What a run was and with what it was made, as JSON beside its tables."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypedDict, cast

from sim.errors import ResultsError
from sim.results.folder import replacing

FILE = "manifest.json"
FORMAT = 1


class TableEntry(TypedDict):
    """One table's rows, and its file."""

    rows_expected: int | None  # None where the length is not known beforehand
    rows: int
    sha256: str | None  # None in memory


class Manifest(TypedDict):
    """Everything needed to make the same tables again; versions and times are here only."""

    format: int
    name: str
    hash: str
    fingerprint: str
    seed: int
    replicates: int
    weeks: int
    engine: str
    code: str
    versions: dict[str, str]
    platform: str
    created: str
    wall_seconds: float
    tables: dict[str, TableEntry]
    scenario: dict[str, Any]


def write(manifest: Mapping[str, object], folder: Path) -> None:
    """Write the manifest of a folder, or put another in its place."""
    text = json.dumps(manifest, indent=1, ensure_ascii=False, allow_nan=False)
    with replacing(folder / FILE) as part:
        # Names of files may hold what is no text; JSON reads the escapes back as they were.
        part.write_text(text + "\n", encoding="utf-8", errors="backslashreplace")


def read(folder: Path) -> Manifest:
    """Manifest of a folder.

    Raises
    ------
    ResultsError
        Where there is none, or one that no finished run has written.
    """
    path = folder / FILE
    try:
        found = json.loads(path.read_bytes())
    except OSError:
        raise ResultsError(f"{folder}: must hold the results of a run, got no {FILE}") from None
    except ValueError as error:
        raise ResultsError(f"{path}: must be JSON, got a damaged file ({error})") from None
    missing = Manifest.__required_keys__ - found.keys() if isinstance(found, dict) else {"everything"}
    if missing:
        raise ResultsError(f"{path}: must be the manifest of a run, got none of {', '.join(sorted(missing))}")
    if found["format"] != FORMAT:
        raise ResultsError(f"{path} format: must be {FORMAT}, got {found['format']}")
    return cast("Manifest", found)


def checksum(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
