"""Which addresses there are."""

import re

from flask import abort, request

from sim.app.guard.own import own
from sim.language.catalogue import LANGUAGES

LONGEST = 4_096  # characters of path and query; a shared state takes a few hundred
# Every path of ours is made of these: no dot in front (hidden files, `..`), nothing that has to be encoded.
PART = re.compile(r"[A-Za-z0-9_@~-][A-Za-z0-9_.@~-]*")
ANY_PAGE = "/<path:path>"  # the rule by which Dash gives its page for whatever is asked


def check() -> None:
    """Refuse what is too long, could be meant for a file system, or is no page."""
    if len(request.full_path) > LONGEST:
        abort(414)
    inner = request.path.removeprefix("/").removesuffix("/")
    if inner and not all(PART.fullmatch(each) for each in inner.split("/")):
        abort(404)
    if request.url_rule is not None and request.url_rule.rule == ANY_PAGE and not _is_page(inner):
        abort(404)


def _is_page(path: str) -> bool:
    language, _, name = path.partition("/")
    pages = own().pages
    return language in LANGUAGES and (pages is None or name in pages)
