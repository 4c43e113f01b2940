"""Links and pictures lead somewhere, and every page can be reached."""

import re
from pathlib import Path

import pytest

from tests.docs.pages import DOCS, FENCE, PAGES, read, title

LINK = re.compile(r"\]\((?P<target>[^)\s#]*)(?:#(?P<anchor>[^)\s]*))?\)")


def links(page: Path) -> list[tuple[Path, str]]:
    """Files of this checkout that a page links to, and headings in them."""
    found = []
    for each in LINK.finditer(FENCE.sub("", read(page))):
        if "://" not in each["target"]:
            target = (page.parent / each["target"]).resolve() if each["target"] else page
            found.append((target, each["anchor"] or ""))
    return found


def anchors(page: Path) -> set[str]:
    """Headings as GitHub turns them into anchors."""
    headings = re.findall(r"^#+ (.+)$", FENCE.sub("", read(page)), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=title)
def test_links_lead_somewhere(page: Path) -> None:
    for target, anchor in links(page):
        assert target.exists(), target
        assert not anchor or target.suffix != ".md" or anchor in anchors(target), f"{target}#{anchor}"


def test_every_page_can_be_reached_from_the_table_of_contents() -> None:
    reached, waiting = set(), [DOCS / "index.md"]
    while waiting:
        page = waiting.pop()
        reached.add(page)
        waiting += [target for target, _ in links(page) if target.suffix == ".md" and target not in reached]
    assert [title(page) for page in PAGES if page.is_relative_to(DOCS) and page not in reached] == []
