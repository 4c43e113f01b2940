"""Text of a table, in whichever encoding and with whichever separator a spreadsheet saved it."""

import re
import stat
from collections.abc import Container
from pathlib import Path
from typing import NamedTuple, NoReturn

from sim.errors import ScenarioError, reason
from sim.scenario.files import NOWHERE
from sim.scenario.tree import Place, Problem

MAX_BYTES = 100_000_000
SEPARATORS = ";,\t|"
SAID = re.compile(r'"?sep=(.)"?;*,*\s*', re.IGNORECASE)
LINES_OF_TITLE = 10
# Of what else is often handed over instead of a table, the first bytes in small letters and a word.
OTHERS = {
    b"pk\x03\x04": "a workbook; save it as CSV", b"\xd0\xcf\x11\xe0": "an old workbook; save it as CSV",
    b"%pdf": "a PDF", b"begin:vcalendar": "a calendar", b"\x89png": "a picture", b"\xff\xd8\xff": "a picture",
    b"gif8": "a picture", b"\x1f\x8b": "a compressed file; unpack it", b"<!doctype html": "a web page",
    b"<html": "a web page", b"<?xml": "XML; save it as CSV", b"{\\rtf": "a text document; save its table as CSV",
}  # fmt: skip
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")


class CsvText(NamedTuple):
    """Text under its first lines, its separator, and how many lines were taken off."""

    text: str
    separator: str
    skipped: int


def read(path: Path, is_column: Container[str]) -> CsvText:
    """Text of a file from its header on: the first line that names two columns, or else the first.

    A first line `sep=;`, which Excel writes for itself, says how it is separated.

    Raises
    ------
    ScenarioError
        Where there is no such file, or it is no text.
    """
    text = _decoded(_bytes(path), path)
    first, _, rest = text.partition("\n")
    said = SAID.fullmatch(first.strip("\r"))
    skipped = 0
    if said:
        text, skipped = rest, 1
    lines = text.split("\n", LINES_OF_TITLE)
    for number, line in enumerate(lines[:LINES_OF_TITLE]):
        for separator in said[1] if said else SEPARATORS:
            if sum(each.strip(' "\r').casefold() in is_column for each in line.split(separator)) > 1:
                return CsvText("\n".join(lines[number:]), separator, skipped + number)
    header = text.lstrip().partition("\n")[0]
    # The first among equals: a decimal comma may stand in a header, a semicolon hardly does.
    return CsvText(text, said[1] if said else max(SEPARATORS, key=header.count), skipped)


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
    beginning = found[:1000].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    for start, word in OTHERS.items():
        if beginning.startswith(start):
            _refuse(path, "be a table as text, CSV", word)
    if found.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _plain(found.decode("utf-16", errors="replace"), path)
    try:
        return _plain(found.decode("utf-8-sig"), path)
    except UnicodeDecodeError as error:
        try:
            if b"\0" not in found:
                return _plain(found.decode("cp1252"), path)
        except UnicodeDecodeError:
            pass
        line = found.count(b"\n", 0, error.start) + 1
        _refuse(path, "be text in UTF-8 or Windows-1252", f"the byte 0x{found[error.start]:02x}", line)


def _plain(text: str, path: Path) -> str:
    """Refuse signs that no table has, such as the NUL of a name cut off in memory."""
    wrong = CONTROL.search(text)
    if wrong:
        line = text.count("\n", 0, wrong.start()) + 1
        _refuse(path, "be text without control characters", f"the character 0x{ord(wrong[0]):02x}", line)
    return text


def _refuse(path: Path, rule: str, got: str, line: int = 0) -> NoReturn:
    raise ScenarioError(str(Problem(Place(str(path), line), "", rule, got))) from None
