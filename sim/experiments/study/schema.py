"""What a study file may say, with unit, bounds and meaning of every field."""

from typing import Annotated, Literal

from pydantic import Field

from sim.experiments.study.design import Kind, Method
from sim.experiments.study.sections.map import MapSection
from sim.experiments.study.sections.sensitivity import SensitivitySection
from sim.scenario.mechanisms import Section
from sim.scenario.schema import Name
from sim.scenario.variants import Value

MAX_POINTS = 10_000_000
MAX_REPLICATES = 1_000_000
MAX_SEED = 4_294_967_295
MOST_PARAMETERS = 100
MOST_OUTCOMES = 100

Key = Annotated[str, Field(min_length=1, max_length=200)]
OneLine = Annotated[str, Field(min_length=1, max_length=200)]


class DesignSection(Section):
    """Which points of the parameters' space are looked at."""

    method: Method = Field(default="latin_hypercube", description="How the points are chosen.")
    points: int = Field(
        default=64,
        ge=1,
        le=MAX_POINTS,
        description="Rows; levels per parameter of a grid, base samples of saltelli, trajectories of morris.",
    )
    seed: int = Field(default=1, ge=0, le=MAX_SEED, description="Same seed, same points.")


class ParameterSection(Section):
    """Range or distribution of a parameter."""

    distribution: Literal["uniform", "log_uniform", "triangular", "normal"] = Field(
        default="uniform", description="How its values are spread."
    )
    low: float | None = Field(default=None, description="Lowest value; may be left out of a normal distribution.")
    high: float | None = Field(default=None, description="Highest value; may be left out of a normal distribution.")
    mode: float | None = Field(default=None, description="Most frequent value of a triangular distribution.")
    mean: float | None = Field(default=None, description="Mean of a normal distribution, before it is cut off.")
    sd: float | None = Field(default=None, gt=0, description="Standard deviation of a normal distribution.")
    values: list[Value] | None = Field(
        default=None, min_length=1, max_length=1000, description="Values, each as likely as the others."
    )


class StudyFile(Section):
    """A scenario, what is varied in it, and what is measured."""

    scenario: OneLine = Field(description="Scenario file, relative to this one.")
    set: dict[Key, Value] = Field(default={}, description="Changes of the scenario at all points: `weeks: 52`.")
    seed: int | None = Field(
        default=None, ge=0, le=MAX_SEED, description="Seed of all runs; that of the scenario if left out."
    )
    replicates: int = Field(
        default=24, ge=1, le=MAX_REPLICATES, description="Runs of every point; eight go side by side."
    )
    design: DesignSection = Field(default=DesignSection(), description="Choice of the points.")
    parameters: dict[Key, ParameterSection] = Field(
        min_length=1, max_length=MOST_PARAMETERS, description="Keys of the scenario, and their ranges."
    )
    outcomes: dict[Name, OneLine] = Field(
        min_length=1, max_length=MOST_OUTCOMES, description="Names, and what is measured under them."
    )
    map: MapSection | None = Field(default=None, description="Phase diagram over two of the parameters.")
    sensitivity: SensitivitySection = Field(
        default=SensitivitySection(), description="How closely an analysis of sensitivity looks."
    )


def kind_of(section: ParameterSection) -> Kind:
    """Distribution of a parameter, or `values`."""
    return "values" if section.values is not None else section.distribution
