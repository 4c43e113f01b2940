from urllib.parse import parse_qsl

import pytest

from sim.app.library import Library
from sim.app.play.game import Game
from sim.app.play.link import Link, query, read
from sim.errors import ScenarioError
from tests.app.play.games import game


def opened(text: str, library: Library) -> Link | None:
    return read(dict(parse_qsl(text)), library)


@pytest.mark.parametrize("ended", [False, True])
@pytest.mark.parametrize("months", [0, 1, 24])
def test_a_link_opens_the_game_that_it_was_made_of(library: Library, months: int, ended: bool) -> None:
    link = Link(game("mccm", months), ended and months > 0)
    text = query(link)
    assert opened(text, library) == link
    assert len(text) < 300


def test_seed_zero_is_a_seed(library: Library) -> None:
    link = opened(query(Link(Game("alibi", 0))), library)
    assert link is not None
    assert link.game.seed == 0


def test_an_address_without_a_game_is_none(library: Library) -> None:
    assert opened("", library) is None
    assert opened("scenario=alibi", library) is None


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("scenario=alibi&seed=1&game=mmmmq0", "^choice: must be"),
        ("scenario=alibi&seed=1&game=mmmmmn0", "^choices: month 1 must have 4 weeks"),
        ("scenario=alibi&seed=-1", "^seed: must be a whole number"),
        ("scenario=alibi&seed=4294967296", "^seed: must be a whole number"),
        ("scenario=alibi&seed=1e3", "^seed: must be"),
        ("scenario=alibi&seed=²", "^seed: must be"),
        ("scenario=alibi&seed=" + "9" * 900, "^seed: must be"),
        ("scenario=../../etc/passwd&seed=1", "^scenario: must be one that is offered"),
        ("scenario=large_firm&seed=1", "^scenario: must be one that can be played"),
        ("seed=1", "^scenario: must be one that is offered"),
    ],
)
def test_what_is_no_game_is_refused(library: Library, text: str, rule: str) -> None:
    with pytest.raises(ScenarioError, match=rule):
        opened(text, library)
