"""Whether calibrations find what they should: `python -m benchmarks.calibration [trials] [particles] [populations]`.

Each trial draws true parameters from the priors, simulates one history of a small company under them, writes its
attendance list and a survey with errors as files, calibrates from the files, and looks whether the 90 % intervals of
the posterior hold the truth. Intervals that are right hold it in 90 % of the trials.
"""

import csv
import sys
import tempfile
import time
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

import click
import numpy as np
import pandas as pd

from sim import kernel
from sim.experiments.calibrate import calibrate
from sim.experiments.calibrate.comparison import Comparison, absences, invitations
from sim.experiments.calibrate.priors import ATTENDANCE, IMAGE, PERSISTENCE
from sim.experiments.calibrate.simulator import shortened, values_of
from sim.experiments.study.design import ParameterSpec
from sim.scenario import layout, timeline
from sim.scenario.variants import Value, Variants
from sim.statistics import of_share

SCENARIO = "scenarios/small_firm.yaml"
PRIORS = {
    **ATTENDANCE, **PERSISTENCE, "departments.sales.image": ParameterSpec("uniform", 0.2, 0.8), **IMAGE,
}  # fmt: skip
WEEKS = 39
SURVEYED_EVERY = 8
SURVEY_ERROR = 0.05
MONDAY = date(2024, 1, 1)
# Histories that are observed have luck of their own: none of the calibrations' seeds are as high.
OBSERVED_SEED = 1_000_000_000


def truth(trial: int) -> dict[str, Value]:
    """Parameters of a trial, drawn from the priors."""
    shares = np.random.default_rng([trial, 7]).random(len(PRIORS))
    return {
        key: values_of(key, spec)[int(share * 65536)]
        for (key, spec), share in zip(PRIORS.items(), shares.tolist(), strict=True)
    }


def observe(folder: Path, values: Mapping[str, Value], seed: int, weeks: int = WEEKS) -> tuple[Path, Path]:
    """Attendance list and survey of one history of the small firm, as files."""
    scenario = Variants.of(SCENARIO).scenario(values)
    company = layout.build(scenario)
    output = kernel.simulate(company, shortened(timeline.build(scenario), weeks), seed, 0, 1, trace=True)[0]
    names = layout.names(scenario)
    occasions, keys = invitations(company, weeks, np.arange(len(names.departments)))
    plan = Comparison([], np.zeros(0), [], [], occasions, keys, people=True, spread=[], notes=[])
    missed = absences(plan, company, output.events).absent
    n_people, n_meetings = len(names.people), len(names.meetings)
    attendance, survey = folder / "attendance.csv", folder / "survey.csv"
    with attendance.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["meeting", "number", "date", "session", "person", "present", "department"])
        for key, person, department, absent in zip(keys, occasions.person, occasions.department, missed, strict=True):
            week, meeting = int(key) // n_people // n_meetings, int(key) // n_people % n_meetings
            day = MONDAY + timedelta(weeks=week - 1, days=int(company.meetings.slot[meeting]) // 2)
            own = names.departments[department]
            rows.writerow([names.meetings[meeting], week, day, "", names.people[person], int(not absent), own])
    chance = np.random.default_rng([seed, 8])
    with survey.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["week", "department", "image", "sd"])
        for week in range(3, weeks, SURVEYED_EVERY):
            for d, name in enumerate(names.departments):
                answer = output.weekly[week, d, 0] + SURVEY_ERROR * chance.standard_normal()
                rows.writerow([week + 1, name, round(min(1.0, max(0.0, float(answer))), 4), SURVEY_ERROR])
    return attendance, survey


def trial(number: int, particles: int, populations: int) -> pd.DataFrame:
    """One trial: a row for each parameter."""
    true = truth(number)
    with tempfile.TemporaryDirectory() as folder:
        attendance, survey = observe(Path(folder), true, OBSERVED_SEED + number)
        found = calibrate(
            SCENARIO, attendance=attendance, survey=survey, particles=particles, populations=populations, seed=number
        )
    table = found.summary()
    inside = [row["low"] <= true[row["parameter"]] <= row["high"] for row in table.to_dict("records")]
    checks = found.checks["inside"].mean()
    return table.assign(trial=number, inside=inside, epsilon=found.populations["epsilon"].iloc[-1], checks=checks)


def main(trials: int = 20, particles: int = 100, populations: int = 6) -> None:
    """Repeat, and print the coverage of every parameter so far."""
    began = time.perf_counter()
    every: list[pd.DataFrame] = []
    for number in range(1, trials + 1):
        every.append(trial(number, particles, populations))
        hits = int(pd.concat(every)["inside"].sum())
        told = f"{number} of {trials} trials, {hits} of {number * len(PRIORS)} inside"
        click.echo(f"{told}, {time.perf_counter() - began:,.0f} s", err=True)
        if number % 10 == 0 or number == trials:
            click.echo("\n".join(_lines(pd.concat(every))))


def _lines(told: pd.DataFrame) -> list[str]:
    lines = []
    for name, own in [*told.groupby("parameter", sort=False), ("all", told)]:
        share, low, high = of_share(int(own["inside"].sum()), len(own))
        count = f"{own['inside'].sum():3} of {len(own):3} inside: {share:.2f} ({low:.2f}..{high:.2f})"
        lines.append(f"{name!s:26} {count}, 90 % interval narrower by {own['shrinkage'].mean():.2f}")
    checks = f"statistics inside their prediction {told['checks'].mean():.2f}"
    return [*lines, f"last epsilon {told['epsilon'].mean():.2f}, {checks}"]


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
