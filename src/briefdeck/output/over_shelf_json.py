"""The merged views as JSON for programs, and the JSON Schemas of them, made from the same types."""

from collections.abc import Iterator
from typing import Any, Final

from msgspec import Struct, field, json

from briefdeck.document.over_shelf import Disagreements, MergedLedger, MergedTimeline
from briefdeck.document.over_shelf.alike import Alike
from briefdeck.document.over_shelf.shelf import Member
from briefdeck.document.over_shelf.timeline import DatedEntry
from briefdeck.model.codec import enc_hook, schema_hook
from briefdeck.output.json_text import indented


class TimelineData(Struct, frozen=True, kw_only=True):
    """What several briefings date: entries by time, and what of several briefings may be one."""

    briefings: tuple[Member, ...]
    entries: tuple[DatedEntry, ...]
    alike: tuple[Alike, ...]
    undated: int


class TimelineEnvelope(Struct, frozen=True, kw_only=True):
    """What stands around a timeline of several briefings: which format it is."""

    format: str = field(default="briefdeck-timeline-1")
    timeline: TimelineData


class LedgerEnvelope(Struct, frozen=True, kw_only=True):
    """What stands around the recommendations of several briefings: which format it is."""

    format: str = field(default="briefdeck-ledger-1")
    ledger: MergedLedger


class DisagreementsEnvelope(Struct, frozen=True, kw_only=True):
    """What stands around what several briefings disagree on: which format it is."""

    format: str = field(default="briefdeck-disagreements-1")
    disagreements: Disagreements


_ENVELOPES: Final[dict[str, type[Struct]]] = {
    "timeline": TimelineEnvelope,
    "ledger": LedgerEnvelope,
    "disagreements": DisagreementsEnvelope,
}


def timeline_pieces(merged: MergedTimeline) -> Iterator[str]:
    """Yield a timeline as indented JSON, in pieces."""
    data = TimelineData(
        briefings=merged.briefings,
        entries=merged.entries,
        alike=merged.alike,
        undated=merged.undated,
    )
    return _pieces(TimelineEnvelope(timeline=data))


def ledger_pieces(merged: MergedLedger) -> Iterator[str]:
    """Yield recommendations as indented JSON, in pieces."""
    return _pieces(LedgerEnvelope(ledger=merged))


def disagreements_pieces(found: Disagreements) -> Iterator[str]:
    """Yield disagreements as indented JSON, in pieces."""
    return _pieces(DisagreementsEnvelope(disagreements=found))


def schema_of(verb: str) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of what a verb prints as JSON."""
    envelope = _ENVELOPES[verb]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"What `briefdeck {verb}` prints",
        **json.schema(envelope, schema_hook=schema_hook),
    }


def _pieces(envelope: Struct) -> Iterator[str]:
    yield from indented(json.encode(envelope, enc_hook=enc_hook))
