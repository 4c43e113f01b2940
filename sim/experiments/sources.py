"""Which files an answer is computed with: all that a module imports, and what those import, read from their text."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from sim.experiments.plan import ROOT

# They say what came out, how far it is, or where a name lives, or keep what they make under a key of their own: no
# number of whoever imports them goes through them.
ASIDE = ("__init__.py", "errors.py", "language", "experiments/progress.py", "experiments/posterior")
# Found by their form: to parse a hundred and fifty files would take longer than many an answer.
FROM = re.compile(r"^[ \t]*from[ \t]+([\w.]+)[ \t]+import[ \t]+(\([^)]*\)|[^\n]*)", re.MULTILINE)
PLAIN = re.compile(r"^[ \t]*import[ \t]+([^\n]*)", re.MULTILINE)
NAME = re.compile(r"[A-Za-z_][\w.]*")


def sources(code: Iterable[Path], root: Path = ROOT) -> list[tuple[str, str]]:
    """Path and text of the Python files and of everything of the package that they import, at whatever place."""
    waiting, found = list(code), dict[Path, str]()
    while waiting:
        path = waiting.pop()
        if path not in found:
            found[path] = path.read_text(encoding="utf-8")
            waiting += (each for each in imported(path, root) if not _is_aside(each, root))
    return sorted((_name(path, root), text) for path, text in found.items())


def of_folder(folder: Path, root: Path = ROOT) -> list[tuple[str, str]]:
    """Sources of a package's own modules, and of the data beside them."""
    data = [each for each in sorted(folder.iterdir()) if each.is_file() and each.suffix not in {".py", ".pyc"}]
    return [*sources(sorted(folder.glob("*.py")), root), *((_name(each, root), _text(each)) for each in data)]


@cache
def imported(path: Path, root: Path) -> tuple[Path, ...]:
    """Files of the package that a file imports, in functions as well as at its top."""
    text = path.read_text(encoding="utf-8")
    return tuple(dict.fromkeys(each for name in _modules(text) for each in _files(name, root)))


def _modules(text: str) -> Iterator[str]:
    """Modules named by import statements, and the names taken from them, which may be modules as well."""
    for module, names in FROM.findall(text):
        yield module
        yield from (f"{module}.{name}" for name in NAME.findall(names))
    for names in PLAIN.findall(text):
        yield from NAME.findall(names)


@cache
def _files(module: str, root: Path) -> tuple[Path, ...]:
    """The module's file, and those of the packages around it."""
    parts, known = module.split("."), _package(root)
    names = [".".join(parts[: count + 1]) for count in range(len(parts))]
    return tuple(known[name] for name in names if name in known)


@cache
def _package(root: Path) -> dict[str, Path]:
    """Files by the names that they are imported by."""
    found = {}
    for path in root.rglob("*.py"):
        *folders, name = path.relative_to(root.parent).parts
        found[".".join(folders if name == "__init__.py" else [*folders, path.stem])] = path
    return found


def _is_aside(path: Path, root: Path) -> bool:
    name = _name(path, root)
    return any(name == each or name.startswith(f"{each}/") for each in ASIDE)


def _name(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "replace")
