"""Small companies to the order of a test."""

from typing import Any

from sim.scenario.schema import Scenario

TITLE = {"en": "", "de": ""}
FIRM: dict[str, dict[str, Any]] = {
    "sales": {"faces_customers": True, "topic": "customers", "lead": 1, "staff": 4},
    "production": {"lead": 1, "staff": 5},
}
ROUND = {"sales": {"head": 1, "staff": 2}, "production": {"head": 1, "lead": 1, "staff": 1}}


def firm(departments: dict[str, dict[str, Any]] | None = None, **sections: Any) -> Scenario:
    """Sales and production, who meet once a week in half-day 2; `sections` as in a scenario file."""
    given = {"portfolio": {"customers_per_person": 5}, "meetings": {"round": {"roster": ROUND, "slot": 2}}, **sections}
    meetings = {name: {"title": TITLE, **each} for name, each in given.pop("meetings").items()}
    return Scenario.model_validate(
        {
            "title": TITLE,
            "story": TITLE,
            "weeks": 15,
            "departments": {name: {"title": TITLE, **each} for name, each in (departments or FIRM).items()},
            "meetings": meetings,
            **given,
        }
    )
