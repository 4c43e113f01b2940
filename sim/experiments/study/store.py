"""Chunks of computed runs: written whole or not at all, found again by what is in them, checked when read.

A chunk's file is named by the runs that were asked for and by the SHA-256 of its own bytes, so that two processes that
compute the same write the same file, and damage shows.
"""

import hashlib
import re
import secrets
import time
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Protocol

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from sim.results.disk import sync, writing

Keys = NDArray[np.uint64]

FOLDER = "chunks"
NAME = re.compile(r"([0-9a-f]{16})-([0-9a-f]{32})(-[0-9a-f]{8})?\.parquet")
PLAIN = 49  # signs before the ending, or before what was added to write beside a file that stood in the way
LONGEST_PLAIN = PLAIN + len(".parquet")
PART = ".part"
ABANDONED_AFTER = 3600.0  # seconds; no chunk takes as long to write
SECONDS_BETWEEN_LISTINGS = 1.0  # a folder of a hundred thousand chunks takes a while to list


class Store(Protocol):
    """Keeps tables of runs."""

    damaged: int

    def add(self, name: str, table: pa.Table) -> None:
        """Keep a table."""

    def tables(self, keys: Keys | None = None) -> Iterator[pa.Table]:
        """All tables, or those that have rows of some design points."""


class Memory:
    """Keeps tables for as long as this process lives."""

    damaged = 0

    def __init__(self) -> None:
        self._tables: list[tuple[Keys, pa.Table]] = []

    def add(self, _name: str, table: pa.Table) -> None:
        """Keep a table."""
        self._tables.append((_keys(table), table))

    def tables(self, keys: Keys | None = None) -> Iterator[pa.Table]:
        """All tables, or those that have rows of some design points."""
        yield from (table for own, table in self._tables if keys is None or np.isin(own, keys).any())


class Folder:
    """Keeps tables as files."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / FOLDER
        self.damaged = 0
        self._known: dict[Path, Keys] = {}
        self._useless: set[Path] = set()
        self._foreign: dict[str, Path] = {}
        self._listed = -SECONDS_BETWEEN_LISTINGS

    def refresh(self) -> None:
        """Look for chunks that have come since, from other processes too; damaged ones are removed."""
        with writing(self.path):
            self.path.mkdir(parents=True, exist_ok=True)
            names = {each.name for each in self.path.iterdir()}
        replaced = {name[:PLAIN] for name in names if len(name) > LONGEST_PLAIN}
        for path in [self.path / name for name in sorted(names)]:
            if len(path.name) == LONGEST_PLAIN and path.name[:PLAIN] in replaced:
                continue
            if path.suffix == PART:
                _clear_if_abandoned(path)
            elif path not in self._known and path not in self._useless and NAME.fullmatch(path.name):
                self._read(path)

    def add(self, name: str, table: pa.Table) -> None:
        """Write a chunk under a hidden name, bring it to the disk, then give it its own."""
        buffer = BytesIO()
        pq.write_table(table, buffer, compression="zstd")
        data = buffer.getvalue()
        path = self.path / f"{name}-{hashlib.sha256(data).hexdigest()[:32]}.parquet"
        part = self.path / f".{path.stem}-{secrets.token_hex(4)}{PART}"
        with writing(self.path):
            try:
                part.write_bytes(data)
                sync(part)
                path = _renamed(part, path)
            finally:
                part.unlink(missing_ok=True)
        self._known[path] = _keys(table)

    def has(self, name: str) -> bool:
        """Whether another process has written a chunk in the meantime; if so, it is taken in."""
        if time.monotonic() - self._listed > SECONDS_BETWEEN_LISTINGS:
            with writing(self.path):
                new = [each for each in self.path.iterdir() if each not in self._known and each not in self._useless]
                self._foreign = {each.name[:16]: each for each in new}
            self._listed = time.monotonic()
        path = self._foreign.get(name)
        return path is not None and NAME.fullmatch(path.name) is not None and self._read(path) is not None

    def tables(self, keys: Keys | None = None) -> Iterator[pa.Table]:
        """All tables, or those that have rows of some design points."""
        for path, own in list(self._known.items()):
            if keys is None or np.isin(own, keys).any():
                table = self._read(path)
                if table is not None:
                    yield table

    def _read(self, path: Path) -> pa.Table | None:
        """Table of a chunk; None, and the file is gone if it can be, where it is not what was written."""
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            self._known.pop(path, None)
            return None
        except OSError:  # no right to, a folder of that name, or a disk that is broken there
            self._give_up(path)
            return None
        name = NAME.fullmatch(path.name)
        if name is None or hashlib.sha256(data).hexdigest()[:32] != name[2]:
            self._give_up(path)
            return None
        table = pq.read_table(BytesIO(data))
        self._known.setdefault(path, _keys(table))
        return table

    def _give_up(self, path: Path) -> None:
        """Forget a chunk, and remove it if that can be done; it is told once."""
        self._known.pop(path, None)
        if path not in self._useless:
            self.damaged += 1
        self._useless.add(path)
        with suppress(OSError):
            path.unlink()


def _renamed(part: Path, path: Path) -> Path:
    """Give a chunk its name, or one beside it where something lies there that can be neither read nor replaced."""
    try:
        return part.replace(path)
    except OSError:
        if not path.exists():
            raise
    return part.replace(path.with_name(f"{path.stem}-{secrets.token_hex(4)}.parquet"))


def _keys(table: pa.Table) -> Keys:
    return np.unique(table["key"].to_numpy())


def _clear_if_abandoned(part: Path) -> None:
    """Remove what a process left that died in the middle of writing."""
    with suppress(OSError):
        if time.time() - part.stat().st_mtime > ABANDONED_AFTER:
            part.unlink()
