"""The story of a person or of a decision, traced through one replicate."""

from collections.abc import Mapping
from typing import Any

from sim.app.watch.record import Record
from sim.language import Translator


def tell(record: Record, query: Mapping[str, str], t: Translator) -> dict[str, Any]:
    """Trace."""
    return {"title": "", "gist": "", "items": []}
