"""The attendance of a real city council: read where it is, never copied here."""

from pathlib import Path

import pytest

from sim.experiments.calibrate import calibrate

COUNCIL = Path(__file__).parents[4] / "shared/data/council/council_attendance_2022_2023.csv"
HERE = Path(__file__).parent


def test_the_councils_absence_is_found_in_its_lists() -> None:
    if not COUNCIL.exists():
        pytest.skip("the council's attendance records are not here")
    found = calibrate(
        HERE / "council.yaml", attendance=COUNCIL, departments="council", priors=HERE / "council_priors.yaml",
        populations=4, particles=60,
    )  # fmt: skip
    notes = {each["key"]: each["values"] for each in found.manifest["notes"]}
    assert notes["lists"]["records"] == 3830
    assert notes["lists"]["missed"] == pytest.approx(0.084, abs=0.0005)
    checks = found.checks.set_index("statistic")
    inside = checks["inside"]
    assert inside[[name for name in inside.index if name.startswith("attendance")]].mean() >= 0.6
    # Who is away for other reasons than the meeting's own is away in less than a tenth of the weeks.
    medians = dict(zip(found.parameters, found.summary()["median"].tolist(), strict=True))
    assert medians["attendance.available"] > 0.9
