"""What a browser would make of the page, as far as the tests ask."""

import json
from html.parser import HTMLParser
from typing import Any

Attributes = dict[str, str]


class Page(HTMLParser):
    """Elements with their attributes, text by element, scripts and what they hold."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, Attributes]] = []
        self.scripts: list[tuple[Attributes, str]] = []
        self.headings: list[tuple[str, str]] = []
        self._open: list[str] = []
        self._words: list[str] = []
        self._splits = False
        self.feed(self._without_plotly(text))

    def _without_plotly(self, text: str) -> str:
        """Put plotly's five megabytes aside as they are; to parse them takes a second."""
        start = text.index("<script>/**\n* plotly.js v")
        end = text.index("</script>", start)
        self.scripts.append(({}, text[start + len("<script>") : end]))
        return text[:start] + text[end + len("</script>") :]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.elements.append((tag, found))
        if tag == "script":
            self.scripts.append((found, ""))
        if tag in {"h1", "h2", "h3"}:
            self.headings.append((tag, ""))
        if tag == "wbr" and self._words:
            self._splits = True  # a place where a word may break, not its end
        if tag not in {"meta", "link", "br", "img", "wbr"}:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self._open[-1:] == ["script"]:
            self.scripts[-1] = (self.scripts[-1][0], self.scripts[-1][1] + data)
        elif self._open[-1:] != ["style"]:
            if self._splits:
                self._words[-1] += data
            else:
                self._words.append(data)
            self._splits = False
            if {"h1", "h2", "h3"} & set(self._open):
                tag, words = self.headings[-1]
                self.headings[-1] = (tag, words + data)

    @property
    def text(self) -> str:
        """All that can be read, without figures."""
        return " ".join(" ".join(self._words).split())

    def attributes(self, name: str) -> list[str]:
        """Values of an attribute on all elements."""
        return [found[name] for _, found in self.elements if name in found]

    def data(self, name: str) -> dict[str, Any]:
        """Embedded JSON by its id."""
        loaded: dict[str, Any] = json.loads(next(text for found, text in self.scripts if found.get("id") == name))
        return loaded

    @property
    def figures(self) -> dict[str, dict[str, Any]]:
        """Embedded figures by their section."""
        names = [found["id"] for found, _ in self.scripts if found.get("id", "").startswith("data-")]
        return {name.removeprefix("data-"): self.data(name) for name in names}
