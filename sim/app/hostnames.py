"""Names of hosts as browsers send them: letters beyond ASCII are written in punycode there."""

import idna


def as_sent(name: str) -> str:
    """Name in the form in which all of its spellings are the same: small, without a dot at the end, in punycode."""
    name = name.strip().rstrip(".").lower()
    if name.isascii():
        return name
    try:
        # As browsers do, which keep ß and final sigma.
        return idna.encode(name, uts46=True).decode("ascii")
    except idna.IDNAError:
        return name
