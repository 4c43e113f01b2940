"""A page with sliders, charts and people for a scenario: `Page = watch("scenarios/alibi.yaml")`."""

from collections.abc import Callable, Iterable
from os import PathLike
from typing import Any

import pandas as pd
import solara
from matplotlib.axes import Axes
from mesa.visualization import Slider, SolaraViz, make_plot_component

from sim.model import Company
from sim.scenario.variants import Variants

KEYS = ("attendance.norm", "gossip.rate", "gossip.inhibit", "demand.strength")
COLOURS = ("#c4683a", "#0072b2", "#009e73", "#cc79a7", "#8a949e")  # told apart by the colour-blind
FEELINGS = ("standing", "heard", "ease")
HIGHEST = 10.0  # of a slider whose key has no upper bound
STEPS = 100


class Tuned(Company):
    """A company of a scenario with other numbers at some dotted keys, as SolaraViz makes one at each reset.

    SolaraViz hands over every slider as a keyword, and takes any where they are called `kwargs`. From Mesa 3.5 on it
    adds a `scenario` of Mesa's own, of which nothing is used.
    """

    def __init__(self, variants: Variants, seed: int | str, scenario: object = None, **kwargs: float) -> None:
        del scenario
        super().__init__(variants.scenario(kwargs), seed=int(seed))


def watch(
    source: PathLike[str] | str, keys: Iterable[str] = KEYS, seed: int | None = None
) -> Callable[[], solara.Element]:
    """Page of a scenario file; `solara run` shows what a file or module calls `Page`.

    Parameters
    ----------
    keys
        Dotted keys of numbers that get a slider, such as `gossip.rate`.
    seed
        Instead of the scenario's own; it can be changed in the page.

    Raises
    ------
    ScenarioError
        Where the scenario is wrong, or has no number at a key.
    """
    variants = Variants.of(source)
    fixed = {"variants": variants}
    seeds = {"seed": {"type": "InputText", "value": str(variants.base.seed if seed is None else seed), "label": "seed"}}
    sliders = {key: slider(key, variants) for key in keys}
    components = [chart(variants, "image", 1.0), chart(variants, "influence", 100.0), people]

    @solara.component
    def Page() -> None:  # noqa: N802 - components are named like this
        start = {key: each.value for key, each in sliders.items()}
        model = solara.use_memo(lambda: Tuned(variants, seeds["seed"]["value"], **start), [])  # one for each visitor
        name = variants.base.title.en
        SolaraViz(model, components=components, model_params={**fixed, **seeds, **sliders}, name=name)

    page: Callable[[], solara.Element] = Page
    return page


def slider(key: str, variants: Variants) -> Slider:
    """Slider from the lower to the upper bound of a key, at what the scenario says."""
    spec = variants.spec(key)
    value: Any = variants.base
    for step in key.split("."):
        value = value[step] if isinstance(value, dict) else getattr(value, step)
    low, high = 0.0 if spec.low is None else spec.low, HIGHEST if spec.high is None else spec.high
    return Slider(key, float(value), low, high, (high - low) / STEPS, dtype=float)


def chart(variants: Variants, measure: str, highest: float) -> Any:
    """Chart of a measure over the weeks, by department."""
    names = list(variants.base.departments)
    colours = {f"{name}.{measure}": COLOURS[at % len(COLOURS)] for at, name in enumerate(names)}

    def dress(axes: Axes) -> None:
        axes.set(title=measure, xlim=(0, variants.base.weeks), ylim=(0, highest))

    return make_plot_component(colours, post_process=dress)


def people(company: Company) -> solara.Element:
    """Everybody, those of the highest standing first."""
    rows = [
        {"name": each.name, **{column: round(getattr(each, column), 3) for column in FEELINGS}, "away": each.away}
        for each in company.people
    ]
    return solara.DataFrame(pd.DataFrame(rows).sort_values("standing", ascending=False), items_per_page=10)
