"""Every mechanism draws under its own purposes only."""

import ast
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

import sim.chance
import sim.kernel
import sim.model
from sim.model import Company
from sim.scenario.schema import Structure
from tests.model.small import firm

PURPOSES = {
    name: value for name, value in vars(sim.chance).items() if name.isupper() and name not in {"WORD", "MAX_SEED"}
}
HOMES = {
    "TRAITS": {"kernel/start", "model/person"},
    "LEAVE": {"kernel/attend", "model/person"},
    "PRIVILEGE": {"kernel/attend", "model/person"},
    "DELEGATION": {"kernel/attend", "model/person"},
    "DATES": {"kernel/choose", "model/staff"},
    "ATTENDANCE": {"kernel/choose", "model/staff"},
    "EXPLANATION": {"kernel/choose", "model/staff"},
    "HYBRID": {"kernel/choose", "model/staff"},
    "DISCOVERY": {"kernel/choose", "model/staff"},
    "VISITS": {"kernel/trade", "model/staff"},
    "GOSSIP": {"kernel/whisper", "model/whisper"},
    "VALENCE": {"kernel/whisper", "model/whisper"},
}
Draw = tuple[int, int, int, int]


class Watched(Company):
    """A company that writes down what is drawn."""

    draws: set[Draw]

    def draw(self, purpose: int, who: int, where: int) -> tuple[float, float, float, float]:
        if not hasattr(self, "draws"):
            self.draws = set()
        place = (self.week, purpose, who, where)
        # Four people share a block of leave; nothing else may be drawn twice.
        assert place not in self.draws or purpose == sim.chance.LEAVE
        self.draws.add(place)
        return super().draw(purpose, who, where)


def watched(scenario: Structure) -> Watched:
    company = Watched(scenario)
    company.run_model()
    return company


def of(company: Watched, *purposes: int) -> set[Draw]:
    return {each for each in company.draws if each[1] in purposes}


def test_purposes_are_told_apart() -> None:
    assert len(set(PURPOSES.values())) == len(PURPOSES) == len(HOMES)


@pytest.mark.parametrize("purpose", PURPOSES)
def test_one_place_of_each_engine_draws_for_a_purpose(purpose: str) -> None:
    """A function, or the list of purposes that one goes through."""
    places: dict[str, int] = defaultdict(int)
    for engine in (sim.kernel, sim.model):
        for path in Path(engine.__path__[0]).glob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                is_list = isinstance(node, ast.Assign) and isinstance(node.value, ast.Tuple)
                if (is_list or isinstance(node, ast.FunctionDef)) and names(node, purpose):
                    places[f"{path.parent.name}/{path.stem}"] += 1
    assert set(places) == HOMES[purpose]
    assert set(places.values()) == {1}


def names(node: ast.AST, wanted: str) -> bool:
    return any(isinstance(each, ast.Name) and each.id == wanted for each in ast.walk(node))


def test_no_place_is_drawn_for_twice() -> None:
    company = watched(
        firm(
            hybrid={"share": 0.5},
            delegation={"share": 0.5},
            privilege={"share": 0.2},
            attendance={"norm": 0},
            explanation={"external": 1, "discovery": 0.1},
        )
    )
    assert {each[1] for each in company.draws} == set(PURPOSES.values())


def test_switching_gossip_off_leaves_every_other_draw() -> None:
    nobody = {"negative": 0, "positive": 0}
    quiet, loud = watched(firm(gossip={"rate": 0, **nobody})), watched(firm(gossip={"rate": 1, **nobody}))
    assert of(loud, sim.chance.VALENCE)
    assert quiet.draws == loud.draws - of(loud, sim.chance.VALENCE)


@pytest.mark.parametrize(
    ("section", "key", "purpose"),
    [
        ("hybrid", "share", "HYBRID"),
        ("delegation", "share", "DELEGATION"),
        ("privilege", "share", "PRIVILEGE"),
        ("explanation", "discovery", "DISCOVERY"),
    ],
)
def test_switched_on_without_consequence_a_mechanism_moves_no_other_draw(section: str, key: str, purpose: str) -> None:
    """A probability this small is drawn for, and never comes true."""
    idle: dict[str, Any] = {section: {key: 0}}
    unlikely: dict[str, Any] = {section: {key: 1e-12}}
    off, on = watched(firm(**idle)), watched(firm(**unlikely))
    own = PURPOSES[purpose]
    assert off.draws - of(off, own) == on.draws - of(on, own)
    assert off.weeks == on.weeks


def test_luck_of_a_week_does_not_depend_on_the_weeks_before() -> None:
    one, other = Company(firm(attendance={"norm": 0})), Company(firm(attendance={"norm": 4}))
    one.run_model()
    other.run_model()
    assert one.people.get("charisma") == other.people.get("charisma")
    assert one.people.get("away") == other.people.get("away")
