"""Numbers as people write them elsewhere: which one was probably meant."""

import math
import re
import unicodedata

LONGEST = 40
SIGNS = str.maketrans(
    {"−": "-", "–": "-", "‐": "-", "٫": ".", "'": " ", "’": " ", "_": " ", "\u202f": " ", "\u00a0": " "}
)
WHOLE = re.compile(r"[-+]?[0-9]+")
WITHOUT_FRACTION = re.compile(r"(?<=[0-9])\.0*$")
SHARE = re.compile(r"([0-9]+(?:\.[0-9]+)?) ?%")
NUMBER = re.compile(r"[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
THOUSANDS = re.compile(r"([-+]?[0-9]{1,3})((?:([.,]| )[0-9]{3})(?:\3[0-9]{3})*)")
COMMA = re.compile(r"(?<=[0-9]),(?=[0-9])")
RELATIONS = {"≥": ">=", "⩾": ">=", "≧": ">=", "=>": ">=", "≤": "<=", "⩽": "<=", "≦": "<=", "=<": "<="}


def meant(text: str, *, whole: bool = False) -> str | None:
    """Number that a text stands for with a decimal comma, other digits or marks of thousands; None if for none.

    Where a whole number is wanted, `1.000` is a thousand, `2,0` is two, and `2,5` none.
    """
    if len(text) > LONGEST:
        return None
    plain = _plain(text).strip()
    grouped = THOUSANDS.fullmatch(plain)
    if grouped and (whole or grouped[3] == " "):
        plain = grouped[1] + re.sub(r"[., ]", "", grouped[2])
    else:
        plain = COMMA.sub(".", plain)
    share = SHARE.fullmatch(plain)
    if share and not whole:
        plain = _share(share)
    if whole:
        plain = WITHOUT_FRACTION.sub("", plain)
    found = WHOLE if whole else NUMBER
    return plain if found.fullmatch(plain) and plain != text else None


def hint(
    text: str, *, whole: bool = False, low: float = -math.inf, high: float = math.inf, is_quoted: bool = False
) -> str:
    """Hint at the number that was probably meant, or no hint, as where it would be refused for its bounds.

    What stands in quotes may be a text for no other reason.
    """
    found = meant(text, whole=whole)
    if is_quoted and found is None and (WHOLE if whole else NUMBER).fullmatch(text.strip()) and len(text) <= LONGEST:
        found = text.strip()
    return f"; did you mean {found}?" if found is not None and low <= float(found) <= high else ""


def after_comma(key: str, value: object) -> str:
    """Hint for a key that is what stood behind a decimal comma in `{low: 0,8}`, or no hint."""
    return "; decimals take a point, not a comma" if key.isdigit() and value is None else ""


def plainly(text: str) -> str:
    """Sentence with its numbers, relations and probabilities as they are read."""
    for sign, plain in RELATIONS.items():
        text = text.replace(sign, plain)
    return re.sub(rf"(?<=with ){SHARE.pattern}", _share, COMMA.sub(".", _plain(text)))


def _share(percent: re.Match[str]) -> str:
    return f"{float(percent[1]) / 100:.10g}"


def _plain(text: str) -> str:
    """Text in the signs of a keyboard, with the digits 0 to 9."""
    known = unicodedata.normalize("NFKC", text.translate(SIGNS))
    return "".join(str(unicodedata.decimal(sign, sign)) for sign in known)
