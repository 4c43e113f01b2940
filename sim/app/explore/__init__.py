"""Exploring a scenario: what may be changed, the link that says what was, and what came of it."""
