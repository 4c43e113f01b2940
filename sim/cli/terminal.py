"""The terminal, file or pipe that a command talks to: whatever it takes, however much room it has.

What was computed is never lost to what is said of it. Signs that an encoding lacks are written with those it has; a
standard output that is full is told in one line; texts of the user are shown as they were written.
"""

import os
import sys
import unicodedata
import warnings
from codecs import lookup, register_error
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING, Any, TextIO

from sim.errors import FlurfunkError, reason

if TYPE_CHECKING:
    from rich.console import Console

INSTEAD = "flurfunk.instead"
PLAIN = {
    "−": "-", "–": "-", "—": "-", "‐": "-", "‑": "-", "─": "-", "━": "-", "│": "|", "≥": ">=", "≤": "<=", "≈": "~",
    "±": "+/-", "×": "x", "→": "->", "…": "...", "„": '"', "“": '"', "”": '"', "‘": "'", "’": "'", "«": '"', "»": '"',
    "•": "*", "·": "*", "ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss", "€": "EUR",
}  # fmt: skip


class OutputError(FlurfunkError):
    """A standard output that takes nothing more."""


@contextmanager
def prepared() -> Iterator[None]:
    """Let standard output and standard error take what they are given, and warnings be one line each."""
    before = sys.stdout, sys.stderr, warnings.formatwarning
    register_error(INSTEAD, _instead)
    _prepare()
    warnings.formatwarning = _one_line
    try:
        yield
    finally:
        sys.stdout, sys.stderr, warnings.formatwarning = before


def _prepare() -> None:
    for name, failed in (("stdout", _refuse), ("stderr", _ignore)):
        stream: Any = getattr(sys, name)
        if stream is None:  # closed before the command began
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115 - lives with the process
        elif not isinstance(stream, Forgiving):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors=INSTEAD)
            setattr(sys, name, Forgiving(stream, failed))


def console(**options: Any) -> "Console":
    """Console that shows texts as they are: brackets are no markup, colons no pictures, numbers not coloured."""
    from rich.console import Console

    return Console(markup=False, emoji=False, highlight=False, **options)


class Forgiving:
    """A stream of text that says by itself what happens where the system takes no more of it."""

    def __init__(self, stream: TextIO, failed: Callable[[int, OSError], None]) -> None:
        self._stream = stream
        self._refused: OSError | None = None
        self._failed = partial(failed, stream.fileno() if _has_number(stream) else -1)

    def write(self, text: str) -> int:
        """Write, as far as that can be done."""
        with self._forgiving():
            self._stream.write(text)
        return len(text)

    def flush(self) -> None:
        """Bring to the system what was written."""
        with self._forgiving():
            self._stream.flush()

    @contextmanager
    def _forgiving(self) -> Iterator[None]:
        """Tell what the system refuses, and once more whenever it is asked again: click tries whether it can write."""
        if self._refused is not None:
            self._failed(self._refused)
        try:
            yield
        except OSError as error:
            self._refused = error
            self._failed(error)

    @property
    def encoding(self) -> str:
        """Encoding, or one as narrow where it is ASCII: click takes that for a mistake and writes UTF-8 past it."""
        return "latin-1" if lookup(self._stream.encoding or "ascii").name == "ascii" else self._stream.encoding

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def _has_number(stream: TextIO) -> bool:
    try:
        stream.fileno()
    except (OSError, AttributeError):
        return False
    return True


def _refuse(number: int, error: OSError) -> None:
    _ignore(number, error)
    if isinstance(error, BrokenPipeError):
        raise error  # whoever read has seen enough, and click ends in silence
    raise OutputError(f"standard output: must take what is written to it, got {reason(error)}") from None


def _ignore(number: int, error: OSError) -> None:
    """Let what is still to come go nowhere, or Python would complain once more at its end."""
    del error
    if number >= 0:
        with suppress(OSError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, number)
            os.close(nowhere)


def _instead(error: UnicodeError) -> tuple[str | bytes, int]:
    """Signs for one that an encoding lacks; what came undecoded out of a file's name goes out as it came."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    sign = error.object[error.start]
    if "\udc80" <= sign <= "\udcff":
        return bytes([ord(sign) - 0xDC00]), error.start + 1
    plain = PLAIN.get(sign) or unicodedata.normalize("NFKD", sign).encode("ascii", "ignore").decode() or "?"
    return plain, error.start + 1


def _one_line(message: Warning | str, *_where: Any, **_more: Any) -> str:
    """Show a warning without the source line, which says nothing to whoever called a command."""
    return f"warning: {' '.join(str(message).split())}\n"
