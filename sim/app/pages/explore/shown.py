"""An answer as the browser gets it: figures as they are, sentences and tables as components."""

from collections.abc import Mapping
from typing import Any

from dash import html
from dash.development.base_component import Component

from sim.app.explore.answer import Answer, answer, table
from sim.app.explore.controls import controls
from sim.app.explore.finding import sentence
from sim.app.explore.question import answer as turned_out
from sim.app.pages.explore.faults import faults
from sim.app.site import Site
from sim.language import Translator

Json = dict[str, Any]


def shown(query: Mapping[str, str], site: Site, t: Translator, *, full: bool, guess: str) -> Json:
    """Answer to a link; what takes reading comes with the full answer only.

    Raises
    ------
    ScenarioError
        Where the company is too large to be simulated while one waits.
    """
    found = answer(query, site.library, site.ensembles, t, full=full)
    base = site.library.base(found.state.scenario)
    panels = {
        each.measure: {"figure": each.figure, "said": each.said, "ends": each.ends, "change": each.change}
        for each in found.panels
    }
    told: Json = {
        "n": found.n, "wanted": found.wanted, "runs": _runs(found, t), "panels": panels,
        "faults": faults(found.faults, controls(base), base, t),
    }  # fmt: skip
    return told | ({"found": _found(found, guess, t), "table": _tables(found, t)} if full else {})


def refusal(t: Translator) -> Json:
    """Answer to what is too large."""
    said = html.Ul([html.Li(t.text("browser.explore.too_large"))], className="explore-faults", role="alert")
    return {"n": 0, "wanted": 0, "runs": "", "panels": {}, "faults": said}


def _runs(found: Answer, t: Translator) -> str:
    values = {"count": found.n, "n": t.number(found.n), "wanted": t.number(found.wanted)}
    if found.n < found.wanted:
        return t.text("browser.explore.runs_of", **values)
    return t.text("browser.explore.runs", count=found.n, n=t.number(found.n))


def _found(found: Answer, guess: str, t: Translator) -> list[Component]:
    if not found.findings:
        return [html.P(t.text("browser.explore.finding.unchanged"))]
    told = turned_out(guess, found.findings, t)
    sentences = [html.Li(sentence(each, t), className=f"is-{each.word}") for each in found.findings]
    return [
        *([html.P(told, className="explore-turned-out")] if told else []),
        html.Ul(sentences),
        html.P(t.text("browser.explore.finding.when"), className="muted"),
    ]


def _tables(found: Answer, t: Translator) -> list[Component]:
    heads = [t.text("browser.explore.weeks"), t.text("browser.explore.now"), t.text("browser.explore.was")]
    width = 2 if found.pair.was is None else 3
    return [
        html.Table(
            [
                html.Caption(f"{t.text(f'measure.{each.measure}')} ({t.text(f'browser.explore.unit.{each.measure}')})"),
                html.Thead(html.Tr([html.Th(head, scope="col") for head in heads[:width]])),
                html.Tbody(
                    [
                        html.Tr([html.Th(row[0], scope="row"), *map(html.Td, row[1:])])
                        for row in table(each.measure, found.pair, t)
                    ]
                ),
            ]
        )
        for each in found.panels
    ]
