"""How the rules become machine code, and where that code is kept.

The rules are plain Python; registering them lets numba compile them into whatever calls them. Numba's
own cache sees edits of one file only, so ours is keyed by a hash of all sources the kernel is made of.
"""

import hashlib
import logging
import os
import pkgutil
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from pickle import UnpicklingError
from types import FunctionType
from typing import Any

import numba
import platformdirs
from numba.extending import register_jitable

import sim.chance
import sim.rules

ROOT = Path(sim.rules.__file__).parents[1]
# Numba declares neither its configuration nor the options that save compiling what is never used.
njit: Any = numba.njit
CONFIG: Any = numba.config
Compiler: Any = import_module("numba.core.compiler").Compiler
FunctionCache: Any = import_module("numba.core.caching").FunctionCache
BROKEN = (OSError, EOFError, ValueError, UnpicklingError)
LOG = logging.getLogger(__name__)
SOURCES = (
    "chance.py",
    "rules",
    "kernel",
    "scenario/layout.py",
    "scenario/timeline.py",
    "scenario/commands.py",
    "scenario/output.py",
    "scenario/schema.py",
)


def register_rules() -> None:
    """Make every function of `sim.rules` and `sim.chance` callable from compiled code."""
    found = pkgutil.iter_modules(sim.rules.__path__, "sim.rules.")
    modules = [sim.chance, *(import_module(each.name) for each in found)]
    for module in modules:
        for member in vars(module).values():
            if isinstance(member, FunctionType) and member.__module__ == module.__name__:
                register_jitable(no_cfunc_wrapper=True)(member)


def fingerprint() -> str:
    """Hash of all sources that the compiled code depends on."""
    digest = hashlib.sha256()
    for source in SOURCES:
        for path in sorted([ROOT / source] if source.endswith(".py") else (ROOT / source).glob("*.py")):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def cache_folder() -> Path:
    """Where the compiled kernel is kept; `FLURFUNK_CACHE` overrides the user's cache folder."""
    base = os.environ.get("FLURFUNK_CACHE") or platformdirs.user_cache_dir("flurfunk", appauthor=False)
    # Code compiled by another Python or numba, or for a copy elsewhere, does not serve.
    place = f"{ROOT}|{sys.implementation.cache_tag}|{numba.__version__}"
    return Path(base) / "kernel" / f"{fingerprint()}-{hashlib.sha256(place.encode()).hexdigest()[:8]}"


def is_compiled() -> bool:
    """Whether a first run has left compiled code behind."""
    return any(cache_folder().glob("**/*.nbc"))


class OwnVectors(Compiler):  # type: ignore[misc]
    """Numba's compiler, which leaves side by side to the lanes: other loops are too short to be worth its vectors."""

    def compile_extra(self, func: Any) -> Any:
        """Compile the function and all that it calls, during which numba lets no other thread compile."""
        before = CONFIG.LOOP_VECTORIZE
        CONFIG.LOOP_VECTORIZE = 0
        try:
            return super().compile_extra(func)
        finally:
            CONFIG.LOOP_VECTORIZE = before


class ForgivingCache(FunctionCache):  # type: ignore[misc]
    """Numba's cache of a function, without which one can do: a disk that is full or broken costs the compiling only."""

    def load_overload(self, sig: Any, target_context: Any) -> Any:
        """Load what was compiled; nothing where it cannot be read."""
        try:
            return super().load_overload(sig, target_context)
        except BROKEN as error:
            self._told("read", error)
            with suppress(OSError):
                self.flush()
            return None

    def save_overload(self, sig: Any, data: Any) -> None:
        """Keep what was compiled, if that can be done."""
        try:
            super().save_overload(sig, data)
        except BROKEN as error:
            self._told("kept", error)

    def _told(self, done: str, error: Exception) -> None:
        LOG.warning(
            "the compiled kernel could not be %s in %s (%s), and is compiled anew; FLURFUNK_CACHE names another folder",
            done, self.cache_path, getattr(error, "strerror", None) or error,
        )  # fmt: skip


def compiled_once(function: Callable[..., Any]) -> Any:
    """Compile on the first call, without the GIL, and keep the result; without a writable cache do not keep it."""
    options: dict[str, Any] = {"nogil": True, "error_model": "numpy", "_nrt": False, "no_cfunc_wrapper": True}
    options["pipeline_class"] = OwnVectors
    folder = cache_folder()
    if not _is_writable(folder):
        return njit(**options)(function)
    before = CONFIG.CACHE_DIR
    CONFIG.CACHE_DIR = str(folder)
    try:
        dispatcher = njit(**options)(function)
        dispatcher._cache = ForgivingCache(dispatcher.py_func)
    finally:
        CONFIG.CACHE_DIR = before
    return dispatcher


def _is_writable(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


# Never called from Python: without the wrappers for that, compiling takes half the time.
inner: dict[str, Any] = {"error_model": "numpy", "_nrt": False, "no_cpython_wrapper": True, "no_cfunc_wrapper": True}
inlined = njit(forceinline=True, **inner)
called = njit(**inner)
