"""The scenarios that a server offers, by name: nothing that comes out of a URL reaches the file system."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from sim.errors import ScenarioError
from sim.experiments.study.kind import is_study
from sim.scenario.schema import Scenario
from sim.scenario.tree import closest, quoted
from sim.scenario.variants import Variants

HERE = Path("scenarios")
OPENING = "alibi"
SUFFIXES = (".yaml", ".yml")


def opening(names: Iterable[str]) -> str:
    """Scenario to begin with, among some: the one that the theory is about, or else the first."""
    return min(names, key=lambda name: name != OPENING)


class Library:
    """Scenarios by the stem of their files, in the order in which they were named."""

    def __init__(self, variants: dict[str, Variants]) -> None:
        self._variants = variants

    @classmethod
    def of(cls, places: Sequence[Path]) -> "Library":
        """Scenarios of files and of folders, or of the folder `scenarios` where none is named.

        Raises
        ------
        ScenarioError
            Where a file is wrong, two have the same name, or there is none at all.
        """
        found: dict[str, Variants] = {}
        for file in (file for place in places or (HERE,) for file in _files(place)):
            if file.stem in found:
                raise ScenarioError(f"{file}: must have a name of its own, got {file.stem!r} twice")
            found[file.stem] = Variants.of(file)
        return cls(found)

    def names(self) -> tuple[str, ...]:
        """Names of all scenarios."""
        return tuple(self._variants)

    def variants(self, name: str) -> Variants:
        """Scenario and what may be changed in it.

        Raises
        ------
        ScenarioError
            Where there is none of that name.
        """
        found = self._variants.get(name)
        if found is None:
            near = closest(name, list(self._variants))
            hint = f"; did you mean {near!r}?" if near else ""
            raise ScenarioError(f"scenario: must be one that is offered, got {quoted(name)}{hint}")
        return found

    def base(self, name: str) -> Scenario:
        """Scenario as its file has it.

        Raises
        ------
        ScenarioError
            Where there is none of that name.
        """
        return self.variants(name).base


def _files(place: Path) -> list[Path]:
    if not place.is_dir():
        return [place]
    files = sorted(each for each in place.iterdir() if each.suffix in SUFFIXES and not is_study(each))
    if not files:
        raise ScenarioError(f"{place}: must be a folder with scenario files, got none in it")
    return files
