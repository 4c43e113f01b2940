"""Flurfunk: how absence from meetings costs a department its influence.

>>> import sim
>>> results = sim.run("scenarios/alibi.yaml", replicates=50)  # doctest: +SKIP
>>> results.summary()  # doctest: +SKIP

The names below are imported when they are first used, so that `import sim` is quick.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    __version__: str
    from sim.experiments.calibrate import Calibration, calibrate
    from sim.experiments.compare import Comparison, compare
    from sim.experiments.map.draw import map
    from sim.experiments.map.phase_map import PhaseMap
    from sim.experiments.recommend import Recommendation, recommend
    from sim.experiments.run import run
    from sim.experiments.sensitivity.result import Sensitivity
    from sim.experiments.sensitivity.run import sensitivity
    from sim.experiments.sweep import sweep
    from sim.model import Company
    from sim.results import Results
    from sim.scenario import load

__all__ = [
    "Calibration", "Company", "Comparison", "PhaseMap", "Recommendation", "Results", "Sensitivity", "calibrate",
    "compare", "load", "map", "recommend", "run", "sensitivity", "sweep",
]  # fmt: skip

_HOMES = {
    "Company": "sim.model",
    "Results": "sim.results",
    "load": "sim.scenario",
    "run": "sim.experiments.run",
    "Calibration": "sim.experiments.calibrate",
    "calibrate": "sim.experiments.calibrate",
    "Comparison": "sim.experiments.compare",
    "compare": "sim.experiments.compare",
    "Sensitivity": "sim.experiments.sensitivity.result",
    "sensitivity": "sim.experiments.sensitivity.run",
    "sweep": "sim.experiments.sweep",
    "Recommendation": "sim.experiments.recommend",
    "recommend": "sim.experiments.recommend",
    "PhaseMap": "sim.experiments.map.phase_map",
    "map": "sim.experiments.map.draw",
}


def __getattr__(name: str) -> object:
    if name == "__version__":
        from sim.version import version

        return version()
    if name not in _HOMES:
        raise AttributeError(f"module 'sim' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__, "__version__"])
