"""Appendix: scenario, seeds, versions, how to repeat the run, and what the words mean."""

from datetime import datetime
from io import StringIO
from typing import NamedTuple

from ruamel.yaml import YAML

from sim.language import Translator
from sim.report.runs import Runs
from sim.results import verdict
from sim.results.onset import LOST

MEASURES = (
    "image", "attendance", "visibility", "esteem", "influence", "resources", "airtime", "agenda", "standing", "talk",
    "revenue", "service", "goodwill", "c_visits", "cancelled",
)  # fmt: skip
OF_CUSTOMERS = {"revenue", "service", "goodwill", "c_visits", "cancelled"}
WORDS = ("run", "band", "quarter", "onset", "outcome", "traced", "seed", "head", "intervention", "deciding", "model")


class Entry(NamedTuple):
    """A word and what it means or is."""

    word: str
    meaning: str


class Appendix(NamedTuple):
    """Everything below the last section."""

    origin: list[Entry]
    command: str
    measures: list[Entry]
    words: list[Entry]
    scenario: str


def appendix(runs: Runs, t: Translator) -> Appendix:
    """Appendix in a language."""
    last_class = list(runs.scenario.portfolio.classes)[-1]
    bounds = _bounds(t)
    measures = [each for each in MEASURES if runs.has_customers or each not in OF_CUSTOMERS]
    return Appendix(
        _origin(runs, t),
        f"flurfunk run {runs.tables.manifest['name']}.yaml --engine {runs.tables.manifest['engine']}",
        [Entry(t.text(f"measure.{each}", last=last_class), t.text(f"definition.{each}")) for each in measures],
        [Entry(t.text(f"word.{each}"), t.text(f"definition.{each}", **bounds)) for each in WORDS],
        _yaml(runs.tables.manifest["scenario"]),
    )  # fmt: skip


def _bounds(t: Translator) -> dict[str, str]:
    return {
        "clear": t.number(verdict.CLEAR_CHANGE, 1), "collapsed": t.number(verdict.COLLAPSED_BELOW, 2),
        "recovered": t.number(verdict.RECOVERED_FROM, 1), "lost": t.percent(LOST),
        "half": t.percent(0.5), "most": t.percent(0.9),
    }  # fmt: skip


def _origin(runs: Runs, t: Translator) -> list[Entry]:
    found = runs.tables.manifest
    created = datetime.fromisoformat(found["created"])
    versions = ", ".join(f"{name} {version}" for name, version in found["versions"].items())
    values = {
        "name": found["name"], "fingerprint": found["fingerprint"], "seed": str(found["seed"]),
        "replicates": t.number(found["replicates"]), "weeks": t.number(found["weeks"]), "engine": found["engine"],
        "versions": versions, "platform": found["platform"], "created": t.day(created.date()),
        "seconds": t.number(found["wall_seconds"], 1),
    }  # fmt: skip
    return [Entry(t.text(f"origin.{name}"), value) for name, value in values.items()]


def _yaml(value: object) -> str:
    text = StringIO()
    YAML(pure=True).dump(value, text)
    return text.getvalue()
