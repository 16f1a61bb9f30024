"""An HTML page taken apart: its elements with their attributes, texts and the entry that each stands in."""

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Final

SHIPPED: Final = sorted((Path(__file__).parents[2] / "briefings").glob("*.toml"))
VOID: Final = frozenset({"meta", "br", "link", "hr", "img", "input", "wbr"})
UNSAID: Final = frozenset({"li", "p", "dt", "dd", "td", "th", "tr", "thead", "tbody"})
"""Elements that need not be closed; each is closed by what cannot stand in it."""
CLOSED_BY: Final = {
    "p": frozenset({"p", "ul", "ol", "dl", "div", "details", "figure", "table", "h3", "h4", "h5", "article", "section", "pre"}),
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "td": frozenset({"td", "th", "tr"}),
    "th": frozenset({"td", "th", "tr", "tbody"}),
    "tr": frozenset({"tr", "tbody"}),
    "thead": frozenset({"tbody"}),
    "tbody": frozenset(),
}  # fmt: skip
Attributes = dict[str, str | None]


class Element:
    """One element: its tag, attributes, all text in it, and the id of the article that it stands in."""

    def __init__(self, tag: str, attributes: Attributes, article: str) -> None:
        self.tag = tag
        self.attributes = attributes
        self.article = article
        self.pieces: list[str] = []

    @property
    def text(self) -> str:
        return "".join(self.pieces)

    @property
    def id(self) -> str:
        return self.attributes.get("id") or ""

    @property
    def href(self) -> str:
        return self.attributes.get("href") or ""


class Page(HTMLParser):
    """A page; `open` is empty at its end where every element is closed in its turn."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self.open: list[Element] = []
        self.comments = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        while self.open and tag in CLOSED_BY.get(self.open[-1].tag, ()):
            self.open.pop()
        attributes = dict(attrs)
        assert len(attributes) == len(attrs), f"an attribute stands twice: {attrs}"
        article = self.open[-1].article if self.open else ""
        if tag == "article":
            article = attributes.get("id") or ""
        element = Element(tag, attributes, article)
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open[-1].tag in UNSAID and self.open[-1].tag != tag:
            self.open.pop()
        assert self.open, f"</{tag}> closes nothing"
        assert self.open[-1].tag == tag, f"</{tag}> where {self.open[-1].tag} is open"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.pieces.append(data)

    def handle_comment(self, data: str) -> None:  # noqa: ARG002  # the parser's signature
        self.comments += 1

    def all(self, *tags: str) -> Iterator[Element]:
        return (element for element in self.elements if element.tag in tags)

    @property
    def ids(self) -> list[str]:
        return [element.id for element in self.elements if element.id]

    @property
    def inner_links(self) -> list[Element]:
        return [element for element in self.all("a") if element.href.startswith("#")]
