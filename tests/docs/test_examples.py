"""Every Python block of the documentation runs, and prints what the text block right after it says.

Blocks of a page share their names; a block without a text block after it prints nothing.
"""

from contextlib import redirect_stdout
from io import StringIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.docs.pages import PAGES, Block, blocks, title


def examples(page: Path) -> list[tuple[Block, str]]:
    """Python blocks, and what each should print."""
    return [
        (block, following.text if following.language == "text" and following.follows else "")
        for block, following in pairwise([*blocks(page), Block("", "", 0, False)])
        if block.language == "python"
    ]


def tidy(printed: str) -> list[str]:
    return [line.rstrip() for line in printed.rstrip().splitlines()]


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("page", [page for page in PAGES if examples(page)], ids=title)
def test_examples_print_what_the_page_says(page: Path) -> None:
    names: dict[str, Any] = {"__name__": "__main__"}
    for block, expected in examples(page):
        # As many empty lines before it, so that a traceback shows the line of the page.
        code = compile("\n" * (block.line - 1) + block.text, title(page), "exec")
        printed = StringIO()
        with redirect_stdout(printed):
            exec(code, names)
        assert tidy(printed.getvalue()) == tidy(expected), f"{title(page)}:{block.line}"
