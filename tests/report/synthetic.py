"""Results that look like those of a run, made up without an engine: a vicious circle and what it leaves behind."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray

from sim.results import Manifest, Results
from sim.scenario.layout import names
from sim.scenario.output import COMPANY, EVENTS, MEETINGS, PEOPLE, WEEKLY
from sim.scenario.schema import Scenario, Structure

Floats = NDArray[np.float64]
TITLES = {
    "sales": {"en": "Sales", "de": "Vertrieb"},
    "production": {"en": "Production", "de": "Produktion"},
    "finance": {"en": "Finance", "de": "Finanzen"},
}
FALLING = {
    "attendance": (0.8, 8), "visibility": (0.55, 14), "esteem": (0.5, 22), "image": (0.5, 24),
    "influence": (30.0, 26), "resources": (0.3, 28), "airtime": (0.3, 26), "agenda": (0.32, 27),
}  # fmt: skip


class Frames:
    """Tables in memory, as one piece each."""

    def __init__(self, tables: dict[str, pd.DataFrame]) -> None:
        self.tables = {name: pa.Table.from_pandas(frame, preserve_index=False) for name, frame in tables.items()}

    def groups(self, name: str, columns: list[str] | None = None) -> Iterator[pa.Table]:
        yield self.tables[name] if columns is None else self.tables[name].select(columns)


def scenario(departments: int = 3, staff: int = 15, **changes: Any) -> Structure:
    """A firm with as many departments as wanted, the first of which faces customers."""
    found = {}
    for number, name in enumerate([*TITLES, *(f"unit_{n}" for n in range(4, 60))][:departments]):
        title = TITLES.get(name, {"en": f"Unit {number + 1}", "de": f"Bereich {number + 1}"})
        found[name] = {"title": title, "faces_customers": number == 0, "staff": staff, "lead": 3, "head": 1}
    roster = {name: {"head": 1, "lead": 1} for name in found}
    values = {
        "title": {"en": "The alibi", "de": "Das Alibi"},
        "story": {"en": "Sales stays away.", "de": "Der Vertrieb bleibt fern."},
        "departments": found,
        "meetings": {
            "management": {
                "title": {"en": "Management meeting", "de": "Leitungsrunde"}, "roster": roster,
                "set": {"allocation.weight": 2},
            },
            "complaints": {"title": {"en": "Complaints review", "de": "Reklamationsrunde"}, "roster": roster},
        },
        "interventions": {
            "presence": {
                "title": {"en": "Presence first", "de": "Präsenz zuerst"}, "start": 27, "ramp": 8,
                "target": {"department": "sales", "rank": ["head", "lead"]}, "add": {"attendance.norm": 1},
            },
        },
    }  # fmt: skip
    return Scenario.model_validate({**values, **changes})


def run(
    scenario: Structure, replicates: int = 200, weeks: int = 104, seed: int = 1, **changed: pd.DataFrame
) -> Results:
    """Results of a made-up run; whole tables can be given instead."""
    chance = np.random.default_rng(seed)
    scenario = scenario.model_copy(update={"weeks": weeks, "replicates": replicates})
    tables = {
        "weekly": _weekly(scenario, replicates, weeks, chance),
        "company": _company(scenario, replicates, weeks, chance),
        "people": _people(scenario, replicates, chance),
        "meetings": _meetings(scenario, replicates, chance),
        "events": _events(scenario, weeks, chance),
    }
    return Results(manifest(scenario, replicates, weeks), Frames({**tables, **changed}))


def manifest(scenario: Structure, replicates: int, weeks: int) -> Manifest:
    """What a run says about itself."""
    return {
        "format": 1, "name": "alibi", "hash": "0123456789ab", "fingerprint": "0123456789ab" + 52 * "0",
        "seed": scenario.seed, "replicates": replicates, "weeks": weeks,
        "engine": "kernel", "code": "c0de", "platform": "Linux",
        "versions": {"flurfunk": "0.1.0", "python": "3.11.7"}, "wall_seconds": 1.0,
        "created": "2026-11-23T10:00:00+00:00", "tables": {}, "scenario": scenario.model_dump(mode="json"),
    }  # fmt: skip


def _fall(weeks: int, level: float, onset: float) -> Floats:
    week = np.arange(1.0, weeks + 1)
    fallen = 0.8 / (1 + np.exp(np.minimum(week - 2 * onset, 900) / 6))
    recovered = 0.25 / (1 + np.exp(-(week - 60) / 8))
    return np.asarray(level * (0.2 + fallen + recovered))


def _weekly(scenario: Structure, replicates: int, weeks: int, chance: np.random.Generator) -> pd.DataFrame:
    count = len(scenario.departments)
    frame = _index(replicates, weeks)
    frame = frame.loc[frame.index.repeat(count)].reset_index(drop=True)
    frame["department"] = np.tile(np.array(list(scenario.departments), dtype=object), replicates * weeks)
    for name in WEEKLY:
        frame[name] = _measure(name, (replicates, weeks, count), chance).ravel()
    return frame


def _measure(name: str, shape: tuple[int, int, int], chance: np.random.Generator) -> Floats:
    replicates, weeks, count = shape
    if name.startswith("talk"):
        return np.asarray(chance.poisson(1.5, shape) * np.where(np.arange(count) == 0, 4.0, 0.5))
    level, onset = FALLING.get(name, (0.55, 20))
    total = 100.0 if name == "influence" else 1.0
    first = _fall(weeks, level, onset) * chance.uniform(0.7, 1.3, (replicates, 1))
    values = np.clip(chance.normal(0.6 * total, 0.01 * total, shape), 0, total)
    values[:, :, 0] = np.clip(first + chance.normal(0, 0.02 * total, (replicates, weeks)), 0, total)
    if name in {"influence", "resources", "airtime", "agenda"} and count > 1:
        values[:, :, 1:] = (total - values[:, :, :1]) * np.linspace(1.5, 0.5, count - 1) / (count - 1)
    return values


def _index(replicates: int, weeks: int) -> pd.DataFrame:
    return pd.DataFrame(
        {"replicate": np.repeat(np.arange(replicates), weeks), "week": np.tile(np.arange(1, weeks + 1), replicates)}
    )


def _company(scenario: Structure, replicates: int, weeks: int, chance: np.random.Generator) -> pd.DataFrame:
    frame = _index(replicates, weeks)
    customers = any(each.faces_customers for each in scenario.departments.values())
    levels = {"revenue": 0.5, "plan": 0.45, "service": 0.7, "goodwill": 0.6, "visits": 100, "c_visits": 60}
    for name in COMPANY:
        if not customers or scenario.portfolio.customers_per_person == 0:
            frame[name] = np.nan if name in {"revenue", "goodwill"} else 0.0
        elif name in {"cancelled", "explained"}:
            frame[name] = chance.poisson(2 if name == "cancelled" else 0.5, len(frame)).astype(float)
        elif name == "plan":
            frame[name] = 0.45
        else:
            frame[name] = np.tile(_fall(weeks, levels[name], 25), replicates) + chance.normal(0, 0.01, len(frame))
    return frame


def _people(scenario: Structure, replicates: int, chance: np.random.Generator) -> pd.DataFrame:
    people = names(scenario).people
    frame = pd.DataFrame({"replicate": np.repeat(np.arange(replicates), len(people)), "person": people * replicates})
    frame["department"] = frame["person"].str.split(".").str[0]
    frame["rank"] = frame["person"].str.split(".").str[1]
    for name in PEOPLE:
        frame[name] = chance.uniform(0, 1, len(frame))
    outside = (frame["department"] == next(iter(scenario.departments))).to_numpy()
    frame["attendance"] = np.where(outside, 0.2 + 0.7 * frame["charisma"], 0.95)
    frame["standing"] = np.clip(frame["attendance"] - 0.3 * chance.uniform(0, 1, len(frame)), 0, 1)
    return frame


def _meetings(scenario: Structure, replicates: int, chance: np.random.Generator) -> pd.DataFrame:
    meetings = names(scenario).meetings
    frame = pd.DataFrame(
        {"replicate": np.repeat(np.arange(replicates), len(meetings)), "meeting": meetings * replicates}
    )
    for name in MEETINGS:
        frame[name] = chance.uniform(0, 1, len(frame))
    return frame


def _events(scenario: Structure, weeks: int, chance: np.random.Generator) -> pd.DataFrame:
    known = names(scenario)
    meetings = [each for each in known.meetings if each in scenario.meetings] or known.meetings
    rows: list[tuple[Any, ...]] = []
    first = next(iter(scenario.departments))
    own = [each for each in known.people if each.startswith(f"{first}.")]
    others = [each for each in known.people if each not in own] or own
    for week in range(1, weeks + 1):
        meeting, absent, speaker = (str(chance.choice(each)) for each in (meetings, own, others))
        rows.append((week, "away", meeting, absent, f"{absent}.customer.3", 2.0))
        rows.append((week, "talk", meeting, speaker, absent, float(chance.integers(-1, 2))))
        rows.append((week, "stopped", meeting, speaker, absent, 0.0))
        rows.append((week, "cancelled", "", absent, f"{absent}.customer.1", float(chance.integers(0, 3))))
        rows.append((week, "decision", meeting, "", "", float(chance.uniform(0, 0.5))))
        if week % 13 == 0:
            rows.append((week, "review", "", "", first if week % 26 == 0 else "", float(chance.uniform(0.5, 1.2))))
    return pd.DataFrame(rows, columns=list(EVENTS))
