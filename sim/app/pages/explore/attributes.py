"""Attributes whose names are no names of Python's."""

from typing import Any


def attributes(**named: str) -> dict[str, Any]:
    """Attributes of an element: `aria_label` and `data_key` stand for `aria-label` and `data-key`."""
    return {name.replace("_", "-"): value for name, value in named.items()}
