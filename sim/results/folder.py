"""A results folder that is there whole or not at all, whatever kills the process that writes it.

A run writes into a hidden folder beside its target, locked while its process lives; once everything is
on the disk, the hidden folder takes the target's name. The next run of the same scenario clears away what
dead processes left.
"""

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from filelock import FileLock

from sim.errors import ResultsError

PART, OLD, LOCK = ".part", ".old", ".lock"


class Draft:
    """A results folder in the making: hidden until published, and gone if it never is."""

    def __init__(self, target: Path) -> None:
        self.target = target
        token = f".{target.name}-{secrets.token_hex(4)}"
        self.folder = target.parent / f"{token}{PART}"
        self._old = target.parent / f"{token}{OLD}"
        self._lock = FileLock(target.parent / f"{token}{LOCK}", blocking=False)
        self._made: list[Path] = []

    def __enter__(self) -> Self:
        parent = self.target.parent
        self._made = [each for each in (parent, *parent.parents) if not each.exists()]
        with ExitStack() as undo, writing(parent):
            parent.mkdir(parents=True, exist_ok=True)
            undo.callback(self._discard)
            sweep(parent)
            self._lock.acquire()
            self.folder.mkdir()
            undo.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._discard()

    def publish(self) -> None:
        """Bring everything to the disk, then let the folder take the target's name, and its place."""
        with writing(self.target):
            for path in [*self.folder.iterdir(), self.folder]:
                sync(path)
            if self.target.exists():
                self.target.rename(self._old)
            self.folder.rename(self.target)
            sync(self.target.parent)

    def _discard(self) -> None:
        _clear(Path(self._lock.lock_file))
        self._lock.release()
        for each in self._made:
            with suppress(OSError):  # somebody else's files are in it
                each.rmdir()


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Turn what the operating system refuses into one line.

    Raises
    ------
    ResultsError
        Where the folder is not writable or its disk is full.
    """
    try:
        yield
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else str(error)
        raise unfit(f"{folder}: must be a folder that can be written to, got '{reason}'") from error


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """File to write to, which takes the target's place once it is whole, and is gone if it never is."""
    part = target.with_name(f".{target.name}-{secrets.token_hex(4)}{PART}")
    try:
        yield part
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def unfit(message: str) -> ResultsError:
    """Error about a place for results that the user can mend by naming another one."""
    error = ResultsError(message)
    error.exit_code = 2
    return error


def sweep(parent: Path) -> None:
    """Clear away what processes left that died while they wrote into a folder."""
    for path in parent.glob(f".*{LOCK}"):
        lock = FileLock(path, blocking=False)
        with suppress(OSError):  # held by a living process, or somebody else's
            lock.acquire()
            _clear(path)
            lock.release()


def sync(path: Path) -> None:
    """Bring a file or the names in a folder to the disk."""
    if path.is_dir() and os.name == "nt":
        return  # Windows keeps the names in order by itself, and lets nobody open a folder
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _clear(lock: Path) -> None:
    """Remove what belongs to a lock that is held, and bring back a folder whose replacement never came."""
    old = lock.with_suffix(OLD)
    target = lock.with_name(lock.stem[1:].rpartition("-")[0])
    if old.exists() and not target.exists():
        old.rename(target)
    for each in (lock.with_suffix(PART), old):
        shutil.rmtree(each, ignore_errors=True)
    with suppress(OSError):  # Windows removes it on release
        lock.unlink()
