from sim.language.counted import counted


def test_one_is_told_in_the_singular() -> None:
    assert [counted(number, "pair") for number in (0, 1, 1234)] == ["0 pairs", "1 pair", "1,234 pairs"]
