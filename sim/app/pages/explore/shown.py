"""An answer as the browser gets it: figures as they are, sentences and tables as components."""

from collections.abc import Mapping
from typing import Any

from dash import html
from dash.development.base_component import Component

from sim.app.explore.answer import Answer, Look, answer, table
from sim.app.explore.finding import Finding, rests_on, sentence
from sim.app.explore.question import answer as turned_out
from sim.app.explore.strip import strip
from sim.app.pages.explore.faults import faults
from sim.app.site import Site
from sim.language import Translator

Json = dict[str, Any]


def shown(query: Mapping[str, str], site: Site, t: Translator, look: Look, guess: str) -> Json:
    """Answer to a link; what takes reading comes with the full answer only.

    Raises
    ------
    ScenarioError
        Where the company is too large to be simulated while one waits.
    """
    found = answer(query, site.library, site.ensembles, t, look)
    panels = {
        each.measure: {"figure": each.figure, "said": each.said, "ends": each.ends, "change": each.change}
        for each in found.panels
    }
    told: Json = {
        "n": found.n, "wanted": found.wanted, "most": found.most, "runs": _runs(found, t), "panels": panels,
        "faults": _faults(found, site, t),
    }  # fmt: skip
    return told | ({"found": _found(found, guess, t), "table": _tables(found, t)} if look.full else {})


def refusal(t: Translator) -> Json:
    """Answer to what is too large."""
    said = html.Ul([html.Li(t.text("browser.explore.too_large"))], className="explore-faults", role="alert")
    return {"n": 0, "wanted": 0, "most": 0, "runs": "", "panels": {}, "faults": said}


def _faults(found: Answer, site: Site, t: Translator) -> Component | None:
    base = site.library.base(found.opened.state.scenario)
    return faults(found.opened.faults, found.opened.known, base, t)


def _runs(found: Answer, t: Translator) -> str:
    values = {"count": found.n, "n": t.number(found.n), "wanted": t.number(found.most)}
    if found.n < found.most:
        return t.text("browser.explore.runs_of", **values)
    return t.text("browser.explore.runs", count=found.n, n=t.number(found.n))


def _found(found: Answer, guess: str, t: Translator) -> Json:
    """Findings as plain sentences, each with what its interval says."""
    if not found.findings:
        return {"told": t.text("browser.explore.finding.unchanged"), "sentences": [], "when": ""}
    n = min(each.paired.n for each in found.findings)
    return {
        "told": turned_out(guess, found.findings, t) or "",
        "sentences": [_sentence(each, t) for each in found.findings],
        "when": t.text("browser.explore.finding.when", n=t.number(n)),
    }


def _sentence(found: Finding, t: Translator) -> Json:
    return {
        "said": sentence(found, t), "word": found.word, "rests": " ".join(rests_on(found, t)), "strip": strip(found, t),
    }  # fmt: skip


def _tables(found: Answer, t: Translator) -> list[Json]:
    """Tables as plain rows: the browser makes elements of them faster than we do."""
    heads = [t.text("browser.explore.weeks"), t.text("browser.explore.now"), t.text("browser.explore.was")]
    width = 2 if found.pair.was is None else 3
    return [
        {
            "caption": f"{t.text(f'measure.{each.measure}')} ({t.text(f'browser.explore.unit.{each.measure}')})",
            "heads": heads[:width],
            "rows": table(each.measure, found.pair, t),
        }
        for each in found.panels
    ]
