"""The report of a run: one offline HTML file that can be handed on."""

from sim.report.write import write

__all__ = ["write"]
