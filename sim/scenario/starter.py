"""A small commented scenario to start from."""

from importlib.resources import files
from pathlib import Path

from sim.errors import ScenarioError
from sim.scenario.tree import Place, Problem


def starter() -> str:
    """Return the text of the scenario."""
    return (files("sim.scenario") / "starter.yaml").read_text(encoding="utf-8")


def write(path: Path) -> None:
    """Write it to a file that does not exist yet; raise ScenarioError where that cannot be done."""
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(starter())
    except FileExistsError:
        raise _error(path, "be a new file", "one that is there already") from None
    except FileNotFoundError:
        raise _error(path, "be in a folder that exists", "none there") from None
    except OSError as error:
        raise _error(path, "be a file that can be written", error.strerror or str(error)) from None
    except ValueError:
        raise _error(path, "be the name of a file", "a sign that no name may have") from None


def _error(path: Path, rule: str, got: str) -> ScenarioError:
    return ScenarioError(str(Problem(Place(str(path)), "", rule, got)))
