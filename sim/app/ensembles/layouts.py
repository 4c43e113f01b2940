"""Layouts of companies, kept: sliders change parameters far more often than people."""

from collections import OrderedDict
from threading import Lock

from sim.scenario.layout import Layout, build
from sim.scenario.schema import Structure

PARTS = {"departments", "meetings", "portfolio", "initial"}
MOST = 8


class Layouts:
    """The last few layouts, by what they are built from."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, Layout] = OrderedDict()
        self._lock = Lock()

    def of(self, scenario: Structure) -> Layout:
        """Layout of a scenario."""
        key = scenario.model_dump_json(include=PARTS)
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
                return found
        built = build(scenario)
        with self._lock:
            self._kept[key] = built
            while len(self._kept) > MOST:
                self._kept.popitem(last=False)
        return built
