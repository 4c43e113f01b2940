"""The pages of the documentation, and what stands between their fences."""

import re
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]
FENCE = re.compile(r"^```(?P<language>\w*)[^\n]*\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


class Block(NamedTuple):
    """A fenced block, the line of its first row, and whether it comes right after the block before it."""

    language: str
    text: str
    line: int
    follows: bool


def title(page: Path) -> str:
    """A page's place in the checkout."""
    return page.relative_to(ROOT).as_posix()


def read(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def blocks(page: Path) -> list[Block]:
    """Fenced blocks in the order of the page."""
    text, end, found = read(page), 0, []
    for each in FENCE.finditer(text):
        follows = not text[end : each.start()].strip()
        found.append(Block(each["language"], each["text"], text.count("\n", 0, each.start("text")) + 1, follows))
        end = each.end()
    return found


def table(lines: list[str]) -> list[list[str]]:
    """Cells of the rows of Markdown tables, without the rows of dashes."""
    rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines if line.startswith("|")]
    return [row for row in rows if not all(re.fullmatch(r":?-+:?", cell) for cell in row)]


def section(page: Path, heading: str) -> list[str]:
    """Lines below a heading, up to the next heading of any level."""
    lines = read(page).splitlines()
    start = lines.index(heading) + 1
    ends = [n for n, line in enumerate(lines[start:], start) if line.startswith("#")]
    return lines[start : ends[0] if ends else len(lines)]
