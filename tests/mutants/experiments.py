"""Mutants of what is said about runs: comparisons, intervals, calibration, measures."""

from tests.mutants.mutant import Edit, Mutant

COMPARE, CALIBRATE, STATISTICS = "sim/experiments/compare", "sim/experiments/calibrate", "sim/statistics"

OF_COMPARISONS = [
    Mutant(
        "ranking-without-holm",
        "One pair of scenarios among many is called clearly apart by its own chance alone.",
        (Edit(f"{COMPARE}/ranking.py", 'return row["holm"] < LEVEL', 'return row["p"] < LEVEL'),),
        (
            "tests/experiments/compare/test_ranking.py::test_one_chance_below_the_level_among_three_pairs_puts_nothing_ahead",
        ),
    ),
    Mutant(
        "ranking-without-margin",
        "What cannot matter is called ahead once enough runs make it sure.",
        (Edit(f"{COMPARE}/ranking.py", " and not is_small(found, margin)", ""),),
        ("tests/experiments/compare/test_ranking.py::test_what_is_sure_but_too_small_to_matter_puts_nothing_ahead",),
    ),
    Mutant(
        "pairs-without-holm",
        "Pairs of scenarios are compared as if there were only one.",
        (
            Edit(
                f"{COMPARE}/table.py",
                'corrected = holm(np.array([each["p"] for each in found], dtype=np.float64))',
                'corrected = np.array([each["p"] for each in found], dtype=np.float64)',
            ),
        ),
        ("tests/experiments/compare/test_ranking.py::test_tables_carry_the_correction_over_all_that_is_compared",),
    ),
    Mutant(
        "table-without-holm",
        "Many outcomes are compared as if there were only one.",
        (
            Edit(
                f"{COMPARE}/table.py",
                'corrected = holm(np.array([each["p"] for each in rows], dtype=np.float64))',
                'corrected = np.array([each["p"] for each in rows], dtype=np.float64)',
            ),
        ),
        ("tests/experiments/compare/test_ranking.py::test_tables_carry_the_correction_over_all_that_is_compared",),
    ),
    Mutant(
        "less-is-better",
        "More of what is good is called worse.",
        (Edit(f"{COMPARE}/verdict.py", "sign = 1 if found.low > 0 else -1", "sign = -1 if found.low > 0 else 1"),),
        ("tests/experiments/compare/test_verdict.py::test_the_verdict_follows_from_the_interval",),
    ),
    Mutant(
        "sure-is-enough",
        "What is sure but too small to matter is called better or worse.",
        (Edit(f"{COMPARE}/verdict.py", "if is_small(found.interval, margin):", "if False:"),),
        ("tests/experiments/compare/test_verdict.py::test_the_verdict_follows_from_the_interval",),
    ),
    Mutant(
        "worst-first",
        "The order of scenarios is turned round.",
        (Edit(f"{COMPARE}/ranking.py", "reverse=True", "reverse=False"),),
        (
            "tests/experiments/compare/test_ranking.py::test_one_chance_below_the_level_among_three_pairs_puts_nothing_ahead",
        ),
    ),
    Mutant(
        "holm-forgets-the-smaller",
        "A larger p-value may end below a smaller one.",
        (Edit(f"{STATISTICS}/paired.py", "np.maximum.accumulate(stepped)", "stepped"),),
        ("tests/statistics/test_paired.py::test_holm_steps_down_and_leaves_out_what_has_no_p",),
    ),
]

OF_CALIBRATION = [
    Mutant(
        "joined-counts-as-absent",
        "Who joins by video is counted among the absent when the model's absences are compared with a list.",
        (Edit(f"{CALIBRATE}/comparison.py", "keys = np.setdiff1d(away, joined)", "keys = away"),),
        ("tests/experiments/calibrate/test_comparison.py",),
    ),
    Mutant(
        "observed-two-times-ago",
        "Of a series it is asked whether an absence follows the one before last.",
        (
            Edit(
                f"{CALIBRATE}/observed.py",
                "again = float((absent[:-1] & absent[1:] & follows).sum())",
                "again = float((absent[:-2] & absent[2:] & follows[1:]).sum())",
            ),
        ),
        ("tests/experiments/calibrate/test_observed.py",),
    ),
    Mutant(
        "observed-out-of-order",
        "The dates of a list are not put in their order before it is asked what follows what.",
        (Edit(f"{CALIBRATE}/reading.py", "ordered = sorted(decisions)", "ordered = list(decisions)"),),
        ("tests/experiments/calibrate/test_comparison.py",),
    ),
    Mutant(
        "observed-uncorrected",
        "Of the data it is not taken off what a shuffle of them would show; of the model it is.",
        (Edit(f"{CALIBRATE}/comparison.py", "values.append(found - shuffled)", "values.append(found)"),),
        ("tests/experiments/calibrate/test_comparison.py",),
    ),
    Mutant(
        "modelled-uncorrected",
        "Of the model it is not taken off what a shuffle would show; of the data it is.",
        (
            Edit(
                f"{CALIBRATE}/comparison.py",
                "found.append(again - shuffled if again == again else 0.0)",
                "found.append(again if again == again else 0.0)",
            ),
        ),
        ("tests/experiments/calibrate/test_comparison.py",),
    ),
    Mutant(
        "ill-counts-as-present",
        "Who is ill counts as present when the model's absences are compared with a list.",
        (Edit(f"{CALIBRATE}/comparison.py", "np.isin(table[:, 1], (AWAY, ILL))", "np.isin(table[:, 1], (AWAY,))"),),
        ("tests/experiments/calibrate/test_comparison.py",),
    ),
]

OF_EXPERIMENTS = [*OF_COMPARISONS, *OF_CALIBRATION]
