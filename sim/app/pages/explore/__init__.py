"""The page on which one changes a rule and sees at once what becomes of the company."""

from sim.app.pages.explore.callbacks import register
from sim.app.pages.explore.layout import layout

__all__ = ["layout", "register"]
