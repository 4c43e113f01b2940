"""A game as an address, and back: whoever opens it goes on where it was."""

from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import urlencode

from sim.app.library import Library
from sim.app.play.choice import decode_all, encode_all
from sim.app.play.game import Game, is_playable
from sim.chance import MAX_SEED
from sim.errors import ScenarioError
from sim.scenario.tree import quoted

SCENARIO, SEED, CHOICES, ENDED = "scenario", "seed", "game", "end"


class Link(NamedTuple):
    """A game, and whether its player has stopped."""

    game: Game
    ended: bool = False


def query(link: Link) -> str:
    """Query of an address, without the question mark."""
    game = link.game
    words = {SCENARIO: game.scenario, SEED: str(game.seed), CHOICES: encode_all(game.choices)}
    return urlencode({**words, ENDED: "1"} if link.ended else words)


def read(words: Mapping[str, str], library: Library) -> Link | None:
    """Game of a query; None where it names none.

    Raises
    ------
    ScenarioError
        Where a game is named that cannot be.
    """
    if SEED not in words:
        return None
    game = Game(words.get(SCENARIO, ""), _seed(words[SEED]), decode_all(words.get(CHOICES, "")))
    if not is_playable(library.base(game.scenario)):
        raise ScenarioError(f"{SCENARIO}: must be one that can be played, got {quoted(game.scenario)}")
    return Link(game, words.get(ENDED) == "1" and len(game.choices) > 0)


def _seed(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(MAX_SEED)) and int(text) <= MAX_SEED):
        raise ScenarioError(f"{SEED}: must be a whole number from 0 to {MAX_SEED}, got {quoted(text[:20])}")
    return int(text)
