"""What an analysis is to look at: designs by name, and outcomes."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, NoReturn

from sim.errors import ScenarioError
from sim.experiments.bounds import within
from sim.experiments.study.design import Design
from sim.experiments.study.loading import Study, studied
from sim.experiments.study.schema import MAX_POINTS, MAX_REPLICATES
from sim.experiments.study.sections.sensitivity import FEWEST_SAMPLES, FEWEST_TRAJECTORIES
from sim.scenario.tree import nearest, quoted

SALTELLI, TRAJECTORIES, ROWS = "saltelli", "morris", "rows"
FEWEST_REPLICATES = 2  # one alone cannot tell luck from influence
METHODS = ("all", "sobol", "morris", "pawn")
FEWEST = {"samples": FEWEST_SAMPLES, "trajectories": FEWEST_TRAJECTORIES, "replicates": FEWEST_REPLICATES}
# Blocks without a failed point that an analysis takes, by design.
FEWEST_BLOCKS = {SALTELLI: FEWEST_SAMPLES, TRAJECTORIES: FEWEST_TRAJECTORIES, ROWS: FEWEST_SAMPLES}


class Wanted(NamedTuple):
    """A study, the designs it takes, and the names of the outcomes to analyse."""

    study: Study
    designs: dict[str, Design]
    outcomes: tuple[str, ...]


def wanted(
    study: Study | Path | str,
    method: str,
    outcomes: Sequence[str],
    overrides: Sequence[str],
    changes: Mapping[str, int | None],
) -> Wanted:
    """What was asked for, the study's own numbers where none are given.

    Raises
    ------
    ScenarioError
        Where the study is wrong, or cannot be analysed in this way.
    """
    if method not in METHODS:
        raise ScenarioError(f"method: must be one of {', '.join(METHODS)}, got {quoted(method)}")
    for key, value in changes.items():
        most = MAX_REPLICATES if key == "replicates" else MAX_POINTS
        if value is not None:
            within(key, value, FEWEST[key], most)
    found = studied(study, overrides)
    _check_parameters(found)
    replicates = changes.get("replicates")
    found = found._replace(replicates=found.replicates if replicates is None else replicates)
    if found.replicates < FEWEST_REPLICATES:
        rule = f"be at least {FEWEST_REPLICATES}, as one alone cannot tell luck from influence"
        _refuse(found, ("replicates",), rule, str(found.replicates))
    return Wanted(found, _designs(found, method, changes), _names(found, outcomes))


def _designs(study: Study, method: str, changes: Mapping[str, int | None]) -> dict[str, Design]:
    """Designs by name; rows of their own for PAWN alone, which otherwise takes those of Saltelli."""
    own, said = study.design, study.sensitivity
    samples = _number(study, SALTELLI, "samples", changes, said.samples)
    trajectories = _number(study, TRAJECTORIES, "trajectories", changes, said.trajectories)
    found = {}
    if method in {"all", "sobol"}:
        found[SALTELLI] = Design(SALTELLI, samples, own.seed)
    if method in {"all", "morris"}:
        found[TRAJECTORIES] = Design(TRAJECTORIES, trajectories, own.seed)
    if method == "pawn":
        found[ROWS] = Design("sobol", 2 * samples, own.seed)
    return found


def _number(study: Study, design: str, key: str, changes: Mapping[str, int | None], said: int) -> int:
    """Size of a design: as asked for, as in the study's own design if that is of this kind, or as in its section."""
    asked = changes.get(key)
    if asked is not None:
        return asked
    if study.design.method != design:
        return said
    if study.design.points < FEWEST[key]:
        _refuse(study, ("design", "points"), f"be at least {FEWEST[key]} {key} here", str(study.design.points))
    return study.design.points


def _check_parameters(study: Study) -> None:
    if len(study.parameters) < 2:
        _refuse(study, ("parameters",), "be two or more to be told apart", "1; with one, see flurfunk sweep")
    for key, spec in study.parameters.items():
        if spec.kind == "values" and len(set(spec.values)) < 2:
            _refuse(study, ("parameters", key, "values"), "be two different values or more", str(spec.values[0]))


def _names(study: Study, outcomes: Sequence[str]) -> tuple[str, ...]:
    for name in outcomes:
        if name not in study.outcomes:
            known = ", ".join(study.outcomes)
            raise ScenarioError(
                f"outcome: must be one of {known}, got {quoted(name)}{nearest(name, list(study.outcomes))}"
            )
    return tuple(name for name in study.outcomes if not outcomes or name in outcomes)


def _refuse(study: Study, path: tuple[str, ...], rule: str, got: str) -> NoReturn:
    raise ScenarioError(f"{study.place(*path)} {'.'.join(path)}: must {rule}, got {got}")
