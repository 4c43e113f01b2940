"""Threads that do whatever is due, one piece after another."""

import os
import sys
from collections.abc import Callable
from threading import Condition, Lock, Thread, get_native_id

Work = Callable[[], None]
# Requests that wait for a processor cannot say that theirs is more urgent than what is being computed.
NICENESS = 10


class Pool:
    """Threads that ask `due` for work.

    Parameters
    ----------
    n_threads
        How many; they start with the first work.
    due
        Called with the lock held: what is to be done next, or None.
    lock
        What guards whatever `due` looks at.
    """

    def __init__(self, n_threads: int, due: Callable[[], Work | None], lock: Lock) -> None:
        self.n_threads = n_threads
        self._due = due
        self._lock = lock
        self._wake = Condition(lock)
        self._threads: list[Thread] = []
        self.is_closed = False

    def wake(self) -> None:
        """Look again, because there is more to do; the lock is held."""
        while len(self._threads) < self.n_threads:
            thread = Thread(target=self._run, name=f"flurfunk-{len(self._threads)}", daemon=True)
            self._threads.append(thread)
            thread.start()
        self._wake.notify_all()

    def close(self) -> None:
        """Begin nothing more, and wait for what is under way."""
        with self._lock:
            self.is_closed = True
            self._wake.notify_all()
        for thread in self._threads:
            thread.join()

    def _run(self) -> None:
        _stand_back()
        while (work := self._next()) is not None:
            work()

    def _next(self) -> Work | None:
        with self._lock:
            while not self.is_closed:
                work = self._due()
                if work is not None:
                    return work
                self._wake.wait()
        return None


def _stand_back() -> None:
    """Let the threads that answer visitors go first, where threads have priorities of their own."""
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, get_native_id(), NICENESS)
