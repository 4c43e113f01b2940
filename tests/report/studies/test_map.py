"""The page of a phase diagram, from made-up maps."""

import math
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from sim.experiments.map import tables
from sim.experiments.map.phase_map import Origin, PhaseMap
from sim.experiments.map.ramp import Course, warnings
from sim.experiments.map.sample import sampled, surfaces
from sim.experiments.named import parameter
from sim.language import translator
from sim.report.studies import map_figures, map_words
from sim.report.studies.map import page, write
from sim.scenario import load
from tests.experiments.map import made_up
from tests.experiments.map.made_up import Bistable
from tests.experiments.map.test_ramp import both
from tests.report import reading

SCENARIOS = Path(__file__).parents[3] / "scenarios"
COURSE = Course("x", 0.6, -0.6, 60, 700, 0.5)


def drawn(company: Bistable, *, ramp: bool = False, no_ramp: str = "none_wanted") -> PhaseMap:
    frame = made_up.frame(4, 1)
    sample = sampled(company.measure, made_up.section(4, 1), frame)
    found = surfaces(sample)
    return PhaseMap(
        frame=frame, points=tables.points(sample.grid, frame, sample.last, sample.before),
        tipping=tables.tipping(frame, found), surfaces=found, course=COURSE if ramp else None,
        warnings=warnings(both(COURSE), COURSE, None, None) if ramp else None, no_ramp="" if ramp else no_ramp,
        errors={}, origin=Origin("made_up", load(SCENARIOS / "alibi.yaml"), 1, 20, 1000, 0, 1.0, None),
    )  # fmt: skip


@pytest.fixture(scope="module")
def bistable() -> PhaseMap:
    return drawn(Bistable(low=0.7, high=0.3, luck=0.05), ramp=True)


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_page_shows_all_parts_in_either_language(bistable: PhaseMap, language: str, tmp_path: Path) -> None:
    write(bistable, tmp_path / "map.html", language, "flurfunk map study.yaml")
    read = reading.Page((tmp_path / "map.html").read_text(encoding="utf-8"))
    found = [each["id"] for tag, each in read.elements if tag in {"header", "section"}]
    assert found == ["overview", "regions", "levels", "slices", "rest", "warning", "appendix"]
    assert len([each for _, each in read.elements if each.get("role") == "img"]) == 5


def test_every_figure_but_the_dense_ones_has_its_numbers_in_a_table(bistable: PhaseMap) -> None:
    sections = {each.key: each for each in page(bistable, translator("en")).sections}
    for key in ("regions", "slices", "warning"):
        assert sections[key].table is not None
    lines = sections["regions"].table
    assert lines is not None
    assert [row[0] for row in lines.rows] == ["0.00", "0.25", "0.50", "0.75", "1.00"]
    assert all(row[1].startswith("at 0.7") or row[1].startswith("at 0.6") for row in lines.rows)


def test_the_lead_says_where_history_decides_and_what_warned(bistable: PhaseMap) -> None:
    lead = page(bistable, translator("en")).lead
    assert "history decides" in lead
    assert "its variance rises, whatever window is taken" in lead
    assert "its autocorrelation rises, whatever window is taken" in lead


@pytest.mark.parametrize(
    ("line", "told"), [(-1.0, "healthy everywhere"), (2.0, "collapsed everywhere"), (0.5, "Nowhere on this map does")]
)
def test_a_map_without_two_states_says_so(line: float, told: str) -> None:
    found = page(drawn(Bistable(low=line, high=line)), translator("en"))
    assert told in found.lead
    assert "No ramp was asked for." in found.lead
    assert {each.key: each for each in found.sections}["warning"].figure is None


def test_a_ramp_without_a_fall_warns_of_nothing(bistable: PhaseMap) -> None:
    assert bistable.warnings is not None
    stays = bistable.warnings._replace(reason="stays", fallen=0.2)
    found = PhaseMap(
        frame=bistable.frame, points=bistable.points, tipping=bistable.tipping, surfaces=bistable.surfaces,
        warnings=stays, course=COURSE, no_ramp="", errors={}, origin=bistable.origin,
    )  # fmt: skip
    assert "there is no fall to be warned of" in map_words.warning(found, translator("en"))


