"""Who is being answered in this thread; whatever shares something out among visitors need not be handed it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

NOBODY = ""  # work that no visitor asked for
_visitor: ContextVar[str] = ContextVar("visitor", default=NOBODY)


def visitor() -> str:
    """Visitor who is being answered in this thread."""
    return _visitor.get()


@contextmanager
def answering(who: str) -> Iterator[None]:
    """Answer a visitor."""
    token = _visitor.set(who)
    try:
        yield
    finally:
        _visitor.reset(token)
