"""A small study of a small firm."""

from collections.abc import Callable
from pathlib import Path

import pytest

STUDY = """\
scenario: small_firm.yaml
set: {weeks: 26}
replicates: 4
design: {method: saltelli, points: 32, seed: 1}
sensitivity: {trajectories: 6, resamples: 50}
parameters:
  gossip.inhibit: {low: 0, high: 1}
  attendance.norm: {low: -2, high: 2}
  hybrid.presence: {low: 0, high: 1}
outcomes:
  attendance: attendance.sales in the last quarter
  fall: weeks until image.sales falls below 0.45
  never: weeks until influence.sales rises above 99
"""


@pytest.fixture
def write(small_firm: Path) -> Callable[..., Path]:
    """Write the study beside its scenario, with some texts replaced by others."""

    def writing(*changes: tuple[str, str]) -> Path:
        text = STUDY
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        path = small_firm.with_name("study.yaml")
        path.write_text(text, encoding="utf-8")
        return path

    return writing


@pytest.fixture
def study(write: Callable[..., Path]) -> Path:
    """Study file."""
    return write()
