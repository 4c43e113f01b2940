"""Which iteration of Mesa's `batch_run` builds a model: it counts them and does not say so to what it builds."""

import sys
from types import FrameType

from mesa import batchrunner

FARTHEST = 12  # frames: constructors of subclasses, one above the other


def iteration() -> int:
    """Number of the iteration that builds the model at hand; 0 where nobody counts.

    Three iterations of a model that has its seed would be three times the same history.
    """
    built_by = batchrunner._model_run_func.__code__
    frame: FrameType | None = sys._getframe(1)
    for _ in range(FARTHEST):
        if frame is None:
            return 0
        if frame.f_code is built_by:
            return int(frame.f_locals["iteration"])
        frame = frame.f_back
    return 0
