"""How far something is, in a notebook: a bar that comes up after a second and goes when all is done."""

import sys
import time
from importlib import import_module
from typing import Any

SECONDS_UNTIL_SHOWN = 1.0
SECONDS_BETWEEN_LOOKS = 0.25


def is_notebook() -> bool:
    """Whether cells of a notebook are being run."""
    shell = getattr(sys.modules.get("IPython"), "get_ipython", lambda: None)()
    return type(shell).__name__ == "ZMQInteractiveShell"


class Bar:
    """Bar of HTML, which every frontend of notebooks can show."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._looked = self._began + SECONDS_UNTIL_SHOWN - SECONDS_BETWEEN_LOOKS
        self._handle: Any = None

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Show how much of a stage is done."""
        now = time.monotonic()
        is_done = bool(total) and done >= total
        if now - self._looked < SECONDS_BETWEEN_LOOKS and not (is_done and self._handle):
            return
        self._looked = now
        bar = f"<progress value={done} max={max(total, 1)}></progress> {stage} {done:,} of {total:,}"
        self._show("" if is_done else bar)

    def _show(self, html: str) -> None:
        shown = import_module("IPython.display")
        if self._handle is None:
            self._handle = shown.display(shown.HTML(html), display_id=True)
        else:
            self._handle.update(shown.HTML(html))
