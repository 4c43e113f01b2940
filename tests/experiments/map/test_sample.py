import numpy as np
import pytest

from sim.experiments.map.phase_map import Surfaces
from sim.experiments.map.regions import COLLAPSED, HEALTHY, HISTORY, REGIONS, UNDECIDED
from sim.experiments.map.sample import Sample, sampled, surfaces
from sim.experiments.map.tables import points, tipping
from sim.experiments.study.laboratory import Measured
from tests.experiments.map import made_up
from tests.experiments.map.made_up import Bistable


def drawn(company: Bistable, cells: int = 6, refinements: int = 2) -> tuple[Sample, Surfaces]:
    sample = sampled(company.measure, made_up.section(cells, refinements), made_up.frame(cells, refinements))
    return sample, surfaces(sample)


def shares(sample: Sample) -> dict[str, float]:
    table = points(sample.grid, made_up.frame(6, 2), sample.last, sample.before)
    area = table[table["start"] == "low"].groupby("region")["area"].sum()
    return {name: float(area.get(name, 0.0)) for name in REGIONS}


def test_the_tipping_lines_of_two_stable_states_are_found_within_a_cell() -> None:
    company = Bistable(low=0.7, high=0.3, slope=0.1)
    _, found = drawn(company)
    rows = tipping(made_up.frame(6, 2), found)
    assert len(rows) == 2 * 25
    for each in rows.itertuples():
        line = company.line(str(each.start), float(each.y))  # type: ignore[arg-type]
        assert float(each.x) == pytest.approx(line, abs=1 / 24)  # type: ignore[arg-type]
        assert each.side == "below"


def test_history_decides_between_the_lines() -> None:
    found = shares(drawn(Bistable(low=0.7, high=0.3))[0])
    assert found[COLLAPSED] == pytest.approx(0.3, abs=0.03)
    assert found[HISTORY] == pytest.approx(0.4, abs=0.03)
    assert found[HEALTHY] == pytest.approx(0.3, abs=0.03)
    assert found[UNDECIDED] == 0


def test_intervals_of_a_blurred_line_hold_it() -> None:
    company = Bistable(low=0.7, high=0.3, luck=0.08)
    rows = tipping(made_up.frame(6, 2), drawn(company)[1])
    for each in rows.itertuples():
        low, line, high = each.x_low, company.line(str(each.start), 0.0), each.x_high
        assert float(low) < line < float(high)  # type: ignore[arg-type]


def test_luck_blurs_the_border_into_undecided_ground() -> None:
    assert shares(drawn(Bistable(low=0.7, high=0.3, luck=0.08))[0])[UNDECIDED] > 0.05


def test_without_two_states_history_decides_nowhere() -> None:
    found = shares(drawn(Bistable(low=0.5, high=0.5))[0])
    assert found[HISTORY] == 0
    assert found[COLLAPSED] == pytest.approx(0.5, abs=0.03)


@pytest.mark.parametrize(("line", "name", "side"), [(-1.0, HEALTHY, "nowhere"), (2.0, COLLAPSED, "everywhere")])
def test_where_nothing_tips_nothing_is_refined_and_there_is_no_line(line: float, name: str, side: str) -> None:
    company = Bistable(low=line, high=line)
    sample, found = drawn(company)
    assert len(sample.grid.places) == 49
    assert shares(sample)[name] == pytest.approx(1.0)
    assert {REGIONS[code] for code in found.region.flat} == {name}
    rows = tipping(made_up.frame(6, 2), found)
    assert set(rows["side"]) == {side}
    assert rows["x"].isna().all()


def test_points_are_refined_where_regions_change_only() -> None:
    sample, _ = drawn(Bistable(low=0.7, high=0.3))
    fine = {column for column, _ in sample.grid.places if column % 4}
    assert fine
    assert all(min(abs(column / 24 - line) for line in (0.3, 0.7)) < 1 / 6 for column in fine)


def test_every_round_asks_for_all_points_so_that_those_there_are_found_again() -> None:
    company = Bistable(low=0.7, high=0.3)
    drawn(company)
    assert company.asked == sorted(company.asked)
    assert company.asked[0] == 2 * 49


def test_points_that_failed_leave_a_hole_and_a_word() -> None:
    company = Bistable(low=0.7, high=0.3)

    def measure(asked: "list[dict[str, object]]") -> Measured:
        found = company.measure(asked)  # type: ignore[arg-type]
        failed = [number for number, each in enumerate(asked) if float(each["y"]) > 0.95]  # type: ignore[arg-type]
        found.values[failed] = np.nan
        return Measured(found.values, dict.fromkeys(failed, "too high"))

    sample = sampled(measure, made_up.section(4, 1), made_up.frame(4, 1))  # type: ignore[arg-type]
    found = surfaces(sample)
    assert set(found.region[-1]) == {REGIONS.index("failed")}
    assert HISTORY in {REGIONS[code] for code in found.region[0]}
    assert set(sample.errors.values()) == {"too high"}
    assert tipping(made_up.frame(4, 1), found).query("y > 0.95").side.tolist() == ["failed", "failed"]


def test_the_areas_of_all_points_make_the_map() -> None:
    sample, _ = drawn(Bistable(low=0.7, high=0.3, slope=0.2))
    table = points(sample.grid, made_up.frame(6, 2), sample.last, sample.before)
    assert table.groupby("start")["area"].sum().tolist() == pytest.approx([1.0, 1.0])
    assert table["drift"].to_numpy() == pytest.approx(0.002)
    assert set(table["still"]) == {"settled"}
