"""From parameters to the summary statistics of one simulated history."""

from collections.abc import Mapping
from functools import cache, cached_property
from typing import NamedTuple

import numpy as np

from sim import kernel
from sim.experiments.calibrate.comparison import Comparison, Floats, statistics
from sim.experiments.calibrate.numbered import TWIN, Number, desk
from sim.experiments.study.design import ParameterSpec, from_unit
from sim.scenario.layout import Layout
from sim.scenario.layout import build as build_layout
from sim.scenario.output import Output
from sim.scenario.timeline import Timeline
from sim.scenario.timeline import build as build_timeline
from sim.scenario.variants import Value, Variants

Priors = Mapping[str, ParameterSpec]
STATISTICS, SECOND = "statistics", "second"
# Populations whose particles have a second history, so that the distance can be learnt from them: 0 is the prior.
# Later ones are too much alike to learn from.
LEARNING = (0, 2, 4)
STEPS = 1 << 16
# Parts of a scenario that parameters of mechanisms do not touch, so that the company is built once.
COMPANY = ("departments", "meetings", "portfolio", "initial", "focus")


class Draw(NamedTuple):
    """One history."""

    layout: Layout
    output: Output


class Setting(NamedTuple):
    """What histories under some values share."""

    layout: Layout
    timeline: Timeline

    def history(self, seed: int, *, traced: bool) -> Draw:
        """One of its histories."""
        return Draw(self.layout, kernel.simulate(self.layout, self.timeline, seed, 0, 1, trace=traced)[0])


class Simulator:
    """The model as the search sees it: quantiles of the priors in, statistics of one history out.

    One history, not a mean over several: what was observed is one history too, and no mean over replicates looks
    like it. Means have no luck in them, so that a posterior fitted to them is too narrow and off its place.
    """

    def __init__(self, variants: Variants, priors: Priors, comparison: Comparison, weeks: int) -> None:
        self.variants, self.priors, self.comparison, self.weeks = variants, priors, comparison, weeks

    def values(self, quantiles: Mapping[str, float]) -> dict[str, Value]:
        """Values of the parameters at quantiles of their priors."""
        return {
            key: values_of(key, spec)[min(int(quantiles[key] * STEPS), STEPS - 1)] for key, spec in self.priors.items()
        }

    def setting(self, values: Mapping[str, Value]) -> Setting:
        """Company and weeks under some values."""
        scenario = self.variants.scenario(values)
        layout = build_layout(scenario) if self._moves_the_company else self._company
        return Setting(layout, shortened(build_timeline(scenario), self.weeks))

    def __call__(self, quantiles: Mapping[str, float]) -> dict[str, Floats]:
        """Statistics of the particle whose quantiles were just drawn."""
        number, chance = desk.finish()
        setting = self.setting(self.values(quantiles))
        found = {STATISTICS: self._seen(setting, number, chance)}
        if number.population in LEARNING:
            again = number._replace(population=number.population + TWIN)
            found[SECOND] = self._seen(setting, again, again.chance())
        return found

    def _seen(self, setting: Setting, number: Number, chance: np.random.Generator) -> Floats:
        drawn = setting.history(number.history_seed, traced=self.comparison.traced)
        return statistics(self.comparison, drawn.layout, drawn.output, chance)

    def __getstate__(self) -> dict[str, object]:
        """Leave out what can be made again, which is sent with every piece of work."""
        return {key: each for key, each in vars(self).items() if not key.startswith("_")}

    @cached_property
    def _company(self) -> Layout:
        return build_layout(self.variants.base)

    @cached_property
    def _moves_the_company(self) -> bool:
        parts = [key.split(".") for key in self.priors]
        return any(path[0] in COMPANY and not (len(path) > 2 and path[2] == "set") for path in parts)


@cache
def values_of(key: str, spec: ParameterSpec) -> list[Value]:
    """Values by quantile, in steps that no data can tell apart: distributions of scipy take a millisecond a call."""
    return from_unit(key, spec, (np.arange(STEPS) + 0.5) / STEPS)


def shortened(timeline: Timeline, weeks: int) -> Timeline:
    """Timeline of the first weeks: later ones move nothing before them, and have no data."""
    return timeline._replace(phase=timeline.phase[:weeks])
