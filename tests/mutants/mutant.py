"""What a mutant is: a mistake made on purpose, and the tests that must notice it."""

from pathlib import Path
from typing import NamedTuple

MODEL, KERNEL, RULES, SCENARIO = "sim/model", "sim/kernel", "sim/rules", "sim/scenario"


class Edit(NamedTuple):
    """A piece of a file, found in it exactly once, and what stands there instead."""

    file: str
    old: str
    new: str


class Mutant(NamedTuple):
    """A mistake made on purpose."""

    name: str
    breaks: str  # of the theory or of the results, in one sentence
    edits: tuple[Edit, ...]
    tests: tuple[str, ...]  # files or names of tests as pytest takes them: one of these must fail


class StaleMutantError(Exception):
    """The sources have changed: a mutant no longer finds what it replaces."""


def mutated(tree: Path, mutant: Mutant) -> dict[Path, str]:
    """Texts of the files that the mutant changes, in a tree of sources."""
    texts: dict[Path, str] = {}
    for edit in mutant.edits:
        path = tree / edit.file
        before = texts.get(path) or path.read_text(encoding="utf-8")
        count = before.count(edit.old)
        if count != 1:
            raise StaleMutantError(f"{mutant.name}: must find once in {edit.file}, got {count} times: {edit.old!r}")
        texts[path] = before.replace(edit.old, edit.new)
    return texts
