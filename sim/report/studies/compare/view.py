"""A comparison as its page sees it: names, colours, fans, in one language."""

from functools import cached_property
from typing import Any, NamedTuple

import numpy as np

from sim.experiments.compare import Comparison
from sim.experiments.compare.followed import QUANTILES, Counts
from sim.experiments.compare.sentences import measure, points
from sim.language import Translator
from sim.report.bands import Fan
from sim.report.figures.lines import Look
from sim.report.runs import Ints
from sim.report.style import dash, hue
from sim.scenario.schema import Intervention, Structure
from sim.statistics import Floats

PERCENT = ("resources", "revenue")
DIGITS = {"image": 2, "influence": 1}


class Course(NamedTuple):
    """A measure over the weeks; of differences also in how many of the pairs the scenario is higher or lower."""

    weeks: Ints
    fan: Fan
    pairs: Floats
    higher: Floats
    lower: Floats


class Plan(NamedTuple):
    """A scenario with what is done in it."""

    scenario: Structure
    interventions: list[Intervention]


class View:
    """Comparison in a language."""

    def __init__(self, found: Comparison, t: Translator) -> None:
        self.found = found
        self.t = t
        self.n_weeks: int = found.manifest["weeks"]
        self.names = found.setup.names
        self.others = self.names[1:]
        self.titles = found.titles(t)

    @cached_property
    def department(self) -> str:
        """Title of the department in focus."""
        return self.t.own(self.found.setup.baseline.departments[self.found.focus].title)

    @cached_property
    def rows(self) -> list[dict[str, Any]]:
        """Rows of the table."""
        return [{str(key): value for key, value in row.items()} for row in self.found.table.to_dict("records")]

    @cached_property
    def plans(self) -> dict[str, Plan]:
        """Interventions of every scenario in the order of their start."""
        return {
            name: Plan(each, sorted(each.interventions.values(), key=lambda one: one.start))
            for name, each in self.found.scenarios.items()
        }

    def quoted(self, name: str) -> str:
        """Title of a scenario within a sentence."""
        return self.t.text("study.compare.quoted", title=self.titles[name])

    def measure(self, name: str) -> str:
        """Name of a followed measure, to begin a sentence with."""
        return measure(name, self.found, self.t)

    def look(self, name: str, measured: str, axes: int = 1) -> Look:
        """How a scenario is drawn: everywhere alike."""
        at = self.names.index(name)
        percent = measured in PERCENT
        number = ".0f" if percent else f".{DIGITS[measured]}f"
        # The baseline is the quiet one.
        colour = hue(5) if at == 0 else hue(at - 1 if at < 6 else at)
        return Look(self.titles[name], colour, dash(at), 2.4, number, self.t.percent_sign if percent else "", axes)

    def course(self, name: str, kind: str, measured: str) -> Course:
        """Fan of a measure; shares in percent."""
        table = self.found.weekly
        own = table[(table["scenario"] == name) & (table["kind"] == kind) & (table["measure"] == measured)]
        scale = 100.0 if measured in PERCENT else 1.0

        def column(key: str) -> Floats:
            return own[key].to_numpy(dtype=np.float64)

        weeks = own["week"].to_numpy(dtype=np.int64)
        return Course(weeks, Fan(*(scale * column(key) for key in QUANTILES)), *map(column, Counts._fields))

    def shown(self, value: float, measured: str, *, signed: bool = False) -> str:
        """Value of a followed measure, or a difference: shares in percent or in points."""
        if measured not in PERCENT:
            text = self.t.number(value, DIGITS[measured] + signed)
        else:
            text = self.t.number(value, int(signed))
            text = points(text, self.t) if signed else text + self.t.percent_sign
        return f"+{text}" if signed and value > 0 else text
