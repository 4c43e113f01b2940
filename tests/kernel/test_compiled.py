"""Compiled code is kept as long as its sources are the same, and only then."""

import ast
import shutil
from importlib import import_module
from pathlib import Path
from types import ModuleType

import numba
import platformdirs
import pytest

import sim.kernel
from sim.kernel import compiled
from sim.kernel.compiled import SOURCES, cache_folder, compiled_once, fingerprint, is_compiled, register_rules
from sim.rules.logistic import logistic

ORIGINAL = fingerprint()
CONSTANT = (int, float, str, tuple)
FILES = [
    "chance.py", "rules/gossip.py", "rules/parameter.py", "kernel/replicate.py", "kernel/compiled.py",
    "scenario/layout.py", "scenario/timeline.py", "scenario/commands.py", "scenario/output.py",
]  # fmt: skip


def add(one: float, other: float) -> float:
    return one + other


def constants_of(module: ModuleType) -> set[str]:
    """Modules of this package that another takes constants from, as files."""
    tree = ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and str(node.module).startswith("sim."):
            source = import_module(str(node.module))
            if any(isinstance(getattr(source, each.name), CONSTANT) for each in node.names):
                found.add(Path(str(source.__file__)).relative_to(compiled.ROOT).as_posix())
    return found


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Copy of the sources, of which the fingerprint is taken."""
    root = tmp_path / "sim"
    shutil.copytree(compiled.ROOT, root, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(compiled, "ROOT", root)
    return root


def test_sources_are_where_they_are_said_to_be() -> None:
    assert [source for source in SOURCES if not (compiled.ROOT / source).exists()] == []


def test_a_copy_of_the_sources_has_the_same_fingerprint(copy: Path) -> None:
    assert fingerprint() == ORIGINAL


@pytest.mark.parametrize("file", FILES)
def test_an_edit_changes_the_fingerprint_and_undoing_it_brings_the_old_one_back(copy: Path, file: str) -> None:
    before = fingerprint()
    text = (copy / file).read_bytes()
    (copy / file).write_bytes(text + b"# Edited.\n")
    assert fingerprint() != before
    (copy / file).write_bytes(text)
    assert fingerprint() == before


def test_a_new_rule_changes_the_fingerprint(copy: Path) -> None:
    before = fingerprint()
    (copy / "rules" / "rumour.py").write_text('"""Rumour."""\n', encoding="utf-8")
    assert fingerprint() != before


def test_a_text_of_the_report_does_not_change_the_fingerprint(copy: Path) -> None:
    before = fingerprint()
    (copy / "report" / "page.py").write_text('"""Another page."""\n', encoding="utf-8")
    assert fingerprint() == before


def test_an_edited_rule_makes_compiled_code_stale(cache: Path, copy: Path) -> None:
    compiled_once(add)(1.0, 2.0)
    assert is_compiled()
    with (copy / "rules" / "gossip.py").open("a", encoding="utf-8") as file:
        file.write("# Edited.\n")
    assert not is_compiled()


def test_every_constant_in_compiled_code_is_part_of_the_fingerprint() -> None:
    folder = Path(sim.kernel.__file__).parent
    modules = [import_module(f"sim.kernel.{path.stem}") for path in folder.glob("*.py") if path.stem != "__init__"]
    files = {file for module in modules for file in constants_of(module)}
    assert {file for file in files if file not in SOURCES and Path(file).parts[0] not in SOURCES} == set()


def test_nothing_is_compiled_in_an_empty_cache(cache: Path) -> None:
    assert not is_compiled()


def test_what_was_compiled_once_is_compiled(cache: Path) -> None:
    first = compiled_once(add)
    assert not is_compiled()
    assert first(1.0, 2.0) == 3.0
    assert is_compiled()


def test_code_compiled_once_is_loaded_the_next_time(cache: Path) -> None:
    compiled_once(add)(1.0, 2.0)
    again = compiled_once(add)
    assert again(1.0, 2.0) == 3.0
    assert sum(again.stats.cache_hits.values()) == 1
    assert sum(again.stats.cache_misses.values()) == 0


def test_compiled_code_is_kept_where_the_variable_says(cache: Path) -> None:
    assert cache_folder().parent == cache / "kernel"
    assert cache_folder().name.startswith(fingerprint())


@pytest.mark.parametrize("empty", [None, ""])
def test_compiled_code_is_kept_in_the_users_cache_otherwise(empty: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FLURFUNK_CACHE", raising=False)
    if empty is not None:
        monkeypatch.setenv("FLURFUNK_CACHE", empty)
    assert cache_folder().is_relative_to(platformdirs.user_cache_dir("flurfunk", appauthor=False))


def test_without_a_writable_cache_code_is_compiled_and_not_kept(cache: Path) -> None:
    cache.write_text("A file where the folder should be.", encoding="utf-8")
    function = compiled_once(add)
    assert function(1.0, 2.0) == 3.0
    assert not is_compiled()


def test_numbas_own_cache_is_left_where_it_was(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(numba.config, "CACHE_DIR", "elsewhere")
    compiled_once(add)
    assert vars(numba.config)["CACHE_DIR"] == "elsewhere"


def test_compiled_probability_is_the_plain_one_to_the_last_bit() -> None:
    register_rules()
    function = numba.njit()(logistic)
    utilities = [(number - 3000) / 70.01 for number in range(6001)]
    assert [x for x in utilities if function(x) != logistic(x)] == []


def test_other_code_is_compiled_as_its_author_set_numba_up(cache: Path) -> None:
    before = vars(numba.config)["LOOP_VECTORIZE"]
    compiled_once(add)(1.0, 2.0)
    assert vars(numba.config)["LOOP_VECTORIZE"] == before
