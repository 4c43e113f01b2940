"""Headings that stay short: what does not fit into one is told first below it."""

LONGEST = 100  # characters: four lines on a phone
PART = "; "


def in_short(headline: str, longest: int = LONGEST) -> tuple[str, list[str]]:
    """First parts of a headline, as many as are short enough but one at least, and the others as a sentence."""
    first, *others = headline.split(PART)
    while others and len(first) + len(PART) + len(others[0]) <= longest:
        first = PART.join([first, others.pop(0)])
    if not others:
        return first, []
    rest = PART.join(others)
    return first, [f"{rest[:1].upper()}{rest[1:]}."]
