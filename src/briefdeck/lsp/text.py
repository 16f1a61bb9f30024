"""A document's text as an editor counts it: lines from 0, in them characters or UTF-16 units."""

from bisect import bisect_right

from briefdeck.loader.place import line_starts
from briefdeck.lsp.protocol import Edit, Encoding, Position, Range, TextEdit
from briefdeck.model.problem import Change


class Text:
    r"""A text, in which places are offsets in characters here and positions over there.

    Its line ends are `\n` and it has no byte order mark, as what loading reads. starts: the offsets
    of its lines. line_end: what ends them over there.
    """

    def __init__(
        self, content: str, starts: list[int], encoding: Encoding, line_end: str = "\n"
    ) -> None:
        self.content = content
        self._starts = starts
        self._encoding = encoding
        self._line_end = line_end

    @staticmethod
    def sent(content: str, encoding: Encoding) -> "Text":
        """Return a text as a client sends it."""
        line_end = "\r\n" if "\r\n" in content else "\n"
        content = _plain(content).removeprefix("\ufeff")
        return Text(content, line_starts(content), encoding, line_end)

    def offset(self, position: Position) -> int:
        """Return the offset of a position; what lies beyond a line or the text is at its end."""
        if position.line >= len(self._starts):
            return len(self.content)
        start, end = self._line(max(position.line, 0))
        units = max(position.character, 0)
        line = self.content[start:end]
        if self._encoding == "utf-32" or line.isascii():
            return min(start + units, end)
        # Half of a pair is left out, so that the place is before the character.
        before = line.encode("utf-16-le")[: units * 2].decode("utf-16-le", "ignore")
        return start + len(before)

    def position(self, offset: int) -> Position:
        """Return the position of an offset."""
        line = bisect_right(self._starts, offset) - 1
        before = self.content[self._starts[line] : offset]
        if self._encoding == "utf-32" or before.isascii():
            return Position(line, len(before))
        return Position(line, len(before.encode("utf-16-le")) // 2)

    def range(self, start: int, end: int) -> Range:
        """Return the range between two offsets."""
        return Range(self.position(start), self.position(end))

    def place(self, line: int, column: int) -> int:
        """Return the offset of a line and a character in it, both from 1, as problems have them."""
        start, end = self._line(min(line, len(self._starts)) - 1)
        return min(start + column - 1, end)

    def change(self, change: Change) -> TextEdit:
        """Return a change as the client makes it."""
        new = change.text.replace("\n", self._line_end)
        return TextEdit(range=self.range(change.start, change.end), new_text=new)

    def edited(self, edit: Edit) -> "Text":
        """Return the text after an edit."""
        if edit.range is None:
            return Text.sent(edit.text, self._encoding)
        start, end = sorted((self.offset(edit.range.start), self.offset(edit.range.end)))
        new = _plain(edit.text)
        content = self.content[:start] + new + self.content[end:]
        starts = self._starts_after(start, end, new)
        return Text(content, starts, self._encoding, self._line_end)

    def _starts_after(self, start: int, end: int, new: str) -> list[int]:
        """Where lines start once a text stands between two offsets."""
        before = bisect_right(self._starts, start)
        behind = bisect_right(self._starts, end)
        inside = [start + each for each in line_starts(new)[1:]]
        moved = len(new) - (end - start)
        return [*self._starts[:before], *inside, *[at + moved for at in self._starts[behind:]]]

    def _line(self, line: int) -> tuple[int, int]:
        """From and to of a line without its end."""
        starts = self._starts
        end = starts[line + 1] - 1 if line + 1 < len(starts) else len(self.content)
        return starts[line], end


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
