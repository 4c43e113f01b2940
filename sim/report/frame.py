"""What all pages share: one file with everything in it, that asks no network for anything."""

import hashlib
import json
import math
from base64 import b64encode
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import plotly.graph_objects as go
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from sim.errors import ReadOnlyError, ResultsError, reason
from sim.language import Translator
from sim.report.style import DARK
from sim.results.disk import READ_ONLY
from sim.results.folder import replacing

PLOTLY_WORDS = ("Download plot as a PNG", "Download plot")


def fill(template: str, figures: Mapping[str, go.Figure | None], t: Translator, **values: object) -> str:
    """Whole page as HTML; `figures` by the key of their section."""
    scripts = [_plotly(), _source("page.js")]
    words = {word: t.text(f"plotly.{word.lower().replace(' ', '_')}") for word in PLOTLY_WORDS}
    settings = {"dark": DARK, "language": t.language, "words": words}
    return _environment().get_template(template).render(
        t=t, style=Markup(_source("page.css")), scripts=[Markup(each) for each in scripts], policy=_policy(scripts),
        settings=embedded(settings), **values,
        figures={key: embedded(_plain(each)) for key, each in figures.items() if each is not None},
    )  # fmt: skip


def save(page: str, target: Path) -> None:
    """Write a page, whole or not at all; an older one is replaced.

    Raises
    ------
    ResultsError
        Where the file cannot be written; nothing half-written stays behind.
    """
    try:
        with replacing(target) as draft:
            # Names of files may hold what is no text at all.
            draft.write_text(page, encoding="utf-8", errors="replace", newline="\n")
    except OSError as error:
        kind = ReadOnlyError if error.errno in READ_ONLY else ResultsError
        raise kind(f"{target}: must be writable, got {reason(error)}") from error


def embedded(value: object) -> Markup:
    """JSON that is safe inside a script element: nothing in it can end the element or open a comment."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)


def _plain(figure: go.Figure) -> dict[str, Any]:
    found: dict[str, Any] = figure.to_plotly_json()
    return {"data": _spoken(found["data"]), "layout": _spoken(found["layout"])}


def _spoken(value: Any) -> Any:
    """What JSON can say: no number becomes null, which is how plotly leaves a gap; arrays plotly has packed already."""
    if isinstance(value, dict):
        return {key: _spoken(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_spoken(each) for each in value]
    if isinstance(value, np.generic):
        return _spoken(value.item())
    return None if isinstance(value, float) and not math.isfinite(value) else value


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
