"""The words of HTML, with its paragraphs and the addresses of its links; nothing else of it."""

from html.parser import HTMLParser
from typing import Final

from briefdeck.intake.events.happenings import Link, is_address
from briefdeck.text.pattern import pattern

_BLOCKS: Final = frozenset(
    {"p", "div", "li", "ul", "ol", "blockquote", "h1", "h2", "h3", "h4", "tr"}
)
_SILENT: Final = frozenset({"script", "style", "template", "iframe"})
_GAPS: Final = pattern(r"\s*\n\s*\n\s*")


def html_words(html: str) -> tuple[str, tuple[Link, ...]]:
    """Return the words of a piece of HTML and its links."""
    if "<" not in html and "&" not in html:
        return html.strip(), ()
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return _GAPS.sub("\n\n", "".join(reader.words)).strip(), tuple(reader.links)


class _Reader(HTMLParser):
    """Collects words and links."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.links: list[Link] = []
        self._silent = 0
        self._linked = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a paragraph, a line or a link."""
        self._silent += tag in _SILENT
        if tag in _BLOCKS:
            self.words.append("\n\n")
        elif tag == "br":
            self.words.append("\n")
        elif tag == "a":
            self._linked = dict(attrs).get("href") or ""
            if is_address(self._linked):
                self.links.append(Link(self._linked.strip()))

    def handle_endtag(self, tag: str) -> None:
        """End a paragraph or a link."""
        self._silent -= tag in _SILENT and self._silent > 0
        if tag in _BLOCKS:
            self.words.append("\n\n")
        elif tag == "a":
            self._linked = ""

    def handle_data(self, data: str) -> None:
        """Take words, unless they are a program's; those of a link name its page."""
        if self._silent:
            return
        self.words.append(data)
        if self.links and self._linked.strip() == self.links[-1].url:
            link = self.links[-1]
            self.links[-1] = link._replace(title=link.title + data)
