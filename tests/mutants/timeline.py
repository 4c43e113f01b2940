"""Mutants of parameters over time."""

from tests.mutants.mutant import SCENARIO, Edit, Mutant

OF_TIMELINES = tuple(
    f"tests/scenario/test_timeline.py::test_{name}"
    for name in (
        "interventions_together_never_carry_a_parameter_beyond_its_bounds",
        "an_intervention_for_heads_reaches_nobody_of_another_rank",
        "an_intervention_reaches_people_everywhere_or_in_some_meetings",
        "an_intervention_grows_over_its_ramp_and_is_gone_after_its_last_week",
    )
)

OF_TIME = [
    Mutant(
        "timeline-unclipped",
        "Interventions together carry parameters beyond their bounds.",
        (
            Edit(
                f"{SCENARIO}/timeline.py",
                "return np.clip(after, PARAMETERS[key].parameter.low, PARAMETERS[key].parameter.high)",
                "return after",
            ),
        ),
        OF_TIMELINES,
    ),
    Mutant(
        "rank-ignored",
        "An intervention for one rank reaches all.",
        (Edit(f"{SCENARIO}/timeline.py", "ranks = _listed(target.rank, RANKS)", "ranks = list(RANKS)"),),
        OF_TIMELINES,
    ),
    Mutant(
        "department-ignored",
        "An intervention for one department reaches all.",
        (
            Edit(
                f"{SCENARIO}/timeline.py",
                "departments = _listed(target.department, scenario.departments)",
                "departments = list(scenario.departments)",
            ),
        ),
        OF_TIMELINES,
    ),
    Mutant(
        "ramp-ignored",
        "Interventions begin at full strength, however slowly they are to begin.",
        (
            Edit(
                f"{SCENARIO}/timeline.py", "min(1.0, (week - intervention.start + 1) / (intervention.ramp + 1))", "1.0"
            ),
        ),
        OF_TIMELINES,
    ),
    Mutant(
        "interventions-never-end",
        "Interventions go on after their last week.",
        (
            Edit(
                f"{SCENARIO}/timeline.py",
                "if week < intervention.start or (intervention.end is not None and week > intervention.end):",
                "if week < intervention.start:",
            ),
        ),
        OF_TIMELINES,
    ),
]
