"""Files and folders that are there whole or not at all, whatever kills the process that writes them.

What is being written has a hidden name beside its target, locked while its process lives; once everything is on the
disk, it takes the target's name. Whoever writes there next clears away what dead processes left.
"""

import re
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from sim.results.disk import Lock, sync, writing

PART, OLD, LOCK = ".part", ".old", ".lock"
HIDDEN = re.compile(r"\..+-[0-9a-f]{8}\.(part|old|lock)")
# Where a disk has no locks, nobody knows who lives; nothing is written for as long without being touched.
ABANDONED_AFTER = 86_400.0


class Claim:
    """A hidden name beside a target, which tells others that somebody is writing; gone when released."""

    def __init__(self, target: Path) -> None:
        token = f".{target.name}-{secrets.token_hex(4)}"
        self.part = target.parent / f"{token}{PART}"
        self.old = target.parent / f"{token}{OLD}"
        self._lock = Lock(target.parent / f"{token}{LOCK}")

    def __enter__(self) -> Self:
        self._lock.acquire()
        return self

    def __exit__(self, *_error: object) -> None:
        _clear(self._lock.path)
        self._lock.release()


class Draft:
    """A results folder in the making: hidden until published, and gone if it never is."""

    def __init__(self, target: Path) -> None:
        self.target = target
        self._claim = Claim(target)
        self.folder = self._claim.part
        self._undo = ExitStack()

    def __enter__(self) -> Self:
        parent = self.target.parent
        made = [each for each in (parent, *parent.parents) if not each.exists()]
        with ExitStack() as undo, writing(parent):
            undo.callback(_remove_empty, made)
            parent.mkdir(parents=True, exist_ok=True)
            sweep(parent)
            undo.enter_context(self._claim)
            self.folder.mkdir()
            self._undo = undo.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._undo.close()

    def publish(self) -> None:
        """Bring everything to the disk, then let the folder take the target's name, and its place."""
        with writing(self.target):
            for path in [*self.folder.iterdir(), self.folder]:
                sync(path)
            if self.target.exists():
                self.target.rename(self._claim.old)
            self.folder.rename(self.target)
            sync(self.target.parent)


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """File to write to, which takes the target's place once it is whole, and is gone if it never is."""
    sweep(target.parent)
    with Claim(target) as claim:
        yield claim.part
        claim.part.replace(target)


def sweep(parent: Path) -> None:
    """Clear away what processes left that died while they wrote into a folder."""
    for path in [each for each in parent.glob(".*") if HIDDEN.fullmatch(each.name)]:
        with suppress(OSError):  # somebody else's
            if path.suffix == LOCK:
                _sweep_lock(path)
            elif not path.with_suffix(LOCK).exists() and _is_abandoned(path):
                _clear(path.with_suffix(LOCK))


def _sweep_lock(path: Path) -> None:
    lock = Lock(path)
    if not lock.acquire():
        return
    if lock.is_real or _is_abandoned(path.with_suffix(PART) if path.with_suffix(PART).exists() else path):
        _clear(path)
        lock.release()


def _clear(lock: Path) -> None:
    """Remove what belongs to a lock that is held, and bring back a folder whose replacement never came."""
    old = lock.with_suffix(OLD)
    target = lock.with_name(lock.stem[1:].rpartition("-")[0])
    if old.exists() and not target.exists():
        old.rename(target)
    for each in (lock.with_suffix(PART), old):
        _remove(each)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink()


def _remove_empty(folders: list[Path]) -> None:
    for each in folders:
        with suppress(OSError):  # somebody else's files are in it
            each.rmdir()


def _is_abandoned(path: Path) -> bool:
    """Whether nobody has touched a file, or anything in a folder, for long."""
    touched = [each.stat().st_mtime for each in (path, *(path.iterdir() if path.is_dir() else ()))]
    return bool(time.time() - max(touched) > ABANDONED_AFTER)
