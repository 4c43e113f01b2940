"""One thing that a scenario says and hardly means."""

from collections.abc import Mapping
from typing import NamedTuple

from sim.language import Translator
from sim.scenario.tree import Path, dotted


class Doubt(NamedTuple):
    """Where something stands that is hardly meant, and why: a message and what it names."""

    path: Path
    reason: str
    values: Mapping[str, str | float]

    def told(self, t: Translator) -> str:
        """Key and reason."""
        shown = {name: each if isinstance(each, str) else t.percent(each) for name, each in self.values.items()}
        return f"{dotted(self.path)}: {t.text(f'doubt.{self.reason}', **shown)}"
