"""Counter-based random numbers: every draw is a pure function of where it is made.

Philox4x32-10 (Salmon, Moraes, Dror & Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3",
SC'11). The key is (seed, replicate), so no two replicates of any seed share a stream; the counter
is (week, purpose, who, where). Plain integer code, so that Python and the compiled kernel run the
very same lines: 64-bit products may wrap in compiled code, and the masks after each shift give the
same 32 bits either way.
"""

from typing import NamedTuple

WORD = 0xFFFFFFFF
MAX_SEED = WORD

# What a draw is for: each mechanism draws under its own purposes only, so that a change in one
# mechanism never shifts the luck of another.
TRAITS = 1
LEAVE = 2
ATTENDANCE = 3
PRIVILEGE = 4
DATES = 5
EXPLANATION = 6
HYBRID = 7
DELEGATION = 8
GOSSIP = 9
VALENCE = 10
VISITS = 11
DISCOVERY = 12


class Stream(NamedTuple):
    """One replicate's source of chance."""

    seed: int
    replicate: int


def philox(counter: tuple[int, int, int, int], key: tuple[int, int]) -> tuple[int, int, int, int]:
    """Philox4x32 with ten rounds: four 32-bit words from a counter and a key of 32-bit words."""
    word0, word1, word2, word3 = counter
    key0, key1 = key
    for _ in range(10):
        product0 = 0xD2511F53 * word0
        product2 = 0xCD9E8D57 * word2
        word0 = ((product2 >> 32) & WORD) ^ word1 ^ key0
        word2 = ((product0 >> 32) & WORD) ^ word3 ^ key1
        word1 = product2 & WORD
        word3 = product0 & WORD
        key0 = (key0 + 0x9E3779B9) & WORD
        key1 = (key1 + 0xBB67AE85) & WORD
    return word0, word1, word2, word3


def draw(stream: Stream, week: int, purpose: int, who: int, where: int) -> tuple[float, float, float, float]:
    """Four independent uniform numbers strictly inside 0..1, on a grid of 2**-32."""
    word0, word1, word2, word3 = philox((week, purpose, who, where), (stream.seed, stream.replicate))
    scale = 1.0 / 4294967296.0
    return (word0 + 0.5) * scale, (word1 + 0.5) * scale, (word2 + 0.5) * scale, (word3 + 0.5) * scale


def pick(uniform: float, n: int) -> int:
    """Map a uniform number to one of 0..n-1."""
    return int(uniform * n)
