"""Attributes whose names have a hyphen."""

from typing import Any


def attributes(**named: str | int) -> dict[str, Any]:
    """Attributes by names with an underscore for the hyphen: `aria_label` is `aria-label`."""
    return {name.replace("_", "-"): value for name, value in named.items()}
