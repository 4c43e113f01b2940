"""Names and labels that the office needs, in one language."""

from typing import Any

from sim.app.watch.frames import CHAIN
from sim.language import Translator
from sim.report.roles import Roles
from sim.scenario import layout
from sim.scenario.schema import Structure

N_DAYS = 11
LABELS = (
    "scenario", "seed", "other_luck", "loading", "failed", "player", "canvas", "controls", "play", "pause", "back",
    "ahead", "scrub", "speed", "keys", "home", "agenda", "agenda_tick", "story", "story_how", "people_of",
    "decisions_of", "choose", "no_decision", "story_loading", "story_failed", "why", "as_list", "none_held", "in_room",
    "missing_at", "missing_ill", "missing_else", "delegate", "video", "whole_story", "close", "room", "to_explore",
    *(f"legend_{each}" for each in ("loud", "pale", "missing", "table", "bad", "good", "neutral", "stopped")),
)  # fmt: skip
# What the parts of a story are about.
KINDS = {
    "attendance": "measure.attendance", "gossip": "measure.talk", "visibility": "measure.visibility",
    "seen": "measure.visibility", "esteem": "measure.esteem", "voice": "measure.airtime",
    "allocation": "measure.resources", "what_if": "browser.watch.kind_what_if", "after": "browser.watch.kind_after",
    "ease": "browser.watch.kind_ease",
}  # fmt: skip
# Texts that the browser fills in, with their places.
FORMS = {
    "week_of": ("week", "weeks"),
    "week_short": ("week",),
    "since": ("week", "title"),
    "chain": ("department",),
    "decision_option": ("meeting", "share", "fair"),
    "at_customer": ("class",),
    "decided": ("department", "share", "fair"),
    **{f"talk_{tone}": ("speaker", "absentee") for tone in (-1, 0, 1, 2)},
    "summary": (
        "week", "department", "came", "invited", "bad", "good", "neutral", "stopped", "visibility", "image",
        "decisions",
    ),
}  # fmt: skip


def words(scenario: Structure, t: Translator) -> dict[str, Any]:
    """Names by number, and texts by name."""
    roles, names = Roles(scenario, t), layout.names(scenario)
    return {
        "departments": roles.departments,
        "people": [roles.person(each) for each in names.people],
        "meetings": [roles.meeting(each) for each in names.meetings],
        "classes": [t.text("browser.watch.class", name=each) for each in names.classes],
        "measures": {name: t.text(f"measure.{name}") for name in CHAIN},
        "kinds": {kind: t.text(message) for kind, message in KINDS.items()},
        "days": [t.text(f"browser.watch.day_{day}") for day in range(N_DAYS)],
        "decimal": t.separators[0],
        "percent": t.percent_sign,
        **{name: t.text(f"browser.watch.{name}") for name in LABELS},
        **{name: t.text(f"browser.watch.{name}", **_places(places)) for name, places in FORMS.items()},
    }


def _places(names: tuple[str, ...]) -> dict[str, str]:
    """Places that stay places."""
    return {name: f"{{{name}}}" for name in names}
