"""Text of a table, in whichever encoding and with whichever separator a spreadsheet saved it."""

import re
import stat
from pathlib import Path
from typing import NamedTuple, NoReturn

from sim.errors import ScenarioError, reason
from sim.scenario.files import NOWHERE
from sim.scenario.tree import Place, Problem

MAX_BYTES = 100_000_000
SEPARATORS = ";,\t|"
SAID = re.compile(r'"?sep=(.)"?;*,*\s*', re.IGNORECASE)
# Of what else is often handed over instead of a table, the first bytes and a word.
OTHERS = {
    b"PK\x03\x04": "a workbook; save it as CSV", b"\xd0\xcf\x11\xe0": "an old workbook; save it as CSV",
    b"%PDF": "a PDF", b"BEGIN:VCALENDAR": "a calendar",
}  # fmt: skip


class CsvText(NamedTuple):
    """Text under its first lines, its separator, and how many lines were taken off."""

    text: str
    separator: str
    skipped: int


def read(path: Path) -> CsvText:
    """Text of a file; a first line `sep=;`, which Excel writes for itself, says how it is separated.

    Raises
    ------
    ScenarioError
        Where there is no such file, or it is no text.
    """
    text = _decoded(_bytes(path), path)
    first, _, rest = text.partition("\n")
    said = SAID.fullmatch(first.strip("\r"))
    if said:
        return CsvText(rest, said[1], 1)
    header = text.lstrip().partition("\n")[0]
    # The first among equals: a decimal comma may stand in a header, a semicolon hardly does.
    return CsvText(text, max(SEPARATORS, key=header.count), 0)


def _bytes(path: Path) -> bytes:
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            _refuse(path, "be an ordinary file", "a folder, a pipe or a device")
        if found.st_size > MAX_BYTES:
            _refuse(path, f"be at most {MAX_BYTES // 10**6} MB long", "more")
        return path.read_bytes()
    except FileNotFoundError:
        _refuse(path, "be an existing file", NOWHERE if path.is_symlink() else "nothing there")
    except OSError as error:
        _refuse(path, "be a file that can be read", reason(error))


def _decoded(found: bytes, path: Path) -> str:
    """UTF-8, what Excel calls Unicode text, or the encoding of Windows in the West."""
    for start, word in OTHERS.items():
        if found.startswith(start):
            _refuse(path, "be a table as text, CSV", word)
    if found.startswith((b"\xff\xfe", b"\xfe\xff")):
        return found.decode("utf-16", errors="replace")
    try:
        return found.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        try:
            if b"\0" not in found:
                return found.decode("cp1252")
        except UnicodeDecodeError:
            pass
        line = found.count(b"\n", 0, error.start) + 1
        _refuse(path, "be text in UTF-8 or Windows-1252", f"the byte 0x{found[error.start]:02x}", line)


def _refuse(path: Path, rule: str, got: str, line: int = 0) -> NoReturn:
    raise ScenarioError(str(Problem(Place(str(path), line), "", rule, got))) from None
