"""YAML's tokens with the tabs that YAML 1.2 allows: between tokens and behind them, though never to indent."""

from typing import Any

from ruamel.yaml.scanner import Scanner as Strict

ENDS = "\0\r\n\x85\u2028\u2029"
BLANK = " \t"


class Scanner(Strict):
    """Ruamel's scanner, which takes no tabs outside of quotes and brackets."""

    def scan_to_next_token(self) -> Any:
        """Skip white space, line ends and remarks; a tab in front of a line's first token is left for an error."""
        if self._is_within_a_line() or self._has_only_blanks():
            self._skip_blanks()
        while True:
            super().scan_to_next_token()
            if self.reader.peek() != "\t" or not self._has_only_blanks():
                return
            self._skip_blanks()

    def scan_plain_spaces(self, indent: Any, start_mark: Any) -> Any:
        """Blanks and line ends in a text without quotes; tabs around line ends are no part of it."""
        blanks = self._blanks()
        if "\t" not in blanks:
            return self._without_tabs_behind(indent, start_mark)
        if self.reader.peek(len(blanks)) in ENDS:
            self.reader.forward(len(blanks))
            return self._without_tabs_behind(indent, start_mark)
        self.reader.forward(len(blanks))
        return [blanks]

    def scan_block_scalar_indicators(self, start_mark: Any) -> Any:
        """Read what follows on `|` or `>`, behind which a tab may stand."""
        length = 0
        while self.reader.peek(length) in "+-0123456789":
            length += 1
        if self.reader.peek(length) == "\t":
            at = self.reader.pointer + length
            self.reader.buffer = f"{self.reader.buffer[:at]} {self.reader.buffer[at + 1 :]}"
        return super().scan_block_scalar_indicators(start_mark)

    def scan_block_scalar_ignored_line(self, start_mark: Any) -> Any:
        """Skip what stands behind the sign of a text over several lines."""
        self._skip_blanks()
        return super().scan_block_scalar_ignored_line(start_mark)

    def _without_tabs_behind(self, indent: Any, start_mark: Any) -> Any:
        found = super().scan_plain_spaces(indent, start_mark)
        if found and self.reader.column >= indent:
            self._skip_blanks()  # what a continued line is indented by, beyond the spaces it needs
        return found

    def _is_within_a_line(self) -> bool:
        """Whether a token stands before on this line."""
        return bool(self.reader.column > 0 and self.reader.pointer > 0 and not self._line_so_far().isspace())

    def _line_so_far(self) -> str:
        pointer = self.reader.pointer
        return str(self.reader.buffer[max(0, pointer - self.reader.column) : pointer])

    def _has_only_blanks(self) -> bool:
        """Whether nothing but a remark follows on this line."""
        return self.reader.peek(len(self._blanks())) in ENDS + "#"

    def _blanks(self) -> str:
        length = 0
        while self.reader.peek(length) in BLANK:
            length += 1
        return str(self.reader.prefix(length))

    def _skip_blanks(self) -> None:
        self.reader.forward(len(self._blanks()))
