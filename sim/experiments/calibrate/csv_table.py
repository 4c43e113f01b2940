"""Tables of observations as people have them, from whichever spreadsheet: what is not ambiguous is read.

Separators, encodings and marks of the file are `csv_text`'s matter; here are its cells. Names stand in any capitals,
decimals behind a point or a comma, dates as 2024-03-31 or 31.03.2024, truths as 1, true, wahr, yes or ja; which
words and forms there are is `csv_words`' matter.
"""

import csv
import io
import math
import re
from collections import Counter
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from pathlib import Path
from typing import NoReturn, TypeVar

from sim.errors import ScenarioError
from sim.experiments.calibrate import csv_words
from sim.experiments.calibrate.csv_text import read
from sim.scenario.tree import Place, Problem, closest, nearest, quoted

MAX_PROBLEMS = 50
MOST_READ = 10_000  # of mistakes; who makes more has made one of them often
MOST_ALIKE = 3
WHOLE = re.compile(r"[-+]?[0-9]{1,15}([.,]0*)?")

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
        written = csv_words.plain(self.cells[column])
        found = int(float(written.replace(",", "."))) if WHOLE.fullmatch(written) else None
        if found is None or not low <= found <= high:
            self._wrong(column, f"be a whole number in {low:,}..{high:,}")
            return None
        return found

    def number(self, column: str, low: float, high: float) -> float | None:
        """Number within bounds; a decimal comma counts as a point, `85 %` as 0.85."""
        found = csv_words.number(self.cells[column])
        if found is None or not low <= found <= high:
            bounds = f"of {low:g} or more" if high == math.inf else f"in {low:g}..{high:g}"
            is_percent = found is not None and high == 1.0 < found <= 100.0
            self._wrong(
                column, f"be a number {bounds}", f"; did you mean {(found or 0) / 100:g}?" if is_percent else ""
            )
            return None
        return found

    def day(self, column: str) -> date | None:
        """Date; with slashes it might be the day or the month that comes first."""
        found = csv_words.day(self.cells[column])
        if found is None:
            is_serial = csv_words.SERIAL.fullmatch(csv_words.plain(self.cells[column]))
            reason = "; a spreadsheet's number of a day counts from 1900 or 1904: show the column as dates, then save"
            self._wrong(column, csv_words.DAY, reason if is_serial else "")
        return found

    def truth(self, column: str, absent: Container[str] = ()) -> bool | None:
        """Whether something is so: 1 or 0, true or false, yes or no; `absent` says no as well, here."""
        if csv_words.plain(self.cells[column]) in absent:
            return False
        found = csv_words.truth(self.cells[column])
        if found is None:
            self._wrong(column, "be 1 or 0, true or false, yes or no")
        return found

    def one_of(self, column: str, known: Sequence[str]) -> str | None:
        """One of some names, in any capitals."""
        found = self.cells[column].strip()
        same = found if found in known else next((each for each in known if each.casefold() == found.casefold()), None)
        if same is not None:
            return same
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
        self._line = 1
        self._text = read(path, csv_words.COLUMNS)
        self._line, header = next(self._records(), (1, []))
        self.columns = _wanted([each.strip().casefold() for each in _without_empty_end(header)])
        if not self.columns:
            self.refuse("hold a header and rows", "nothing")
        twice = [each for each in dict.fromkeys(self.columns) if each and self.columns.count(each) > 1]
        if twice:
            self.refuse("name every column once", quoted(twice[0]))

    def refuse(self, rule: str, got: str, line: int | None = None) -> NoReturn:
        """Give up on the file as a whole, for what its header says unless another line is named."""
        place = Place(str(self.path), self._line if line is None else line)
        raise ScenarioError(str(Problem(place, "", rule, got)))

    def demand(self, *columns: str) -> None:
        """Refuse the file where a column is missing."""
        for column in columns:
            if column not in self.columns:
                like = next((each for each in self.columns if column in each), closest(column, self.columns))
                hint = f"; did you mean '{column}' by {quoted(like)}?" if like else ""
                self.refuse(f"have a column '{column}'", f"{', '.join(map(quoted, self.columns))}{hint}")

    def rows(self) -> Iterator[Row]:
        """Rows that hold something."""
        for line, cells in islice(self._records(), 1, None):
            place = Place(str(self.path), line)
            if len(cells) > len(self.columns) and not any(map(str.strip, cells[len(self.columns) :])):
                del cells[len(self.columns) :]
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
            if len(self.problems) >= MOST_READ:
                break
        self.check()
        if not found:
            self.refuse("hold rows below the header", "none")
        return found

    def absent(self, column: str) -> frozenset[str]:
        """What says no in a column that has one mark for yes, as lists by hand do: dashes, or nothing at all."""
        at = self.columns.index(column)
        rows = (cells for _, cells in islice(self._records(), 1, None) if len(cells) > at)
        found = {csv_words.plain(cells[at]).casefold() for cells in rows}
        marks = found - csv_words.DASHES - {""}
        if len(marks) != 1 or csv_words.truth(marks.pop()) is not True:
            return frozenset()
        # Beside dashes, an empty cell says something third.
        return csv_words.DASHES if found & csv_words.DASHES else frozenset({""})

    def check(self) -> None:
        """Raise what is wrong so far, if anything is."""
        if self.problems:
            raise ScenarioError(*_each_kind(self.problems)[:MAX_PROBLEMS])

    def _records(self) -> Iterator[tuple[int, list[str]]]:
        """Lines that hold something, the header first."""
        text, separator, skipped = self._text
        lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
        try:
            for cells in lines:
                if any(each.strip() for each in cells):
                    yield lines.line_num + skipped, cells
        except csv.Error as error:
            self.refuse("be a table of cells", str(error), lines.line_num + skipped)


def _wanted(columns: list[str]) -> list[str]:
    """Names of columns, the German ones as they are called here, unless two would be called the same."""
    called = [csv_words.COLUMNS.get(each, each) for each in columns]
    return [new if called.count(new) == 1 else old for old, new in zip(columns, called, strict=True)]


def _without_empty_end(cells: list[str]) -> list[str]:
    """Cells up to the last that holds something: spreadsheets write columns that are empty, too."""
    last = max((number for number, each in enumerate(cells) if each.strip()), default=-1)
    return cells[: last + 1]


def _each_kind(problems: Sequence[Problem]) -> list[str]:
    """Some of each kind of mistake, in the order of the lines; the last of them says how many more there are."""
    alike = Counter((each.key, each.rule) for each in problems)
    told: Counter[tuple[str, str]] = Counter()
    found = []
    for each in problems:
        kind = each.key, each.rule
        told[kind] += 1
        more, least = alike[kind] - MOST_ALIKE, " or more" if len(problems) >= MOST_READ else ""
        if told[kind] == MOST_ALIKE and more > 0:
            found.append(f"{each}; the same in {more:,}{least} further lines")
        elif told[kind] <= MOST_ALIKE:
            found.append(str(each))
    return found
