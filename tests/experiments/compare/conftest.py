"""Two small firms that differ in one intervention."""

from pathlib import Path

import pytest

FIRM = """\
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
"""
PRESENCE = """\
extends: firm.yaml
title: {en: Presence, de: Präsenz}
interventions:
  presence: {title: {en: Presence, de: Präsenz}, start: 5, add: {attendance.norm: 3}}
"""


@pytest.fixture
def firm(tmp_path: Path) -> Path:
    """Scenario file of the baseline."""
    path = tmp_path / "firm.yaml"
    path.write_text(FIRM, encoding="utf-8")
    return path


@pytest.fixture
def presence(firm: Path) -> Path:
    """Scenario file of what it is compared with."""
    path = firm.with_name("presence.yaml")
    path.write_text(PRESENCE, encoding="utf-8")
    return path
