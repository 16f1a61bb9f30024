"""Events as other programs keep them, made entries; their links become sources that they cite."""

from collections.abc import Iterable
from itertools import chain
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from briefdeck.editing.toml_text import Value
from briefdeck.intake.new_ids import NewIds, short_id
from briefdeck.intake.plain_words import as_prose
from briefdeck.intake.taken import Item
from briefdeck.text.words import one_line

MOST_EVENTS: Final = 2_000
"""Events that a file may have."""
_LONG_WORD: Final = 12
_WEB: Final = ("http://", "https://")


class Link(NamedTuple):
    """An address, and what the page there is called."""

    url: str
    title: str = ""


class Happening(NamedTuple):
    """An event, era or program of another file.

    date: in EDTF. text: plain words. id: what it is called there, where that can be kept.
    """

    title: str
    date: str
    text: str = ""
    place: str = ""
    duration: str = ""
    links: tuple[Link, ...] = ()
    tags: tuple[str, ...] = ()
    id: str = ""
    table: str = "events"


def entries_of(happenings: Iterable[Happening]) -> tuple[Item, ...]:
    """Return entries, with a source for each link that one of them has."""
    found = list(happenings)
    sources = _sources(found)
    ids = NewIds(item.id for item in sources.values())
    entries = [_entry(each, sources, ids) for each in found]
    return (*entries, *sources.values())


def is_address(text: str) -> bool:
    """Whether a text is the address of a page."""
    return text.strip().lower().startswith(_WEB) and len(text.split()) == 1


def _entry(each: Happening, sources: dict[str, Item], ids: NewIds) -> Item:
    title = short_id(each.id or each.title) or "event"
    when = "date" if each.table == "events" else "span"
    fields: dict[str, Value] = {
        "id": ids.new(title, short_id(title, each.date[:10])),
        "title": one_line(each.title),
        when: each.date,
        "place": one_line(each.place),
        "duration": each.duration,
        "text": as_prose(each.text),
        "cites": list(dict.fromkeys(sources[link.url].id for link in each.links)),
        "tags": list(each.tags),
    }
    kept = tuple((key, value) for key, value in fields.items() if value)
    return Item(table=each.table, fields=kept)


def _sources(found: Iterable[Happening]) -> dict[str, Item]:
    """A source for each address."""
    sources: dict[str, Item] = {}
    ids = NewIds()
    for link in chain.from_iterable(each.links for each in found):
        if link.url in sources:
            continue
        page, words = _page(link.url), one_line(link.title)
        # A word such as "here" says nothing of a page.
        title = words if " " in words or len(words) > _LONG_WORD else page
        id_ = ids.new(short_id(page) or "page")
        fields = (("id", id_), ("type", "webpage"), ("title", title), ("URL", link.url))
        sources[link.url] = Item(table="sources", fields=fields)
    return sources


def _page(url: str) -> str:
    """An address in short: its host and its path."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    return f"{parts.netloc.removeprefix('www.')}{parts.path}".rstrip("/")
