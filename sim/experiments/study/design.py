"""Which points of the parameters' space a study looks at.

The points are drawn in the unit cube by scipy.stats.qmc and SALib, and carried to the parameters by the inverse
distribution functions of scipy.stats. Nothing is drawn here.

    grid              every combination of `points` levels per parameter, both ends among them
    latin_hypercube   `points` rows; each of as many equal shares of every parameter is met once (McKay et al. 1979)
    sobol             `points` rows of a scrambled Sobol sequence (Sobol 1967, Owen 1998)
    saltelli          `points` base samples of 2D + 2 rows each, for indices of variance (Saltelli 2002)
    morris            `points` trajectories of D + 1 rows each, one step at a time (Morris 1991)

Levels of grid and morris are round numbers, as a person writes them, so that points are found again by equality. Both
need ends, and a distribution whose ends nobody gave has none (`sim.experiments.study.ends`).

Designs of sobol, saltelli and morris can be extended: the first rows of a longer design are the shorter one, so that
only new points need be computed. A Latin hypercube of another length is another one. Sobol sequences are at
their most even where the number of points (or base samples) is a power of two; others are allowed.
"""

import math
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import product
from typing import Literal, NamedTuple, get_args

import numpy as np
from numpy.typing import NDArray

from sim.errors import ScenarioError
from sim.experiments.study.extras import need
from sim.scenario.variants import Value

Method = Literal["grid", "latin_hypercube", "sobol", "saltelli", "morris"]
Kind = Literal["uniform", "log_uniform", "triangular", "normal", "values"]
METHODS: tuple[str, ...] = get_args(Method)
WITH_ENDS = ("grid", "morris")
EXTENSIBLE = ("sobol", "saltelli", "morris")
MORRIS_LEVELS = 4
# Sobol points may be exactly 0, where a distribution without an end has no value. They are multiples of 2^-30.
EDGE = 2.0**-32
DIGITS = 12  # 0.1 + 0.2 and 0.3 are the same level


class Design(NamedTuple):
    """How the points are chosen; what `points` counts depends on the method."""

    method: str
    points: int
    seed: int


class ParameterSpec(NamedTuple):
    """What a parameter may be; a whole number stands for everything within half of it."""

    kind: str = "uniform"
    low: float = -math.inf
    high: float = math.inf
    mode: float = math.nan
    mean: float = math.nan
    sd: float = math.nan
    values: tuple[Value, ...] = ()
    integer: bool = False


def points(design: Design, parameters: Mapping[str, ParameterSpec]) -> list[dict[str, Value]]:
    """Design points in order; rows of a grid that whole numbers make equal are left out, those of other designs stay.

    Raises
    ------
    ScenarioError
        Where a distribution without an end would have to give its end.
    MissingPackageError
        Where SALib is asked for and missing.
    """
    if design.method == "grid":
        levels = [list(dict.fromkeys(_at_levels(key, spec, _levels(design, spec)))) for key, spec in parameters.items()]
        rows = list(product(*levels))  # the last parameter changes fastest
    else:
        unit, carried = unit_samples(design, len(parameters)), _at_levels if design.method in WITH_ENDS else from_unit
        columns = [carried(key, spec, unit[:, at]) for at, (key, spec) in enumerate(parameters.items())]
        rows = list(zip(*columns, strict=True))
    return [dict(zip(parameters, row, strict=True)) for row in rows]


def size(design: Design, parameters: Mapping[str, ParameterSpec]) -> int:
    """Rows of a design without making it; of a grid with whole numbers, at most."""
    n = len(parameters)
    if design.method == "grid":
        return math.prod(len(spec.values) or design.points for spec in parameters.values())
    return design.points * {"saltelli": 2 * n + 2, "morris": n + 1}.get(design.method, 1)


