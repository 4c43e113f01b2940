"""Writing the report, whole or not at all."""

import os
import secrets
from pathlib import Path

from sim.errors import ResultsError
from sim.language import translator
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
    target = Path(path)
    page = render(Runs(results), translator(language))
    draft = target.with_name(f".{target.name}-{secrets.token_hex(4)}.part")
    try:
        draft.write_text(page, encoding="utf-8", newline="\n")
        draft.replace(target)
    except OSError as error:
        raise ResultsError(f"{target}: must be writable, got '{os.strerror(error.errno or 0)}'") from error
    finally:
        draft.unlink(missing_ok=True)
