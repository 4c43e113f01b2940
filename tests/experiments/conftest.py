"""A scenario file of a small company."""

from pathlib import Path

import pytest

SMALL_FIRM = """\
title: {en: Small firm, de: Kleiner Betrieb}
story: {en: Eleven people., de: Elf Leute.}
weeks: 30
replicates: 40
departments:
  sales: {title: {en: Sales, de: Vertrieb}, faces_customers: true, lead: 1, staff: 3}
  works: {title: {en: Works, de: Werk}, lead: 1, staff: 4}
portfolio: {customers_per_person: 4}
meetings:
  round:
    title: {en: Round, de: Runde}
    roster: {sales: {head: 1, staff: 1}, works: {head: 1, lead: 1}}
    set: {allocation.weight: 1}
interventions:
  presence: {title: {en: Presence, de: Präsenz}, start: 20, add: {attendance.norm: 1}}
"""


@pytest.fixture
def small_firm(tmp_path: Path) -> Path:
    """Scenario file."""
    path = tmp_path / "small_firm.yaml"
    path.write_text(SMALL_FIRM, encoding="utf-8")
    return path
