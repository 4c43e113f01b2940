"""The sources of an answer are all that its modules import, wherever they do."""

from pathlib import Path

import pytest

from sim.experiments import sources
from sim.experiments.plan import ROOT

FILES = {
    "__init__.py": "from firm.hidden import everything\n",
    "own/__init__.py": "",
    "own/ask.py": "from firm.near import (\n    this,\n    that,\n)\n\n\ndef late():\n    from firm.deep import far\n",
    "own/words.yaml": "a: 1\n",
    "near/__init__.py": "import firm.last\n",
    "deep/__init__.py": "",
    "deep/far.py": "import os\n",
    "last.py": "",
    "hidden.py": "",
    "errors.py": "",
}


@pytest.fixture
def firm(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        path = tmp_path / "firm" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "firm"


def test_everything_that_is_imported_counts_and_nothing_else(firm: Path) -> None:
    found = [name for name, _ in sources.of_folder(firm / "own", firm)]
    assert found == [
        "deep/__init__.py", "deep/far.py", "last.py", "near/__init__.py", "own/__init__.py", "own/ask.py",
        "own/words.yaml",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("folder", "needed"),
    [
        ("experiments/calibrate", ["experiments/study/design.py", "experiments/study/ranges.py"]),
        ("experiments/outcomes", ["statistics/mean.py", "results/measures.py", "experiments/outcomes/outcomes.lark"]),
        ("experiments/recommend", ["experiments/study/laboratory.py", "statistics/__init__.py"]),
    ],
)  # fmt: skip
def test_what_numbers_go_through_is_among_the_sources(folder: str, needed: list[str]) -> None:
    found = {name for name, _ in sources.of_folder(ROOT / folder)}
    assert set(needed) <= found
    assert not {"errors.py", "language/translator.py"} & found
