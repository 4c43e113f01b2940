"""Tables of observations as people have them: comma or semicolon, decimal point or comma, byte-order mark or none."""

import csv
import io
import math
import re
import stat
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TypeVar

from sim.errors import ScenarioError
from sim.scenario.tree import Place, Problem, nearest, quoted

MAX_BYTES = 100_000_000
MAX_PROBLEMS = 50
NUMBER = re.compile(r"[-+]?(\d+([.,]\d*)?|[.,]\d+)([eE][-+]?\d+)?")

Found = TypeVar("Found")


@dataclass(frozen=True)
class Row:
    """A line of a table; what cannot be read is noted in `problems` and comes back as None."""

    cells: dict[str, str]
    place: Place
    problems: list[Problem] = field(repr=False)

    def filled(self, column: str) -> str | None:
        """Text that is not empty."""
        found = self.cells[column].strip()
        if not found:
            self._wrong(column, "not be empty")
        return found or None

    def whole(self, column: str, low: int, high: int) -> int | None:
        """Whole number within bounds."""
        written = self.cells[column].strip()
        found = int(written) if re.fullmatch(r"[-+]?\d{1,18}", written) else None
        if found is None or not low <= found <= high:
            self._wrong(column, f"be a whole number in {low:,}..{high:,}")
            return None
        return found

    def number(self, column: str, low: float, high: float) -> float | None:
        """Number within bounds; a decimal comma counts as a point."""
        written = self.cells[column].strip()
        found = float(written.replace(",", ".")) if NUMBER.fullmatch(written) else math.nan
        if not low <= found <= high:
            bounds = f"of {low:g} or more" if high == math.inf else f"in {low:g}..{high:g}"
            self._wrong(column, f"be a number {bounds}")
            return None
        return found

    def day(self, column: str) -> date | None:
        """Date, as 2024-03-31."""
        written = self.cells[column].strip()
        if re.fullmatch(r"\d{4}-\d\d-\d\d", written):
            with suppress(ValueError):
                return date.fromisoformat(written)
        self._wrong(column, "be a date such as 2024-03-31")
        return None

    def one_of(self, column: str, known: Sequence[str]) -> str | None:
        """One of some names."""
        found = self.cells[column].strip()
        if found in known:
            return found
        self._wrong(column, f"be one of {', '.join(known)}", nearest(found, known))
        return None

    def holds(self, column: str) -> bool:
        """Whether a column exists and holds something here."""
        return bool(self.cells.get(column, "").strip())

    def _wrong(self, column: str, rule: str, hint: str = "") -> None:
        self.problems.append(Problem(self.place, column, rule, quoted(self.cells[column]), hint))


class Table:
    """Rows of a file under its header."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.problems: list[Problem] = []
        text = _read(path)
        self._lines = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
        self.columns = [each.strip() for each in next(self._records(), (0, []))[1]]
        if not any(self.columns):
            self.refuse("hold a header and rows", "nothing")
        twice = [each for each in dict.fromkeys(self.columns) if self.columns.count(each) > 1]
        if twice:
            self.refuse("name every column once", quoted(twice[0]))

    def refuse(self, rule: str, got: str, line: int = 1) -> None:
        """Give up on the file as a whole."""
        raise ScenarioError(str(Problem(Place(str(self.path), line), "", rule, got)))

    def demand(self, *columns: str) -> None:
        """Refuse the file where a column is missing."""
        for column in columns:
            if column not in self.columns:
                hint = nearest(column, self.columns)
                self.refuse(f"have a column '{column}'", f"{', '.join(map(quoted, self.columns))}{hint}")

    def rows(self) -> Iterator[Row]:
        """Rows that hold something."""
        for line, cells in self._records():
            place = Place(str(self.path), line)
            if not any(each.strip() for each in cells):
                continue
            if len(cells) != len(self.columns):
                got = f"{len(cells)}"
                self.problems.append(Problem(place, "", f"have {len(self.columns)} cells, as the header has", got))
                continue
            yield Row(dict(zip(self.columns, cells, strict=True)), place, self.problems)

    def read(self, parse: Callable[[Row], Found | None]) -> list[Found]:
        """Every row through a function.

        Raises
        ------
        ScenarioError
            Where rows are wrong; all of them are told, up to a limit.
        """
        found = []
        for row in self.rows():
            each = parse(row)
            if each is not None:
                found.append(each)
            if len(self.problems) >= MAX_PROBLEMS:
                break
        self.check()
        if not found:
            self.refuse("hold rows below the header", "none")
        return found

    def check(self) -> None:
        """Raise what is wrong so far, if anything is."""
        if self.problems:
            raise ScenarioError(*map(str, self.problems[:MAX_PROBLEMS]))

    def _records(self) -> Iterator[tuple[int, list[str]]]:
        try:
            for cells in self._lines:
                yield self._lines.line_num, cells
        except csv.Error as error:
            self.refuse("be a table of cells", str(error), self._lines.line_num)


def _delimiter(text: str) -> str:
    header = text.lstrip().partition("\n")[0]
    return ";" if header.count(";") > header.count(",") else ","


def _read(path: Path) -> str:
    place = Place(str(path))
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise ScenarioError(str(Problem(place, "", "be an ordinary file", "a folder, a pipe or a device")))
        if path.stat().st_size > MAX_BYTES:
            raise ScenarioError(str(Problem(place, "", f"be at most {MAX_BYTES // 10**6} MB long", "more")))
        found = path.read_bytes()
    except FileNotFoundError:
        raise ScenarioError(str(Problem(place, "", "be an existing file", "nothing there"))) from None
    except OSError as error:
        raise ScenarioError(str(Problem(place, "", "be a file that can be read", str(error.strerror)))) from None
    try:
        return found.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = Place(str(path), found.count(b"\n", 0, error.start) + 1)
        got = f"the byte 0x{found[error.start]:02x}"
        raise ScenarioError(str(Problem(place, "", "be text in UTF-8", got))) from None
