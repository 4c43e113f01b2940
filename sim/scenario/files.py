"""Reading a scenario file, whatever is at its address."""

import stat
from itertools import islice
from pathlib import Path

from sim.errors import ScenarioError, reason
from sim.scenario.tree import Place, Problem, closest, quoted, shortened

MAX_BYTES = 500_000
MAX_NEIGHBOURS = 1000
NOWHERE = "a link that leads nowhere"


def read(path: Path, place: Place, key: str = "") -> str:
    """Return the text of a file; `place` and `key`: where it was asked for."""
    named = f"{quoted(str(path))}: " if key else ""
    try:
        return _decode(_bytes(path), path)
    except FileNotFoundError:
        if path.is_symlink():
            raise _error(place, key, "be an existing file", f"{named}{NOWHERE}") from None
        raise _error(place, key, "be an existing file", f"{named}nothing there", _neighbour(path)) from None
    except IsADirectoryError:
        raise _error(place, key, "be a file", f"{named}a folder") from None
    except OSError as error:
        raise _error(place, key, "be a file that can be read", f"{named}{reason(error)}") from None
    except ValueError:
        raise _error(place, key, "be the name of a file", f"{named}a sign that no name may have") from None


def given_path(given: object, key: str, kind: str = "file") -> Path:
    """Path that Python handed over.

    Raises
    ------
    ScenarioError
        Where it is none, or bytes.
    """
    try:
        return Path(given)  # type: ignore[arg-type]
    except TypeError:
        got = shortened(repr(given))
        raise ScenarioError(f"{key}: must be the name of a {kind}, got {got}") from None


def name_of(path: Path) -> str:
    """Name of what a file holds, as tables and folders of results have it: signs that are no text are replaced."""
    return path.stem.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _bytes(path: Path) -> bytes:
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        raise IsADirectoryError
    # Opening a pipe would wait for its other end, and reading a device may never end.
    if not stat.S_ISREG(mode):
        raise _error(Place(str(path)), "", "be an ordinary file", "a pipe or a device")
    with path.open("rb") as file:
        found = file.read(MAX_BYTES + 1)
    if len(found) > MAX_BYTES:
        raise _error(Place(str(path)), "", f"be at most {MAX_BYTES // 1000} kB long", "more")
    return found


def _decode(found: bytes, path: Path) -> str:
    try:
        return found.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = found.count(b"\n", 0, error.start) + 1
        place = Place(str(path), line)
        raise _error(place, "", "be text in UTF-8", f"the byte 0x{found[error.start]:02x}") from None


def _neighbour(path: Path) -> str:
    try:
        files = [each.name for each in islice(path.parent.iterdir(), MAX_NEIGHBOURS)]
        # Compared without their endings, which would make any two files alike.
        found = closest(path.stem, [Path(each).stem for each in files])
    except (OSError, ValueError):
        return ""
    return next((f"; did you mean {each!r}?" for each in files if Path(each).stem == found), "")


def _error(place: Place, key: str, rule: str, got: str, hint: str = "") -> ScenarioError:
    return ScenarioError(str(Problem(place, key, rule, got, hint)))
