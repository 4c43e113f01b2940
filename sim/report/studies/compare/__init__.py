"""The page of a comparison: differences with intervals, fans over the weeks, what differs between the scenarios."""

from pathlib import Path

from sim.experiments.compare import Comparison
from sim.language import translator
from sim.report.studies import page as pages
from sim.report.studies.compare.page import page
from sim.report.studies.compare.view import View

__all__ = ["write"]


def write(found: Comparison, path: Path | str, language: str = "en") -> None:
    """Write the page of a comparison as one self-contained HTML file; an older one is replaced.

    Raises
    ------
    ResultsError
        Where the file cannot be written.
    CatalogueError
        Where there is no such language.
    """
    t = translator(language)
    pages.write(page(View(found, t)), Path(path), t)
