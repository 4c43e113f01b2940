"""Writing the report."""

from pathlib import Path

from sim.language import translator
from sim.report.frame import save
from sim.report.page import render
from sim.report.runs import Runs
from sim.results import Results


def write(results: Results, path: Path | str, language: str = "en") -> None:
    """Write the report of a run as one self-contained HTML file; an older one is replaced.

    Raises
    ------
    ResultsError
        Where the file cannot be written; nothing half-written stays behind.
    CatalogueError
        Where there is no such language.
    """
    save(render(Runs(results), translator(language)), Path(path))
