"""The drawing of the causal circle shows what was measured, with the model as it is now, and can be read."""

from docs.theory.arrows import ARROWS, PAGE, measured, stamp, table
from docs.theory.circle import BOXES, arrows
from docs.theory.diagram import Arrow, Box, collisions
from tests.docs.pages import read


def test_the_arrows_were_measured_with_the_model_as_it_is_now() -> None:
    assert measured()["stamp"] == stamp(), "python -m docs.theory.arrows"


def test_the_page_has_the_table_of_what_was_measured() -> None:
    assert "\n".join(table()) in read(PAGE), "python -m docs.theory.arrows"


def test_every_arrow_that_was_measured_is_drawn() -> None:
    assert [(each.start, each.end) for each in arrows()] == [(each.start, each.end) for each in ARROWS]
    assert set(BOXES) == {name for each in ARROWS for name in (each.start, each.end)}


def test_a_wider_arrow_is_a_stronger_one() -> None:
    strength = {each["arrow"]: min(100.0, abs(each["change"])) for each in measured()["arrows"]}
    pairs = sorted(zip((strength[each.name] for each in ARROWS), (each.width for each in arrows()), strict=True))
    assert [width for _, width in pairs] == sorted(width for _, width in pairs)


def test_no_number_lies_on_anything_and_no_arrow_goes_through_a_box() -> None:
    assert collisions(BOXES, arrows()) == []


def test_what_collides_is_told() -> None:
    boxes = {"a": Box(50, 50, "a"), "b": Box(350, 50, "b"), "between": Box(200, 50, "between")}
    assert collisions(boxes, [Arrow("a", "b", "#000000", 1, "5", at=0.2)]) == ["a -> b through between"]
    assert "number of a -> b on between" in collisions(boxes, [Arrow("a", "b", "#000000", 1, "5")])
