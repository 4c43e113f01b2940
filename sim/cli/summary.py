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
# Longer names of departments and classes are cut, so that a screen of 80 columns has room for the numbers.
LABEL_WIDTH = 28


class Label(NamedTuple):
    """How an outcome is called and written."""

    text: str
    digits: int
    unit: str = ""
    more_is_better: bool = True


LABELS = {
    "image": Label("Image, 0 to 1", 2),
    "influence": Label("Influence, points of 100", 1),
    "attendance": Label("Attendance of meetings", 0, "%"),
    "resources": Label("Share of resources", 0, "%"),
    "revenue": Label("Revenue against plan", 0, "%"),
    "c_visits": Label("C visits among all visits", 0, "%", more_is_better=False),
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
    found = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    # As a Text, so that square brackets in it are no markup.
    found.add_column(Text(f"\n{title}"), overflow="ellipsis", no_wrap=True, max_width=LABEL_WIDTH)
    for heading in (first, last, "90% of runs\nend within", "Change\n± 95%"):
        found.add_column(heading, justify="right", no_wrap=True)
    for name, row in results.summary().iterrows():
        text = _last_class(results) if name == "c_visits" else LABELS[str(name)].text
        found.add_row(Text(text), *_cells(LABELS[str(name)], row))
    return found


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
    verdict = results.verdict()._asdict()
    return {
        **origin,
        "department": focus(results.scenario),
        "summary": summary,
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


def _cells(label: Label, row: "pd.Series[float]") -> "tuple[str | Text, ...]":
    from rich.text import Text

    reach = row["change_high"] - row["change"]
    # Changes are often small, and better known than the levels are worth telling.
    finer = label._replace(digits=label.digits + 1)
    change = Text(_number(finer, row["change"], sign=True))
    if not math.isnan(reach):
        better = (row["change"] > 0) == label.more_is_better
        colour = "" if abs(row["change"]) <= reach else ("green" if better else "red")
        change = Text(f"{change} ± {_number(finer, reach)}", style=colour)
    first, last = (
        DASH if math.isnan(value) else _number(label, value) + label.unit for value in row[["first", "last"]]
    )
    low, high = (_number(label, value) for value in row[["low", "high"]])
    span = DASH if low == high == DASH else f"{low}{DASH}{high}{label.unit}"
    return first, last, span, change


def _number(label: Label, value: float, *, sign: bool = False) -> str:
    if math.isnan(value):
        return DASH
    scaled = round(value * (100 if label.unit else 1), label.digits) + 0.0
    return f"{scaled:{'+' if sign and scaled else ''}.{label.digits}f}".replace("-", MINUS)
