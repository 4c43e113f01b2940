"""Mutants that are known to survive, and why that is no fault of the tests."""

SURVIVORS: dict[str, str] = {}