def unit_samples(design: Design, dimensions: int) -> NDArray[np.float64]:
    """Rows of a design in the unit cube: float64 (row, dimension), 0..1."""
    rows: NDArray[np.float64]
    match design.method:
        case "grid":
            levels = _levels(design, ParameterSpec())
            rows = np.array(list(product(levels, repeat=dimensions)))
        case "latin_hypercube":
            from scipy.stats import qmc

            rows = qmc.LatinHypercube(dimensions, seed=design.seed).random(design.points)
        case "sobol":
            from scipy.stats import qmc

            with _any_length():
                rows = qmc.Sobol(dimensions, seed=design.seed).random(design.points)
        case "saltelli":
            sobol = need("SALib.sample.sobol")
            with _any_length():
                rows = sobol.sample(_unit_cube(dimensions), design.points, seed=_seed(design))
        case "morris":
            morris = need("SALib.sample.morris")
            rows = morris.sample(_unit_cube(dimensions), design.points, num_levels=MORRIS_LEVELS, seed=_seed(design))
        case _:
            raise ValueError(f"no such design: {design.method!r}")
    edge = 0.0 if design.method in WITH_ENDS else EDGE
    return np.clip(np.asarray(rows, dtype=np.float64), edge, 1.0 - edge)


def from_unit(key: str, spec: ParameterSpec, unit: NDArray[np.float64]) -> list[Value]:
    """Values of a parameter at given shares of its distribution.

    Raises
    ------
    ScenarioError
        Where a distribution without an end would have to give its end.
    """
    if spec.kind == "values":
        places = np.minimum((unit * len(spec.values)).astype(int), len(spec.values) - 1)
        return [spec.values[at] for at in places.tolist()]
    found = _quantiles(spec, unit)
    if not np.isfinite(found).all():
        raise ScenarioError(
            f"parameters.{key}: must have low and high in a design that includes both ends, got neither"
        )
    if spec.integer:
        # Rounding may leave the bounds by one at the very ends.
        whole = np.clip(np.floor(found + 0.5), spec.low, spec.high)
        return [int(each) for each in whole.tolist()]
    numbers: list[Value] = np.clip(found, spec.low, spec.high).tolist()
    return numbers


def rounded(value: float, low: float, high: float) -> float:
    """A level between two ends as a person writes it: ends as given, twelve digits between, no rounding error of 0."""
    for end in (low, high):
        if math.isclose(value, end, rel_tol=10.0**-DIGITS):
            return float(end)
    written = float(f"{value:.{DIGITS}g}")
    largest = max(abs(low), abs(high))
    if math.isfinite(largest) and low <= 0.0 <= high and abs(written) < largest * 10.0**-DIGITS:
        return 0.0
    return min(max(written, low), high)


def _at_levels(key: str, spec: ParameterSpec, unit: NDArray[np.float64]) -> list[Value]:
    """Values at few shares that come again and again, rounded."""
    shares, place = np.unique(unit, return_inverse=True)
    found = [
        rounded(each, spec.low, spec.high) if spec.kind != "values" and isinstance(each, float) else each
        for each in from_unit(key, spec, shares)
    ]
    return [found[at] for at in place.tolist()]


def _quantiles(spec: ParameterSpec, unit: NDArray[np.float64]) -> NDArray[np.float64]:
    """Inverse of the distribution function."""
    from scipy import stats

    low, high = (spec.low - 0.5, spec.high + 0.5) if spec.integer else (spec.low, spec.high)
    match spec.kind:
        case "uniform":
            frozen = stats.uniform(low, high - low)
        case "log_uniform":
            frozen = stats.loguniform(low, high)
        case "triangular":
            frozen = stats.triang((spec.mode - low) / (high - low), low, high - low)
        case "normal":
            frozen = stats.truncnorm((low - spec.mean) / spec.sd, (high - spec.mean) / spec.sd, spec.mean, spec.sd)
        case _:
            raise ValueError(f"no such distribution: {spec.kind!r}")
    found: NDArray[np.float64] = frozen.ppf(unit)
    return found


def _levels(design: Design, spec: ParameterSpec) -> NDArray[np.float64]:
    """Levels of a grid, equally far apart in probability; a single level is the middle."""
    if spec.kind == "values":
        return (np.arange(len(spec.values)) + 0.5) / len(spec.values)
    return np.linspace(0.0, 1.0, design.points) if design.points > 1 else np.array([0.5])


def _unit_cube(dimensions: int) -> dict[str, object]:
    return {
        "num_vars": dimensions,
        "names": [f"x{at}" for at in range(dimensions)],
        "bounds": [[0.0, 1.0]] * dimensions,
    }


def _seed(design: Design) -> int:
    """Seed that SALib takes as one: in places it takes 0 for none."""
    return design.seed + 1


@contextmanager
def _any_length() -> Iterator[None]:
    """Allow lengths that are no power of two, of which scipy warns."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="The balance properties of Sobol", category=UserWarning)
        yield
