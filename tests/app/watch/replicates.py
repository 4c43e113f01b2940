"""Short replicates of shipped scenarios, written down once for all tests of a process."""

from functools import cache
from pathlib import Path

from sim.app.watch.record import Record
from sim.app.watch.watched import watch
from sim.language import Translator
from sim.scenario.schema import Structure
from sim.scenario.variants import Variants

SCENARIOS = Path(__file__).parents[3] / "scenarios"


@cache
def scenario(name: str, *overrides: str) -> Structure:
    """Return a shipped scenario under overrides."""
    return Variants.of(SCENARIOS / f"{name}.yaml", overrides).base


@cache
def replicate(name: str, *overrides: str, seed: int = 1) -> Record:
    """One replicate of a shipped scenario."""
    return watch(scenario(name, *overrides), seed)


class Plain(Translator):
    """Says what it was asked to say, and keeps it: `said` has every message with its values, in order."""

    def __init__(self) -> None:
        super().__init__("en")
        self.said: list[tuple[str, dict[str, object]]] = []

    def text(self, message: str, **values: object) -> str:
        """Keep the message."""
        self.said.append((message.rpartition("story_")[2], values))
        return super().text(message, **values)

    def number(self, value: float, digits: int = 0) -> str:
        """Number as Python reads it."""
        return f"{value:.{digits}f}"

    def percent(self, share: float, digits: int = 0) -> str:
        """Percentage as Python reads it."""
        return f"{100.0 * share:.{digits}f}"

    def values(self, message: str) -> dict[str, object]:
        """Values with which a message was said."""
        return next(values for name, values in self.said if name == message)

    def says(self, message: str) -> bool:
        """Whether a message was said."""
        return any(name == message for name, _ in self.said)
