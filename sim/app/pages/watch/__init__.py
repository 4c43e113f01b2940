"""The page `watch`: one replicate as an office."""

from sim.app.pages.watch.layout import layout
from sim.app.pages.watch.routes import register

__all__ = ["layout", "register"]
