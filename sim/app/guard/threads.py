"""The threads that answer, shared out among visitors: whose turn it is, and never all of them for one."""

from collections.abc import Callable
from typing import Any

from waitress.task import ThreadedTaskDispatcher

from sim.app.guard.visitor import counted
from sim.app.limits import SHARE_OF_THREADS
from sim.app.turns.turns import Turns


class Waiting:
    """What waits for a thread, as waitress wants it: a queue of which it sees only what may be taken."""

    def __init__(self, each: int, visitor_of: Callable[[Any], str]) -> None:
        self.turns: Turns[Any] = Turns(each)
        self._visitor_of = visitor_of

    def __len__(self) -> int:
        return len(self.turns)

    def append(self, channel: Any) -> None:
        """Let a connection that has asked something wait."""
        self.turns.put(self._visitor_of(channel), channel)

    def popleft(self) -> Any:
        """Give what is left when the server ends."""
        return self.turns.drop()


class FairDispatcher(ThreadedTaskDispatcher):
    """Threads that answer visitor by visitor."""

    def __init__(self, n_threads: int, visitor_of: Callable[[Any], str]) -> None:
        super().__init__()
        self.queue = Waiting(max(1, n_threads // SHARE_OF_THREADS), visitor_of)
        self.set_thread_count(n_threads)

    def add_task(self, task: Any) -> None:
        """Let a connection that has asked something wait for a thread."""
        with self.lock:
            self.queue.append(task)
            self.queue_cv.notify()

    def handler_thread(self, thread_no: int) -> None:
        """Answer until the server ends."""
        while (found := self._next(thread_no)) is not None:
            visitor, channel = found
            try:
                channel.service()
            except BaseException:
                self.logger.exception("while answering %r", channel)
            with self.lock:
                self.queue.turns.done(visitor)
                self.queue_cv.notify()

    def _next(self, thread_no: int) -> tuple[str, Any] | None:
        with self.lock:
            while True:
                if self.stop_count > 0:
                    self.active_count -= 1
                    self.stop_count -= 1
                    self.threads.discard(thread_no)
                    self.thread_exit_cv.notify()
                    return None
                found = self.queue.turns.take()
                if found is not None:
                    return found
                self.active_count -= 1
                self.queue_cv.wait()
                self.active_count += 1


def visitor_of(proxy: str | None) -> Callable[[Any], str]:
    """Who asks on a connection: its address, or the one that a trusted proxy tells."""

    def of(channel: Any) -> str:
        address = str(channel.addr[0])
        if proxy is not None and address == proxy and channel.requests:
            told = channel.requests[0].headers.get("X_FORWARDED_FOR", "")
            address = told.rpartition(",")[2].strip() or address
        return counted(address)

    return of
