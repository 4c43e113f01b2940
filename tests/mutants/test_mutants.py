"""The table of mutants fits the sources, and whatever is done with them the working tree stays as it is."""

from pathlib import Path

import pytest

from tests.mutants.generated import generated
from tests.mutants.known import SURVIVORS
from tests.mutants.ledger import Ledger, key
from tests.mutants.mutant import Edit, Mutant, StaleMutantError, mutated
from tests.mutants.table import TABLE
from tests.mutants.workshop import KILLED, TREE, Outcome


@pytest.mark.parametrize("mutant", TABLE, ids=lambda each: each.name)
def test_a_mutant_finds_what_it_replaces_and_the_tests_that_must_notice(mutant: Mutant) -> None:
    for path, text in mutated(TREE, mutant).items():
        compile(text, path, "exec")
        assert text != path.read_text(encoding="utf-8")
    for test in mutant.tests:
        file, _, name = test.partition("::")
        assert f"def {name.partition('[')[0]}" in (TREE / file).read_text(encoding="utf-8")


def test_names_are_told_apart_and_known_survivors_are_there() -> None:
    names = [each.name for each in [*TABLE, *generated()]]
    assert len(set(names)) == len(names)
    assert set(SURVIVORS) <= set(names)


def test_rules_are_changed_in_one_place_each() -> None:
    for mutant in generated():
        (edit,) = mutant.edits
        compile(edit.new, edit.file, "exec")
        assert edit.new != edit.old


def test_a_mutant_that_no_longer_fits_is_told() -> None:
    stale = Mutant("stale", "Nothing.", (Edit("sim/rules/gossip.py", "no such words", ""),), ())
    with pytest.raises(StaleMutantError, match=r"^stale: must find once in sim/rules/gossip.py, got 0 times"):
        mutated(TREE, stale)


def test_what_is_known_is_read_again_up_to_where_writing_was_interrupted(tmp_path: Path) -> None:
    path = tmp_path / "build" / "ledger.jsonl"
    outcome = Outcome(KILLED, ["tests/a.py::test_b"], 1.5)
    Ledger(path).note("abc", "name", outcome)
    with path.open("a", encoding="utf-8") as out:
        out.write('{"key": "def", "na')
    assert Ledger(path).known == {"abc": outcome}


def test_an_outcome_is_known_for_the_same_mutant_tests_and_sources_only() -> None:
    one, other = TABLE[0], TABLE[1]
    assert key(one, "sources") == key(one, "sources")
    assert len({key(one, "sources"), key(other, "sources"), key(one, "others")}) == 3
