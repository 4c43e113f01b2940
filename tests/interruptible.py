"""Processes that hear Ctrl-C, wherever the tests were started from.

Whoever is started in the background of a script ignores interrupts, and so does all that it starts; what is to be
stopped by one would go on for ever.
"""

import sys

WITH_THE_DEFAULT = (
    "import os, signal, sys; signal.signal(signal.SIGINT, signal.SIG_DFL); "
    "os.execv(sys.executable, [sys.executable, *sys.argv[1:]])"
)


def interruptible(*arguments: object) -> list[str]:
    """Command that runs Python with some arguments; its process keeps the number that it is started with."""
    return [sys.executable, "-c", WITH_THE_DEFAULT, *map(str, arguments)]
