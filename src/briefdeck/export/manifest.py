"""A manifest of what a briefing states and cites, for programs that check claims and citations."""

from collections.abc import Iterable, Iterator
from typing import Any, Final, Literal

from msgspec import Struct, json

from briefdeck.document.csl_items import csl_item
from briefdeck.document.lookup import Lookup, lookup
from briefdeck.evidence.passages import Quoted, State
from briefdeck.export import Exported, Wanted
from briefdeck.model.briefing import (
    Confidence,
    Entry,
    Grade,
    Kind,
    Series,
    Source,
)
from briefdeck.model.codec import enc_hook, schema_hook
from briefdeck.model.edtf import Edtf
from briefdeck.model.evidence import STATEMENTS, Support, seen_in, support
from briefdeck.model.fields import FieldKind, fields_of
from briefdeck.model.figures import point_label, value_words
from briefdeck.model.links import FRONT, Link
from briefdeck.model.problem import KeyPath
from briefdeck.model.prose import plain_text
from briefdeck.output.json_text import NAMESPACE, indented
from briefdeck.output.takeaway import reference_text
from briefdeck.text.words import one_line

Role = Literal["support", "voice", "caveat"]

_UNSTATED: Final = frozenset({"sources"})


class Seen(Struct, frozen=True, kw_only=True):
    """The source in which a cited one was seen, and the place in it."""

    source: str
    at: str | None


class TextQuoteSelector(Struct, frozen=True, kw_only=True, tag_field="type"):
    """Words of a copy and what stands around them, as W3C's Web Annotation has them."""

    exact: str
    prefix: str
    suffix: str


class Verdict(Struct, frozen=True, kw_only=True):
    """What became of words of a source in its stored copy.

    state: as `briefdeck verify` gives it. as_of: the day of the record from which it is known,
    where the copy is not here; else None. selectors: where they were found, or others near them.
    """

    words: str
    state: State
    as_of: str | None
    selectors: tuple[TextQuoteSelector, ...]


class Citation(Struct, frozen=True, kw_only=True):
    """One citation: `source:` and its id, the place in it, and its exact words if they are given.

    says: the words of the source on which an unquoted statement rests. verdicts: what became of
    either, as far as a copy is stored. role: whether it supports the statement, makes it as its
    voice, or speaks of it in the caveat. via: the source in which it was seen. path: where it
    stands in the briefing's data, as a JSON pointer.
    """

    source: str
    at: str | None
    quote: str | None
    says: str | None
    verdicts: tuple[Verdict, ...]
    role: Role
    via: Seen | None
    path: str


class Speaker(Struct, frozen=True, kw_only=True):
    """Whose statement it is: `actor:` or `source:` and an id, the name, and where it is made."""

    id: str
    name: str
    at: str | None


class Remark(Struct, frozen=True, kw_only=True):
    """The preparers' caveat: its words, and how they grade the statement."""

    text: str
    grade: Grade | None


class Part(Struct, frozen=True, kw_only=True):
    """What an entry says beside its text, an argument for instance, and where that stands."""

    text: str
    path: str


class Value(Struct, frozen=True, kw_only=True):
    """A value of a figure: when or of what it is, how much, what is said of it, and its caveat.

    path: where it stands in the briefing's data, under which its citations are found.
    """

    label: str
    words: str
    value: int | float | None
    text: str
    caveat: Remark | None
    path: str


class Statement(Struct, frozen=True, kw_only=True):
    """An entry: what it says in plain words, whose it is, and everything that it cites.

    id: its noun and id, `finding:key`. needs_source: whether it counts among the statements that
    need one; only of these `support` says how well they are supported.
    """

    id: str
    path: str
    title: str
    text: str
    parts: tuple[Part, ...]
    needs_source: bool
    kind: Kind | None
    voice: Speaker | None
    likelihood: str | None
    confidence: Confidence | None
    when: Edtf | None
    support: Support | None
    caveat: Remark | None
    values: tuple[Value, ...]
    citations: tuple[Citation, ...]


class SourceData(Struct, frozen=True, kw_only=True):
    """A source: as CSL has it, in Chicago's style, and what the briefing says of it.

    origin: the source that it has its information from. via: that in which alone it was seen.
    """

    id: str
    path: str
    reference: str
    reliability: str | None
    status: str | None
    origin: str | None
    via: Seen | None
    csl: dict[str, Any]


class About(Struct, frozen=True, kw_only=True):
    """The briefing: what it is, what it says first, and what it cites for that."""

    id: str
    title: str
    bottom_line: str
    as_of: Edtf
    language: str
    stance: Literal["neutral", "advocacy"]
    authors: tuple[str, ...]
    publisher: str | None
    condenses: str | None
    citations: tuple[Citation, ...]


class Manifest(Struct, frozen=True, kw_only=True):
    """Everything that a briefing states, and the sources that it cites for it."""

    briefing: About
    statements: tuple[Statement, ...]
    sources: tuple[SourceData, ...]
    format: Literal["briefdeck-manifest-1"] = "briefdeck-manifest-1"


def export(wanted: Wanted) -> Exported:
    """Write the manifest of what a reading states, with all sources."""
    encoded = json.encode(_manifest(lookup(wanted.loaded), wanted), enc_hook=enc_hook)
    return Exported("".join(indented(encoded)).encode())


def schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) that every manifest satisfies."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:briefdeck:schema:briefdeck-manifest-1",
        "title": "A briefdeck manifest, version 1",
        "description": "The statements of a briefing, and what it cites for each.",
        **json.schema(Manifest, schema_hook=schema_hook),
    }


