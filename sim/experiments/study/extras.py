"""Libraries that only studies need, imported when they are first used."""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from sim.errors import MissingPackageError


def need(module: str) -> Any:
    """Import a module of an optional package.

    Raises
    ------
    MissingPackageError
        Where the package is not installed.
    """
    package = module.partition(".")[0]
    if find_spec(package) is None:
        raise MissingPackageError(f"{package}: must be installed for this: pip install 'flurfunk[studies]'")
    return import_module(module)
