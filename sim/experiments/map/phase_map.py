"""A map that was drawn: its points, its tipping lines, its ramp."""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.experiments.map.axes import Frame
from sim.experiments.map.ramp import Course, Warnings
from sim.experiments.map.regions import MOVING, REGIONS
from sim.language.counted import counted

if TYPE_CHECKING:
    from sim.scenario.schema import Structure

Floats = NDArray[np.float64]

STARTS = ("low", "high")


class Surfaces(NamedTuple):
    """The map on its finest lattice: (start, row, column), or (row, column)."""

    image: Floats
    collapsed: Floats
    side: Floats
    region: NDArray[np.int64]  # number of the region in REGIONS
    known: NDArray[np.bool_]  # where runs were made


class Origin(NamedTuple):
    """What the map was drawn of."""

    name: str
    scenario: "Structure"
    seed: int
    replicates: int
    runs: int
    computed: int
    seconds: float
    path: Path | None


class PhaseMap:
    """A phase diagram over two parameters.

    Attributes
    ----------
    points
        One row per point and start: `x`, `y`, `start`, long-run `image` of the typical run (the median, with its exact
        interval), the band of 90 % of the replicates, share `collapsed` with interval, the typical run's `drift` from
        the last quarter but one to the last and whether it was `still`, the `region` of the point, how far the starts
        end `apart` in the typical pair, the `area` of the map it stands for.
    tipping
        One row per start, value of y and crossing: where on x the share of collapsed replicates is one half, with its
        interval; an infinite end lies beyond the map. Rows without a crossing say which `side` all of the row is on.
    ramp
        Week by week with and without a ramp: image of the typical run, share collapsed, warning signs with intervals.
    trends
        Kendall's tau of every warning sign with and without the ramp, and the paired difference.
    """

    def __init__(  # noqa: PLR0913 - the parts of a map, by name
        self, *, frame: Frame, points: pd.DataFrame, tipping: pd.DataFrame, surfaces: Surfaces,
        warnings: Warnings | None, course: Course | None, no_ramp: str, errors: dict[str, str], origin: Origin,
    ) -> None:  # fmt: skip
        self.frame = frame
        self.points = points
        self.tipping = tipping
        self.surfaces = surfaces
        self.warnings = warnings
        self.course = course
        self.no_ramp = no_ramp
        self.errors = errors
        self.origin = origin

    @property
    def ramp(self) -> pd.DataFrame:
        """Weeks of the ramp and of its control; no rows without a ramp."""
        return self.warnings.weeks if self.warnings is not None else pd.DataFrame(columns=["run", "week"])

    @property
    def trends(self) -> pd.DataFrame:
        """Trends of the warning signs; no rows where there are none."""
        return self.warnings.trends if self.warnings is not None else pd.DataFrame(columns=["sign", "seen"])

    @property
    def path(self) -> Path | None:
        """Folder of the map."""
        return self.origin.path

    @property
    def shares(self) -> dict[str, float]:
        """Share of the map's area by region."""
        area = self.points[self.points["start"] == STARTS[0]].groupby("region")["area"].sum()
        return {name: float(area.get(name, 0.0)) for name in REGIONS}

    @property
    def moving(self) -> dict[str, float]:
        """Share of the map's area in which the image had not come to rest, by start."""
        rows = self.points[self.points["still"] == MOVING]
        return {start: float(rows[rows["start"] == start]["area"].sum()) for start in STARTS}

    def lines(self, rows: int = 5) -> pd.DataFrame:
        """Tipping lines at a few values of y, the lowest and the highest among them."""
        values = self.frame.y.values
        wanted = values[np.round(np.linspace(0, values.size - 1, rows)).astype(int)]
        return self.tipping[self.tipping["y"].isin(wanted)].reset_index(drop=True)

    def __repr__(self) -> str:
        points = counted(len(self.points) // len(STARTS), "point")
        return f"<PhaseMap of {self.origin.name}: {self.frame.x.key} × {self.frame.y.key}, {points}>"

    def _repr_html_(self) -> str:
        """Regions and tipping lines as tables, for notebooks."""
        shares = pd.DataFrame({"share of the map": self.shares}).rename_axis("region")
        html: str = shares.to_html(float_format="{:.3f}".format) + self.lines().to_html(float_format="{:.3f}".format)
        return html
