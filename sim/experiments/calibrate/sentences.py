"""What a calibration says, in words."""

from collections.abc import Hashable, Mapping
from typing import TYPE_CHECKING, Any

from sim.experiments.calibrate.observed import Note
from sim.experiments.named import parameter
from sim.language import Translator
from sim.scenario.schema import Structure
from sim.scenario.variants import Value

if TYPE_CHECKING:
    from sim.experiments.calibrate.calibration import Calibration

MOST_MISSES = 5
FAR = 1.5  # distance above which a search ended too far from the data to say that a parameter is something


def impossible(found: "Calibration", t: Translator, most: int = MOST_MISSES) -> list[str]:
    """That no parameters make the data, where they do not: the statistics that miss, by how much, and what is left."""
    if found.possible:
        return []
    rows = found.misses.to_dict("records")
    told = [t.text("study.calibrate.impossible"), *(miss(row, found, t) for row in rows[:most])]
    left = len(rows) - most
    if left > 0:
        told.append(t.text("study.calibrate.more_misses", count=left, number=t.number(left)))
    if not rows:
        told.append(t.text("study.calibrate.together.impossible"))
    return [*told, t.text("study.calibrate.nearest")]


def miss(row: Mapping[Hashable, Any], found: "Calibration", t: Translator) -> str:
    """A statistic that was observed where the model does not go."""
    numbers = {name: t.number(row[name], 3) for name in ("observed", "low", "high")}
    off = t.number(abs(row["away"]), 1)
    return t.text("study.calibrate.miss", statistic=statistic(row["statistic"], found.base, t), off=off, **numbers)


def sentences(found: "Calibration", t: Translator) -> list[str]:
    """What was learnt of every parameter, what was not, and what cannot be told apart; nothing of impossible data."""
    if not found.possible:
        return []
    table = found.summary()
    last = float(found.populations["epsilon"].iloc[-1])
    ways = {"much": "far" if last > FAR else "much", "little": "little"}
    told = []
    for row in table[table["verdict"] != "nothing"].to_dict("records"):
        values = {name: shown(row[name], t) for name in ("median", "low", "high")}
        told.append(
            t.text(
                f"study.calibrate.says.{ways[row['verdict']]}", key=parameter(row["parameter"], found.base, t), **values
            )
        )
    if found.silent:
        silent = t.enumeration(
            [t.text("study.calibrate.quoted", name=parameter(each, found.base, t)) for each in found.silent]
        )
        told.append(t.text("study.calibrate.says.nothing", count=len(found.silent), keys=silent))
    for pair in found.pairs:
        told.append(
            t.text(
                f"study.calibrate.together.{pair.known}", first=parameter(pair.first, found.base, t),
                second=parameter(pair.second, found.base, t),
                correlation=t.number(pair.correlation, 2),
            )
        )  # fmt: skip
    if last > 1.0:
        told.append(t.text("study.calibrate.wide", epsilon=t.number(last, 2)))
    return told


def coverage(found: "Calibration", t: Translator) -> str:
    """How much of what was observed lies where the posterior says."""
    inside, every = (sum(each[at] for each in found.covered.values()) for at in (0, 1))
    share = t.percent(inside / every)
    return t.text("study.calibrate.covered", inside=t.number(inside), all=t.number(every), share=share)


def statistic(name: str, scenario: Structure, t: Translator) -> str:
    """Name of a summary statistic, such as `attendance.sales.q2`, in words."""
    kind, *rest = name.split(".")
    if not rest:
        return t.text(f"study.calibrate.statistic.{kind}")
    title = t.own(scenario.departments[rest[0]].title)
    at = rest[1][1:] if len(rest) > 1 else ""
    return t.text(f"study.calibrate.statistic.{kind}", department=title, at=at)


def shown(value: Value, t: Translator) -> str:
    """Value of a parameter with three significant digits."""
    if isinstance(value, float):
        digits = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2 if abs(value) >= 1 else 3
        return t.number(value, digits)
    return t.number(value) if isinstance(value, int) and not isinstance(value, bool) else str(value)


def notes(found: "Calibration", t: Translator) -> list[str]:
    """What to know about the data."""
    titles = {name: t.own(each.title) for name, each in found.base.departments.items()}
    return [
        noted(Note(each["key"], {name: titles.get(value, value) for name, value in each["values"].items()}), t)
        for each in found.manifest["notes"]
    ]


def noted(note: Note, t: Translator) -> str:
    """Something to know about the data."""
    values = {
        name: t.percent(each, 1) if isinstance(each, float) else t.number(each) if isinstance(each, int) else each
        for name, each in note.values.items()
    }
    return t.text(f"study.calibrate.note.{note.key}", count=note.values.get("weeks"), **values)