def test_open_ends_of_an_interval_are_told_as_open(bistable: PhaseMap) -> None:
    t = translator("en")
    row = bistable.tipping.query("start == 'low'").head(1)
    said = [
        map_words.crossings(row.assign(x_low=low, x_high=high), bistable, "low", t)
        for low, high in ((-math.inf, 0.8), (0.6, math.inf), (-math.inf, math.inf))
    ]
    assert "below 0.80, perhaps off the map" in said[0]
    assert "above 0.60, perhaps off the map" in said[1]
    assert said[2].startswith("perhaps at")


def test_regions_differ_in_lightness_so_that_print_without_colours_tells_them_apart() -> None:
    from sim.report.studies.map_figures import FILLS

    def lightness(colour: str) -> float:
        red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
        return 0.299 * red + 0.587 * green + 0.114 * blue

    found = sorted(lightness(colour) for name, colour in FILLS.items() if name != "failed")
    assert np.diff(found).min() > 0.08


def test_names_of_regions_side_by_side_do_not_cover_each_other(
    bistable: PhaseMap, monkeypatch: pytest.MonkeyPatch
) -> None:
    stripes = np.tile(np.repeat([0, 1, 2], [16, 16, 16]), (48, 1))
    surfaces = bistable.surfaces._replace(region=stripes)
    x, y = (axis._replace(values=np.linspace(0, 1, 48)) for axis in (bistable.frame.x, bistable.frame.y))
    monkeypatch.setattr(bistable, "surfaces", surfaces)
    monkeypatch.setattr(bistable, "frame", bistable.frame._replace(x=x, y=y))
    names = map_figures._names(bistable, translator("en"))
    assert len(names) == 3
    for one, other in combinations(names, 2):
        is_above = abs(one["y"] - other["y"]) * map_figures.MAP_HEIGHT > 50
        assert is_above or abs(one["x"] - other["x"]) >= 0.5


def test_moving_ground_is_named(bistable: PhaseMap) -> None:
    points = bistable.points.assign(still=np.where(bistable.points["start"] == "high", "moving", "settled"))
    found = PhaseMap(
        frame=bistable.frame, points=points, tipping=bistable.tipping, surfaces=bistable.surfaces, warnings=None,
        course=None, no_ramp="none_wanted", errors={}, origin=bistable.origin,
    )  # fmt: skip
    lead = page(found, translator("en")).lead
    assert "still moved on 100% of the map from the high start" in lead
    assert lead.startswith(f"As far as these runs of {found.origin.scenario.weeks} weeks show: On ")
    assert page(bistable, translator("en")).lead.startswith("On ")
    assert "long enough" in map_words.stillness(bistable, translator("en"))


@pytest.mark.parametrize("language", ["en", "de"])
def test_parameters_are_called_by_their_names_and_the_title_says_what_is_found(
    bistable: PhaseMap, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    t, frame = translator(language), bistable.frame
    x, y = frame.x._replace(key="attendance.norm"), frame.y._replace(key="gossip.inhibit")
    monkeypatch.setattr(bistable, "frame", frame._replace(x=x, y=y))
    made = page(bistable, t)
    scenario = bistable.origin.scenario
    keys = [bistable.frame.x.key, bistable.frame.y.key]
    names = [parameter(key, scenario, t) for key in keys]
    assert made.title != t.own(scenario.title)
    assert t.own(scenario.title) in made.title
    figures = "".join(each.figure.to_json() for each in made.sections if each.figure is not None)
    headlines = "".join(each.headline for each in made.sections)
    assert not [key for key in keys if key in figures + made.lead + headlines]
    told = dict(made.facts)
    assert all(f"{name} ({key})" in " ".join(told.values()) for name, key in zip(names, keys, strict=True))


def test_a_cut_of_the_map_says_at_which_value_it_is(bistable: PhaseMap, monkeypatch: pytest.MonkeyPatch) -> None:
    frame = bistable.frame
    monkeypatch.setattr(bistable, "frame", frame._replace(y=frame.y._replace(key="gossip.inhibit")))
    section = next(each for each in page(bistable, translator("de")).sections if each.key == "slices")
    assert section.figure is not None
    titles = [each.text for each in section.figure.layout.annotations if each.name == "panel"]
    assert titles
    assert all("Anwesende unterbinden Gerede = " in each and "…" not in each for each in titles)
