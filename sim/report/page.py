"""The page: one file with everything in it, that asks no network for anything."""

import hashlib
import json
from base64 import b64encode
from functools import cache
from importlib.resources import files
from typing import Any

import plotly.graph_objects as go
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from sim.language import Translator
from sim.report.appendix import appendix
from sim.report.header import header
from sim.report.runs import Runs
from sim.report.sections import sections
from sim.report.style import DARK

PLOTLY_WORDS = ("Download plot as a PNG", "Download plot")


def render(runs: Runs, t: Translator) -> str:
    """Whole page as HTML."""
    found = sections(runs, t)
    scripts = [_plotly(), _source("page.js")]
    words = {word: t.text(f"plotly.{word.lower().replace(' ', '_')}") for word in PLOTLY_WORDS}
    settings = {"dark": DARK, "language": t.language, "words": words}
    return _environment().get_template("page.html").render(
        t=t, header=header(runs, t), sections=found, appendix=appendix(runs, t), style=Markup(_source("page.css")),
        scripts=[Markup(each) for each in scripts], policy=_policy(scripts), settings=embedded(settings),
        figures={each.key: embedded(_plain(each.figure)) for each in found if each.figure is not None},
    )  # fmt: skip


def embedded(value: object) -> Markup:
    """JSON that is safe inside a script element: nothing in it can end the element or open a comment."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)


def _plain(figure: go.Figure) -> dict[str, Any]:
    found: dict[str, Any] = figure.to_plotly_json()
    return {"data": found["data"], "layout": found["layout"]}


def _policy(scripts: list[str]) -> str:
    """Content security policy under which only this page's own scripts run, and nothing is fetched."""
    hashes = (b64encode(hashlib.sha256(each.encode()).digest()).decode() for each in scripts)
    own = " ".join(f"'sha256-{each}'" for each in hashes)
    return (
        f"default-src 'none'; script-src {own}; style-src 'unsafe-inline'; img-src data: blob:; "
        "base-uri 'none'; form-action 'none'"
    )


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("sim.report", "page_files"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _source(name: str) -> str:
    return (files("sim.report") / "page_files" / name).read_text(encoding="utf-8")


@cache
def _plotly() -> str:
    return (files("plotly") / "package_data" / "plotly.min.js").read_text(encoding="utf-8")
