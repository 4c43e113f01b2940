"""How far a calibration is: the population, its particles, the share accepted."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import click

from sim.experiments.progress import Progress

SECONDS_UNTIL_SHOWN = 1.0
SECONDS_BETWEEN = {True: 0.2, False: 5.0}  # on a terminal, in a file
WAITS = {
    "compiling": "Compiling the kernel, once",
    "predicting": "Drawing from the posterior",
    "reporting": "Writing the report",
}
PRIOR = "population 0"


@contextmanager
def populations(most: int, *, quiet: bool) -> Iterator[Progress]:
    """Progress the progress of a calibration of so many populations at most."""
    show = Populations(most, quiet=quiet)
    try:
        yield show
    finally:
        show.clear()


class Populations:
    """Shows the progress of a calibration on standard error."""

    def __init__(self, populations: int, *, quiet: bool) -> None:
        self._most = populations
        self._quiet = quiet
        self._moves = sys.stderr.isatty()
        self._began = self._last = time.monotonic()
        self._stage_began = self._began
        self._stage = ""
        self._shown = 0

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Note where it is, and show it where it is time to."""
        now, stage = time.monotonic(), stage.removeprefix("found")
        population = stage.partition(",")[0]
        is_new = population != self._stage
        if is_new:
            self._stage, self._stage_began = population, now
        if self._quiet or not stage or now - self._began < SECONDS_UNTIL_SHOWN:
            return
        if now - self._last >= SECONDS_BETWEEN[self._moves] or (is_new and stage in WAITS):
            self._last = now
            self._show(self._line(stage, done, total, now - self._stage_began))

    def clear(self) -> None:
        """Leave the line to what comes."""
        if self._moves and self._shown:
            click.echo("\r" + " " * self._shown + "\r", err=True, nl=False)
            self._shown = 0

    def _line(self, stage: str, done: int, total: int, seconds: float) -> str:
        if stage in WAITS:
            return f"{WAITS[stage]} ..."
        first, _, accepted = stage.partition(", ")
        name = "Learning from the prior" if first == PRIOR else f"{first.capitalize()} of at most {self._most}"
        left = f", about {seconds / done * (total - done):,.0f} s left" if done else ""
        share = f", {accepted}" if accepted and first != PRIOR else ""
        return f"{name}: {done:,} of {total:,} particles{share}{left}"

    def _show(self, line: str) -> None:
        if self._moves:
            click.echo("\r" + line.ljust(self._shown), err=True, nl=False)
            self._shown = len(line)
        else:
            click.echo(line, err=True)
