"""A small study of a small firm."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sim.experiments.outcomes import Outcome, parse
from sim.scenario.variants import Value, Variants

STUDY = """\
scenario: small_firm.yaml
set: {weeks: 26}
replicates: 3
design: {method: sobol, points: 8}
parameters:
  gossip.inhibit: {low: 0, high: 1}
  interventions.presence.start: {low: 10, high: 20}
outcomes:
  image: image.sales in the last quarter
  collapsed: collapse
"""


@pytest.fixture
def study_file(small_firm: Path) -> Path:
    """Study file beside its scenario."""
    path = small_firm.with_name("study.yaml")
    path.write_text(STUDY, encoding="utf-8")
    return path


@pytest.fixture
def write_study(small_firm: Path) -> Callable[[str], Path]:
    """Write another study beside the scenario."""

    def write(text: str) -> Path:
        path = small_firm.with_name("study.yaml")
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.fixture
def variants(small_firm: Path) -> Variants:
    return Variants.of(small_firm)


@pytest.fixture(scope="session")
def outcomes() -> list[Outcome]:
    return [parse("image.sales in the last quarter"), parse("time to collapse")]


@pytest.fixture(scope="session")
def points() -> list[dict[str, Value]]:
    return [{"gossip.inhibit": each / 4} for each in range(5)]
