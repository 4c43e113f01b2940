"""A comparison in words and in numbers as people read them, in either language."""

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from sim.experiments.compare.ranking import LEVEL, ranking
from sim.experiments.compare.verdict import DECIDED, UNDECIDED, WITHIN
from sim.experiments.outcomes import Outcome, decimals_of_difference, in_points, label, number, parse, signed
from sim.experiments.outcomes.outcome import Quarter
from sim.language import Translator

if TYPE_CHECKING:
    from sim.experiments.compare.comparison import Comparison

Row = Mapping[Any, Any]


def sentence(found: "Comparison", row: Row, t: Translator) -> str:
    """Row of the table as a sentence."""
    outcome, titles = parse(row["outcome"]), found.titles(t)
    named = {"outcome": label(outcome, found.setup.baseline, t), "scenario": titles[row["scenario"]]}
    if row["n"] == 0:
        return t.text("study.compare.sentence.nothing", **named, pairs=pairs(found, row, t))
    return t.text(
        "study.compare.sentence.found", **named, baseline_name=titles[found.setup.names[0]],
        value=middle(found, row, row["scenario"], t), baseline=middle(found, row, found.setup.names[0], t),
        difference=difference(row, outcome, t), verdict=verdict(row, outcome, t), pairs=pairs(found, row, t),
    )  # fmt: skip


def shown(found: "Comparison", t: Translator, *, briefly: bool = False) -> pd.DataFrame:
    """Table for people; briefly where the department and the last quarter have been told."""
    titles = found.titles(t)
    rows = []
    for row in found.table.to_dict("records"):
        outcome = parse(row["outcome"])
        named = opening(brief(outcome, found, t)) if briefly else label(outcome, found.setup.baseline, t)
        rows.append(
            {
                "outcome": named + pairs(found, row, t),
                "scenario": titles[row["scenario"]],
                "baseline": middle(found, row, found.setup.names[0], t),
                "value": middle(found, row, row["scenario"], t),
                "difference": difference(row, outcome, t),
                "saved": times(row["saved"], t),
                "verdict": verdict(row, outcome, t),
            }
        )
    return pd.DataFrame(rows).rename(columns=lambda name: t.text(f"study.compare.column.{name}"))


def middle(found: "Comparison", row: Row, scenario: str, t: Translator) -> str:
    """Mean of a scenario, or the middle and the count of each of two groups: `0.14 (194) | 0.62 (6)`."""
    mean = row["mean" if scenario == row["scenario"] else "baseline"]
    return _middle(found, parse(row["outcome"]), (scenario, mean), t)


def _middle(found: "Comparison", outcome: Outcome, of: tuple[str, float], t: Translator) -> str:
    """`of`: a scenario and its mean. Of what happens in some runs also in how many: `4.2% (84)`."""
    scenario, mean = of
    table = found.groups
    own = table[(table["outcome"] == outcome.text) & (table["scenario"] == scenario)]
    if own.empty:
        shown = number(mean, outcome, t)
        is_counted = outcome.is_event and not math.isnan(mean)
        return f"{shown} ({t.number(round(mean * found.replicates))})" if is_counted else shown
    low, high, low_runs, high_runs = _of_group(own.iloc[0].to_dict(), t)
    return f"{low} ({low_runs}) | {high} ({high_runs})"


def groups(found: "Comparison", t: Translator) -> str | None:
    """How to read a cell that shows two groups, by the first there is; None where there are none in sight."""
    differ = [name for name in found.setup.names[1:] if same(found, name, t) is None]
    if found.groups.empty or not differ:
        return None
    low, high, low_runs, high_runs = _of_group(found.groups.iloc[0].to_dict(), t)
    ends = {"low": low, "low_runs": low_runs, "high": high, "high_runs": high_runs}
    return t.text("study.compare.reading.groups", cell=f"{low} ({low_runs}) | {high} ({high_runs})", **ends)


def _of_group(group: Row, t: Translator) -> list[str]:
    ends = [number(group[key], parse(group["outcome"]), t) for key in ("low", "high")]
    return ends + [t.number(group[f"{key}_runs"]) for key in ("low", "high")]


def verdict(row: Row, outcome: Outcome, t: Translator) -> str:
    """Verdict in a few words."""
    word = row["verdict"]
    if word == WITHIN:
        return t.text("study.compare.verdict.within", margin=size(row["margin"], outcome, t))
    if word == UNDECIDED:
        more = row["more"]
        if math.isnan(more):
            return t.text("study.compare.verdict.undecided.unknown")
        return t.text("study.compare.verdict.undecided", count=int(more), number=t.number(about(more)))
    return t.text(f"study.compare.verdict.{word}")


def difference(row: Row, outcome: Outcome, t: Translator, *, unit: bool = True) -> str:
    """Difference with its interval: `+0.41 (+0.40 to +0.42)`, with as many decimals as tell its ends apart."""
    digits = _digits_of(row, outcome)
    middle = signed(row["difference"], outcome, t, digits)
    middle = _with_unit(middle, outcome, t) if unit else middle
    if math.isnan(row["low"]):
        return middle
    low, high = (signed(row[key], outcome, t, digits) for key in ("low", "high"))
    return t.text("study.compare.interval", middle=middle, low=low, high=high)


