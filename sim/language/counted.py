"""Counts in English, as the command line and `repr` say them; reports have their catalogues."""


def counted(number: int, word: str) -> str:
    """`1 replicate`, `2 replicates`."""
    return f"{number:,} {word}{'' if number == 1 else 's'}"
