"""The page of every kind of study: what was found, figures and tables, where the numbers come from."""

import re
from pathlib import Path
from typing import NamedTuple

import plotly.graph_objects as go

from sim.language import Translator
from sim.report.frame import fill, save
from sim.report.heading import in_short

NUMBER = re.compile(r"[<>≤≥≈±+−-]?\s?\d.{0,40}")
NO_NUMBER = ("", "–")
DEFAULT_HEIGHT = 400
RESERVED = ("overview", "appendix", "report", "settings")


class Table(NamedTuple):
    """Words and numbers in rows; the first column names the row, and further lines there stand small under the name."""

    caption: str
    columns: list[str]
    rows: list[list[str]]

    @property
    def numeric(self) -> list[bool]:
        """Whether a column holds numbers only, and is set flush right."""
        columns = [
            [row[place] for row in self.rows if row[place] not in NO_NUMBER] for place in range(len(self.columns))
        ]
        return [bool(each) and all(NUMBER.fullmatch(cell) for cell in each) for each in columns]


class Section(NamedTuple):
    """A finding: `title` is its short name, `headline` says what is seen."""

    key: str
    title: str
    headline: str
    figure: go.Figure | None
    readings: list[str]
    table: Table | None = None

    @property
    def height(self) -> int:
        """Pixels kept free for the figure until it is drawn."""
        return int((self.figure.layout.height if self.figure is not None else None) or DEFAULT_HEIGHT)


class Page(NamedTuple):
    """A whole page.

    `kind` is what stands above the title ("Comparison"), `lead` the finding in a sentence or a few, lines of their
    own for paragraphs; `facts` are what was run. In the `appendix`, a text of several lines is folded in, and a
    command stands in a line of its own; `tables` come after it. `sure` says what the page's intervals hold.
    """

    kind: str
    title: str
    lead: str
    facts: list[tuple[str, str]]
    sections: list[Section]
    appendix: list[tuple[str, str]]
    tables: list[Table] = []  # noqa: RUF012 - never changed
    sure: str = ""


def render(page: Page, t: Translator) -> str:
    """Page as HTML."""
    keys = [*RESERVED, *(each.key for each in page.sections)]
    assert len(keys) == len(set(keys)), f"keys of sections must be unique, got {keys}"
    page = page._replace(sections=[_with_short_heading(each) for each in page.sections])
    return fill("study.html", {each.key: each.figure for each in page.sections}, t, page=page)


def _with_short_heading(section: Section) -> Section:
    heading, rest = in_short(section.headline)
    return section._replace(headline=heading, readings=[*rest, *section.readings])


def write(page: Page, path: Path, t: Translator) -> None:
    """Write a page as one self-contained HTML file; an older one is replaced.

    Raises
    ------
    ResultsError
        Where the file cannot be written; nothing half-written stays behind.
    """
    save(render(page, t), path)
