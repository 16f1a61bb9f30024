"""From a path or a text to `Loaded`: each step adds what is wrong; none raises for what is in the file."""

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import Struct, field
from msgspec.structs import replace

from briefdeck.loader.finding import Finding, Mark
from briefdeck.loader.parsing import Parsed, parse
from briefdeck.loader.pause import collection_paused
from briefdeck.loader.reading import clean, decode, read_bytes
from briefdeck.loader.references import duplicate_findings, raw_ids, reference_findings
from briefdeck.loader.shape import shape_findings, spoiled_paths
from briefdeck.model.briefing import TABLES, Briefing
from briefdeck.model.codec import BUILTIN_TYPES, dec_hook
from briefdeck.model.links import Links, link
from briefdeck.model.problem import KeyPath, Place, Problem
from briefdeck.text.visible import visible
from briefdeck.text.words import kebab_case

if TYPE_CHECKING:
    from briefdeck.loader.collect import Collector


class Loaded(Struct, frozen=True, kw_only=True):
    r"""A file as it could be read: the sound part of its briefing, its links, and every problem in file order.

    id: the file's stem. text: what the file says (line ends as `\n`, no byte order mark). briefing: None where nothing
    could be read; otherwise its entries have unique ids and every entry is sound, broken ones are left out and reported.
    """

    id: str
    path: Path | None
    text: str
    briefing: Briefing | None
    links: Links | None
    problems: tuple[Problem, ...]
    sound_text: str = ""
    """`text` with what does not parse blanked out, line by line: what the briefing was read from."""
    positions: Mapping[KeyPath, tuple[int, ...]] = field(default_factory=dict)
    """Where entries were left out: list path (in the file) → positions in the file of those that stayed."""

    @property
    def name(self) -> str:
        """The file as its problems name it."""
        return str(self.path) if self.path else self.id

    def path_in_file(self, path: KeyPath) -> KeyPath:
        """A key path of the briefing as a key path of the file (they differ where broken entries were left out)."""
        return path_in_file(path, self.positions)

    def place(
        self, path: KeyPath, *, mark: Mark = "value", word: str = "", offset: int | None = None
    ) -> Place:
        """Where in the file something of the briefing stands; the first call scans the file, the next ones are cheap.

        word: mark this word inside the value (prose). offset: mark the character at this offset of the string.
        """
        from briefdeck.loader.place import find_place

        return find_place(
            self.sound_text,
            self.path_in_file(path),
            mark=mark,
            word=word,
            offset=offset,
            shown=self.text,
        )


def path_in_file(path: KeyPath, positions: Mapping[KeyPath, tuple[int, ...]]) -> KeyPath:
    """A key path of mended data as one of the file: the same but for positions behind items that were left out."""
    if not positions:
        return path
    found: KeyPath = ()
    for key in path:
        kept = positions.get(found)
        found = (
            *found,
            kept[key] if isinstance(key, int) and kept is not None and key < len(kept) else key,
        )
    return found


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
    from briefdeck.loader.collect import Collector

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


def _file_positions(table: str, mended: dict[str, Any], collector: "Collector") -> Sequence[int]:
    """Where in the file the entries of a mended table stand."""
    return collector.positions.get((table,), range(len(mended.get(table, ()))))


def _pointless(mended: dict[str, Any], collector: "Collector") -> set[KeyPath]:
    """Figures that have no point left, and tables that have lost a column, so that their cells have no heads."""
    return {
        (table, position)
        for table, key in (("series", "points"), ("tables", "columns"))
        for position, entry in zip(
            _file_positions(table, mended, collector), mended.get(table, ()), strict=True
        )
        if not entry[key] or (key == "columns" and (table, position, key) in collector.positions)
    }


def _leave_out(
    mended: dict[str, Any], broken: Collection[KeyPath], collector: "Collector"
) -> dict[KeyPath, tuple[int, ...]]:
    """Take the broken entries out of the mended data; list path → positions of what stayed."""
    positions = dict(collector.positions)
    for table in TABLES:
        standing = _file_positions(table, mended, collector)
        kept = [
            number for number, position in enumerate(standing) if (table, position) not in broken
        ]
        if len(kept) < len(standing):
            positions[table,] = tuple(standing[number] for number in kept)
            mended[table] = [mended[table][number] for number in kept]
    return positions


