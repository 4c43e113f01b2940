"""How far a run is: a bar where somebody watches, a line now and then where a file does."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.console import Console

Show = Callable[[str, int, int], None]

SECONDS_UNTIL_SHOWN = 1.0
SECONDS_BETWEEN_LINES = 5.0
WAITS = {"compiling": "Compiling the kernel, once", "reporting": "Writing the report"}


@contextmanager
def shown(*, quiet: bool) -> Iterator[Show]:
    """Show the progress of a run on standard error."""
    from rich.console import Console

    console = Console(stderr=True)
    if quiet:
        yield lambda _stage, _done, _total: None
    elif console.is_terminal and not console.is_dumb_terminal:
        with _bar(console) as show:
            yield show
    else:
        yield _Lines()


@contextmanager
def _bar(console: "Console") -> Iterator[Show]:
    """Bar that comes up after a second and goes when the run ends."""
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

    columns = (
        SpinnerColumn(), TextColumn("{task.description}"), BarColumn(bar_width=24),
        TextColumn("{task.fields[count]}"), TimeRemainingColumn(compact=True), TextColumn("{task.fields[left]}"),
    )  # fmt: skip
    bar = Progress(*columns, console=console, transient=True)
    task = bar.add_task("", total=None, count="", left="")
    began = time.monotonic()

    def show(stage: str, done: int, total: int) -> None:
        nonlocal began
        if stage in WAITS:
            bar.reset(task, description=WAITS[stage], total=None, count="", left="")
        elif done == 0:
            began = time.monotonic()
            bar.reset(task, description="Running", total=total, count=f"{total:,} replicates")
        else:
            count = f"{done:,}/{total:,}  {_rate(done, time.monotonic() - began)}"
            bar.update(task, completed=done, count=count, left="left")

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

    def __init__(self) -> None:
        self._began = self._last = time.monotonic()

    def __call__(self, stage: str, done: int, total: int) -> None:
        now = time.monotonic()
        if stage == "compiling":
            click.echo(f"{WAITS[stage]} ...", err=True)
        elif done == 0:
            self._began = self._last = now
        elif done < total and now - self._last >= SECONDS_BETWEEN_LINES:
            self._last = now
            passed = now - self._began
            left = passed / done * (total - done)
            click.echo(f"{done:,} of {total:,} replicates, {_rate(done, passed)}, {left:,.0f} s left", err=True)


def _rate(done: int, seconds: float) -> str:
    per_second = done / max(seconds, 1e-9)
    return f"{per_second:,.0f}/s" if per_second >= 10 else f"{per_second:,.1f}/s"
