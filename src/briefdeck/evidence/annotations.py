"""What was found in copies as W3C's Web Annotations, to be passed on where the copies may not be.

Each says of which bytes it speaks (their SHA-256) and on which day they were searched, and gives a
TextQuoteSelector of the words that were found. `record.py` reads them.
"""

from base64 import urlsafe_b64encode
from typing import Any, Final
from urllib.parse import quote

import msgspec

from briefdeck.evidence.passages import CitedNumber, Quoted, Selector
from briefdeck.evidence.record import pointer, text_digest
from briefdeck.evidence.verdicts import Verification
from briefdeck.loader import Loaded
from briefdeck.model.briefing import Source
from briefdeck.text.words import counted, one_line
from briefdeck.version import __version__

_LONGEST_CONTEXT: Final = 32
"""Characters before and after words of a copy that are passed on."""
_CONTEXT: Final = [
    "http://www.w3.org/ns/anno.jsonld",
    {"briefdeck": "urn:briefdeck:verification:", "about": "schema:about"},
]
_GENERATOR: Final = "urn:briefdeck"
_ASSESSMENTS: Final = {
    (True, False): "the quoted words are in this copy, at the place that is cited",
    (True, True): "the quoted words are in this copy, but not at the place that is cited",
    (False, False): "the number is in this copy, at the place that is cited",
    (False, True): "the number is in this copy, but not at the place that is cited",
}
"""What an annotation says, of a quotation or a number, at its place or not."""

Json = dict[str, Any]


def record_of(loaded: Loaded, verification: Verification, day: str) -> bytes:
    """Return the record of what was found in the copies, for `record.record_path`.

    day: today, in ISO 8601. What is known from an earlier record keeps its day. The same findings
    on the same day are the same bytes.
    """
    briefing = loaded.briefing
    sources = {each.id: each for each in briefing.sources} if briefing is not None else {}
    about = text_digest(loaded.text)
    hashes = {copy.source: copy.sha256 for copy in verification.copies}
    name = f"urn:briefdeck:{quote(loaded.id)}:verified"
    every: list[Quoted | CitedNumber] = [*verification.quotations, *verification.numbers]
    items: list[Json] = []
    for each in every:
        if _selectors(each):
            source = sources[each.seen_in]
            sha256 = hashes[each.seen_in] or source.sha256 or ""
            item = _annotation(each, source, sha256, each.as_of or day)
            items.append({"id": f"{name}:{len(items) + 1}", **item})
    collection: Json = {
        "@context": _CONTEXT,
        "id": name,
        "type": "AnnotationCollection",
        "label": _label(loaded.id, verification),
        "generator": {"id": _GENERATOR, "type": "Software", "name": f"Briefdeck {__version__}"},
        "about": {"id": f"urn:briefdeck:{quote(loaded.id)}", "schema:sha256": about},
        "total": len(items),
        "first": {"id": f"{name}:page", "type": "AnnotationPage", "startIndex": 0, "items": items},
    }
    return msgspec.json.format(msgspec.json.encode(collection), indent=1) + b"\n"


def _selectors(each: Quoted | CitedNumber) -> tuple[Selector, ...]:
    """The words of a copy in which something was found; none where it was not."""
    if isinstance(each, Quoted):
        return each.passage.selectors if each.passage.state == "verified" else ()
    selector = each.passage.selector
    return (selector,) if selector and each.passage.state in {"found", "elsewhere"} else ()


def _label(name: str, verification: Verification) -> str:
    counts, numbers = verification.counts, verification.numbers
    said = f"{name}: {counts.verified} of {counted(counts.total, 'quotation')}"
    if numbers:
        found = sum(1 for each in numbers if _selectors(each))
        said += f" and {found} of {counted(len(numbers), 'cited number')}"
    return f"{said} found in copies of the sources that are cited"


def _annotation(each: Quoted | CitedNumber, source: Source, sha256: str, day: str) -> Json:
    is_quotation = isinstance(each, Quoted)
    words = each.words if isinstance(each, Quoted) else each.value
    elsewhere = _is_elsewhere(each)
    made: Json = {
        "type": "Annotation",
        "motivation": "assessing",
        "created": f"{day}T00:00:00Z",
        "body": {
            "type": "TextualBody",
            "purpose": "assessing",
            "format": "text/plain",
            "language": "en",
            "value": _ASSESSMENTS[is_quotation, elsewhere],
        },
        "briefdeck:entry": each.entry,
        "briefdeck:source": each.seen_in,
        "briefdeck:quotation" if is_quotation else "briefdeck:number": words,
    }
    if each.seen_at is not None:
        made["briefdeck:at"] = each.seen_at
    if elsewhere:
        made["briefdeck:elsewhere"] = True
    if (each.source, each.at) != (each.seen_in, each.seen_at):
        made["briefdeck:cited"] = {"source": each.source, "at": each.at}
    if isinstance(each, CitedNumber):
        made["briefdeck:path"] = pointer(each.path)
        made["briefdeck:offset"] = each.offset
    resource = _resource(source, sha256)
    made["target"] = [_target(resource, selector) for selector in _selectors(each)]
    return made


def _is_elsewhere(each: Quoted | CitedNumber) -> bool:
    if isinstance(each, Quoted):
        return each.passage.elsewhere
    return each.passage.state == "elsewhere"


def _resource(source: Source, sha256: str) -> Json:
    """The source: its address, else that of its copy's bytes (RFC 6920)."""
    digest = urlsafe_b64encode(bytes.fromhex(sha256)).decode().rstrip("=")
    address = source.url or (f"https://doi.org/{source.doi}" if source.doi else "")
    return {
        "id": address or f"ni:///sha-256;{digest}",
        "schema:name": one_line(source.title),
        "schema:sha256": sha256,
    }


def _target(resource: Json, selector: Selector) -> Json:
    made: Json = {"type": "TextQuoteSelector", "exact": selector.exact}
    if selector.prefix:
        made["prefix"] = selector.prefix[-_LONGEST_CONTEXT:]
    if selector.suffix:
        made["suffix"] = selector.suffix[:_LONGEST_CONTEXT]
    target: Json = {"source": resource, "selector": made}
    return {**target, "briefdeck:page": selector.page} if selector.page else target
