"""What disks refuse, and how to write nevertheless: not every file system can do what a local one can.

Network shares, file systems of other operating systems and those that a program makes up may know no locks, no hard
links, no memory maps, and no way to bring a folder's names to the disk. None of that is a reason to lose what was
computed. A full disk is, and one that may only be read.
"""

import errno
import os
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import IO

import numpy as np
from filelock import FileLock, Timeout
from numpy.typing import NDArray

from sim.errors import ReadOnlyError, ResultsError, reason

# What file systems answer that cannot do something at all.
UNKNOWN_THERE = frozenset(
    getattr(errno, name)
    for name in ("EINVAL", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "ENOLCK", "ENOTTY", "ENODEV")
    if hasattr(errno, name)
)
READ_ONLY = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})
NO_NAMELESS_FILES = frozenset({errno.EBUSY, errno.ETXTBSY})
BYTES_PER_NUMBER = 8
NO_LINKS = UNKNOWN_THERE | {errno.EPERM, errno.EXDEV, errno.EMLINK, errno.EACCES}


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Turn what the operating system refuses into one line.

    Raises
    ------
    ReadOnlyError
        Where the folder may only be read.
    ResultsError
        Where its disk is full, or anything else is in the way.
    """
    try:
        yield
    except UnicodeEncodeError as error:
        raise unfit(f"{folder}: must have a name in UTF-8, got another one") from error
    except OSError as error:
        kind = ReadOnlyError if error.errno in READ_ONLY else ResultsError
        raise unfit(f"{folder}: must be a folder that can be written to, got {reason(error)}", kind) from error


@contextmanager
def kept_if_found(computed: int) -> Iterator[None]:
    """Let what was found on a disk that may only be read be opened, though what is made of it cannot be kept there.

    Raises
    ------
    ReadOnlyError
        Where something was computed, which would be lost.
    """
    try:
        yield
    except ReadOnlyError:
        if computed:
            raise


def unfit(message: str, kind: type[ResultsError] = ResultsError) -> ResultsError:
    """Error about a place for results that the user can mend by naming another one."""
    error = kind(message)
    error.exit_code = 2
    return error


def sync(path: Path) -> None:
    """Bring a file or the names in a folder to the disk, as far as its file system can."""
    if path.is_dir() and os.name == "nt":
        return  # Windows keeps the names in order by itself, and lets nobody open a folder
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in UNKNOWN_THERE:
            raise
    finally:
        os.close(descriptor)


class Lock:
    """Lock on a file, which the system lets go when its process dies.

    Where the file system has no locks, it is given to everybody: `is_real` tells. It guards no result, only what is
    cleared away and counted.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.is_real = True
        self._lock = FileLock(path, fallback_to_soft=False)

    def acquire(self, seconds: float = 0.0) -> bool:
        """Whether it could be had within some seconds."""
        try:
            self._lock.acquire(timeout=seconds)
        except Timeout:
            return False
        except NotImplementedError:
            self.is_real = False
        except OSError as error:
            if error.errno not in UNKNOWN_THERE:
                raise
            self.is_real = False
        return True

    def release(self) -> None:
        """Let go, and leave no file behind."""
        with suppress(OSError):
            self.path.unlink()
        self._lock.release()
        with suppress(OSError):  # Windows removes no file that is open
            self.path.unlink()


def create_once(path: Path, content: bytes, rights: int = 0o600) -> bool:
    """Write a file, for its owner only unless other rights are given; False if something was there already.

    Written under another name first, so that nobody ever reads half of it and nothing is left of what fails.
    """
    draft = path.parent / f".flurfunk-{secrets.token_hex(8)}"
    number = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, rights)
    try:
        with os.fdopen(number, "wb") as file:
            file.write(content)
        sync(draft)
        try:
            os.link(draft, path)
        except FileExistsError:
            return False
        except OSError as error:
            if error.errno not in NO_LINKS:
                raise
            return _rename_once(draft, path)
        return True
    finally:
        draft.unlink(missing_ok=True)


def _rename_once(draft: Path, path: Path) -> bool:
    """Do the same without hard links: renaming replaces what is there, so one looks first, and alone."""
    lock = Lock(path.with_name(f".{path.name}.lock"))
    lock.acquire(seconds=10.0)
    try:
        if os.path.lexists(path):
            return False
        draft.replace(path)
        return True
    finally:
        lock.release()


@contextmanager
def scratch(folder: Path, shape: tuple[int, int]) -> Iterator[NDArray[np.float64]]:
    """Array on a folder's disk that has no name there, so that nothing is left of it whatever kills the process.

    Its room is taken at once, as a disk that fills up later would be fatal. Where the disk can have no such file, it
    lies in the system's own folder for such things.
    """
    with ExitStack() as files:
        try:
            array = _nameless(files, folder, shape)
        except OSError as error:
            if error.errno not in UNKNOWN_THERE | NO_NAMELESS_FILES:
                raise
            array = _nameless(files, Path(tempfile.gettempdir()), shape)
        yield array


def _nameless(files: ExitStack, folder: Path, shape: tuple[int, int]) -> NDArray[np.float64]:
    file = files.enter_context(tempfile.TemporaryFile(dir=folder))  # noqa: SIM115 - the stack closes it
    _take_room(file, max(1, shape[0] * shape[1] * BYTES_PER_NUMBER))
    return np.memmap(file, dtype=np.float64, mode="r+", shape=shape)


def _take_room(file: IO[bytes], size: int) -> None:
    if hasattr(os, "posix_fallocate"):
        try:
            os.posix_fallocate(file.fileno(), 0, size)
        except OSError as error:
            if error.errno not in UNKNOWN_THERE:
                raise
        else:
            return
    file.truncate(size)
