"""The scenarios that a server offers, by name: nothing that comes out of a URL reaches the file system."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from sim.errors import ScenarioError, reason
from sim.experiments.study.kind import is_study
from sim.scenario.files import name_of
from sim.scenario.schema import Scenario
from sim.scenario.tree import closest, one_line, quoted
from sim.scenario.variants import Variants

HERE = Path("scenarios")
OPENING = "alibi"
SUFFIXES = (".yaml", ".yml")
HIDDEN = (".", "~", "#")


def opening(names: Iterable[str]) -> str:
    """Scenario to begin with, among some in the library's order: the first."""
    return next(iter(names))


class Library:
    """Scenarios by the stem of their files, in the order in which they were named."""

    def __init__(self, variants: dict[str, Variants], left_out: Sequence[ScenarioError] = ()) -> None:
        self._variants = variants
        self.left_out = tuple(left_out)

    @classmethod
    def of(cls, places: Sequence[Path]) -> "Library":
        """Scenarios of files and of folders, or of the folder `scenarios` where none is named.

        Raises
        ------
        ScenarioError
            Where a file that was named is wrong, two have the same name, or there is none at all. What is wrong in a
            folder, where editors leave what is half-saved, is left out and told in `left_out`.
        """
        found: dict[str, Variants] = {}
        left_out: list[ScenarioError] = []
        for named, file in ((place, each) for place in places or (HERE,) for each in _files(place)):
            name = name_of(file)
            if name in found:
                raise ScenarioError(f"{file}: must have a name of its own, got {name!r} twice")
            try:
                found[name] = Variants.of(file)
            except ScenarioError as error:
                if file == named:
                    raise
                left_out.append(_of(file, error))
        if not found:
            raise left_out[0]
        return cls(found, left_out)

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


def _of(file: Path, error: ScenarioError) -> ScenarioError:
    """Mistake under the name of the file that is left out because of it, though it be in another that it extends."""
    own = one_line(str(file))
    if str(error).startswith((f"{own}:", f"{own} ")):
        return error
    return ScenarioError(f"{own} extends: must name a scenario without mistakes, got {error}")


def _files(place: Path) -> list[Path]:
    if not place.is_dir():
        return [place]
    try:
        found = (each for each in place.iterdir() if _may_be_a_scenario(each))
        # Of a folder, the one that the theory is about comes first, of what was named, what was named first.
        files = sorted(found, key=lambda each: (each.stem != OPENING, each))
    except OSError as error:
        raise ScenarioError(f"{place}: must be a folder that can be read, got {reason(error)}") from None
    if not files:
        raise ScenarioError(f"{place}: must be a folder with scenario files, got none in it")
    return files


def _may_be_a_scenario(file: Path) -> bool:
    """Whether somebody wrote a file as a scenario: not what editors and systems hide, nor a study, nor a folder."""
    is_hidden = file.name.startswith(HIDDEN)
    return file.suffix in SUFFIXES and not is_hidden and not file.is_dir() and not is_study(file)
