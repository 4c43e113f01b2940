"""Mutants of what is said about single runs and many: onset, course, intervals."""

from tests.mutants.mutant import Edit, Mutant

RESULTS, STATISTICS = "sim/results", "sim/statistics"

OF_RESULTS = [
    Mutant(
        "onset-too-early",
        "A loss is dated to the first of the four weeks that show it, when nobody could know it yet.",
        (Edit(f"{RESULTS}/onset.py", "below.argmax(axis=1) + float(WEEKS_AVERAGED)", "below.argmax(axis=1) + 1.0"),),
        ("tests/results/test_onset.py",),
    ),
    Mutant(
        "onset-from-nothing",
        "The first weeks are the measure of a loss even where they have no value.",
        (
            Edit(
                f"{RESULTS}/onset.py",
                "first = (~np.isnan(smooth)).argmax(axis=1)",
                "first = np.isnan(smooth).argmax(axis=1)",
            ),
        ),
        ("tests/results/test_onset.py",),
    ),
    Mutant(
        "a-quarter-is-half",
        "What a quarter of the runs lose is said to be lost in half of them.",
        (Edit(f"{RESULTS}/onset.py", "(len(onsets) - 1) // 2", "(len(onsets) - 1) // 4"),),
        ("tests/results/test_onset.py",),
    ),
    Mutant(
        "lost-is-gained",
        "The change over a run is told with the wrong sign.",
        (Edit(f"{RESULTS}/summary.py", "*of_median(last - first)]", "*of_median(first - last)]"),),
        ("tests/results/test_summary.py::test_the_change_is_that_of_the_middle_run_with_its_exact_interval",),
    ),
    Mutant(
        "change-of-the-medians",
        "The change of the middle run is taken for the change of the middle of all runs.",
        (Edit(f"{RESULTS}/summary.py", "*of_median(last - first)]", "*of_median(last - of_median(first).mean)]"),),
        ("tests/results/test_summary.py::test_the_change_is_that_of_the_middle_run_with_its_exact_interval",),
    ),
    Mutant(
        "most-is-a-majority",
        "The most frequent course is the verdict, even if it is that of a third of the runs.",
        (Edit(f"{RESULTS}/verdict.py", "most if share.mean > 0.5 else UNDECIDED", "most"),),
        ("tests/results/test_verdict.py",),
    ),
    Mutant(
        "decline-is-collapse",
        "Whatever falls clearly has collapsed.",
        (Edit(f"{RESULTS}/verdict.py", " & (last < COLLAPSED_BELOW)", ""),),
        ("tests/results/test_verdict.py",),
    ),
    Mutant(
        "interval-of-one-side",
        "Intervals of shares leave out twice as much as they say.",
        (Edit(f"{STATISTICS}/share.py", "(1 - confidence) / 2", "1 - confidence"),),
        ("tests/statistics/test_share.py::test_the_published_intervals_of_clopper_and_pearson",),
    ),
    Mutant(
        "median-too-sure",
        "Intervals of medians are one rank too narrow on each side.",
        (
            Edit(
                f"{STATISTICS}/median.py",
                "return allowed - 1 if allowed else None",
                "return allowed if allowed else None",
            ),
        ),
        ("tests/statistics/test_median.py::test_published_ranks",),
    ),
    Mutant(
        "pairs-turned-round",
        "A difference has the sign of the other direction.",
        (
            Edit(
                f"{STATISTICS}/paired.py",
                "apart = [two - one for one, two, _ in sides]",
                "apart = [one - two for one, two, _ in sides]",
            ),
        ),
        (
            "tests/statistics/test_paired.py::test_a_worked_example",
            "tests/statistics/test_paired.py::test_exchanging_the_scenarios_turns_the_difference_round",
        ),
    ),
]
