"""The server's key, and the facilitator's secret that is made from it.

The key outlives the process, so that a server that was killed and started again knows everybody's cookies.
"""

import hmac
import os
import secrets
import stat
from base64 import urlsafe_b64encode
from hashlib import sha256
from pathlib import Path

from sim.errors import FlurfunkError, reason
from sim.results.disk import create_once

NAME = "key"
N_BYTES = 32


class KeyFileError(FlurfunkError):
    """A key file that others can read, or that is none."""

    exit_code = 2


def load(state: Path) -> bytes:
    """Key of a state folder, made where there is none.

    Raises
    ------
    KeyFileError
        Where others could have read it, it is no file of 32 bytes, or the folder cannot be written.
    """
    path = state / NAME
    if not path.is_symlink() and not path.exists():
        _create(path)
    try:
        return _read(path)
    except OSError as error:
        raise KeyFileError(f"{path}: must be a file that can be read, got {reason(error)}") from None


def facilitator_secret(key: bytes) -> str:
    """Secret part of the facilitator's link: 43 characters that stay the same as long as the key does."""
    derived = hmac.digest(key, b"facilitator", sha256)
    return urlsafe_b64encode(derived).rstrip(b"=").decode("ascii")


def is_facilitator_secret(key: bytes, given: object) -> bool:
    """Whether this is the secret; takes as long for a wrong one that begins right as for any other."""
    return isinstance(given, str) and hmac.compare_digest(
        facilitator_secret(key).encode(), given.encode("utf-8", "replace")
    )


def seat_token(key: bytes, visit: str) -> str:
    """Token of the seat that somebody takes on one visit of the page: the same however often that visit asks for it."""
    return hmac.digest(key, b"seat " + visit.encode(), sha256)[:16].hex()


def _create(path: Path) -> None:
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        create_once(path, secrets.token_bytes(N_BYTES))
    except OSError as error:
        rule = f"be a folder that can be written to, got {reason(error)}"
        raise KeyFileError(f"{path.parent}: must {rule}; --state names another one") from None


def _read(path: Path) -> bytes:
    with os.fdopen(os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0)), "rb") as file:
        found = os.fstat(file.fileno())
        if os.name == "posix" and found.st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            mode = stat.S_IMODE(found.st_mode)
            raise KeyFileError(
                f"{path}: must be readable by its owner only (chmod 600, or --state elsewhere), got mode {mode:o}"
            )
        key = file.read(N_BYTES + 1)
    if len(key) != N_BYTES:
        raise KeyFileError(f"{path}: must be {N_BYTES} bytes, got {found.st_size}; delete it for a new one")
    return key
