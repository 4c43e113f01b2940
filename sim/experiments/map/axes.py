"""The two axes and the two starts of a map, and what can be wrong with them."""

from collections.abc import Callable, Mapping
from typing import NamedTuple, NoReturn

import numpy as np
from numpy.typing import NDArray

from sim.errors import ScenarioError
from sim.experiments.map.ramp import Course, can_move, laid_over
from sim.experiments.study.design import ParameterSpec, rounded
from sim.experiments.study.sections.map import LONGEST_RUN, STARTS, MapSection
from sim.results.measures import WEEKS_PER_QUARTER, focus
from sim.scenario.tree import Place, Problem, nearest, quoted
from sim.scenario.variants import Value, Variants

Floats = NDArray[np.float64]
Where = Callable[..., Place]

FEWEST_REPLICATES = 6  # of six in agreement one can say that most agree, of five one cannot
FEWEST_WEEKS = 2 * WEEKS_PER_QUARTER
MOST_ALONG = 256


class Axis(NamedTuple):
    """A parameter, and its values from one end of the lattice to the other."""

    key: str
    values: Floats
    integer: bool

    def value(self, place: int) -> Value:
        """Value at a place of the lattice."""
        found = float(self.values[place])
        return int(found) if self.integer else found


class Frame(NamedTuple):
    """What a map is drawn in."""

    x: Axis
    y: Axis
    starts: tuple[dict[str, float], dict[str, float]]
    department: str


class Told(NamedTuple):
    """What a study says of its map, and where."""

    section: MapSection
    parameters: Mapping[str, ParameterSpec]
    variants: Variants
    replicates: int
    where: Where


def frame(told: Told) -> Frame:
    """Axes and starts.

    Raises
    ------
    ScenarioError
        Where the section does not fit the study.
    """
    section = told.section
    if section.x == section.y:
        _refuse(told, "y", "be another parameter than x", quoted(section.y))
    size = section.cells * 2**section.refinements
    if size > MOST_ALONG:
        got = f"{section.cells} × 2^{section.refinements} = {size:,}"
        _refuse(told, "refinements", f"leave at most {MOST_ALONG} cells along an axis", got)
    x, y = (_axis(told, name, size) for name in ("x", "y"))
    department = _department(told)
    _check_the_runs(told)
    found = Frame(x, y, _starts(told, department), department)
    _check_the_ramp(told, found)
    return found


def _axis(told: Told, name: str, size: int) -> Axis:
    key: str = getattr(told.section, name)
    spec = told.parameters.get(key)
    if spec is None:
        hint = nearest(key, told.parameters)
        _refuse(told, name, "be one of the study's parameters", quoted(key), hint)
    if spec.kind != "uniform":
        _refuse(told, name, "be a parameter with low and high, uniform between them", f"{quoted(key)}, {_kind(spec)}")
    values = np.array([rounded(each, spec.low, spec.high) for each in np.linspace(spec.low, spec.high, size + 1)])
    if spec.integer:
        values = np.round(values)
        if np.unique(values).size < values.size:
            rule = f"have {size + 1} whole numbers between its ends, one for each point of the finest grid"
            _refuse(told, name, rule, f"{spec.high - spec.low + 1:.0f}")
    return Axis(key, values, spec.integer)


def _kind(spec: ParameterSpec) -> str:
    return "a list of values" if spec.kind == "values" else f"{spec.kind.replace('_', ' ')}"


def _department(told: Told) -> str:
    scenario = told.variants.base
    name = told.section.department or focus(scenario)
    if name not in scenario.departments:
        hint = nearest(name, scenario.departments)
        _refuse(told, "department", "name a department", quoted(name), hint)
    if len(scenario.departments) < 2:
        _refuse(told, "department", "have an image, so there must be another department", "a company of one")
    return name


def _check_the_runs(told: Told) -> None:
    if told.replicates < FEWEST_REPLICATES:
        _refuse(told, "", f"be drawn of at least {FEWEST_REPLICATES} replicates", f"{told.replicates}", at="replicates")
    weeks = told.variants.base.weeks
    if weeks < FEWEST_WEEKS:
        _refuse(told, "", f"be drawn of runs of at least {FEWEST_WEEKS} weeks", f"{weeks}", at="set")


def _starts(told: Told, department: str) -> tuple[dict[str, float], dict[str, float]]:
    section = told.section
    given = {key: (low, high) for key, (low, high) in section.start.items()}
    starts = given or {f"departments.{department}.image": STARTS}
    for key, ends in starts.items():
        if key in (section.x, section.y):
            _refuse(told, "start", "hold other keys than x and y", quoted(key))
        if ends[0] == ends[1]:
            _refuse(told, f"start.{key}", "be two values, of the low and of the high start", f"{ends[0]:g} twice")
    low, high = ({key: ends[number] for key, ends in starts.items()} for number in (0, 1))
    for start in (low, high):
        _ = told.variants.scenario(start, told.where("map", "start"))
    return low, high


def _check_the_ramp(told: Told, found: Frame) -> None:
    ramp = told.section.ramp
    if "ramp" not in told.section.model_fields_set or not ramp.replicates:
        return
    if not can_move(found.x.key, told.variants.base):
        _refuse(told, "ramp", "have an x that an intervention can move", quoted(found.x.key))
    if ramp.before + ramp.weeks > LONGEST_RUN:
        _refuse(told, "ramp.weeks", f"leave a run of at most {LONGEST_RUN:,} weeks", f"{ramp.before + ramp.weeks:,}")
    ends = found.x.values[[0, -1]].tolist()
    first, last = (own if own is not None else end for own, end in zip((ramp.first, ramp.last), ends, strict=True))
    if first == last:
        _refuse(told, "ramp.last", "be another value than first", f"{last:g}")
    held: dict[str, Value] = {} if ramp.y is None else {found.y.key: round(ramp.y) if found.y.integer else ramp.y}
    course = Course(found.x.key, first, last, ramp.before, ramp.weeks)
    # Tells what is wrong before the map is drawn, which may take long.
    _ = laid_over(told.variants, course, {**found.starts[1], **held}, told.where("map", "ramp")).base


def _refuse(told: Told, key: str, rule: str, got: str, hint: str = "", *, at: str = "") -> NoReturn:  # noqa: PLR0913
    path = (at,) if at else ("map", *key.split(".")) if key else ("map",)
    name = f"map.{key}" if key else "map"
    raise ScenarioError(str(Problem(told.where(*path), name, rule, got, hint)))
