"""What people write into tables: names of columns, dates and marks, in English and German."""

import re
from contextlib import suppress
from datetime import date
from unicodedata import normalize

COLUMNS = {
    **{each: each for each in (
        "meeting", "date", "person", "present", "department", "week", "rate", "count", "image", "influence", "sd",
    )},
    "besprechung": "meeting", "sitzung": "meeting", "datum": "date", "tag": "date", "mitarbeiter": "person",
    "mitarbeiterin": "person", "mitarbeiter/in": "person", "mitarbeiter/-in": "person", "mitarbeitende": "person",
    "teilnehmer": "person", "teilnehmerin": "person", "teilnehmer/in": "person", "teilnehmende": "person",
    "anwesend": "present", "anwesenheit": "present", "teilgenommen": "present", "abteilung": "department",
    "woche": "week", "quote": "rate", "anwesenheitsquote": "rate", "anzahl": "count", "ansehen": "image",
    "einfluss": "influence",
}  # fmt: skip
TRUTHS = {
    **dict.fromkeys(("1", "true", "wahr", "yes", "ja", "y", "j", "x", "\N{CHECK MARK}", "\N{HEAVY CHECK MARK}"), True),
    **dict.fromkeys(("0", "false", "falsch", "no", "nein", "n"), False),
}  # fmt: skip
DASHES = frozenset("-\N{EN DASH}\N{EM DASH}\N{MINUS SIGN}")
NUMBER = re.compile(r"([-+]?(?:[0-9]+(?:[.,][0-9]*)?|[.,][0-9]+)(?:[eE][-+]?[0-9]+)?)\s*(%?)")
SERIAL = re.compile(r"[1-9][0-9]{4}([.,]0*)?")  # days from the start of a spreadsheet's time: 1927 to 2173

DAY = "be a date such as 2024-03-31 or 31.03.2024"
MIDNIGHT = re.compile(r"[T ]\d\d?:\d\d(:\d\d(\.\d+)?)?Z?$")  # what spreadsheets write behind a date
WEEKDAY = re.compile(r"(mo|di|mi|do|fr|sa|so|tu|we|th|su)[a-z]*\.?,?\s*(?=\S)")
# Year first, or the day first with points: with slashes it might be the day or the month that comes first.
DATE = re.compile(
    r"(?P<y>\d{4})([-/.])(?P<m>\d\d?)\2(?P<d>\d\d?)|(?P<day>\d\d?)\.\s?(?P<month>\d\d?)\.\s?(?P<year>\d{4}|\d\d)"
)
SPELT = re.compile(
    r"(?P<d>\d\d?)(\.|st|nd|rd|th)?[-\s]*(?P<m>[a-zä]{3,9})\.?,?[-\s]*(?P<y>\d{4}|\d\d)"
    r"|(?P<month>[a-z]{3,9})\.?\s*(?P<day>\d\d?)(st|nd|rd|th)?,?\s+(?P<year>\d{4})"
)
MONTHS = (
    "january januar jänner", "february februar feber", "march märz maerz mrz", "april", "may mai", "june juni",
    "july juli", "august", "september sept", "october oktober", "november", "december dezember",
)  # fmt: skip


def plain(cell: str) -> str:
    """Text of a cell without blanks around it, its signs in their usual width."""
    return normalize("NFKC", cell).strip()


def number(cell: str) -> float | None:
    """Number; a decimal comma counts as a point, `85 %` as 0.85."""
    written = NUMBER.fullmatch(plain(cell))
    return float(written[1].replace(",", ".")) / (100 if written[2] else 1) if written else None


def truth(cell: str) -> bool | None:
    """Whether something is so, by a word, a mark, or a number that is 1 or 0."""
    found, value = TRUTHS.get(plain(cell).casefold()), number(cell)
    return bool(value) if found is None and value in {0.0, 1.0} else found


def day(cell: str) -> date | None:
    """Date that can be read in one way only."""
    written = MIDNIGHT.sub("", plain(cell)).casefold()
    for text in (written, WEEKDAY.sub("", written, count=1)):
        found = DATE.fullmatch(text) or SPELT.fullmatch(text)
        if found:
            year, month, of_month = (
                found[short] or found[long] for short, long in (("y", "year"), ("m", "month"), ("d", "day"))
            )
            with suppress(ValueError):
                return date(int(year) + (2000 if len(year) == 2 else 0), _month(month), int(of_month))
    return None


def _month(written: str) -> int:
    """Number of a month, by its number or by the first letters of its name."""
    if written.isdecimal():
        return int(written)
    named = [
        number for number, names in enumerate(MONTHS, 1) if any(each.startswith(written) for each in names.split())
    ]
    return named[0] if len(named) == 1 else 0
