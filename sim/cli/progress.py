"""How far a run is: a bar where somebody watches, a line now and then where a file does."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from sim.cli import terminal
from sim.experiments.progress import Progress, silence

if TYPE_CHECKING:
    from rich.console import Console

SECONDS_UNTIL_SHOWN = 1.0
SECONDS_BETWEEN_LINES = 5.0
WAITS = {"compiling": "Compiling the kernel, once", "analysing": "Analysing", "reporting": "Writing the report"}


@contextmanager
def shown(*, quiet: bool, noun: str = "replicates") -> Iterator[Progress]:
    """Show the progress of a run, or of a study, on standard error; `noun` is what is counted."""
    console = terminal.console(stderr=True)
    if quiet:
        yield silence
    elif console.is_terminal and not console.is_dumb_terminal:
        with _bar(console, noun) as show:
            yield show
    else:
        yield _Lines(noun)


@contextmanager
def _bar(console: "Console", noun: str) -> Iterator[Progress]:
    """Bar that comes up after a second and goes when the run ends."""
    from rich.progress import BarColumn, SpinnerColumn, TextColumn
    from rich.progress import Progress as Bar

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(bar_width=20),
        TextColumn("{task.fields[how_far]}"),
    )
    bar = Bar(*columns, console=console, transient=True)
    task = bar.add_task("Preparing", total=None, how_far="")
    clock = _Clock(noun)

    def show(stage: str, done: int, total: int) -> None:
        if stage in WAITS:
            bar.reset(task, description=WAITS[stage], total=total or None, completed=done, how_far="")
        elif clock.starts(done, total):
            bar.reset(task, description="Running", total=total, completed=done, how_far=f"{total:,} {noun}")
        else:
            bar.update(task, completed=done, how_far=clock.how_far(done, total))

    timer = threading.Timer(SECONDS_UNTIL_SHOWN, bar.start)
    timer.daemon = True
    timer.start()
    try:
        yield show
    finally:
        timer.cancel()
        bar.stop()


class _Lines:
    """A line every few seconds."""

    def __init__(self, noun: str) -> None:
        self._clock = _Clock(noun)
        self._last = 0.0

    def __call__(self, stage: str, done: int, total: int) -> None:
        if stage in {"compiling", "analysing"}:
            if done == 0:
                click.echo(f"{WAITS[stage]} ...", err=True)
        elif stage != "reporting" and self._clock.starts(done, total):
            self._last = 0.0
        elif done < total and self._clock.seconds - self._last >= SECONDS_BETWEEN_LINES:
            self._last = self._clock.seconds
            click.echo(self._clock.how_far(done, total), err=True)


class _Clock:
    """Rate and time left since the first of these replicates began; what was there before counts for neither."""

    def __init__(self, noun: str) -> None:
        self._noun = noun
        self._first = self._last = self._total = -1
        self._began = 0.0

    def starts(self, done: int, total: int) -> bool:
        """Whether something new begins, from when on the time counts."""
        is_new = total != self._total or done < self._last
        if is_new:
            self._first, self._total, self._began = done, total, time.monotonic()
        self._last = done
        return is_new

    @property
    def seconds(self) -> float:
        return time.monotonic() - self._began

    def how_far(self, done: int, total: int) -> str:
        rate = max(done - self._first, 1e-9) / max(self.seconds, 1e-9)
        told = f"{rate:,.0f}/s" if rate >= 10 else f"{rate:,.1f}/s" if rate >= 1 else f"{1 / rate:,.1f} s each"
        left = [f"{_duration((total - done) / rate)} left"] if done < total else []
        return ", ".join([f"{done:,} of {total:,} {self._noun}", told, *left])


def _duration(seconds: float) -> str:
    """Time as one says it: `under 1 s`, `8 s`, `3 min`, `2.5 h`."""
    if seconds < 0.95:
        return "under 1 s"
    if seconds < 99.5:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5970 else f"{seconds / 3600:,.1f} h"
