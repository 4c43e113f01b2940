"""Refusing at once a study that could not be kept."""

from pathlib import Path

from sim.errors import ScenarioError
from sim.experiments.capacity import free_disk, free_memory, in_bytes
from sim.experiments.study.design import size
from sim.experiments.study.loading import Study

BYTES_PER_POINT = 400
BYTES_PER_VALUE = 60  # of a point in memory
BYTES_PER_NUMBER = 8
TIMES_ON_DISK = 3  # in a chunk, in the file of all runs, and on the way there


def refuse_a_study_that_cannot_fit(study: Study, out: Path | None) -> None:
    """Compare what a study takes with the memory and the disk there are.

    Raises
    ------
    ScenarioError
        Where there is too little.
    """
    points = size(study.design, study.parameters)
    runs = points * study.replicates
    on_disk = runs * (len(study.outcomes) + 2) * BYTES_PER_NUMBER * TIMES_ON_DISK
    in_memory = points * (BYTES_PER_POINT + BYTES_PER_VALUE * len(study.parameters)) + 2 * runs
    in_memory += 0 if out is not None else on_disk
    limits = [("memory", in_memory, free_memory())]
    if out is not None:
        limits.append((f"the disk of {out}", on_disk, free_disk(out)))
    for name, wanted, free in limits:
        if free is not None and wanted > free:
            place = study.place("design")
            raise ScenarioError(
                f"{place} design: must leave results that fit into {name}, got {points:,} points with "
                f"{study.replicates:,} replicates, which take up to {in_bytes(wanted)} where {in_bytes(free)} are free"
            )
