"""A study of a small firm that can be mapped in seconds."""

from pathlib import Path

import pytest

STUDY = """\
scenario: small_firm.yaml
set: {weeks: 52}
seed: 3
replicates: 8
parameters:
  attendance.norm: {low: -2, high: 2}
  gossip.inhibit: {low: 0, high: 1}
  interventions.presence.start: {low: 10, high: 20}
  gossip.rate: {values: [0, 1]}
outcomes:
  image: image.sales in the last quarter
map:
  x: attendance.norm
  y: gossip.inhibit
  cells: 3
  refinements: 1
  ramp: {first: 2, last: -2, before: 13, weeks: 104, replicates: 8}
"""


@pytest.fixture
def study_file(small_firm: Path) -> Path:
    """Study file beside its scenario."""
    path = small_firm.with_name("study.yaml")
    path.write_text(STUDY, encoding="utf-8")
    return path