def _manifest(found: Lookup, wanted: Wanted) -> Manifest:
    front, briefing = found.briefing.front, found.briefing
    about = About(
        id=f"briefing:{found.loaded.id}",
        title=one_line(front.title),
        bottom_line=plain_text(front.bluf),
        as_of=front.as_of,
        language=front.language,
        stance=front.stance,
        authors=front.authors,
        publisher=front.publisher,
        condenses=f"{NAMESPACE}{front.condenses}" if front.condenses else None,
        citations=tuple(_citations(found, FRONT)),
    )
    statements = [
        _statement(found, entry, path)
        for entry, path in _entries(found)
        if entry.table not in _UNSTATED and wanted.holds(found, entry)
    ]
    sources = [_source(found, source, number) for number, source in enumerate(briefing.sources)]
    return Manifest(briefing=about, statements=tuple(statements), sources=tuple(sources))


def _entries(found: Lookup) -> Iterator[tuple[Entry, str]]:
    """Yield every entry and its path."""
    places: dict[str, int] = {}
    for entry in found.briefing.entries():
        place = places.setdefault(entry.table, 0)
        places[entry.table] += 1
        yield entry, _pointer((entry.table, place))


def _statement(found: Lookup, entry: Entry, path: str) -> Statement:
    needs_source = entry.table in STATEMENTS
    return Statement(
        id=_name(entry),
        path=path,
        title=found.label(entry.id),
        text=plain_text(entry.text or ""),
        parts=tuple(_parts(entry, path)),
        needs_source=needs_source,
        kind=entry.kind,
        voice=_speaker(found, entry),
        likelihood=entry.likelihood,
        confidence=entry.confidence,
        when=entry.date,
        support=support(entry.id, found.links) if needs_source else None,
        caveat=_remark(entry),
        values=tuple(_values(entry, path)) if isinstance(entry, Series) else (),
        citations=tuple(_citations(found, entry.id)),
    )


def _parts(entry: Entry, path: str) -> Iterator[Part]:
    """Yield what an entry says in its further fields of prose."""
    for field in fields_of(type(entry)):
        if field.kind is not FieldKind.PROSE or field.groups or field.name == "text":
            continue
        value: str | tuple[str, ...] | None = getattr(entry, field.name)
        if isinstance(value, str):
            yield Part(text=plain_text(value), path=f"{path}/{field.key}")
        for place, text in enumerate(value if isinstance(value, tuple) else ()):
            yield Part(text=plain_text(text), path=f"{path}/{field.key}/{place}")


def _name(entry: Entry) -> str:
    return f"{entry.noun.replace(' ', '-')}:{entry.id}"


def _speaker(found: Lookup, entry: Entry) -> Speaker | None:
    speaker, voice = found.speaker(entry), entry.said_by
    if speaker is None:
        return None
    return Speaker(id=_name(speaker), name=found.label(speaker.id), at=voice.at if voice else None)


def _values(series: Series, path: str) -> Iterator[Value]:
    for place, point in enumerate(series.points):
        yield Value(
            label=point_label(series, point),
            words=value_words(series, point),
            value=point.value,
            text=plain_text(point.text or ""),
            caveat=_remark(point),
            path=f"{path}/points/{place}",
        )


def _remark(cited: Any) -> Remark | None:
    warning = cited.warning
    return None if warning is None else Remark(text=plain_text(warning.text), grade=warning.grade)


def _citations(found: Lookup, entry_id: str) -> Iterator[Citation]:
    """Yield what an entry cites, in its prose, its lists and its points, and its voice."""
    for link in found.links.forward.get(entry_id, ()):
        if link.relation in {"cites", "voice"} and found.source(link.target) is not None:
            yield Citation(
                source=f"{NAMESPACE}{link.target}",
                at=link.at,
                quote=link.quote,
                says=link.says,
                verdicts=tuple(_verdicts(found, link)),
                role=_role(link),
                via=_seen(found, link),
                path=_pointer(link.path),
            )


def _verdicts(found: Lookup, link: Link) -> Iterator[Verdict]:
    return map(_verdict, found.verdicts.of(link) if found.verdicts is not None else ())


def _verdict(quoted: Quoted) -> Verdict:
    selectors = [
        TextQuoteSelector(exact=each.exact, prefix=each.prefix, suffix=each.suffix)
        for each in quoted.passage.selectors
    ]
    return Verdict(
        words=quoted.words,
        state=quoted.passage.state,
        as_of=quoted.as_of or None,
        selectors=tuple(selectors),
    )


def _role(link: Link) -> Role:
    if link.relation == "voice":
        return "voice"
    return "caveat" if "caveat" in link.path else "support"


def _seen(found: Lookup, link: Link) -> Seen | None:
    via = seen_in(link, found.links)
    return None if via is None else Seen(source=f"{NAMESPACE}{via.source}", at=via.at)


def _pointer(path: KeyPath | Iterable[str | int]) -> str:
    """A path of keys as a JSON pointer (RFC 6901)."""
    keys = [str(key).replace("~", "~0").replace("/", "~1") for key in path]
    return "".join([f"/{key}" for key in keys])


def _source(found: Lookup, source: Source, number: int) -> SourceData:
    via = source.seen_in
    seen = None if via is None else Seen(source=f"{NAMESPACE}{via.source}", at=via.at)
    name = f"{NAMESPACE}{source.id}"
    return SourceData(
        id=name,
        path=_pointer(("sources", number)),
        reference=reference_text(found, source),
        reliability=source.reliability,
        status=source.status,
        origin=f"{NAMESPACE}{source.origin}" if source.origin else None,
        via=seen,
        csl=csl_item(source) | {"id": name},
    )
