"""One language: its messages, and the form of its numbers."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Protocol

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal, get_decimal_symbol, get_group_symbol

from sim.language.catalogue import CatalogueError, messages

MINUS = "\N{MINUS SIGN}"


class Bilingual(Protocol):
    """A text in every language of the reports, such as the title of a scenario."""

    @property
    def en(self) -> str:
        """English."""

    @property
    def de(self) -> str:
        """German."""


class Translator:
    """Messages and numbers of one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._messages = messages(language)
        self._locale = Locale.parse(language)

    def text(self, message: str, **values: object) -> str:
        """Message with its placeholders filled in.

        A message with a singular and a plural is chosen by the value `count`, which must be an int.
        Numbers are expected as text, in the language's form: see `number` and `percent`.

        Raises
        ------
        CatalogueError
            Where the catalogue has no such message, or the message wants a value that is not given.
        """
        try:
            forms = self._messages[message]
            return forms[self._form(values["count"]) if len(forms) > 1 else 0].format(**values)
        except KeyError as error:
            raise CatalogueError(f"{self.language}.po {message}: must exist and have its values, got {error}") from None

    def has(self, message: str) -> bool:
        """Whether the catalogue has a message."""
        return message in self._messages

    def own(self, text: Bilingual) -> str:
        """A scenario's own text in this language."""
        return str(getattr(text, self.language))

    def number(self, value: float, digits: int = 0) -> str:
        """Number with a fixed count of decimals; a dash where there is none."""
        if value != value:
            return "–"
        pattern = "#,##0" + ("." + "0" * digits if digits else "")
        shown = round(value, digits) + 0.0  # no minus sign before a rounded zero
        return str(format_decimal(shown, format=pattern, locale=self._locale)).replace("-", MINUS)

    def percent(self, share: float, digits: int = 0) -> str:
        """Share 0..1 as a percentage."""
        return "–" if share != share else self.number(100.0 * share, digits) + self.percent_sign

    @property
    def percent_sign(self) -> str:
        """Sign after a number, with the space that the language wants before it."""
        return str(self._locale.percent_formats[None].suffix[0])

    @property
    def separators(self) -> str:
        """Decimal and thousands separator, as plotly wants them."""
        return get_decimal_symbol(self._locale) + get_group_symbol(self._locale)

    def enumeration(self, parts: Sequence[str]) -> str:
        """Parts as a list in a sentence: `a, b and c`."""
        return str(format_list(list(parts), locale=self._locale))

    def day(self, value: date) -> str:
        """Date in full."""
        return str(format_date(value, format="long", locale=self._locale))

    def _form(self, count: object) -> int:
        if not isinstance(count, int):
            raise CatalogueError(f"count must be a whole number, got {count!r}")
        return 0 if self._locale.plural_form(count) == "one" else 1


@cache
def translator(language: str) -> Translator:
    """Translator of a language, made once."""
    return Translator(language)
