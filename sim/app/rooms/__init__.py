"""Workshops: rooms, who is in them, what they decided, and what a facilitator sees of it. Knows no web framework."""
