"""How runs end: with a mean, or in two groups whose mean none of them has."""

from typing import NamedTuple

from sim.app.ensembles import Ensemble
from sim.app.explore.measures import MEASURES
from sim.app.explore.numbers import decimals, number
from sim.language import Translator
from sim.report.bands import mean, quantile
from sim.results.measures import focus, quarters
from sim.statistics import Floats, Group, Groups, two_groups


class Ends(NamedTuple):
    """Means over the last quarter, in the unit that is shown: of every run (replicate,), and of all."""

    measure: str
    values: Floats
    mean: float
    groups: Groups | None


def department_of(measure: str, ensemble: Ensemble) -> str | None:
    """Department whose measure it is; None for the company's."""
    return focus(ensemble.scenario) if MEASURES[measure].of_department else None


def ends(measure: str, ensemble: Ensemble, first: int | None = None) -> Ends:
    """How runs end; the `first` of them only, where another ensemble has no more."""
    n = ensemble.n if first is None else min(first, ensemble.n)

    def make() -> Ends:
        last = quarters(ensemble.scenario.weeks)[-1]
        return ends_of(
            measure, ensemble.mean(measure, department_of(measure, ensemble), last, n) * MEASURES[measure].scale
        )

    return ensemble.once(("ends", measure, n), make)


def ends_of(measure: str, values: Floats) -> Ends:
    """How runs end whose values over the last quarter are these (replicate,), in the unit that is shown."""
    return Ends(measure, values, float(mean(values, 0)), two_groups(values, MEASURES[measure].bounds))


def lines(found: Ends, ensemble: Ensemble) -> list[Floats]:
    """Middle of each group's runs, week by week, in the unit that is shown; none where there are no two groups."""
    if found.groups is None:
        return []
    series = ensemble.series(found.measure, department_of(found.measure, ensemble))[: found.values.size]
    lower = found.values <= found.groups.line
    return [quantile(series[each], (0.5,))[0] * MEASURES[found.measure].scale for each in (lower, ~lower)]


def headline(found: Ends, t: Translator) -> str:
    """`mean 22.4`, or `0.14 (194) | 0.62 (6)` where runs end in two groups."""
    if found.groups is None:
        return t.text("browser.explore.ends", mean=number(found.mean, decimals(found.measure), t))
    return " | ".join(_group(found.measure, each, t) for each in found.groups[:2])


def told(found: Ends, t: Translator) -> str:
    """Sentence about two groups; nothing where there are none."""
    if found.groups is None:
        return ""
    low, high, _ = found.groups
    digits = decimals(found.measure)
    return t.text(
        "browser.explore.two_groups", n=t.number(found.groups.total), few=t.number(low.runs),
        many=t.number(high.runs), low=number(low.middle, digits, t), high=number(high.middle, digits, t),
    )  # fmt: skip


def _group(measure: str, group: Group, t: Translator) -> str:
    return f"{number(group.middle, decimals(measure), t)} ({t.number(group.runs)})"
