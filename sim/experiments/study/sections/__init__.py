"""Sections of a study file that belong to one kind of analysis."""
