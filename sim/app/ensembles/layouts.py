"""Layouts of companies, kept: sliders change parameters far more often than people."""

from sim.app.ensembles.recent import Recent
from sim.scenario.layout import Layout, build
from sim.scenario.schema import Structure

PARTS = {"departments", "meetings", "portfolio", "initial"}


class Layouts:
    """The last few layouts, by what they are built from."""

    def __init__(self) -> None:
        self._kept: Recent[Layout] = Recent(8)

    def of(self, scenario: Structure) -> Layout:
        """Layout of a scenario."""
        return self._kept.get(scenario.model_dump_json(include=PARTS), lambda: build(scenario))
