"""Refusing at once what could not be kept."""

import os
import shutil
from pathlib import Path

from sim.errors import ScenarioError
from sim.results.tables import Shape
from sim.scenario.rosters import rosters
from sim.scenario.schema import Structure

BYTES_PER_PAIR = 160  # two levels of eight replicates side by side, and what says where they stand
UNITS = ("B", "kB", "MB", "GB", "TB", "PB", "EB")


def refuse_what_cannot_fit(shape: Shape, replicates: int, out: Path | None) -> None:
    """Compare what a run would leave behind with the room there is.

    Raises
    ------
    ScenarioError
        Where memory, or the disk of the folder `out`, is too small.
    """
    wanted = replicates * shape.bytes_per_replicate
    free, place = (free_memory(), "memory") if out is None else (free_disk(out), f"the disk of {out}")
    if free is not None and wanted > free:
        raise ScenarioError(
            f"replicates: must leave results that fit into {place}, got {replicates:,}, "
            f"which take up to {in_bytes(wanted)} where {in_bytes(free)} are free"
        )


def refuse_a_company_that_cannot_fit(scenario: Structure) -> None:
    """Compare the pairs of people who meet with the memory there is.

    Raises
    ------
    ScenarioError
        Where there are too many of them, as in a meeting of a whole large company.
    """
    pairs = sum(len(each.seats) ** 2 for each in rosters(scenario))
    free = free_memory()
    if free is not None and pairs * BYTES_PER_PAIR > free:
        raise ScenarioError(
            f"meetings: must have rosters that fit into memory, got {pairs:,} pairs of people who meet, "
            f"which take up to {in_bytes(pairs * BYTES_PER_PAIR)} where {in_bytes(free)} are free"
        )


def free_memory() -> int | None:
    """Bytes that programs can still have; None where the system does not say."""
    try:
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable:"))
    except (OSError, StopIteration):
        pass
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, OSError, ValueError):
        return None


def free_disk(folder: Path) -> int | None:
    """Bytes free where a folder is or will be; None where the system does not say."""
    existing = next((each for each in (folder, *folder.absolute().parents) if each.is_dir()), None)
    return shutil.disk_usage(existing).free if existing else None


def in_bytes(count: float) -> str:
    """Bytes as people say them: `1.2 GB`."""
    unit = 0
    while count >= 999.5 and unit < len(UNITS) - 1:
        count, unit = count / 1000, unit + 1
    return f"{count:.3g} {UNITS[unit]}"
