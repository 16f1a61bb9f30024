"""What was found in copies as W3C's Web Annotations, to be passed on where the copies may not be.

Each says of which bytes it speaks (their SHA-256) and on which day they were searched, and gives a
TextQuoteSelector of the words that were found. `record.py` reads them.
"""

from base64 import urlsafe_b64encode
from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import quote

import msgspec

from briefdeck.evidence.passages import CitedNumber, Quoted, Selector
from briefdeck.evidence.record import pointer, text_digest
from briefdeck.evidence.verdicts import Verification
from briefdeck.loader import Loaded
from briefdeck.model.briefing import Source
from briefdeck.text.words import counted
from briefdeck.version import __version__

_LONGEST_CONTEXT: Final = 32
"""Characters before and after words of a copy that are passed on."""
_CONTEXT: Final = [
    "http://www.w3.org/ns/anno.jsonld",
    {"briefdeck": "urn:briefdeck:verification:"},
]
_GENERATOR: Final = "urn:briefdeck"
_QUOTED: Final = "The quoted words are in this copy."
_ELSEWHERE: Final = "The quoted words are in this copy, but not at the place that is cited."
_CITED: Final = "The cited number is in this copy, at the place that is cited."
_NUMBER: Final = "The cited number is in this copy."
_UNPLACED: Final = " The place that is cited could not be told."
_BRACKETED: Final = " Words in brackets are the quoter's."
_ITEMS: Final = b'"items": ['

Json = dict[str, Any]


def record_of(loaded: Loaded, verification: Verification, day: str) -> bytes | None:
    """Return the record of what was found in copies of which the briefing has the hash.

    None where that is nothing. day: today, in ISO 8601; what is known from an earlier record keeps
    its day. The same findings on the same day are the same bytes.
    """
    name = f"urn:briefdeck:{quote(loaded.id)}:verified"
    items = list(_items(loaded, verification, day))
    if not items:
        return None
    page: Json = {"id": f"{name}:page", "type": "AnnotationPage", "partOf": name}
    page |= {"startIndex": 0, "items": []}
    collection: Json = {
        "@context": _CONTEXT,
        "id": name,
        "type": "AnnotationCollection",
        "label": _label(loaded.id, verification),
        "generator": {"id": _GENERATOR, "type": "Software", "name": f"Briefdeck {__version__}"},
        "briefdeck:text": text_digest(loaded.text),
        "total": len(items),
        "last": page["id"],
        "first": page,
    }
    numbered = [{"id": f"{name}:{number}", **item} for number, item in enumerate(items, 1)]
    return _written(collection, numbered)


def _items(loaded: Loaded, verification: Verification, day: str) -> Iterator[Json]:
    """An annotation for each quotation and number that was found, without its id."""
    briefing = loaded.briefing
    sources = {each.id: each for each in briefing.sources} if briefing is not None else {}
    every: list[Quoted | CitedNumber] = [*verification.quotations, *verification.numbers]
    for each in every:
        source = sources.get(each.seen_in)
        if source is not None and source.sha256 and _selectors(each):
            yield _annotation(each, source, source.sha256, each.as_of or day)


def _written(collection: Json, items: list[Json]) -> bytes:
    """The collection as JSON, with each of its items on a line."""
    head, tail = _pretty(collection).split(_ITEMS)
    lines = b",\n".join(map(msgspec.json.encode, items))
    return b"".join([head, _ITEMS, b"\n", lines, b"\n  ", tail, b"\n"])


def _pretty(data: Json) -> bytes:
    return msgspec.json.format(msgspec.json.encode(data), indent=1)


def _selectors(each: Quoted | CitedNumber) -> tuple[Selector, ...]:
    """The words of a copy in which something was found; none where it was not."""
    if isinstance(each, Quoted):
        return each.passage.selectors if each.passage.state == "verified" else ()
    selector = each.passage.selector
    return (selector,) if selector and each.passage.state == "found" else ()


def _label(name: str, verification: Verification) -> str:
    counts, numbers = verification.counts, verification.numbers
    verified = counts.verified + counts.recorded
    said = f"{name}: {verified} of {counted(counts.total, 'quotation')}"
    if numbers:
        found = sum(1 for each in numbers if _selectors(each))
        said += f" and {found} of {counted(len(numbers), 'cited number')}"
    return f"{said} found in copies of the sources that are cited"


def _annotation(each: Quoted | CitedNumber, source: Source, sha256: str, day: str) -> Json:
    made: Json = {
        "type": "Annotation",
        "motivation": "assessing",
        "created": f"{day}T00:00:00Z",
        "briefdeck:entry": each.entry,
        "briefdeck:source": each.seen_in,
    }
    if each.seen_at is not None:
        made["briefdeck:at"] = each.seen_at
    if (each.source, each.at) != (each.seen_in, each.seen_at):
        made["briefdeck:cited"] = {"source": each.source, "at": each.at}
    if isinstance(each, Quoted):
        elsewhere = each.passage.elsewhere
        made["bodyValue"] = _ELSEWHERE if elsewhere else _QUOTED
        made["briefdeck:quotation"] = each.words
        made |= {"briefdeck:elsewhere": True} if elsewhere else {}
        if each.passage.bracketed:
            made["bodyValue"] += _BRACKETED
            made["briefdeck:bracketed"] = True
    else:
        made["bodyValue"] = _NUMBER if each.passage.unplaced else _CITED
        made["briefdeck:number"] = each.value
        made["briefdeck:path"] = pointer(each.path)
        made["briefdeck:offset"] = each.offset
    if each.passage.unplaced:
        made["bodyValue"] += _UNPLACED
        made["briefdeck:unplaced"] = True
    resource = _resource(source, sha256)
    made["target"] = [_target(resource, selector) for selector in _selectors(each)]
    return made


def _resource(source: Source, sha256: str) -> Json:
    """The source: its address, else that of its copy's bytes (RFC 6920)."""
    digest = urlsafe_b64encode(bytes.fromhex(sha256)).decode().rstrip("=")
    address = source.url or (f"https://doi.org/{source.doi}" if source.doi else "")
    return {"id": address or f"ni:///sha-256;{digest}", "schema:sha256": sha256}


def _target(resource: Json, selector: Selector) -> Json:
    made: Json = {"type": "TextQuoteSelector", "exact": selector.exact}
    if selector.prefix:
        made["prefix"] = selector.prefix[-_LONGEST_CONTEXT:]
    if selector.suffix:
        made["suffix"] = selector.suffix[:_LONGEST_CONTEXT]
    target: Json = {"source": resource, "selector": made}
    return {**target, "briefdeck:page": selector.page} if selector.page else target
