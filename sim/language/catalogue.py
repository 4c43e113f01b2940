"""Catalogues: one `.po` file per language, with symbolic message ids, read as they are."""

from functools import cache
from importlib.resources import files

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from sim.errors import FlurfunkError

LANGUAGES = ("en", "de")
Forms = tuple[str, ...]


class CatalogueError(FlurfunkError):
    """A message or a language that no catalogue has."""

    exit_code = 1


@cache
def messages(language: str) -> dict[str, Forms]:
    """Every message of a language by its id: one form, or one for each grammatical number."""
    if language not in LANGUAGES:
        raise CatalogueError(f"language must be one of {', '.join(LANGUAGES)}, got {language!r}")
    found = {}
    for message in _read(language):
        if message.id:
            name = message.id if isinstance(message.id, str) else message.id[0]
            found[name] = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
    return found


def _read(language: str) -> Catalog:
    with (files("sim.language") / f"{language}.po").open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)
