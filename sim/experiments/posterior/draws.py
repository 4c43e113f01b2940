"""Draws of a posterior, and the scenarios that they are laid over."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from sim.errors import ScenarioError
from sim.experiments.calibrate import keep
from sim.experiments.calibrate.calibration import Calibration, plain, value_at
from sim.experiments.calibrate.posterior import resample
from sim.experiments.calibrate.written import FILE
from sim.experiments.study.identity import digest
from sim.language.counted import counted
from sim.scenario.files import given_path
from sim.scenario.resolve import origin, path_of
from sim.scenario.schema import Structure
from sim.scenario.variants import Value, Variants

DRAWS = 200


class Posterior(NamedTuple):
    """What a calibration left of the parameters: `point` is its calibrated scenario, `draws` stand for the rest."""

    path: Path
    identity: str
    base: Structure
    point: dict[str, Value]
    draws: tuple[dict[str, Value], ...]

    @property
    def keys(self) -> list[str]:
        """Parameters that were calibrated."""
        return list(self.draws[0])

    def fitting(self, name: str, scenario: Structure) -> list[str]:
        """Parameters that the posterior speaks of in a scenario: those it does not set to something of its own.

        Raises
        ------
        ScenarioError
            Where the calibration is of another company, or of no parameter that the scenario leaves to it.
        """
        own, theirs = list(self.base.departments), list(scenario.departments)
        if own != theirs:
            raise ScenarioError(
                f"posterior: must be of a company with the departments of {name} ({', '.join(theirs)}), "
                f"got {self.path} with {', '.join(own)}"
            )
        found = [key for key in self.keys if self._leaves(scenario, key)]
        if not found:
            raise ScenarioError(
                f"posterior: must be of parameters that {name} leaves as they were calibrated, got {self.path} with "
                f"{counted(len(self.keys), 'parameter')} that it sets otherwise ({', '.join(self.keys)})"
            )
        return found

    def _leaves(self, scenario: Structure, key: str) -> bool:
        value = value_at(scenario, key)
        return value == value_at(self.base, key) or (key in self.point and _near(value, self.point[key]))

    def overrides(self, name: str, scenario: Structure) -> list[str]:
        """Changes that lay the calibrated point over a scenario, as `--set` takes them."""
        fitting = self.fitting(name, scenario)
        return [f"{key}={json.dumps(value)}" for key, value in self.point.items() if key in fitting]

    def refuse_another_point(self, name: str, scenario: Structure) -> None:
        """Refuse a scenario that is not at the calibrated point.

        Raises
        ------
        ScenarioError
            With the file that is.
        """
        fitting = self.fitting(name, scenario)
        off = [key for key in fitting if key in self.point and not _near(value_at(scenario, key), self.point[key])]
        if off:
            raise ScenarioError(
                f"posterior: must go with a scenario at the calibrated point, such as {self.path / FILE} or one that "
                f"extends it, got {name} with another {off[0]}"
            )

    def over(self, name: str, path: Path, overrides: Sequence[str] = ()) -> list[str]:
        """The same for a scenario file, checked; `overrides` are other changes, which go before.

        Raises
        ------
        ScenarioError
            Where the scenario does not fit, or one of the changes is of what was calibrated.
        """
        changed = {".".join(path_of(each.partition("=")[0].strip())) for each in overrides}
        both = sorted(changed & {".".join(path_of(key)) for key in self.keys})
        if both:
            raise ScenarioError(
                f"{origin(overrides[0])} {both[0]}: must be left to the posterior, got a value of its own"
            )
        variants = Variants.of(path, overrides)
        self.fitting(name, variants.base)
        for key in self.keys:
            try:
                variants.spec(key)
            except ScenarioError:
                raise ScenarioError(
                    f"posterior: must be of parameters that {name} has, got {self.path} with '{key}'"
                ) from None
        return [*overrides, *self.overrides(name, variants.base)]


def read(folder: Path | str) -> Posterior:
    """Posterior of a calibration's folder.

    Raises
    ------
    ResultsError
        Where there is none.
    ScenarioError
        Where no parameters make the data, so that there is nothing to draw from.
    """
    path = given_path(folder, "posterior", "folder")
    found = keep.load(path)
    if not found.possible:
        raise ScenarioError(
            f"posterior: must be of data that the model can make, got {path}, where no parameters in the ranges do"
        )
    return of(found, path)


def of(found: Calibration, path: Path) -> Posterior:
    """Posterior of a calibration: particles in proportion to their weight."""
    rows = found.posterior[found.parameters].to_dict("records")
    draws = tuple(
        {str(key): plain(value) for key, value in rows[at].items()} for at in resample(found.weight, DRAWS).tolist()
    )
    point = {**found.chosen, **{key: value for key, value in found.kept.items() if value is not None}}
    return Posterior(path, digest([point, list(draws)])[:12], found.base, point, draws)


def _near(one: Value | None, other: Value) -> bool:
    """Whether a value is another one as calibrated.yaml writes it, in six digits."""
    if isinstance(one, float | int) and isinstance(other, float | int):
        return abs(one - other) <= 1e-5 * max(abs(other), 1e-9)
    return one == other
