"""Options that are checked while the command line is read, in the words in which a scenario's mistakes are told."""

import re
import shutil
from contextlib import suppress
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


class Number(click.types.IntParamType):
    """Whole number within the bounds that the scenario's key of the same name has."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Refuse what is no such number."""
        del ctx
        from sim.scenario import numbers
        from sim.scenario.keys import rule

        spec = _bounds(param)
        is_whole = re.fullmatch(r"[-+]?[0-9]{1,25}", str(value)) is not None
        if not is_whole or not spec["minimum"] <= int(value) <= spec["maximum"]:
            got = str(value) if is_whole else f"'{value}'{numbers.hint(str(value), whole=True)}"
            _refuse(param, rule(spec), got)
        return int(value)


def _bounds(param: click.Parameter | None) -> dict[str, Any]:
    from sim.scenario.keys import find

    if param is not None and param.name == "threads":
        from sim.experiments.bounds import MAX_THREADS

        return {"type": "integer", "minimum": 1, "maximum": MAX_THREADS}
    return find((str(param.name),) if param is not None else ()) or {}


def _refuse(param: click.Parameter | None, rule: str, got: str) -> NoReturn:
    from sim.scenario.tree import one_line

    named = param.opts[0] if isinstance(param, click.Option) else param.human_readable_name.rstrip(".") if param else ""
    raise ScenarioError(f"{named}: must {rule}, got {one_line(got)}")
