"""Briefings whose sources are hard to tell apart, and who is cited how in what is made of them."""

import random
from collections.abc import Iterator
from typing import Any

import msgspec

from briefdeck.document import Document
from briefdeck.document.blocks import Reference, References
from briefdeck.loader import Loaded, load_text
from briefdeck.model.nodes import Text, WebLink
from support.briefings import to_toml

_PEOPLE: list[dict[str, str]] = [
    {"literal": "Zoo"},
    {"family": "Doe", "given": "Ann"},
    {"family": "Doe", "given": "Alan"},
    {"family": "Doe", "given": "John R."},
    {"family": "Doe", "given": "Jean-Paul"},
    {"family": "Doe"},
    {"family": "Berg", "given": "Piet", "non-dropping-particle": "van der"},
    {"family": "夏目", "given": "漱石"},
    {"family": "夏目", "given": "太郎"},
]
_YEARS = ("2024", "2024-05-01", "2024-03", "2023", "2024~", "199X", "2024?", "2020/2024", None)
_TYPES = ("report", "book", "article-journal", "webpage", "treaty", "legislation", "chapter")
_TITLES = ("Apples", "The Bears", "A Cat", "Dogs", "“Eels”", "Årne", "apples", "Zebras")


def look_alikes(seed: int, size: int = 24) -> Loaded:
    """A briefing whose sources share authors, years and titles, some cited and some not."""
    rng = random.Random(seed)
    sources = [_source(rng, f"s{number}") for number in range(size)]
    ids = [source["id"] for source in sources]
    raw: dict[str, Any] = {
        "format": 1,
        "briefing": {"title": "Alike", "bluf": _citing(rng, ids), "as_of": "2026", "condenses": rng.choice(ids)},
        "key_points": [
            {"id": f"k{number}", "title": "K", "text": _citing(rng, ids), "voice": rng.choice(ids)}
            for number in range(4)
        ],
        "findings": [
            {"id": f"f{number}", "text": f"{_citing(rng, ids)} As in [[{rng.choice(ids)}]].", "see": rng.sample(ids, 2)}
            for number in range(4)
        ],
        "series": [
            {"id": "n", "title": "N", "unit": "apples", "points": [{"at": "2020", "value": 3, "cites": ids}, {"at": "2021", "value": 4, "cites": rng.sample(ids, 1)}]}
        ],
        "sources": sources,
    }  # fmt: skip
    loaded = load_text(to_toml(raw), "alike")
    assert not loaded.problems, loaded.problems
    return loaded


def _citing(rng: random.Random, ids: list[str]) -> str:
    marks = "; ".join(f"@{name}, p. {rng.randint(1, 99)}" for name in rng.sample(ids, 2))
    return f"So it is [{marks}]."


def _source(rng: random.Random, name: str) -> dict[str, Any]:
    source: dict[str, Any] = {"id": name, "type": rng.choice(_TYPES), "title": rng.choice(_TITLES)}
    source["author"] = rng.sample(_PEOPLE, rng.choice((1, 1, 1, 2, 3, 4)))
    year = rng.choice(_YEARS)
    if year:
        source["issued"] = year
    return source


def listed(document: Document) -> dict[str, Reference]:
    """The reference list of a document, by source."""
    found: dict[str, Reference] = {}
    for block in document.blocks:
        if isinstance(block, References):
            found |= {reference.source.id: reference for reference in block.references}
    return found


def reference_words(reference: Reference) -> str:
    """A reference in one string."""
    return "".join(each.text for each in reference.full if isinstance(each, Text | WebLink))


def labels(document: Document, sources: set[str]) -> Iterator[tuple[str, str]]:
    """Every source that a document names in words, and how: in evidence, voices, links and items."""
    yield from _labels(msgspec.to_builtins(document.blocks, enc_hook=str), sources)


def _labels(value: Any, sources: set[str]) -> Iterator[tuple[str, str]]:
    if isinstance(value, list | tuple):
        for each in value:
            yield from _labels(each, sources)
    if not isinstance(value, dict) or value.get("block") == "references":
        return
    for source, words in (("source", "short"), ("voice", "name"), ("condenses", "condenses_label"), ("target", "text"), ("entry", "label")):  # fmt: skip
        # A voice with its place is a table of its own.
        is_named = isinstance(value.get(source), str) and value[source] in sources
        if is_named and words in value:
            yield value[source], value[words]
    for each in value.values():
        yield from _labels(each, sources)
