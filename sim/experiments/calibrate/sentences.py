"""What a calibration says, in words."""

from typing import TYPE_CHECKING

from sim.experiments.calibrate.observed import Note
from sim.language import Translator
from sim.scenario.schema import Structure
from sim.scenario.variants import Value

if TYPE_CHECKING:
    from sim.experiments.calibrate.calibration import Calibration

FAR = 1.5  # distance above which a search ended too far from the data to say that a parameter is something


def sentences(found: "Calibration", t: Translator) -> list[str]:
    """What was learnt of every parameter, what was not, and what cannot be told apart."""
    table = found.summary()
    last = float(found.populations["epsilon"].iloc[-1])
    ways = {"much": "far" if last > FAR else "much", "little": "little"}
    told = []
    for row in table[table["verdict"] != "nothing"].to_dict("records"):
        values = {name: shown(row[name], t) for name in ("median", "low", "high")}
        told.append(t.text(f"study.calibrate.says.{ways[row['verdict']]}", key=row["parameter"], **values))
    silent = table.loc[table["verdict"] == "nothing", "parameter"].tolist()
    if silent:
        told.append(t.text("study.calibrate.says.nothing", keys=t.enumeration(silent)))
    for pair in found.pairs:
        told.append(
            t.text(
                f"study.calibrate.together.{pair.known}", first=pair.first, second=pair.second,
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
    return [noted(Note(each["key"], each["values"]), t) for each in found.manifest["notes"]]


def noted(note: Note, t: Translator) -> str:
    """Something to know about the data."""
    values = {
        name: t.percent(each, 1) if isinstance(each, float) else t.number(each) if isinstance(each, int) else each
        for name, each in note.values.items()
    }
    return t.text(f"study.calibrate.note.{note.key}", count=note.values.get("weeks"), **values)
