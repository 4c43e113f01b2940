"""Tables that a program measures and a page shows, and what tells whether the model has changed since."""

import hashlib
import re
import tomllib
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from sim.statistics import Floats

FOLDER = Path(__file__).parent
BETWEEN = re.compile(r"(?<=<!-- measured -->\n).*(?=<!-- /measured -->)", re.DOTALL)


def digest(measures: Iterable[Floats]) -> str:
    """Twelve signs that stand for some measures to six digits."""
    found = hashlib.sha256()
    for each in measures:
        # Minus zero is zero.
        found.update((np.nan_to_num(each).round(6) + 0.0).tobytes())
    return found.hexdigest()[:12]


def version() -> str:
    """Version of this checkout; the installed package may be another."""
    project = tomllib.loads((FOLDER.parents[1] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return str(project["version"])


def write(page: Path, lines: list[str]) -> None:
    """Put what was measured into a page."""
    text = "\n".join(["", *lines, "", ""])
    page.write_text(BETWEEN.sub(lambda _: text, page.read_text(encoding="utf-8")), encoding="utf-8")
