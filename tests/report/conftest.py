"""Pages of a made-up run, rendered once."""

import pytest

from sim.language import translator
from sim.report.page import render
from sim.report.runs import Runs
from sim.results import Results
from tests.report import synthetic
from tests.report.reading import Page


@pytest.fixture(scope="session")
def results() -> Results:
    return synthetic.run(synthetic.scenario())


@pytest.fixture(scope="session")
def runs(results: Results) -> Runs:
    return Runs(results)


@pytest.fixture(scope="session")
def pages(runs: Runs) -> dict[str, Page]:
    return {language: Page(render(runs, translator(language))) for language in ("en", "de")}
