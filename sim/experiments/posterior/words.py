"""What the model's own uncertainty adds, in words."""

from typing import TYPE_CHECKING, Any

from sim.experiments.outcomes import Outcome, label, number, parse, signed
from sim.language import Translator

if TYPE_CHECKING:
    from sim.experiments.posterior.uncertainty import Uncertainty

Row = dict[str, Any]


def rows(found: "Uncertainty") -> list[Row]:
    """Rows of the table as plain Python has them."""
    return [{str(key): value for key, value in row.items()} for row in found.table.to_dict("records")]


def sentences(found: "Uncertainty", t: Translator) -> list[str]:
    """The finding, what stays as a scenario has it, and how it was found."""
    return [headline(found, t), *left(found, t), method(found, t)]


def headline(found: "Uncertainty", t: Translator) -> str:
    """What the parameters change, in a sentence."""
    every = rows(found)
    what = found.manifest["what"]
    if what == "run":
        known = [row for row in every if row["share"] == row["share"]]
        if not known:
            return t.text("study.posterior.headline.nothing")
        most = max(known, key=lambda row: float(row["share"]))
        share, named = t.percent(most["share"]), name(most, found, t)
        return t.text("study.posterior.headline.run", outcome=named, share=share)
    differ = [row for row in every if what == "plan" or has_a_sign(row)]
    if not differ:
        return t.text("study.posterior.headline.no_difference")
    least = min(differ, key=lambda row: int(row["agree"]))
    counts = {"agree": t.number(least["agree"]), "draws": t.number(least["draws"])}
    return t.text(f"study.posterior.headline.{what}", outcome=name(least, found, t), **counts)


def name(row: Row, found: "Uncertainty", t: Translator) -> str:
    """Outcome or goal of a row, with its scenario where there are several."""
    named = row["goal"] or label(parse(row["outcome"]), found.scenario, t)
    several = found.table["scenario"].nunique() > 1
    return f"{row['scenario']}: {named}" if several else str(named)


def at_point(row: Row, found: "Uncertainty", t: Translator) -> str:
    """Value at the calibrated point, with what luck leaves open."""
    value, low, high = (shown(row[each], row, found, t) for each in ("point", "point_low", "point_high"))
    return t.text("study.posterior.interval", value=value, low=low, high=high)


def over_draws(row: Row, found: "Uncertainty", t: Translator) -> str:
    """Where nine of ten draws lie."""
    low, high = (shown(row[each], row, found, t) for each in ("low", "high"))
    return t.text("study.posterior.range", low=low, high=high)


def share(row: Row, t: Translator) -> str:
    """The parameters' share of what differs between runs."""
    return t.percent(row["share"]) if row["share"] == row["share"] else "–"


def has_a_sign(row: Row) -> bool:
    """Whether a difference is anything but nothing in all draws, where no sign could be the same."""
    return bool(row["low"] or row["high"])


def agree(row: Row, t: Translator) -> str:
    """In how many draws the same holds."""
    if not row["goal"] and not has_a_sign(row):
        return "–"
    return t.text("study.posterior.of", agree=t.number(row["agree"]), draws=t.number(row["draws"]))


def shown(value: float, row: Row, found: "Uncertainty", t: Translator) -> str:
    """A value as its outcome is written; of a plan, a share of runs; of a comparison, with its sign."""
    if value != value:
        return "–"
    if found.manifest["what"] == "plan":
        return t.percent(value, 1)
    if found.manifest["what"] == "comparison":
        return signed(value, _outcome(row), t)
    written = number(abs(value), _outcome(row), t)
    return written if value >= 0 else f"\N{MINUS SIGN}{written}"


def left(found: "Uncertainty", t: Translator) -> list[str]:
    """Parameters that a scenario sets itself."""
    return [
        t.text("study.posterior.left", count=len(keys), scenario=scenario, keys=t.enumeration(keys))
        for scenario, keys in found.manifest["left"].items()
        if keys
    ]


def method(found: "Uncertainty", t: Translator) -> str:
    """How it was found."""
    kind = "plan" if found.manifest["what"] == "plan" else "spread"
    draws, runs = (t.number(found.manifest[each]) for each in ("n_draws", "runs_of_a_draw"))
    return t.text(f"study.posterior.method.{kind}", draws=draws, runs=runs)


def _outcome(row: Row) -> Outcome:
    return parse(row["outcome"])
