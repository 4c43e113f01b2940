"""The wrapper for the EMA workbench: its names are the company's, and where the workbench is installed, it runs."""

import ast
import os
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from sim.experiments.outcomes import check, parse
from sim.scenario.variants import Variants
from tests.docs.pages import DOCS, ROOT, blocks

PROGRAM = next(block.text for block in blocks(DOCS / "guide" / "ema.md") if block.language == "py")
TREE = ast.parse(PROGRAM)


def said(keyword: str) -> list[str]:
    """Texts that are given under a name."""
    found = [each for node in ast.walk(TREE) if isinstance(node, ast.Call) for each in node.keywords]
    return [
        each.value.value
        for each in found
        if each.arg == keyword and isinstance(each.value, ast.Constant) and isinstance(each.value.value, str)
    ]


def test_its_parameters_and_outcomes_are_those_of_the_scenario() -> None:
    variants = Variants.of(ROOT / "scenarios" / "presence.yaml")
    keys = said("variable_name")
    assert len(keys) == 3
    assert {variants.spec(key).kind for key in keys} == {"number"}
    calls = [node for node in ast.walk(TREE) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]
    texts = [ast.literal_eval(node.args[0]) for node in calls if ast.unparse(node.func) == "parse"]
    assert len(texts) == 2
    for text in texts:
        check(parse(text), variants.base)


@pytest.mark.skipif(find_spec("ema_workbench") is None, reason="the EMA workbench is no dependency")
def test_it_runs_all_experiments(folder: Path) -> None:
    (folder / "program.py").write_text(PROGRAM, encoding="utf-8")
    found = subprocess.run(
        [sys.executable, "program.py"],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert re.fullmatch(r"16 \{'image': 0\.\d+, 'collapsed': \d\.\d+\}", found.stdout.strip())
