"""A state as a link, and back: whatever a link holds that does not fit is left out and told.

A link is `scenario=alibi&attendance.norm=1&kept.gossip.rate=0.2&show=image.revenue`: the scenario, what was
changed, what the kept baseline had changed, and the measures that are shown.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode

from sim.app.explore.controls import Control, controls
from sim.app.explore.measures import MEASURES, SHOWN
from sim.app.library import Library, opening
from sim.errors import ScenarioError
from sim.scenario.schema import Structure
from sim.scenario.variants import Value, Variants

SCENARIO, SHOW, KEPT = "scenario", "show", "kept."
# The story that the others start from; where it is not offered, the first one is shown.
LONGEST = 4_000
MOST_WORDS = 200
NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,20})?(e-?[0-9]{1,3})?", re.ASCII)
INTEGER = re.compile(r"-?[0-9]{1,12}", re.ASCII)
BOOLEANS = {"true": True, "false": False}
Changes = dict[str, Value]


class State(NamedTuple):
    """What somebody explores: a scenario, its changed parameters, those of the kept baseline, and measures."""

    scenario: str
    changes: Changes
    kept: Changes
    shown: tuple[str, ...] = SHOWN


class Fault(NamedTuple):
    """A part of a link that was left out: `kind` is why (scenario, key, value or together), `key` where."""

    kind: str
    key: str
    value: str


class Opened(NamedTuple):
    """A link that was read: the state, its scenario and its baseline, what had to be left out, and all controls.

    Others read the same link: nothing in it may be changed.
    """

    state: State
    scenario: Structure
    baseline: Structure
    faults: tuple[Fault, ...]
    known: dict[str, Control]


def encode(state: State) -> str:
    """Query of a link, without the question mark."""
    pairs = [(SCENARIO, state.scenario)]
    pairs += [(key, _text(value)) for key, value in sorted(state.changes.items())]
    pairs += [(KEPT + key, _text(value)) for key, value in sorted(state.kept.items())]
    if state.shown != SHOWN:
        pairs.append((SHOW, ".".join(state.shown)))
    return urlencode(pairs)


def words(query: str) -> dict[str, str]:
    """Words of a query; none where it is longer than any link of ours."""
    try:
        return dict(parse_qsl(query[:LONGEST].removeprefix("?"), max_num_fields=MOST_WORDS))
    except ValueError:
        return {}


def opened(query: Mapping[str, str], library: Library) -> Opened:
    """State of the words of a link."""
    return _opened(tuple(query.items()), library)


# A first look and the whole are asked for with the same link, and by everybody who was sent it.
@lru_cache(maxsize=128)
def _opened(query: tuple[tuple[str, str], ...], library: Library) -> Opened:
    said = dict(query)
    faults: list[Fault] = []
    first = opening(library.names())
    name = said.get(SCENARIO, first)
    if name not in library.names():
        faults.append(Fault("scenario", SCENARIO, name))
        name = first
    variants = library.variants(name)
    known = _known(library, name)
    changes: Changes = {}
    kept: Changes = {}
    for word, text in query:
        if word in {SCENARIO, SHOW}:
            continue
        key = word.removeprefix(KEPT)
        value = _value(known[key], text, variants) if key in known else None
        if value is None:
            faults.append(Fault("value" if key in known else "key", key, text))
        elif value != known[key].value:
            (kept if word.startswith(KEPT) else changes)[key] = value
    changes, scenario = _fitting(variants, changes, faults)
    kept, baseline = _fitting(variants, kept, faults)
    return Opened(State(name, changes, kept, _shown(said.get(SHOW))), scenario, baseline, tuple(faults), known)


@lru_cache(maxsize=64)
def _known(library: Library, name: str) -> dict[str, Control]:
    return controls(library.base(name))


def _text(value: Value) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return repr(value).removesuffix(".0") if isinstance(value, float) else str(value)


def _value(control: Control, text: str, variants: Variants) -> Value | None:
    """Value of a text; None where it can be none of this control."""
    if control.kind == "boolean":
        return BOOLEANS.get(text)
    if control.kind == "string":
        return text if text in control.choices else None
    if not (INTEGER if control.kind == "integer" else NUMBER).fullmatch(text):
        return None
    value = int(text) if control.kind == "integer" else float(text)
    spec = variants.spec(control.key)
    if (spec.low is not None and value < spec.low) or (spec.high is not None and value > spec.high):
        return None
    return value


def _fitting(variants: Variants, changes: Changes, faults: list[Fault]) -> tuple[Changes, Structure]:
    """Return the changes that make a scenario together, and that scenario: all of them, or one after another."""
    if not changes:
        return {}, variants.base
    try:
        return changes, variants.scenario(changes)
    except ScenarioError:
        fitting: Changes = {}
        scenario: Structure = variants.base
    for key, value in changes.items():
        try:
            scenario = variants.scenario({**fitting, key: value})
            fitting[key] = value
        except ScenarioError:
            faults.append(Fault("together", key, _text(value)))
    return fitting, scenario


def _shown(text: str | None) -> tuple[str, ...]:
    """Measures that a link names, in the order in which they are shown."""
    wanted = (text or "").split(".")
    return tuple(each for each in MEASURES if each in wanted) or SHOWN
