"""Whether texts say something: without its title, a figure, a sentence or a menu has no subject."""

import re
from collections.abc import Iterator

from sim.scenario.keys import NAMED
from sim.scenario.tree import Path, Problem, Written, dotted, quoted

# Signs that steer terminals, or turn the order of what follows them around.
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def problems(tree: Written) -> Iterator[Problem]:
    """Look at every title, the story and the claim, in both languages."""
    for path in _texts(tree):
        for language, written in tree.find(path).entries.items():
            if not isinstance(written.value, str):
                continue
            if not written.value.strip():
                yield Problem(written.place, dotted((*path, language)), "not be empty", quoted(written.value))
            control = CONTROL.search(written.value)
            if control is not None:
                rule = "hold signs that can be shown"
                yield Problem(written.place, dotted((*path, language)), rule, quoted(control[0]))


def _texts(tree: Written) -> Iterator[Path]:
    named = [(part, name, "title") for part in NAMED for name in tree.find((part,)).entries if part in tree.entries]
    for path in [("title",), ("story",), ("shows", "claim"), *named]:
        if _is_written(tree, path):
            yield path


def _is_written(tree: Written, path: Path) -> bool:
    return all(step in tree.find(path[:number]).entries for number, step in enumerate(path))
