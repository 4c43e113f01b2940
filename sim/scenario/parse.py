"""From YAML text to a tree that knows its lines, safe with files written to do harm.

Built from the parser's events without recursion, and within limits, so that neither deep nesting nor
aliases of aliases cost time or memory. Values are those of YAML 1.2: `yes` is a text, `010` is ten.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, NoReturn

from ruamel.yaml import YAML
from ruamel.yaml import events as yaml
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.reader import ReaderError

from sim.errors import ScenarioError
from sim.scenario import broken
from sim.scenario.scanner import Scanner
from sim.scenario.tree import Path, Place, Problem, Written, depth, dotted, moved, quoted, shortened

MAX_VALUES = 15_000
MAX_DEPTH = 20
LONGEST_INTEGER = 25

NULLS = {"", "~", "null", "Null", "NULL"}
BOOLEANS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
INTEGER = re.compile(r"[-+]?[0-9]+")
NUMBER = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
STANDARD_TAG = "tag:yaml.org,2002:"
SURROGATE = re.compile("[\ud800-\udfff]")
INFINITE = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")


def parse(text: str, file: str) -> tuple[Written, list[Problem]]:
    """Return the tree of a file and the keys it has twice; raise ScenarioError where it is no YAML."""
    builder = _Builder(file)
    for event in _events(text, file):
        builder.take(event)
    return builder.tree(), builder.problems


def _events(text: str, file: str) -> Iterator[yaml.Event]:
    line = 1
    try:
        yaml_1_2 = YAML(typ="safe", pure=True)
        yaml_1_2.Scanner = Scanner
        for event in yaml_1_2.parse(text):
            line = event.end_mark.line + 1
            yield event
    except ScenarioError:
        raise
    except ReaderError as error:
        place = Place(file, text.count("\n", 0, error.position) + 1)
        _refuse(place, "be valid YAML", _sign(error.character))
    except MarkedYAMLError as error:
        line, got = broken.told(text, error)
        _refuse(Place(file, line), "be valid YAML", got)
    except Exception as error:  # on broken text the parser also fails with errors of its own making
        got = broken.complaint(str(error).replace("\n", " "))
        _refuse(Place(file, broken.last_line(text, line)), "be valid YAML", got)


def _sign(code: int) -> str:
    """Name a sign that no text may have; bytes that are no UTF-8 come as such signs from the command line."""
    if 0xDC80 <= code <= 0xDCFF:
        return f"the byte 0x{code - 0xDC00:02x}, which is no UTF-8"
    return _half(chr(code)) if SURROGATE.match(chr(code)) else f"an unprintable character, U+{code:04X}"


def _half(sign: str) -> str:
    return f"an unpaired surrogate, U+{ord(sign):04X}, which is half of a sign"


def _refuse(place: Place, rule: str, got: str, path: Path = ()) -> NoReturn:
    raise ScenarioError(str(Problem(place, dotted(path), rule, got)))


@dataclass
class _Open:
    """A list or mapping whose end has not come yet."""

    inside: list[Written] | dict[str, Written]
    place: Place
    anchor: str | None
    first_value: int
    key: str | None = None
    key_place: Place | None = None


class _Builder:
    """Puts events together."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.root: Written | None = None
        self.n_values = 0
        self.open: list[_Open] = []
        self.anchors: dict[str, tuple[Written, int, int]] = {}  # with its number of values and its depth
        self.acts: dict[type[yaml.Event], Callable[[Any, Place], None]] = {
            yaml.ScalarEvent: self._scalar,
            yaml.AliasEvent: self._alias,
            yaml.SequenceStartEvent: self._begin,
            yaml.MappingStartEvent: self._begin,
            yaml.SequenceEndEvent: self._end,
            yaml.MappingEndEvent: self._end,
            yaml.DocumentStartEvent: self._document,
        }

    def take(self, event: yaml.Event) -> None:
        act = self.acts.get(type(event))
        if act is not None:
            place = Place(self.file, event.start_mark.line + 1)
            tag = getattr(event, "tag", None)
            if tag is not None:
                _refuse(place, "be written without a tag", quoted(tag.replace(STANDARD_TAG, "!!")), self._path())
            act(event, place)

    def tree(self) -> Written:
        return self.root or Written(None, Place(self.file, 1))

    def _document(self, _: yaml.DocumentStartEvent, place: Place) -> None:
        if self.root is not None:
            _refuse(place, "be a single document", "a second one after '---'")

    def _scalar(self, event: yaml.ScalarEvent, place: Place) -> None:
        text = str(event.value)
        half = SURROGATE.search(text)
        if half:
            _refuse(place, "be valid YAML", _half(half[0]), self._path())
        if self._awaits_key():
            sign = "" if event.style else broken.foreign(text)
            if sign:
                _refuse(place, "be valid YAML", sign)
            self._name(text, place)
        else:
            value = text if event.style else _resolve(text)
            if value is None and self.open:
                # What is left empty has its mark further down.
                place = self.open[-1].key_place or place
            self._add(Written(value, place, text), event.anchor, self.n_values)

    def _alias(self, event: yaml.AliasEvent, place: Place) -> None:
        if self._awaits_key():
            _refuse(place, "have plain words as keys", f"an alias, *{shortened(event.anchor)}", self._path())
        if event.anchor not in self.anchors:
            _refuse(place, "repeat an anchor that ended before", f"*{shortened(event.anchor)}", self._path())
        known, size, depth = self.anchors[event.anchor]
        self.n_values += size - 1
        self._refuse_too_many(place)
        if len(self.open) + depth > MAX_DEPTH:
            _refuse(place, f"be nested at most {MAX_DEPTH} deep", "more, aliases written out", self._path()[:3])
        # Told where it is used: what is right at the anchor may be wrong here.
        self._add(moved(known, place), None, self.n_values)

    def _begin(self, event: yaml.CollectionStartEvent, place: Place) -> None:
        if self._awaits_key():
            _refuse(place, "have plain words as keys", "a list or mapping", self._path())
        if len(self.open) == MAX_DEPTH:
            _refuse(place, f"be nested at most {MAX_DEPTH} deep", "more", self._path()[:3])
        inside: list[Written] | dict[str, Written] = {} if isinstance(event, yaml.MappingStartEvent) else []
        # A mapping is told by the line of its key, which is what one looks for in the file.
        known = self.open[-1].key_place if self.open and self.open[-1].key_place else place
        self.open.append(_Open(inside, known, event.anchor, self.n_values))

    def _end(self, _: yaml.CollectionEndEvent, __: Place) -> None:
        done = self.open.pop()
        self._add(Written(done.inside, done.place), done.anchor, done.first_value)

    def _awaits_key(self) -> bool:
        return bool(self.open) and isinstance(self.open[-1].inside, dict) and self.open[-1].key is None

    def _name(self, key: str, place: Place) -> None:
        if key == "<<":
            rule = "be written out, or laid over another file with 'extends'"
            _refuse(place, rule, "a merge key, which YAML 1.2 does not have", (*self._path(), key))
        self.open[-1].key, self.open[-1].key_place = key, place

    def _add(self, written: Written, anchor: str | None, first_value: int) -> None:
        self.n_values += 1
        self._refuse_too_many(written.place)
        if anchor is not None:
            self.anchors[anchor] = (written, self.n_values - first_value, depth(written))
        if not self.open:
            self.root = written
            return
        around = self.open[-1]
        if isinstance(around.inside, list):
            around.inside.append(written)
        elif around.key is not None and around.key_place is not None:
            self._enter(around.inside, around.key, around.key_place, written)
            around.key = around.key_place = None

    def _refuse_too_many(self, place: Place) -> None:
        if self.n_values > MAX_VALUES:
            _refuse(place, f"hold at most {MAX_VALUES} values, aliases written out", "more")

    def _enter(self, inside: dict[str, Written], key: str, place: Place, written: Written) -> None:
        if key in inside:
            first = inside[key].place.line
            path = self._path()
            self.problems.append(Problem(place, dotted(path), "be written once", f"it again after line {first}"))
        else:
            inside[key] = written

    def _path(self) -> Path:
        return tuple(each.key for each in self.open if each.key is not None)


def _resolve(text: str) -> object:
    """Value of a plain scalar; a number too large to be one is infinite, and refused as such later."""
    if text in NULLS:
        return None
    if text in BOOLEANS:
        return BOOLEANS[text]
    if INTEGER.fullmatch(text) and len(text) <= LONGEST_INTEGER:
        return int(text)
    if NUMBER.fullmatch(text):
        return float(text)
    if INFINITE.fullmatch(text):
        return float(text.replace(".", ""))
    return text
