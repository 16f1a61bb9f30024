"""What is left of a briefing when something is wrong with it: every finding, and the sound part as a briefing."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import msgspec
from msgspec.structs import replace

from briefdeck.load.collect import Collector
from briefdeck.load.finding import Finding
from briefdeck.load.loaded import path_in_file
from briefdeck.load.parsing import Parsed
from briefdeck.load.references import duplicate_findings, raw_ids, reference_findings
from briefdeck.load.shape import spoiled_paths
from briefdeck.load.words import kebab_case
from briefdeck.model.briefing import TABLES, Briefing
from briefdeck.model.codec import BUILTIN_TYPES, dec_hook
from briefdeck.model.links import Links, link
from briefdeck.model.problem import KeyPath


class Mended(msgspec.Struct, frozen=True):
    """The sound part, its links, all findings (paths of the file), and which list items stayed."""

    briefing: Briefing
    links: Links
    findings: list[Finding]
    positions: Mapping[KeyPath, tuple[int, ...]]


def mend(data: dict[str, Any], shape: list[Finding], parsed: Parsed, name: str) -> Mended:
    """All findings that need the types or the links, and the sound part of the data.

    First everything is kept, with stand-ins where something required is broken, so that references from and to broken
    entries can be checked; then what is broken is left out.
    """
    duplicates = duplicate_findings(data)
    whole = Collector(spoiled_paths(shape))
    everything = _convert(whole.mend(data))
    written = [entry_id for _, _, entry_id in raw_ids(data)]
    known = {*parsed.lost, *written, *map(kebab_case, written)}
    references = [
        replace(finding, path=path_in_file(finding.path, whole.positions))
        for finding in reference_findings(everything, link(everything), name, known)
    ]
    misleading = {finding.path for finding in references if finding.rule == "wrong-kind-of-id"}
    sound = Collector(spoiled_paths(shape) | misleading)
    mended = sound.mend(data)
    broken = sound.broken | {finding.path[:2] for finding in duplicates} | _pointless(mended, sound)
    positions = _leave_out(mended, broken, sound)
    rest = _convert(mended)
    findings = [each for each in whole.findings if not _was_lost(each, parsed)]
    return Mended(rest, link(rest), [*duplicates, *findings, *references], positions)


def _was_lost(finding: Finding, parsed: Parsed) -> bool:
    """Whether something is missing only because the part of the file that has it does not parse."""
    missing = {"missing-table": "briefing", "missing-key": "format"}.get(finding.rule)
    return finding.path == () and missing in parsed.lost_tables


def _convert(data: dict[str, Any]) -> Briefing:
    return msgspec.convert(data, Briefing, builtin_types=BUILTIN_TYPES, dec_hook=dec_hook)


def _file_positions(table: str, mended: dict[str, Any], collector: Collector) -> Sequence[int]:
    """Where in the file the entries of a mended table stand."""
    return collector.positions.get((table,), range(len(mended.get(table, ()))))


def _pointless(mended: dict[str, Any], collector: Collector) -> set[KeyPath]:
    """Figures that have no point left, and tables that have lost a column, so that their cells have no heads."""
    return {
        (table, position)
        for table, key in (("series", "points"), ("tables", "columns"))
        for position, entry in zip(_file_positions(table, mended, collector), mended.get(table, ()), strict=True)
        if not entry[key] or (key == "columns" and (table, position, key) in collector.positions)
    }


def _leave_out(
    mended: dict[str, Any], broken: Collection[KeyPath], collector: Collector
) -> dict[KeyPath, tuple[int, ...]]:
    """Take the broken entries out of the mended data; list path → positions of what stayed."""
    positions = dict(collector.positions)
    for table in TABLES:
        standing = _file_positions(table, mended, collector)
        kept = [number for number, position in enumerate(standing) if (table, position) not in broken]
        if len(kept) < len(standing):
            positions[table,] = tuple(standing[number] for number in kept)
            mended[table] = [mended[table][number] for number in kept]
    return positions
