import re

import pytest

from sim.app.rooms.handout import handout
from sim.language import translator
from sim.language.catalogue import LANGUAGES
from tests.app.rooms.made import ROOM, judged, months, other_luck, view_of

PLAYED = {"Ada": months("mmm", "mattered"), "<script>alert(1)</script>": months("mcm"), "Bo": months("ccc"), "Cy": ()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_handout_names_everybody_who_decided(language: str) -> None:
    page = handout(view_of(PLAYED), judged, translator(language), "A firm", other_luck)
    assert f'<html lang="{language}">' in page
    for shown in (">Ada<", ">Bo<", "&lt;script&gt;alert(1)&lt;/script&gt;"):
        assert shown in page
    assert "<script>alert" not in page
    assert ">Cy<" not in page


def test_the_handout_asks_no_network_for_anything() -> None:
    page = handout(view_of(PLAYED), judged, translator("en"), "A firm", other_luck)
    assert "default-src &#39;none&#39;" in page
    assert not re.findall(r'<(?:script|link|img)[^>]+(?:src|href)="http', page)


def test_the_numbers_of_the_handout_are_those_of_the_game() -> None:
    page = handout(view_of(PLAYED), judged, translator("en"), "A firm", other_luck)
    assert (
        "2 people put the meeting first in more than half of the weeks: on average image 0.85, revenue 58% of plan"
        in page
    )
    assert "One person did so in at most half of the weeks: image 0.00, revenue 100% of plan" in page
    assert f"seed {ROOM.seed}" in page


def test_a_room_in_which_nothing_happened_has_a_handout_that_says_so() -> None:
    t = translator("en")
    assert t.text("browser.lead.handout.nothing") in handout(view_of({"Ada": ()}), judged, t, "A firm", other_luck)


def test_the_handout_says_how_often_each_would_be_ahead_with_other_luck() -> None:
    page = handout(view_of(PLAYED), judged, translator("en"), "A firm", other_luck)
    assert "Ahead with other luck" in page
    assert "(96% to 100%)" in page
    assert "in this luck" in page
    assert "differ by their decisions only" not in page


def test_a_single_player_is_compared_with_nobody() -> None:
    page = handout(view_of({"Ada": months("mcm")}), judged, translator("en"), "A firm", other_luck)
    assert "in what share of" not in page
