"""The game's months: eight quarters of 13 weeks, each of 4, 4 and 5 weeks."""

MONTHS = 24
MONTHS_PER_QUARTER = 3
WEEKS_OF_QUARTER = (4, 4, 5)
WEEKS = MONTHS // MONTHS_PER_QUARTER * sum(WEEKS_OF_QUARTER)


def length(month: int) -> int:
    """Weeks of a month, 0 the first."""
    return WEEKS_OF_QUARTER[month % MONTHS_PER_QUARTER]


def weeks_before(month: int) -> int:
    """Weeks that lie before a month: the number of its first week, counted from 0."""
    quarter, rest = divmod(month, MONTHS_PER_QUARTER)
    return quarter * sum(WEEKS_OF_QUARTER) + sum(WEEKS_OF_QUARTER[:rest])


def span(month: int) -> slice:
    """Weeks of a month, counted from 0."""
    return slice(weeks_before(month), weeks_before(month + 1))
