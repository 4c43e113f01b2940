"""Who asks for what, in which language."""

from typing import NamedTuple
from urllib.parse import parse_qsl

from sim.app.site import Site
from sim.language import Translator, translator
from sim.language.catalogue import LANGUAGES

LONGEST_QUERY = 4_000
MOST_WORDS = 200


class Visit(NamedTuple):
    """A request for a page: `part` is its name, such as `explore`, or empty for the first page."""

    t: Translator
    part: str
    query: dict[str, str]
    site: Site

    def link(self, part: str, language: str | None = None) -> str:
        """Address of a page, in this language unless another one is named."""
        return f"/{language or self.t.language}/{part}"


def visit(pathname: object, search: object, site: Site) -> Visit:
    """Read an address; whatever it cannot be is left out, as pages have defaults for everything."""
    language, _, part = str(pathname or "").strip("/").partition("/")
    return Visit(translator(language if language in LANGUAGES else LANGUAGES[0]), part, _query(search), site)


def translator_of(pathname: object) -> Translator:
    """Translator of the language that an address is in."""
    language = str(pathname or "").strip("/").partition("/")[0]
    return translator(language if language in LANGUAGES else LANGUAGES[0])


def _query(search: object) -> dict[str, str]:
    text = search if isinstance(search, str) else ""
    try:
        pairs = parse_qsl(text[:LONGEST_QUERY].removeprefix("?"), max_num_fields=MOST_WORDS)
    except ValueError:
        return {}
    return dict(pairs)
