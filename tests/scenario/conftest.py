from collections.abc import Callable
from pathlib import Path

import pytest

from sim.errors import ScenarioError
from sim.scenario import load

COMPANY = """\
title: {en: Small firm, de: Kleiner Betrieb}
story: {en: A story., de: Eine Geschichte.}
weeks: 52
departments:
  sales: {title: {en: Sales, de: Vertrieb}, faces_customers: true, lead: 1, staff: 4, set: {attendance.norm: 9}}
  works: {title: {en: Works, de: Werk}, head: 0, lead: 2, staff: 9}
meetings:
  planning: {title: {en: Planning, de: Planung}, roster: {sales: {head: 1, staff: 2}, works: {lead: 1}}}
  budget:
    title: {en: Budget, de: Budget}
    roster: {sales: {head: 1}, works: {lead: 2}}
    set: {gossip.inhibit: 0.8}
interventions:
  quota: {title: {en: Quota, de: Quote}, start: 10, set: {agenda.quota: 0.3}}
gossip: {rate: 0.7}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Folder in which the test runs, so that messages show short file names."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def company(folder: Path) -> Path:
    """Complete scenario file."""
    path = folder / "company.yaml"
    path.write_text(COMPANY, encoding="utf-8")
    return path


@pytest.fixture
def mistakes(folder: Path, company: Path) -> Callable[..., list[str]]:
    """Write what is said on top of the company, from line 2 on, load it, and return what is wrong with it."""

    def load_on_top(text: str, *overrides: str) -> list[str]:
        (folder / "own.yaml").write_text(f"extends: {company.name}\n{text}", encoding="utf-8")
        return problems("own.yaml", *overrides)

    return load_on_top


@pytest.fixture
def problems_of() -> Callable[..., list[str]]:
    """Load a file and return what is wrong with it."""
    return problems


def problems(path: str, *overrides: str) -> list[str]:
    try:
        load(path, overrides)
    except ScenarioError as error:
        return list(error.problems)
    return []
