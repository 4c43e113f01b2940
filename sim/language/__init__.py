"""Texts and numbers in the languages of the reports: `translator("de").text("figure.image.label")`."""

from sim.language.catalogue import LANGUAGES, CatalogueError
from sim.language.translator import Translator, translator

__all__ = ["LANGUAGES", "CatalogueError", "Translator", "translator"]
