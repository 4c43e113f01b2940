"""The pages of the theory follow the rules: one page each, parameters and curves as they are now."""

from pathlib import Path

import pytest

from docs.theory.figures import DRAWN, FOLDER
from docs.theory.patterns import stamp
from docs.theory.rows import PATTERNS
from sim.scenario.mechanisms import PARAMETERS, SCOPES, mechanisms
from tests.docs.pages import DOCS, ROOT, read
from tests.docs.parameter_table import parameter_table

THEORY = DOCS / "theory"
MECHANISMS = [mechanism for scope in SCOPES for mechanism in mechanisms(scope)]
SCOPE_OF = {each.mechanism: each.scope for each in PARAMETERS.values()}
DIFFERS = {
    "person": "differs by department and rank",
    "meeting": "differs by meeting",
    "company": "the same for the whole company",
}
CLAIMS = [f"K{number}" for number in range(1, 12)]


def page(mechanism: str) -> Path:
    return THEORY / f"{mechanism}.md"


@pytest.mark.parametrize("mechanism", MECHANISMS)
def test_a_page_has_the_parameters_as_they_are_now(mechanism: str) -> None:
    expected = parameter_table(mechanism)
    own = [line for line in read(page(mechanism)).splitlines() if line.startswith(("| key", f"| `{mechanism}."))]
    assert own == [expected[0], *expected[2:]], "\n".join(["should be", *expected])


@pytest.mark.parametrize("mechanism", MECHANISMS)
def test_a_page_says_what_may_differ_and_where_the_rule_is(mechanism: str) -> None:
    subtitle = next(line for line in read(page(mechanism)).splitlines() if line.startswith("*"))
    assert f" · {DIFFERS[SCOPE_OF[mechanism]]} · " in subtitle
    assert f"`sim/rules/{mechanism}.py`" in subtitle


@pytest.mark.parametrize("mechanism", MECHANISMS)
def test_every_page_tells_the_same_things_in_the_same_order(mechanism: str) -> None:
    headings = [line for line in read(page(mechanism)).splitlines() if line.startswith("## ")]
    assert headings == ["## Equation", "## Why", "## Where the numbers come from", "## Parameters", "## Example"]


@pytest.mark.parametrize("name", DRAWN)
def test_a_curve_is_drawn_from_the_rules_as_they_are_now(name: str) -> None:
    assert (FOLDER / f"{name}.svg").read_text(encoding="utf-8") == DRAWN[name](), "python -m docs.theory.figures"


def test_the_index_links_every_mechanism_and_claim() -> None:
    index = read(THEORY / "index.md")
    assert [mechanism for mechanism in MECHANISMS if f"]({mechanism}.md)" not in index] == []
    assert [claim for claim in CLAIMS if f"| {claim} |" not in index] == []


def test_the_index_measures_every_pattern_with_the_model_as_it_is_now() -> None:
    tests = sorted(each.stem for each in (ROOT / "tests/patterns").glob("test_[0-9]*.py"))
    assert [f"test_{each.home}" for each in PATTERNS] == tests
    assert f"`{stamp()}`" in read(THEORY / "index.md"), "python -m docs.theory.patterns"
