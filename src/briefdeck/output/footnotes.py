"""Citations as footnotes of Markdown, for readers that know no other form: `[^1]`, texts last."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from briefdeck.model.briefing import Cite, Via

Written = Callable[[str], str]
"""How words are written as Markdown."""

REFERENCE: Final = "ref-"
"""What stands before a source's id in the name of its reference."""


class Footnotes:
    """The footnotes of one document; a citation that was made before has the number it had.

    shorts: how texts cite each source that has a reference in the document, which is linked.
    seen_in: where sources that nobody has seen were found cited.
    """

    def __init__(
        self, shorts: Mapping[str, str], seen_in: Mapping[str, Via], written: Written
    ) -> None:
        self._shorts = shorts
        self._seen_in = seen_in
        self._written = written
        self._numbers: dict[str, int] = {}

    def mark(self, cites: Iterable[Cite]) -> str:
        """Return what a text has for a citation: `[^1]`; empty for none."""
        words = self.words(cites)
        if not words:
            return ""
        number = self._numbers.setdefault(words, len(self._numbers) + 1)
        return f"[^{number}]"

    def words(self, cites: Iterable[Cite]) -> str:
        """Return a citation in words, linked: `[Doe 2011](#ref-doe), p. 9; …`."""
        return "; ".join(map(self._cited, cites))

    def texts(self) -> str:
        """Return the texts of all footnotes, to stand where the document ends."""
        return "\n".join([f"[^{number}]: {words}" for words, number in self._numbers.items()])

    def _cited(self, cite: Cite) -> str:
        words = self._placed(cite.source, cite.at)
        via = cite.seen_in or self._seen_in.get(cite.source)
        return words if via is None else f"{words}, cited in {self._placed(via.source, via.at)}"

    def _placed(self, source: str, at: str | None) -> str:
        short = self._shorts.get(source)
        if short is None:
            words = f"(no source “{self._written(source)}”)"
        else:
            words = f"[{self._written(short)}](#{REFERENCE}{source})"
        return f"{words}, {self._written(at)}" if at else words
