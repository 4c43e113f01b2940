"""What tells two studies, design points and runs apart: hashes of everything that can move a number."""

import hashlib
import json
import platform
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

import sim.experiments
from sim.experiments.plan import code_version
from sim.experiments.sources import of_folder
from sim.scenario import fingerprint
from sim.scenario.variants import Value, Variants

if TYPE_CHECKING:
    from sim.experiments.outcomes import Outcome

# Of these a new version can move the last digits of a number.
MAKERS = ("numba", "llvmlite", "numpy")
# Here is the code that makes outcomes of runs, beside that of the kernel.
OUTCOMES = Path(sim.experiments.__file__).parent / "outcomes"


@cache
def makers() -> str:
    """Hash of the code, the packages and the kind of machine that make numbers: equal ones make equal numbers."""
    machine = [platform.system(), platform.machine()]
    return digest([code_version("kernel"), of_folder(OUTCOMES), machine, [_version(name) for name in MAKERS]])[:16]


def universe(variants: Variants, outcomes: Sequence["Outcome"], seed: int) -> str:
    """Hash of what all runs of a study share: the scenario, the outcomes, the seed, and what makes the numbers.

    Neither the design points nor the number of replicates count, so that a study can be extended.
    """
    base = variants.base.model_copy(update={"seed": seed, "replicates": 1})
    return digest([fingerprint(base), [each.text for each in outcomes], makers()])[:12]


def point_key(values: Mapping[str, Value]) -> int:
    """Number of a design point, 0 .. 2^64 - 1, the same whenever its values are; 14 and 14.0 are."""
    plain = {key: _plain(values[key]) for key in sorted(values)}
    return int(digest(plain)[:16], 16)


def digest(parts: object) -> str:
    """SHA-256 of plain data."""
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _plain(value: Value) -> Value:
    return value if isinstance(value, bool | str) else float(value) + 0.0


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"
