"""What a change is said to do: means with intervals that hold, and what they rest on."""

import numpy as np
import pytest

from sim.app.explore.finding import Finding, rests_on, sentence
from sim.app.explore.strip import strip
from sim.language import Translator, translator
from tests.app.explore.made_up import finding, told_as

EN, DE = translator("en"), translator("de")
LUCK = np.random.default_rng(4)


@pytest.mark.parametrize(
    ("found", "t", "said"),
    [
        (told_as("image", "higher", 0.12, 0.10, 0.14), EN, "Image +0.12 (95%: +0.10 to +0.14)"),
        (told_as("image", "higher", 0.12, 0.10, 0.14), DE, "Ansehen +0,12 (95 %: +0,10 bis +0,14)"),
        (told_as("image", "higher", 0.052, 0.0511, 0.0529), EN, "Image +0.052 (95%: +0.051 to +0.053)"),
        (told_as("revenue", "lower", -3.2, -4.0, -2.4), EN, "Revenue −3.2 points (95%: −4.0 to −2.4)"),
        (told_as("revenue", "within", 0.2, -0.4, 0.8), EN, "Revenue: no difference larger than 2 points"),
        (told_as("influence", "within", 0.1, -0.2, 0.4), DE, "Einfluss: kein Unterschied größer als 0,5 Punkte"),
        (
            told_as("revenue", "undecided", 1.9, -0.4, 4.2), EN,
            "Revenue +1.9 points, which may be chance (95%: −0.4 to +4.2)",
        ),
    ],
)  # fmt: skip
def test_a_finding_is_said_with_its_interval(found: Finding, t: Translator, said: str) -> None:
    assert sentence(found, t).replace("\N{NO-BREAK SPACE}", " ") == said


def parted(n_parted: int, by: float = -60.0, rest: float = 0.0) -> Finding:
    was = LUCK.normal(70.0, 2.0, 200)
    now = was + rest
    now[:n_parted] += by
    return finding("revenue", was, now)


def test_few_pairs_that_part_are_told_to_carry_the_difference() -> None:
    assert rests_on(parted(6), EN)[0] == "In 6 of 200 pairs the histories part; these carry the whole difference."
    assert rests_on(parted(1), EN)[0] == "In 1 of 200 pairs the histories part; it carries the whole difference."
    assert (
        rests_on(parted(6), DE)[0]
        == "In 6 von 200 Paaren trennen sich die Verläufe; sie tragen den ganzen Unterschied."
    )


def test_where_the_others_differ_as_well_the_difference_without_those_that_part_is_told() -> None:
    said = rests_on(parted(6, by=-60.0, rest=3.0), EN)[0]
    assert "without them the difference would be +3.0 points instead of +1.2 points" in said


def test_nothing_is_told_of_parts_where_no_pair_parts_or_most_do() -> None:
    assert rests_on(parted(0, rest=3.0), EN) == []
    assert not any("part;" in each for each in rests_on(parted(120), EN))


def test_six_of_two_hundred_pairs_are_no_difference_that_is_sure_of_its_size() -> None:
    """A t interval of these would end at -0.4 points: far too sure of what it has seen six times."""
    found = parted(6).paired
    assert found.difference == pytest.approx(-1.8)
    assert found.high > -0.4
    assert found.low < -4.0


def test_two_groups_are_told_for_the_side_that_ends_in_them() -> None:
    was = LUCK.normal(70.0, 2.0, 200)
    now = np.where(np.arange(200) < 40, was - 50.0, was)
    said = rests_on(finding("revenue", was, now), EN)
    assert said[-1].startswith("Now: The runs end in two groups: 40 of 200 around 2")
    assert not any(each.startswith("Before") for each in said)


def test_every_pair_stands_in_a_dot_and_the_interval_below() -> None:
    found = parted(50)
    drawn = strip(found, EN)
    assert drawn is not None
    assert [place for place, _ in drawn["dots"]] == [0.0, 50.0]
    small, large = (size for _, size in drawn["dots"])
    assert large**2 / small**2 == pytest.approx(3.0, rel=0.05)
    assert drawn["low"] < 50.0 + 50.0 * found.paired.difference / 60.0 < drawn["high"] < 50.0
    assert drawn["said"] == "200 pairs: differences from −60.0 to 0.0, the middle one 0.0."


def test_differences_that_do_not_matter_do_not_look_large() -> None:
    drawn = strip(finding("revenue", np.full(800, 50.0), np.full(800, 50.1)), EN)
    assert drawn is not None
    assert (drawn["from"], drawn["to"]) == ("−4.0", "+4.0")


def test_nothing_to_compare_has_no_strip() -> None:
    assert strip(finding("image", np.full(3, np.nan), np.full(3, np.nan)), EN) is None
