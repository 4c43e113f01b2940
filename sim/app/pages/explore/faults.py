"""What a link held that does not fit, in a clear sentence each."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from sim.app.explore.controls import Control
from sim.app.explore.link import Fault
from sim.app.explore.wording import name
from sim.language import Translator
from sim.scenario.schema import Structure

MOST = 5
LONGEST = 60


def faults(found: Sequence[Fault], known: dict[str, Control], base: Structure, t: Translator) -> Component | None:
    """List of sentences; none where the link was whole."""
    if not found:
        return None
    return html.Ul(
        [html.Li(_sentence(each, known, base, t)) for each in found[:MOST]], className="explore-faults", role="alert"
    )


def _sentence(fault: Fault, known: dict[str, Control], base: Structure, t: Translator) -> str:
    said = name(known[fault.key], base, t) if fault.key in known else ""
    return t.text(
        f"browser.explore.fault.{fault.kind}", key=fault.key[:LONGEST], value=fault.value[:LONGEST], name=said
    )
