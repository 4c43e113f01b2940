"""What the `map:` section of a study file may say."""

from typing import Annotated, Any

from pydantic import Field

from sim.scenario.mechanisms import Section

FEWEST_CELLS = 3
MOST_CELLS = 64
MOST_REFINEMENTS = 4
LONGEST_RUN = 5200
STARTS = (0.2, 0.8)

Key = Annotated[str, Field(min_length=1, max_length=200)]
LowAndHigh = Annotated[list[float], Field(min_length=2, max_length=2)]


def _field(default: Any, low: float, high: float, unit: str, meaning: str) -> Any:
    return Field(default=default, ge=low, le=high, description=meaning, json_schema_extra={"unit": unit})


class RampSection(Section):
    """One long run in which x moves slowly, to see whether a fall announces itself."""

    first: float | None = Field(
        default=None, description="Value of x before the ramp; the healthy end of its range on the map if left out."
    )
    last: float | None = Field(
        default=None, description="Value of x at the end of the ramp; the collapsed end of its range if left out."
    )
    y: float | None = Field(default=None, description="Value of y; that of the scenario if left out.")
    before: int = _field(104, 0, LONGEST_RUN, "weeks", "Weeks before the ramp, in which the company settles.")
    weeks: int = _field(520, 26, LONGEST_RUN, "weeks", "Weeks that the ramp takes.")
    replicates: int = _field(60, 0, 100_000, "replicates", "Runs with the ramp, and as many without; 0 for no ramp.")
    window: int | None = Field(
        default=None,
        ge=13,
        le=LONGEST_RUN,
        json_schema_extra={"unit": "weeks"},
        description="Moving window of the warning signs; half the weeks looked at if left out.",
    )
    bandwidth: int | None = Field(
        default=None,
        ge=1,
        le=LONGEST_RUN,
        json_schema_extra={"unit": "weeks"},
        description="Width of the kernel that takes out the trend; a tenth of the weeks looked at if left out.",
    )


class MapSection(Section):
    """A phase diagram over two of the study's parameters."""

    x: Key = Field(description="Parameter of the horizontal axis; one of the study's, with `low` and `high`.")
    y: Key = Field(description="Parameter of the vertical axis; another of the study's, with `low` and `high`.")
    start: dict[Key, LowAndHigh] = Field(
        default={},
        max_length=20,
        description="Keys that make a low and a high start, and both values; "
        "the image of the department in focus, 0.2 and 0.8, if left out.",
    )
    department: str | None = Field(
        default=None, description="Department whose image is mapped; the one in focus if left out."
    )
    cells: int = _field(9, FEWEST_CELLS, MOST_CELLS, "cells", "Cells along each axis to begin with.")
    refinements: int = _field(
        2, 0, MOST_REFINEMENTS, "times", "How many times a cell may be quartered whose corners do not agree."
    )
    ramp: RampSection = Field(default=RampSection(), description="The slow ramp across the tipping point.")