def load(path: Path) -> Loaded:
    """Read a briefing file. Never raises for what is in the file or why it cannot be read; problems say it."""
    with collection_paused():
        content = read_bytes(path)
        if isinstance(content, Finding):
            return _unread(path.stem, path, "", [content])
        return _load(content, path.stem, path)


def load_text(text: str | bytes, name: str = "briefing", *, path: Path | None = None) -> Loaded:
    """Load a briefing from its text or bytes; `name` is the briefing's id."""
    with collection_paused():
        return _load(text, name, path)


def _load(content: str | bytes, name: str, path: Path | None) -> Loaded:
    text, findings = decode(
        content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
    )
    if path is not None:
        findings.extend(_stem_findings(name))
    if not text.strip():
        return _unread(name, path, text, findings)
    parsed = parse(text)
    findings.extend(parsed.findings)
    if parsed.data is None:
        return _unread(name, path, text, findings)
    data = parsed.data
    clean(data, text)
    shape = shape_findings(data)
    if not parsed.findings and not shape:
        briefing = _converted(data)
        if briefing is not None:
            links = link(briefing)
            references = reference_findings(briefing, links, name)
            if not references and not links.duplicates:
                problems = _problems(findings, _file(name, path), text, text, data)
                return Loaded(
                    id=name,
                    path=path,
                    text=text,
                    briefing=briefing,
                    links=links,
                    problems=problems,
                    sound_text=text,
                )
    return _mended(name, path, text, findings, parsed, data, shape)


def _converted(data: dict[str, Any]) -> Briefing | None:
    """The briefing, where the data is as the types want it."""
    try:
        return msgspec.convert(data, Briefing, builtin_types=BUILTIN_TYPES, dec_hook=dec_hook)
    except msgspec.ValidationError:
        return None


def _mended(
    name: str,
    path: Path | None,
    text: str,
    findings: list[Finding],
    parsed: Parsed,
    data: dict[str, Any],
    shape: list[Finding],
) -> Loaded:
    """What could be read of a file in which something is wrong, and all that is wrong."""
    mended = mend(data, shape, parsed, name)
    findings = [*findings, *shape, *mended.findings]
    problems = _problems(findings, _file(name, path), text, parsed.sound_text, data)
    return Loaded(
        id=name,
        path=path,
        text=text,
        briefing=mended.briefing,
        links=mended.links,
        problems=problems,
        sound_text=parsed.sound_text,
        positions=mended.positions,
    )


def _unread(name: str, path: Path | None, text: str, findings: list[Finding]) -> Loaded:
    """A file of which nothing could be read."""
    problems = _problems(findings, _file(name, path), text, "", None)
    return Loaded(id=name, path=path, text=text, briefing=None, links=None, problems=problems)


def _file(name: str, path: Path | None) -> str:
    return visible(str(path)) if path else name


def _stem_findings(stem: str) -> list[Finding]:
    """A stem that is no id: the briefing can be opened by its path, and referred to only after a new name."""
    if _is_id(stem):
        return []
    from briefdeck.text.words import kebab_case, quoted

    suggestion = kebab_case(stem)
    return [
        Finding(
            rule="file-name",
            severity="warning",
            message=f"The file's name is the briefing's id, and {quoted(stem)} is none.",
            remedy=f"Rename it to `{suggestion}.toml`."
            if suggestion
            else "Give it a name in small letters and hyphens.",
        )
    ]


def _is_id(stem: str) -> bool:
    """Whether a stem is in kebab-case."""
    return all(
        part.isascii() and part.isalnum() and part == part.lower() for part in stem.split("-")
    )


def _problems(
    findings: list[Finding], file: str, text: str, sound_text: str, data: dict[str, Any] | None
) -> tuple[Problem, ...]:
    if not findings:
        return ()
    from briefdeck.loader.place import placed

    return placed(findings, file, text, sound_text, data)
