"""Refusing at once a study that could not be kept."""

from pathlib import Path

from sim.errors import ScenarioError
from sim.experiments.capacity import free_disk, free_memory, in_bytes
from sim.experiments.study.asked import Asked
from sim.experiments.study.design import points as design_points
from sim.experiments.study.design import size
from sim.experiments.study.loading import Study
from sim.experiments.study.record import folder_of
from sim.experiments.study.store import FOLDER, Folder

BYTES_PER_POINT = 400
BYTES_PER_VALUE = 60  # of a point in memory
BYTES_PER_NUMBER = 8
TABLES = 2  # the file of all runs, and what it is put in order in


def refuse_a_study_that_cannot_fit(study: Study, out: Path | None, *, with_table: bool = True) -> None:
    """Compare what a study takes with the memory and the disk there are; runs on the disk are not asked for again.

    Without a table of all runs, values stay in memory.

    Raises
    ------
    ScenarioError
        Where there is too little.
    """
    points = size(study.design, study.parameters)
    runs = points * study.replicates
    bytes_per_run = (len(study.outcomes) + 2) * BYTES_PER_NUMBER
    in_memory = points * (BYTES_PER_POINT + BYTES_PER_VALUE * len(study.parameters)) + 2 * runs
    if out is None or not with_table:
        in_memory += runs * bytes_per_run
    _compare(study, "memory", in_memory, free_memory(), points)
    if out is None:
        return
    tables = TABLES * runs if with_table else 0
    free = free_disk(out)
    if free is None or (runs + tables) * bytes_per_run <= free:
        return  # chunks need not be read only to learn that there is more room still
    missing = runs - _kept(study, out)
    _compare(study, f"the disk of {out}", (missing + tables) * bytes_per_run, free, points, missing)


def _kept(study: Study, out: Path) -> int:
    """Runs of the study that are there."""
    folder = folder_of(study, out)
    if not (folder / FOLDER).is_dir():
        return 0
    store = Folder(folder)
    store.refresh()
    return int(Asked(design_points(study.design, study.parameters), study.replicates).covered(store).sum())


def _compare(  # noqa: PLR0913, PLR0917 - what the message says, one by one
    study: Study, name: str, wanted: int, free: int | None, points: int, missing: int | None = None
) -> None:
    if free is None or wanted <= free:
        return
    some = missing is not None and missing < points * study.replicates
    which = f"of which what is missing ({missing:,} runs) takes" if some else "which take"
    raise ScenarioError(
        f"{study.place('design')} design: must leave results that fit into {name}, got {points:,} points with "
        f"{study.replicates:,} replicates, {which} up to {in_bytes(wanted)} where {in_bytes(free)} are free"
    )
