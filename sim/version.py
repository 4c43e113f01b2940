"""Which version of Flurfunk this is, installed or run from its source."""

from importlib import metadata
from pathlib import Path

UNKNOWN = "0"


def version() -> str:
    """Version that is installed, or else the one that a checkout says it has."""
    try:
        return metadata.version("flurfunk")
    except metadata.PackageNotFoundError:
        return f"{_of_the_source()}+source"


def _of_the_source() -> str:
    """Version that a checkout says it has."""
    import tomllib

    try:
        text = (Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8")
        return str(tomllib.loads(text)["project"]["version"])
    except (OSError, ValueError, KeyError):
        return UNKNOWN
