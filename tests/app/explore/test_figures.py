"""Charts of the page on which one explores."""

from sim.app.explore.figures import _numbers


def test_what_begins_together_shares_one_short_label_beside_its_line() -> None:
    every = _numbers([(number, 1) for number in range(1, 7)], 104)
    assert [(each["text"], each["xanchor"]) for each in every] == [("1–6", "left")]
    assert every[0]["xshift"] > 0


def test_labels_at_the_end_stand_before_their_line_and_gaps_are_kept() -> None:
    apart = _numbers([(1, 1), (2, 90), (4, 92), (5, 90)], 104)
    assert [(each["text"], each["xanchor"]) for each in apart] == [("1", "left"), ("2, 4, 5", "right")]
    assert [each["text"] for each in _numbers([(2, 50), (1, 50)], 104)] == ["1, 2"]
