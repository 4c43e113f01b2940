from collections.abc import Callable
from pathlib import Path

import pytest

from sim.scenario import load
from sim.scenario.schema import Structure

# Every way in which a week can go: video links, delegates, privilege, cancelled dates, a quarter's review.
COMPANY = """\
title: {en: Small firm, de: Kleiner Betrieb}
story: {en: A story., de: Eine Geschichte.}
weeks: 16
departments:
  sales: {title: {en: Sales, de: Vertrieb}, topic: customers, faces_customers: true, lead: 1, staff: 4}
  works: {title: {en: Works, de: Werk}, lead: 2, staff: 9}
portfolio: {customers_per_person: 5}
meetings:
  planning:
    title: {en: Planning, de: Planung}
    roster: {sales: {head: 1, lead: 1, staff: 2}, works: {head: 1, lead: 2, staff: 2}}
    slot: 2
  budget:
    title: {en: Budget, de: Budget}
    roster: {sales: {head: 1, lead: 1}, works: {head: 1, lead: 1}}
    slot: 4
allocation: {weight: 1}
attendance: {norm: 0}
hybrid: {share: 0.5}
delegation: {share: 0.5}
privilege: {share: 0.1}
"""


@pytest.fixture(scope="session")
def company(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Structure]:
    """Load the company under overrides."""
    path = tmp_path_factory.mktemp("company") / "company.yaml"
    path.write_text(COMPANY, encoding="utf-8")
    return lambda *overrides: load(path, overrides)


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Empty folder that the compiled code is kept in."""
    monkeypatch.setenv("FLURFUNK_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"
