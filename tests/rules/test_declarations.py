"""Every mechanism is declared, documented and tested under one name."""

import ast
import pkgutil
import re
from importlib import import_module
from pathlib import Path
from types import FunctionType, ModuleType

import pytest

import sim.rules
from sim.scenario.mechanisms import PARAMETERS, SCOPES, SECTIONS, mechanisms
from sim.scenario.schema import Scenario

ROOT = Path(__file__).parents[2]
MECHANISMS = {name: rules for scope in SCOPES for name, rules in mechanisms(scope).items()}
# Not mechanisms: how utilities become a probability, what a declaration is made of, and which form a rule has.
FOUNDATIONS = {"forms", "logistic", "parameter"}
TESTED = sorted({*MECHANISMS, "logistic"})


def module(name: str) -> ModuleType:
    return import_module(f"sim.rules.{name}")


def functions(name: str) -> set[str]:
    """Functions of the theory in a file."""
    members = vars(module(name)).values()
    return {
        each.__name__ for each in members if isinstance(each, FunctionType) and each.__module__ == f"sim.rules.{name}"
    }


def syntax_of(name: str) -> ast.Module:
    """Syntax tree of a file's tests."""
    return ast.parse((ROOT / f"tests/rules/test_{name}.py").read_text(encoding="utf-8"))


def called(tree: ast.AST) -> set[str]:
    """Everything that is called by its bare name."""
    calls = [each.func for each in ast.walk(tree) if isinstance(each, ast.Call)]
    return {each.id for each in calls if isinstance(each, ast.Name)}


def snake(camel: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", camel).lower()


def test_every_file_of_the_rules_is_a_mechanism_of_a_scenario() -> None:
    files = {each.name for each in pkgutil.iter_modules(sim.rules.__path__)}
    assert files - FOUNDATIONS == set(MECHANISMS) == set(SECTIONS)


def test_a_mechanism_belongs_to_one_scope_only() -> None:
    assert sum(len(mechanisms(scope)) for scope in SCOPES) == len(MECHANISMS)


@pytest.mark.parametrize("name", MECHANISMS)
def test_file_key_and_class_have_the_same_name(name: str) -> None:
    assert snake(MECHANISMS[name].__name__) == name
    assert MECHANISMS[name].__module__ == module(name).__name__
    assert Scenario.model_fields[name].annotation is SECTIONS[name]


def test_every_file_begins_with_the_name_of_its_mechanism() -> None:
    titles = {name: (module(name).__doc__ or "").partition(":")[0].lower() for name in MECHANISMS}
    assert {name: title for name, title in titles.items() if name not in title} == {}


def test_every_mechanism_has_a_page_of_theory() -> None:
    assert {name for name in MECHANISMS if not (ROOT / f"docs/theory/{name}.md").is_file()} == set()


def test_every_mechanism_has_a_test_file_of_its_name() -> None:
    files = {each.stem.removeprefix("test_") for each in Path(__file__).parent.glob("test_*.py")}
    assert files == {*TESTED, "declarations"}


@pytest.mark.parametrize("name", TESTED)
def test_every_rule_has_examples_limits_and_a_property(name: str) -> None:
    tests = [
        each for each in syntax_of(name).body if isinstance(each, ast.FunctionDef) and each.name.startswith("test_")
    ]
    properties = [each for each in tests if any("given" in called(mark) for mark in each.decorator_list)]
    assert properties
    assert len(tests) - len(properties) >= 2


@pytest.mark.parametrize("name", TESTED)
def test_every_function_of_the_theory_is_called_by_the_tests_of_its_file(name: str) -> None:
    assert functions(name) - called(syntax_of(name)) == set()


def test_every_default_lies_within_its_bounds() -> None:
    bounds = {key: each.parameter for key, each in PARAMETERS.items()}
    assert {key for key, p in bounds.items() if not p.low <= p.default <= p.high or p.low == p.high} == set()


@pytest.mark.parametrize("said", ["unit", "meaning", "source"])
def test_every_parameter_says_its(said: str) -> None:
    assert {key for key, each in PARAMETERS.items() if not getattr(each.parameter, said).strip()} == set()


def test_every_meaning_is_a_sentence() -> None:
    meanings = {key: each.parameter.meaning for key, each in PARAMETERS.items()}
    assert {key for key, meaning in meanings.items() if not (meaning[0].isupper() and meaning.endswith("."))} == set()
