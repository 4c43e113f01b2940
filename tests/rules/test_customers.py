import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules.customers import BY_EASE, REGARDLESS, Customers, appeal, by_ease, longing, regardless, visit, wait
from tests.rules.declared import LEVELS, ROUNDING, by_default, repeatably, within_bounds

CUSTOMERS = by_default(Customers)._replace(gain=2, comfort=4, visit=0.2, promise=0.5, decay=0.1)
# Potential and comfort of the best and of the most comfortable class.
A = (1.0, 0.2)
C = (0.02, 0.9)


def pull(p: Customers, of: tuple[float, float], ease: float, form: float = BY_EASE) -> float:
    potential, comfort = of
    return appeal(p, potential, 0.5, comfort, longing(form, ease))


def test_appeal_adds_what_a_customer_could_bring_and_how_pleasant_a_visit_is() -> None:
    assert appeal(CUSTOMERS, potential=0.5, goodwill=0.5, comfort=0.25, longing=0.5) == pytest.approx(0.5 + 0.5)


def test_a_visit_is_worth_more_when_the_company_delivers() -> None:
    assert visit(CUSTOMERS, goodwill=0.5, service=0.5, ceiling=1) == pytest.approx(0.5 + 0.2 * 0.75 * 0.5)
    assert visit(CUSTOMERS, goodwill=0.5, service=1, ceiling=1) == pytest.approx(0.5 + 0.2 * 0.5)


def test_a_company_that_delivers_nothing_lives_on_promises() -> None:
    assert visit(CUSTOMERS, goodwill=0.5, service=0, ceiling=1) == pytest.approx(0.5 + 0.2 * 0.5 * 0.5)
    assert visit(CUSTOMERS._replace(promise=0), goodwill=0.5, service=0, ceiling=1) == 0.5


def test_who_was_lied_to_is_won_back_up_to_the_ceiling_of_their_trust_and_no_further() -> None:
    assert visit(CUSTOMERS, goodwill=0.5, service=1, ceiling=0.7) == pytest.approx(0.5 + 0.2 * 0.2)
    assert visit(CUSTOMERS, goodwill=0.7, service=1, ceiling=0.7) == 0.7
    assert visit(CUSTOMERS, goodwill=0.9, service=1, ceiling=0.7) == 0.9


def test_goodwill_decays_without_a_visit() -> None:
    assert wait(CUSTOMERS, goodwill=0.5) == pytest.approx(0.45)


def test_somebody_at_ease_inside_looks_at_what_a_customer_can_bring_alone() -> None:
    assert pull(CUSTOMERS, A, ease=1) == pytest.approx(1)
    assert pull(CUSTOMERS, C, ease=1) == pytest.approx(0.02)


def test_somebody_ill_at_ease_inside_prefers_comfortable_customers() -> None:
    rules = by_default(Customers)
    assert pull(rules, A, ease=0.9) > pull(rules, C, ease=0.9)
    assert pull(rules, A, ease=0) < pull(rules, C, ease=0)


def test_in_another_form_how_one_feels_inside_changes_no_choice() -> None:
    assert longing(BY_EASE, 0.9) == by_ease(0.9) == pytest.approx(0.1)
    assert longing(REGARDLESS, 0.9) == longing(REGARDLESS, 0) == regardless() == by_ease(0.5)
    for of in (A, C):
        pulls = [pull(CUSTOMERS, of, ease, REGARDLESS) for ease in (0, 0.5, 1)]
        assert pulls == [pull(CUSTOMERS, of, ease=0.5)] * 3


@repeatably
@given(within_bounds(Customers), st.tuples(*[LEVELS] * 6))
def test_goodwill_and_ease_make_a_customer_less_of_a_temptation(p: Customers, levels: tuple[float, ...]) -> None:
    potential, comfort, *rest = levels
    less, more = sorted(rest[:2])
    uneasy, easy = sorted(rest[2:])
    for form in (BY_EASE, REGARDLESS):
        least = appeal(p, potential, more, comfort, longing(form, easy))
        assert 0 <= least <= appeal(p, potential, less, comfort, longing(form, uneasy)) + ROUNDING


@repeatably
@given(within_bounds(Customers), LEVELS, LEVELS, st.lists(st.none() | LEVELS, max_size=20))
def test_goodwill_stays_a_level_whatever_the_weeks_bring(
    p: Customers, goodwill: float, ceiling: float, weeks: list[float | None]
) -> None:
    for service in weeks:
        before = goodwill
        goodwill = wait(p, before) if service is None else visit(p, before, service, ceiling)
        assert 0 <= goodwill <= 1
        assert goodwill <= before if service is None else goodwill >= before
