"""What an analysis of sensitivity was made of: its ranges, its points, its seeds."""

from sim.experiments.named import parameter
from sim.experiments.sensitivity.result import Sensitivity
from sim.experiments.study.design import ParameterSpec
from sim.language import Translator

MOST_DIGITS = 4


def facts(result: Sensitivity, t: Translator) -> list[tuple[str, str]]:
    """Which parameters were moved how far, at how many points."""
    counts, study = result.counts, result.study
    ranges = [_range(key, spec, result, t) for key, spec in study.parameters.items()]
    weeks = study.variants.base.weeks
    told = {
        "points": t.number(counts["points"]),
        "replicates": _counted("study.sensitivity.fact.points.replicates", counts["replicates"], t),
        "weeks": _counted("facts.weeks", weeks, t),
    }
    facts = [
        (t.text("study.sensitivity.fact.parameters"), "; ".join(ranges)),
        (t.text("study.sensitivity.fact.points"), t.text("study.sensitivity.fact.points.told", **told)),
        *((t.text(f"study.sensitivity.fact.{name}"), t.number(count)) for name, count in counts["blocks"].items()),
    ]
    failed = counts["failed_points"]
    if failed:
        facts.append(
            (
                t.text("study.sensitivity.fact.failed"),
                t.text("study.sensitivity.fact.failed.told", count=failed, number=t.number(failed)),
            )
        )
    return facts


def _counted(message: str, count: int, t: Translator) -> str:
    return t.text(message, count=count, number=t.number(count))


def _range(key: str, spec: ParameterSpec, result: Sensitivity, t: Translator) -> str:
    named = parameter(key, result.study.variants.base, t)
    if spec.kind == "values":
        return t.text("study.sensitivity.range.values", key=named, values=", ".join(map(str, spec.values)))
    if spec.kind == "normal":
        return t.text("study.sensitivity.range.normal", key=named, mean=_short(spec.mean, t), sd=_short(spec.sd, t))
    return t.text("study.sensitivity.range", key=named, low=_short(spec.low, t), high=_short(spec.high, t))


def _short(value: float, t: Translator) -> str:
    """Number without needless decimals."""
    digits = next((each for each in range(MOST_DIGITS) if round(value, each) == value), MOST_DIGITS)
    return t.number(value, digits)


def origin(result: Sensitivity, t: Translator, command: str) -> list[tuple[str, str]]:
    """Study, seeds, hash and command, so that it can be made again."""
    study = result.study
    told = [
        (t.text("study.sensitivity.origin.study"), study.name),
        (t.text("study.sensitivity.origin.seed"), str(study.seed)),
        (t.text("study.sensitivity.origin.design_seed"), str(study.design.seed)),
    ]
    if result.path is not None:
        told.append((t.text("study.sensitivity.origin.hash"), result.path.name))
    return [*told, (t.text("study.sensitivity.origin.again"), command)] if command else told
