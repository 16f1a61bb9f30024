"""A comparison as JSON for programs, and the JSON Schema of it, both made from the same types."""

from collections.abc import Iterator
from typing import Any, Literal

from msgspec import Struct, field, json

from briefdeck.document.comparison import Comparison, Named, PlainEntry, Side, StatementPair
from briefdeck.document.ledger import Counts, LedgerRow
from briefdeck.document.shared_measures import Measure
from briefdeck.document.shared_sources import SharedSource
from briefdeck.model.codec import enc_hook, schema_hook
from briefdeck.model.edtf import Edtf
from briefdeck.output.json_text import indented


class SideData(Struct, frozen=True, kw_only=True):
    """One of the two briefings."""

    id: str
    title: str
    as_of: Edtf
    stance: Literal["neutral", "advocacy"]
    entries: int


class PairData(Struct, frozen=True, kw_only=True):
    """Two statements that say something of the same; likeness goes from 0 to 1."""

    a: PlainEntry
    b: PlainEntry
    likeness: float
    words: tuple[str, ...]
    linked: tuple[str, ...]
    sources: tuple[str, ...]


class OnlyData(Struct, frozen=True, kw_only=True):
    """Statements and recommendations that have no counterpart."""

    a: tuple[Named, ...]
    b: tuple[Named, ...]


class UncomparedData(Struct, frozen=True, kw_only=True):
    """A measure of both that cannot be compared, as the units differ or no period is in both."""

    measure: str
    title: str
    units: tuple[str, ...]
    because: Literal["units", "periods"]


class ComparisonData(Struct, frozen=True, kw_only=True):
    """A comparison: `ledger` has the values that disagree, `agreements` those that agree."""

    a: SideData
    b: SideData
    nothing_in_common: bool
    counts: Counts
    ledger: tuple[LedgerRow, ...]
    agreements: tuple[LedgerRow, ...]
    statements: tuple[PairData, ...]
    recommendations: tuple[PairData, ...]
    only: OnlyData
    not_compared: tuple[UncomparedData, ...]
    sources: tuple[SharedSource, ...]


class Envelope(Struct, frozen=True, kw_only=True):
    """What stands around a comparison in JSON: which format it is."""

    format: str = field(default="briefdeck-comparison-1")
    comparison: ComparisonData


def pieces(comparison: Comparison) -> Iterator[str]:
    """Yield a comparison as indented JSON, in pieces."""
    encoded = json.encode(Envelope(comparison=_data(comparison)), enc_hook=enc_hook)
    yield from indented(encoded)


def schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) that every comparison written as JSON satisfies."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A briefdeck comparison",
        "description": "Two briefings side by side: the values that both give, and what both say.",
        **json.schema(Envelope, schema_hook=schema_hook),
    }


def _data(comparison: Comparison) -> ComparisonData:
    first, second = comparison.sides
    only_first, only_second = comparison.only
    return ComparisonData(
        a=_side(first),
        b=_side(second),
        nothing_in_common=not comparison.has_anything,
        counts=comparison.counts,
        ledger=comparison.disagreements,
        agreements=comparison.agreements,
        statements=tuple(map(_pair, comparison.statements)),
        recommendations=tuple(map(_pair, comparison.advice)),
        only=OnlyData(a=only_first, b=only_second),
        not_compared=tuple(_not_compared(comparison.measures)),
        sources=comparison.sources,
    )


def _side(side: Side) -> SideData:
    return SideData(
        id=side.id, title=side.title, as_of=side.as_of, stance=side.stance, entries=side.entries
    )


def _pair(pair: StatementPair) -> PairData:
    first, second = pair.entries
    return PairData(
        a=first,
        b=second,
        likeness=pair.score,
        words=pair.words,
        linked=pair.linked,
        sources=pair.sources,
    )


def _not_compared(measures: tuple[Measure, ...]) -> Iterator[UncomparedData]:
    for measure in measures:
        if any(row.pairs for row in measure.rows):
            continue
        yield UncomparedData(
            measure=measure.name,
            title=measure.title,
            units=measure.units,
            because="periods" if measure.is_comparable else "units",
        )
