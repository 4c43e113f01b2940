"""Options that are checked while the command line is read, in the words in which a scenario's mistakes are told."""

import math
import re
import shutil
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

import click

from sim.errors import ScenarioError


class Place(click.Path):
    """Path that is not empty, which would stand for the current folder."""

    def __init__(self) -> None:
        super().__init__(path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Refuse an empty name."""
        if not str(value):
            _refuse(param, "be the name of a file or folder", "''")
        return super().convert(value, param, ctx)


class Folder(Place):
    """Place for results."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Refuse folders that keep nothing, such as those below `/proc`."""
        folder = super().convert(value, param, ctx)
        if not str(folder).isprintable() and any("\udc80" <= sign <= "\udcff" for sign in str(folder)):
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


class Day(click.ParamType):
    """Date, as the lists of attendance may have it."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Refuse what is none."""
        del ctx
        from sim.experiments.calibrate.csv_table import DAY, day

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


def _quoted(value: object) -> str:
    from sim.scenario.tree import quoted

    return quoted(str(value))


def _refuse(param: click.Parameter | None, rule: str, got: str) -> NoReturn:
    from sim.scenario.tree import one_line

    named = param.opts[0] if isinstance(param, click.Option) else param.human_readable_name.rstrip(".") if param else ""
    raise ScenarioError(f"{named}: must {rule}, got {one_line(got)}")
