"""Options that are checked while the command line is read, in the words in which a scenario's mistakes are told."""

import math
import re
import shutil
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn

import click

from sim.errors import ScenarioError

ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
UNDECODED = re.compile("[\udc80-\udcff]")


class Place(click.Path):
    """Path that is not empty, which would stand for the current folder."""

    def __init__(self) -> None:
        super().__init__(path_type=Path, readable=False)  # told where it is read, in the system's words

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Refuse an empty name, and what is none."""
        if not str(value):
            _refuse(param, "be the name of a file or folder", "''")
        if ADDRESS.match(str(value)):
            _refuse(param, "be the name of a file or folder", f"{_quoted(value)}, an address")
        return super().convert(value, param, ctx)


class Folder(Place):
    """Place for results."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Refuse folders that keep nothing, such as those below `/proc`."""
        folder = super().convert(value, param, ctx)
        if UNDECODED.search(str(folder)):
            name = _in_utf8(str(folder))
            if name is not None:
                encoding = sys.getfilesystemencoding()
                _refuse(param, f"have a name in the encoding of the locale, {encoding}", f"'{name}', which is UTF-8")
            _refuse(param, "have a name in UTF-8", f"'{value}'")
        with suppress(OSError):  # told when the folder is made
            existing = next(each for each in (folder, *folder.absolute().parents) if each.is_dir())
            if shutil.disk_usage(existing).total == 0:
                _refuse(param, "be a folder on a disk", f"'{value}', which the system makes up")
        return folder


class Whole(click.types.IntParamType):
    """Whole number, within bounds where some are known before the command looks at its files."""

    def __init__(self, low: int | None = None, high: int | None = None) -> None:
        self._bounds = {} if low is None or high is None else {"minimum": low, "maximum": high}

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Refuse what is no such number."""
        del ctx
        from sim.scenario import numbers
        from sim.scenario.keys import rule

        spec = self.spec(param)
        low, high = spec.get("minimum", -math.inf), spec.get("maximum", math.inf)
        is_whole = re.fullmatch(r"[-+]?[0-9]{1,25}", str(value)) is not None
        if not is_whole or not low <= int(value) <= high:
            hint = numbers.hint(str(value), whole=True, low=low, high=high)
            _refuse(param, rule(spec), str(value) if is_whole else f"{_quoted(value)}{hint}")
        return int(value)

    def spec(self, param: click.Parameter | None) -> dict[str, Any]:
        """What the number must be."""
        del param
        return {"type": "integer", **self._bounds}


class Number(Whole):
    """Whole number within the bounds that the scenario's key of the same name has."""

    def spec(self, param: click.Parameter | None) -> dict[str, Any]:
        """What the key must be."""
        return _bounds(param)


class Decimal(click.types.FloatParamType):
    """Number with a decimal point."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Refuse what is no number."""
        del ctx
        from sim.scenario import numbers

        try:
            return float(value)
        except ValueError:
            _refuse(param, "be a number", f"{_quoted(value)}{numbers.hint(str(value))}")


class Setting(click.types.StringParamType):
    """`KEY=VALUE`; signs that the locale lacks are read all the same."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Remember where it was given."""
        del param, ctx
        from sim.scenario.resolve import OfCommandLine

        return OfCommandLine(_in_utf8(str(value)) or value)


class Day(click.types.StringParamType):
    """Date, as the lists of attendance may have it."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Refuse what is none."""
        del ctx
        from sim.experiments.calibrate.csv_words import DAY, day

        found = day(str(value))
        if found is None:
            _refuse(param, DAY, _quoted(value))
        return found


def _bounds(param: click.Parameter | None) -> dict[str, Any]:
    from sim.scenario.keys import find

    if param is not None and param.name == "threads":
        from sim.experiments.bounds import MAX_THREADS

        return {"type": "integer", "minimum": 1, "maximum": MAX_THREADS}
    return find((str(param.name),) if param is not None else ()) or {}


def _in_utf8(text: str) -> str | None:
    """Text that was UTF-8 though the locale is not, or None."""
    try:
        return text.encode("utf-8", "surrogateescape").decode("utf-8")
    except UnicodeError:
        return None


def _quoted(value: object) -> str:
    from sim.scenario.tree import quoted

    return quoted(str(value))


def _refuse(param: click.Parameter | None, rule: str, got: str) -> NoReturn:
    from sim.scenario.tree import one_line

    named = param.opts[0] if isinstance(param, click.Option) else param.human_readable_name.rstrip(".") if param else ""
    raise ScenarioError(f"{named}: must {rule}, got {one_line(got)}")
