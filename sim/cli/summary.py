"""The end of a run on the screen: a table and a sentence; and the same for machines."""

import math
from typing import TYPE_CHECKING, Any, NamedTuple

from sim.language.counted import counted

if TYPE_CHECKING:
    import pandas as pd
    from rich.table import Table
    from rich.text import Text

    from sim.results import Results

DASH = "–"
MINUS = "−"
# Longer names of departments and classes are folded, so that a screen of 80 columns has room for the numbers.
LABEL_WIDTH = 24


class Label(NamedTuple):
    """How an outcome is called and written."""

    text: str
    digits: int
    unit: str = ""
    more_is_better: bool = True


LABELS = {
    "image": Label("Image, 0 to 1", 2),
    "influence": Label("Influence, points", 1),
    "attendance": Label("Meetings attended", 0, "%"),
    "resources": Label("Share of resources", 0, "%"),
    "revenue": Label("Revenue against plan", 0, "%"),
    "c_visits": Label("C visits of all", 0, "%", more_is_better=False),
}


def table(results: "Results") -> "Table":
    """First and last quarter of the department in focus."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    from sim.results import focus
    from sim.results.measures import quarters

    spans = quarters(results.manifest["weeks"])
    first, last = (f"Weeks\n{each.start + 1}{DASH}{each.stop}" for each in (spans[0], spans[-1]))
    title = results.scenario.departments[focus(results.scenario)].title.en
    found = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1, 0, 0))
    # As a Text, so that square brackets in it are no markup.
    found.add_column(Text(f"\n{title}"), overflow="fold", max_width=LABEL_WIDTH)
    for heading in (first, last, "90% of runs\nend within", "Change\n(95% interval)"):
        found.add_column(heading, justify="right", no_wrap=True)
    groups = results.groups()
    for name, row in results.summary().iterrows():
        text = _last_class(results) if name == "c_visits" else LABELS[str(name)].text
        parts = groups.T[name] if name in groups.index else None
        found.add_row(Text(text), *_cells(LABELS[str(name)], row, parts))
    return found


def notes(results: "Results") -> list[str]:
    """How to read the table, and what its intervals leave out."""
    split = "Two numbers with counts: the runs end in two groups, so many around each." if len(results.groups()) else ""
    luck = "Middle of the runs (median); intervals hold luck only, not how far the model is from the company."
    return [each for each in (split, luck) if each]


def sentence(results: "Results") -> str:
    """Verdict on the department in focus."""
    from sim.language import translator
    from sim.results import focus
    from sim.results.sentence import sentence

    department = results.scenario.departments[focus(results.scenario)]
    return sentence(results.verdict(), department.title, translator("en"))


def as_json(results: "Results") -> dict[str, Any]:
    """Summary, verdict and origin; None where there is nothing to tell."""
    from sim.results import focus

    manifest = results.manifest
    origin = {key: manifest[key] for key in ("name", "hash", "engine", "seed", "replicates", "weeks", "wall_seconds")}
    summary = results.summary().to_dict("index")
    groups = results.groups().to_dict("index")
    verdict = {key: value for key, value in results.verdict()._asdict().items() if key != "groups"}
    return {
        **origin,
        "department": focus(results.scenario),
        "summary": summary,
        "groups": groups,
        "verdict": {**verdict, "sentence": sentence(results)},
        "path": str(results.path),
    }


def opening(results: "Results") -> "Text":
    """How many runs these are, of what."""
    from rich.text import Text

    manifest = results.manifest
    runs = counted(manifest["replicates"], "replicate")
    weeks = counted(manifest["weeks"], "week")
    return Text.assemble((results.scenario.title.en, "bold"), f": {runs} of {weeks}, seed {manifest['seed']}")


def _last_class(results: "Results") -> str:
    """Label of the visits to the least valuable customers, whatever the scenario calls them."""
    return LABELS["c_visits"].text.replace("C", list(results.scenario.portfolio.classes)[-1], 1)


def _cells(label: Label, row: "pd.Series[float]", groups: "pd.Series[float] | None") -> tuple[str, ...]:
    # Changes are often small, and better known than the levels are worth telling.
    finer = label._replace(digits=label.digits + (label.digits != 1))
    change = _number(finer, row["change"], sign=True)
    least, most = row["change_low"], row["change_high"]
    if not math.isnan(least):
        better = (row["change"] > 0) == label.more_is_better
        colour = "" if least <= 0 <= most else ("green" if better else "red")
        change = f"{change} ({_number(finer, least, sign=True)} to {_number(finer, most, sign=True)})"
        change = f"[{colour}]{change}[/]" if colour else change
    first, last = (_with_unit(label, row[key]) for key in ("first", "last"))
    if groups is not None:
        change = "\n".join(_number(finer, groups[f"{key}_change"], sign=True) for key in ("low", "high"))
        last = "\n".join(f"{_with_unit(label, groups[key])} ({groups[f'{key}_runs']:.0f})" for key in ("low", "high"))
    low, high = (_number(label, value) for value in row[["low", "high"]])
    span = DASH if low == high == DASH else f"{low}{DASH}{high}{label.unit}"
    return first, last, span, change


def _with_unit(label: Label, value: float) -> str:
    return DASH if math.isnan(value) else _number(label, value) + label.unit


def _number(label: Label, value: float, *, sign: bool = False) -> str:
    if math.isnan(value):
        return DASH
    scaled = round(value * (100 if label.unit else 1), label.digits) + 0.0
    return f"{scaled:{'+' if sign and scaled else ''}.{label.digits}f}".replace("-", MINUS)
