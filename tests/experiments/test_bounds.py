import pytest

from sim.errors import ScenarioError
from sim.experiments.bounds import MAX_THREADS, threads_of, within
from sim.experiments.engines import cores


@pytest.mark.parametrize("value", [4, 7, 10_000])
def test_a_number_within_its_bounds_is_taken(value: int) -> None:
    assert within("points", value, 4, 10_000) == value


@pytest.mark.parametrize("value", [3, 10_001])
def test_a_number_beyond_them_is_refused_in_words_that_can_be_typed(value: int) -> None:
    with pytest.raises(ScenarioError) as error:
        within("points", value, 4, 10_000)
    assert str(error.value) == f"points: must be a whole number between 4 and 10000, got {value}"


def test_threads_are_as_many_as_asked_for_or_one_for_each_core() -> None:
    assert threads_of(3) == 3
    assert threads_of(None) == cores()
    for wrong in (0, MAX_THREADS + 1):
        with pytest.raises(ScenarioError, match="threads: must be a whole number between 1 and 1024"):
            threads_of(wrong)
