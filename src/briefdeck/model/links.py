"""Links both ways: what each entry points to, and the exact inverse."""

from typing import Literal

from msgspec import Struct

from briefdeck.model.briefing import Briefing, Entry
from briefdeck.model.problem import KeyPath

Relation = Literal[
    "cites",
    "mentions",
    "see",
    "era",
    "program",
    "actor",
    "party",
    "rests-on",
    "voice",
    "speaker",
    "origin",
    "addressee",
    "condenses",
]


class Link(Struct, frozen=True):
    """One pointer from an entry (`""`: the briefing's front matter) to another; `at` is a citation's locator."""

    source: str
    target: str
    relation: Relation
    at: str | None = None
    quote: str | None = None
    path: KeyPath = ()


class Links(Struct, frozen=True):
    """`entries`: id to entry. `forward[id]`, `backward[id]`: links from and to it, in file order. `dangling`: no such target."""

    entries: dict[str, Entry]
    forward: dict[str, tuple[Link, ...]]
    backward: dict[str, tuple[Link, ...]]
    dangling: tuple[Link, ...]
    duplicates: tuple[KeyPath, ...]


def link(briefing: Briefing) -> Links:
    """All links of a briefing: the fields that hold ids, citations in lists, points and prose, and links in prose."""
    raise NotImplementedError
