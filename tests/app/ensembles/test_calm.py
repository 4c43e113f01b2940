"""Whether there is time for what nobody waits for."""

from sim.app.ensembles import Ensembles
from sim.app.ensembles.calm import MOST, SECONDS, Calm
from sim.app.ensembles.cost import WHOLE
from tests.app.ensembles.companies import alibi


class Clock:
    """A clock that is set."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_it_is_calm_until_many_ask_and_again_when_they_have_stopped() -> None:
    clock = Clock()
    calm = Calm(clock)
    for _ in range(MOST - 1):
        calm.note()
    assert calm.is_calm()
    calm.note()
    assert not calm.is_calm()
    clock.now += SECONDS + 0.1
    assert calm.is_calm()


def test_it_stays_calm_however_many_ask_one_after_another() -> None:
    clock = Clock()
    calm = Calm(clock)
    for _ in range(10 * MOST):
        calm.note()
        clock.now += 1.1 * SECONDS / MOST
        assert calm.is_calm()


def test_ensembles_that_grow_do_not_count() -> None:
    ensembles = Ensembles(threads=1)
    for _ in range(MOST):
        ensembles.ask(alibi(), WHOLE + 8)
    still_calm = ensembles.is_calm
    for _ in range(MOST):
        ensembles.ask(alibi(), WHOLE)
    calm_after_others = ensembles.is_calm
    ensembles.close()
    assert (still_calm, calm_after_others) == (True, False)
