"""Pages of comparisons of two and of three small firms."""

from pathlib import Path

import pytest

import sim
from sim.experiments.compare import Comparison
from sim.language import translator
from sim.report.studies.compare.page import page
from sim.report.studies.compare.view import View
from sim.report.studies.page import render
from tests.experiments.compare.conftest import FIRM, PRESENCE
from tests.report.reading import Page

QUIET = """\
extends: firm.yaml
title: {en: Quiet, de: Still}
gossip: {rate: 0}
"""


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Scenario files."""
    path = tmp_path_factory.mktemp("compared")
    for name, text in (("firm", FIRM), ("presence", PRESENCE), ("quiet", QUIET)):
        (path / f"{name}.yaml").write_text(text, encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def two(folder: Path) -> Comparison:
    return sim.compare(folder / "firm.yaml", folder / "presence.yaml", replicates=200)


@pytest.fixture(scope="session")
def three(folder: Path) -> Comparison:
    return sim.compare(*(folder / f"{name}.yaml" for name in ("firm", "presence", "quiet")), replicates=200)


@pytest.fixture(scope="session")
def pages(two: Comparison) -> dict[str, Page]:
    return {each: read(two, each) for each in ("en", "de")}


def read(found: Comparison, language: str = "en") -> Page:
    """Page as a browser would see it."""
    t = translator(language)
    return Page(render(page(View(found, t)), t))
