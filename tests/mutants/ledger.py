"""What is known of mutants already, so that a run that was stopped goes on where it was."""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from tests.mutants.mutant import Mutant
from tests.mutants.workshop import BROKEN, TREE, Outcome

LEDGER = TREE / "build" / "mutants.jsonl"


class Ledger:
    """Outcomes by what they were found with, a line each."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.known: dict[str, Outcome] = {}
        lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
        for line in lines:
            found = _read(line)
            if found is not None:
                self.known[found[0]] = found[1]

    def note(self, key: str, name: str, outcome: Outcome) -> None:
        """Write down what became of a mutant; what could not be run is tried again the next time."""
        self.known[key] = outcome
        if outcome.state != BROKEN:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("a", encoding="utf-8") as out:
                out.write(json.dumps({"key": key, "name": name, **outcome._asdict()}) + "\n")


def _read(line: str) -> tuple[str, Outcome] | None:
    """One line; nothing where writing it was interrupted."""
    try:
        row = json.loads(line)
        return row["key"], Outcome(row["state"], row["by"], row["seconds"])
    except (ValueError, KeyError, TypeError):
        return None


def sources() -> str:
    """Hash of what every test rests on: the program, the scenarios, and what tests share."""
    files = [each for part in ("sim", "scenarios") for each in (TREE / part).rglob("*") if _is_source(each)]
    shared = (each for each in (TREE / "tests").rglob("*.py") if not each.name.startswith("test_"))
    files += [each for each in shared if each.parent != Path(__file__).parent]
    return _hashed(files)


def key(mutant: Mutant, of_sources: str) -> str:
    """What a mutant's outcome depends on."""
    files = {TREE / name.partition("::")[0] for name in mutant.tests}
    tests = {test for each in files for test in (each.rglob("*.py") if each.is_dir() else [each])}
    parts = (of_sources, _hashed(tests), repr(mutant.edits), repr(mutant.tests))
    return hashlib.sha256("|".join(parts).encode()).hexdigest()[:20]


def _is_source(path: Path) -> bool:
    return path.is_file() and "__pycache__" not in path.parts


def _hashed(files: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for each in sorted(files):
        digest.update(f"{each.relative_to(TREE)}|{each.stat().st_size}|".encode())
        digest.update(each.read_bytes())
    return digest.hexdigest()
