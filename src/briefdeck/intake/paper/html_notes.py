"""Footnotes of HTML: known by links both ways, as every program that writes them sets some."""

from collections.abc import Iterable, Iterator
from typing import Final

from msgspec import Struct

from briefdeck.text.html_tree import Element
from briefdeck.text.pattern import pattern

_BLOCKS: Final = frozenset({"p", "li", "div", "dd", "aside", "td", "section"})
_CONTAINERS: Final = frozenset({"footnotes", "endnotes", "doc-endnotes", "doc-footnotes"})
_SHORT: Final = 6
"""Characters that a mark in the text has at most: `12`, `[12]`, `*`."""
_AROUND: Final = pattern(r"[\[\](){}.\s]+")


class Notes(Struct, frozen=True):
    """The notes of a document.

    labels: the printed mark of each note's element. marks: of each link in the text that leads to
    a note, what is printed. backs: the links that lead back to the text.
    """

    labels: dict[Element, str]
    marks: dict[Element, str]
    backs: frozenset[Element]


def notes(root: Element) -> Notes:
    """Return the footnotes and endnotes of a document, and what leads there and back."""
    elements = list(root.all())
    named = dict(_named(elements))
    links = [each for each in elements if each.tag == "a" and each.get("href").startswith("#")]
    leading: dict[str, list[Element]] = {}
    for link in links:
        leading.setdefault(link.get("href")[1:], []).append(link)
    labels: dict[Element, str] = {}
    marks: dict[Element, str] = {}
    backs: set[Element] = set()
    order = {element: place for place, element in enumerate(elements)}
    for link in links:
        mark = _AROUND.sub("", link.text)
        if not 0 < len(mark) <= _SHORT:
            continue
        for back in _answering(link, named, leading, order):
            labels.setdefault(_block(back, named.get(link.get("href")[1:])), mark)
            marks[link] = mark
            backs.add(back)
    for element, label in _listed(elements):
        labels.setdefault(element, label)
    return Notes(labels, marks, frozenset(backs))


def _named(elements: Iterable[Element]) -> Iterator[tuple[str, Element]]:
    for element in elements:
        for name in (element.get("id"), element.get("name") if element.tag == "a" else ""):
            if name:
                yield name, element


def _answering(
    link: Element,
    named: dict[str, Element],
    leading: dict[str, list[Element]],
    order: dict[Element, int],
) -> Iterator[Element]:
    """Yield the links further down that lead back to a link from where it leads."""
    target = named.get(link.get("href")[1:])
    if target is None:
        return
    for name in _names(link):
        for back in leading.get(name, ()):
            if order[back] > order[link] and _stands_in(back, target):
                yield back


def _names(link: Element) -> Iterator[str]:
    """Yield the names by which a link is reached: its own, and of what is around it in its line."""
    element: Element | None = link
    while element is not None and element.tag not in _BLOCKS:
        yield from filter(None, (element.get("id"), element.get("name")))
        element = element.parent
    # Some give the name to an empty anchor just before the link.
    parts = link.parent.parts if link.parent else []
    place = parts.index(link) if link in parts else 0
    before = parts[place - 1] if place else ""
    if isinstance(before, Element) and not before.text.strip():
        yield from filter(None, (before.get("id"), before.get("name")))


def _stands_in(link: Element, target: Element) -> bool:
    """Whether a link is where a name leads: the named element, inside of it, or in its block."""
    element: Element | None = link
    while element is not None:
        if element is target or (element.tag in _BLOCKS and target.parent is element):
            return True
        element = element.parent
    return False


def _block(back: Element, target: Element | None) -> Element:
    """Return the element that holds a note whole."""
    element = target if target is not None and target.tag in _BLOCKS else back
    while element.tag not in _BLOCKS and element.parent is not None:
        element = element.parent
    return element


def _listed(elements: Iterable[Element]) -> Iterator[tuple[Element, str]]:
    """Yield the items of lists that are said to be notes, with their numbers."""
    for element in elements:
        if element.names & _CONTAINERS:
            items = [each for each in element.all() if each.tag == "li"]
            for number, item in enumerate(items, start=1):
                yield item, str(number)
