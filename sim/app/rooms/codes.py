"""What cannot be guessed: codes of rooms, tokens of players, tokens of the projector's page."""

import hashlib
import secrets

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # without I, O, 0 and 1, which are taken for one another
LENGTH = 6
TOKEN_BYTES = 16


def new_code() -> str:
    """Code of a room: 30 bits that can be read aloud."""
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def as_code(text: str) -> str | None:
    """Code as somebody typed it, in any case, with spaces or hyphens; none where it cannot be one."""
    found = "".join(text[:40].split()).replace("-", "").upper()
    return found if len(found) == LENGTH and all(each in LETTERS for each in found) else None


def new_token() -> str:
    """Token of 128 random bits."""
    return secrets.token_hex(TOKEN_BYTES)


def is_token(text: str) -> bool:
    """Whether this can be a token."""
    return len(text) == 2 * TOKEN_BYTES and text.isascii() and text.isalnum()


def fingerprint(token: str) -> str:
    """What the database keeps of a player's token: whoever reads the database cannot play as somebody else."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
