"""Where broken YAML is broken and why, in plain words: the parser tells in its own ones where it could not go on."""

import re
import unicodedata
from typing import Any

from ruamel.yaml.error import MarkedYAMLError

from sim.scenario.tree import shortened

NO_PAIR = "a line that is no 'key: value'"
COMPLAINTS = {
    "'\\t'": "a tab where only spaces may indent",
    "mapping values are not allowed": "a second ':' in one value; a text with ': ' in it needs quotes",
    "could not find expected ':'": NO_PAIR,
    "expected <block end>": "a line indented unlike its neighbours",
    "but got": "a bracket that is not closed, or a comma missing",
    "expected the node content": "nothing where a value should follow",
    "unexpected end of stream": "a quote that is not closed",
    "expected '<document start>'": "more after the end of a value, or a text that starts with %; either needs quotes",
    "cannot start any token": "a value that needs quotes because of the sign it starts with",
    "end of the stream": "a quote or bracket that is not closed",
    "document separator": "a quote or bracket that is not closed",
    "escape": "a \\ in double quotes that starts no known sign; a text in single quotes may have it",
    "but found": "a sign where none of its kind may stand",
    "is not allowed": "a sign where none of its kind may stand",
    "are not allowed here": "a sign where none of its kind may stand",
    "did not find": "a sign where none of its kind may stand",
    "incompatible YAML": "a version of YAML that is not read; leave the line out",
}
LINE_END = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
PAIR = re.compile(r":(\s|$)")
# Signs that look like a space or a colon, where a line is indented or its key ends.
ALIKE = re.compile(
    r"[ \t]*(?:- +)*(?:[^\s:#'\"{\[]+[ \t]*:)?(?P<space>[^\S \t\r\n])|[ \t]*[\w.-]+\s*(?P<colon>[：︓﹕꞉])"
)


def told(text: str, error: MarkedYAMLError) -> tuple[int, str]:
    """Line of a mistake, and what it is."""
    lines = LINE_END.split(text)
    said = str(error.problem or error.context)
    got = complaint(said)
    line, start = (mark.line if mark else 0 for mark in (error.problem_mark, error.context_mark))
    if got == NO_PAIR:
        line = start  # noticed only where the next line begins
    elif _is_end(lines, error.problem_mark):
        line = start if error.context_mark else last_line(text, line + 1) - 1
    elif "mapping values" in said and _goes_on(lines, error.problem_mark):
        line, got = line - 1, NO_PAIR
    for number in (line, line - 1):
        sign = foreign(lines[number]) if 0 <= number < len(lines) else ""
        if sign:
            return number + 1, sign
    return line + 1, got


def complaint(said: str) -> str:
    """Say in plain words what the parser says, where plain words are known."""
    known = (plain for technical, plain in COMPLAINTS.items() if technical in said)
    return next(known, None) or shortened(said) or "something else"


def foreign(line: str) -> str:
    """Sign of a line that only looks like the space or the colon that should stand there, or nothing."""
    found = ALIKE.match(line)
    if found is None:
        return ""
    sign, wanted = (found["space"], "a space") if found["space"] else (found["colon"], "':'")
    name = unicodedata.name(sign, "sign").lower()
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}, U+{ord(sign):04X}, where {wanted} should be"


def last_line(text: str, line: int) -> int:
    """Number of a line, or of the last one that holds something."""
    return min(line, len(LINE_END.split(text.rstrip())))


def _is_end(lines: list[str], mark: Any) -> bool:
    """Whether nothing follows on a mark."""
    if mark is None:
        return False
    rest = [each[mark.column :] for each in lines[mark.line : mark.line + 1]] + lines[mark.line + 1 :]
    return not any(map(str.strip, rest))


def _goes_on(lines: list[str], mark: Any) -> bool:
    """Whether a value went on from the line before, which was to be a key and a value itself."""
    before, here = lines[mark.line - 1] if mark.line else ":", lines[mark.line]
    return ":" in before and PAIR.search(before) is None and ":" not in here[: mark.column]