def size(value: float, outcome: Outcome, t: Translator) -> str:
    """Difference without a sign and without needless decimals."""
    scaled = value * in_points(outcome)
    most = decimals_of_difference(outcome)
    digits = next((each for each in range(most) if round(scaled, each) == scaled), most)
    return _with_unit(t.number(scaled, digits), outcome, t)


def _digits_of(row: Row, outcome: Outcome) -> int:
    """Decimals with which the ends differ, and neither looks like zero that is not: up to three more than usual."""
    least = decimals_of_difference(outcome)
    ends = [row[key] * in_points(outcome) for key in ("low", "high")]

    def tells(digits: int) -> bool:
        shown = [round(each, digits) for each in ends]
        return shown[0] != shown[1] and all(
            (each == 0.0) == (end == 0.0) for each, end in zip(shown, ends, strict=True)
        )

    if ends[0] == ends[1] or math.isnan(ends[0]):
        return least
    return next((each for each in range(least, least + 4) if tells(each)), least)


def _with_unit(text: str, outcome: Outcome, t: Translator) -> str:
    return points(text, t) if outcome.unit == "share" else text


def points(text: str, t: Translator) -> str:
    """Percentage points after their number, as text."""
    return t.text("table.points", count=1 if text.lstrip("+−") == "1" else 2, points=text)


def times(value: float, t: Translator) -> str:
    """How many times as many."""
    return t.number(value) if math.isnan(value) else f"{_times(value, t)} ×"


def _times(value: float, t: Translator) -> str:
    return t.number(value, 0 if value >= 99.95 else 1)


def pairs(found: "Comparison", row: Row, t: Translator) -> str:
    """On how many pairs a row rests, where it is not all of them."""
    if row["n"] == found.replicates:
        return ""
    counts = {key: t.number(row[key]) for key in ("n", "n_baseline", "n_scenario")}
    counts["replicates"] = t.number(found.replicates)
    return " " + t.text("study.compare.pairs", **counts)


def about(count: float) -> int:
    """Count rounded up to two digits."""
    step = 10 ** max(0, len(str(int(count))) - 2)
    return int(math.ceil(count / step) * step)


def brief(outcome: Outcome, found: "Comparison", t: Translator) -> str:
    """Name of an outcome where the department and the last quarter have been told."""
    if isinstance(outcome, Quarter) and outcome.which == "last" and outcome.series.department in (None, found.focus):
        return _measure(outcome.series.measure, found, t)
    department = t.own(found.setup.baseline.departments[found.focus].title)
    named = label(outcome, found.setup.baseline, t)
    return named.removeprefix(t.text("study.outcomes.of", department=department, what=""))


def measure(name: str, found: "Comparison", t: Translator) -> str:
    """Name of a measure, to begin a sentence with."""
    return opening(_measure(name, found, t))


def opening(text: str) -> str:
    """Text with its first letter as sentences begin."""
    return text[:1].upper() + text[1:]


def _measure(name: str, found: "Comparison", t: Translator) -> str:
    return t.text(f"study.outcomes.measure.{name}", last=list(found.setup.baseline.portfolio.classes)[-1])


def same(found: "Comparison", name: str, t: Translator) -> str | None:
    """That a scenario is the baseline under another name; None where it is not."""
    prints = {each.name: each.fingerprint for each in found.setup.entries}
    if prints[name] != prints[found.setup.names[0]]:
        return None
    quoted = {
        key: t.text("study.compare.quoted", title=found.titles(t)[each])
        for key, each in (("scenario", name), ("baseline", found.setup.names[0]))
    }
    return t.text("study.compare.lead.same", **quoted)


def after_holm(found: "Comparison", t: Translator) -> str:
    """How many of the differences found are left when one asks for all of them at once."""
    clear = found.table[found.table["verdict"].isin(DECIDED)]
    if clear.empty:
        return t.text("study.compare.holm.none", count=len(found.table), all=t.number(len(found.table)))
    kept = int((clear["holm"] < LEVEL).sum())
    counts = {"number": t.number(len(clear)), "kept": t.number(kept), "all": t.number(len(found.table))}
    return t.text("study.compare.holm", count=len(clear), **counts)


def precision(found: "Comparison", t: Translator) -> str | None:
    """Whether the precision that was asked for has been reached; None where none was."""
    asked = found.manifest["precision"]
    if asked is None:
        return None
    word = "reached" if asked["reached"] else "missed"
    return t.text(f"study.compare.precision.{word}", pairs=t.number(found.replicates), most=t.number(asked["most"]))


def savings(found: "Comparison", t: Translator) -> str:
    """How many times as many replicates it would take without pairs."""
    known = found.table["saved"].dropna()
    if known.empty:
        return t.text("study.compare.saved.none")
    low, high = (_times(float(each), t) for each in (known.min(), known.max()))
    return t.text("study.compare.saved.one" if low == high else "study.compare.saved.range", low=low, high=high)


def order(found: "Comparison", outcome: Outcome, t: Translator, names: Mapping[str, str]) -> str:
    """Ranking by the means in a line: `presence (0.57) > no_gossip (0.41) ≈ alibi (0.12 (190) | 0.62 (10))`."""
    places = ranking(found, outcome)
    if not places:
        return t.text("study.compare.order.none")
    parts = [f"{names[each.name]} ({_middle(found, outcome, (each.name, each.mean), t)})" for each in places]
    signs = [" > " if each.is_ahead else " ≈ " for each in places[:-1]]
    return "".join(part + sign for part, sign in zip(parts, [*signs, ""], strict=True))
