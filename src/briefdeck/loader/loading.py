"""From a path or a text to `Loaded`: each step adds what is wrong; none raises for what is in the file."""

from collections.abc import Collection, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import Struct, field
from msgspec.structs import replace

from briefdeck.loader.reading import clean, decode, read_briefing
from briefdeck.loader.recovery import Parsed, parse
from briefdeck.loader.references import duplicate_complaints, raw_ids, reference_complaints
from briefdeck.loader.shape import shape_complaints, spoiled_paths
from briefdeck.model.briefing import TABLES, Briefing, Entry
from briefdeck.model.codec import BUILTIN_TYPES, dec_hook
from briefdeck.model.links import Links, link
from briefdeck.model.problem import Complaint, KeyPath, Mark, Place, Problem
from briefdeck.text.visible import visible
from briefdeck.text.words import kebab_case

if TYPE_CHECKING:
    from briefdeck.loader.collect import Collector
    from briefdeck.loader.place import Places


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
        """Return where in the file something of the briefing stands.

        mark: what of it to point at; or `word` inside the value, or the character at `offset` of
        the string there.
        """
        path = self.path_in_file(path)
        return self.places().place(path, mark=mark, word=word, offset=offset)

    def places(self) -> "Places":
        """Return what makes complaints about the briefing problems, with their places."""
        from briefdeck.loader.place import Places

        counts = None
        if self.briefing is not None and self.is_whole:
            counts = entry_counts(self.briefing)
        return Places(self.name, self.text, self.sound_text, self._entry_id, counts)

    @property
    def is_whole(self) -> bool:
        """Whether the briefing has all that the file has: nothing in it was broken and left out."""
        return not self.positions and self.sound_text == self.text

    def _entry_id(self, path: KeyPath) -> str | None:
        match path:
            case (str(table), int(position), *_) if table in TABLES and self.briefing is not None:
                entry: Entry = getattr(self.briefing, table)[position]
                return entry.id
            case _:
                return None


def entry_counts(briefing: Briefing) -> dict[str, int]:
    """Return how many headers of each table a briefing's file has, unless its entries stand inline."""
    counts = {table: len(getattr(briefing, table)) for table in (*TABLES, "exceptions")}
    return {"briefing": 1, **counts}


def path_in_file(path: KeyPath, positions: Mapping[KeyPath, tuple[int, ...]]) -> KeyPath:
    """Return a key path of mended data as one of the file.

    They differ in positions behind items that were left out.
    """
    if not positions:
        return path
    found: KeyPath = ()
    for key in path:
        kept = positions.get(found, ())
        is_shifted = isinstance(key, int) and key < len(kept)
        found = (*found, kept[int(key)] if is_shifted else key)
    return found


class Mended(msgspec.Struct, frozen=True):
    """The sound part, its links, all complaints (paths of the file), and which list items stayed."""

    briefing: Briefing
    links: Links
    complaints: list[Complaint]
    positions: Mapping[KeyPath, tuple[int, ...]]


def mend(data: dict[str, Any], shape: list[Complaint], parsed: Parsed, name: str) -> Mended:
    """All complaints that need the types or the links, and the sound part of the data.

    First everything is kept, with stand-ins where something required is broken, so that references from and to broken
    entries can be checked; then what is broken is left out.
    """
    from briefdeck.loader.collect import Collector

    duplicates = duplicate_complaints(data)
    whole = Collector(spoiled_paths(shape))
    everything = _convert(whole.mend(data))
    written = [entry_id for _, _, entry_id in raw_ids(data)]
    known = {*parsed.lost, *written, *map(kebab_case, written)}
    references = [
        replace(complaint, path=path_in_file(complaint.path, whole.positions))
        for complaint in reference_complaints(everything, link(everything), name, known)
    ]
    misleading = {
        complaint.path for complaint in references if complaint.rule == "wrong-kind-of-id"
    }
    sound = Collector(spoiled_paths(shape) | misleading)
    mended = sound.mend(data)
    broken = (
        sound.broken | {complaint.path[:2] for complaint in duplicates} | _pointless(mended, sound)
    )
    positions = _leave_out(mended, broken, sound)
    rest = _convert(mended)
    complaints = [each for each in whole.complaints if not _was_lost(each, parsed)]
    return Mended(rest, link(rest), [*duplicates, *complaints, *references], positions)


def _was_lost(complaint: Complaint, parsed: Parsed) -> bool:
    """Whether something is missing only because the part of the file that has it does not parse."""
    missing = {"missing-table": "briefing", "missing-key": "format"}.get(complaint.rule)
    return complaint.path == () and missing in parsed.lost_tables


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
    file = read_briefing(path)
    if isinstance(file, Complaint):
        return _unread(path.stem, path, "", [file])
    content, _ = file
    return _load(content, path.stem, path)


def load_text(text: str | bytes, name: str = "briefing", *, path: Path | None = None) -> Loaded:
    """Load a briefing from its text or bytes; `name` is the briefing's id."""
    return _load(text, name, path)


def _load(content: str | bytes, name: str, path: Path | None) -> Loaded:
    text, complaints = decode(
        content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
    )
    if path is not None:
        complaints.extend(_stem_complaints(name))
    if not text.strip():
        return _unread(name, path, text, complaints)
    parsed = parse(text)
    complaints.extend(parsed.complaints)
    if parsed.data is None:
        return _unread(name, path, text, complaints)
    data = parsed.data
    clean(data, text)
    shape = shape_complaints(data)
    if not parsed.complaints and not shape:
        briefing = _converted(data)
        if briefing is not None:
            links = link(briefing)
            references = reference_complaints(briefing, links, name)
            if not references and not links.duplicates:
                problems = _problems(complaints, _file(name, path), text, text, data)
                return Loaded(
                    id=name,
                    path=path,
                    text=text,
                    briefing=briefing,
                    links=links,
                    problems=problems,
                    sound_text=text,
                )
    return _mended(name, path, text, complaints, parsed, data, shape)


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
    complaints: list[Complaint],
    parsed: Parsed,
    data: dict[str, Any],
    shape: list[Complaint],
) -> Loaded:
    """What could be read of a file in which something is wrong, and all that is wrong."""
    mended = mend(data, shape, parsed, name)
    complaints = [*complaints, *shape, *mended.complaints]
    problems = _problems(complaints, _file(name, path), text, parsed.sound_text, data)
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


def _unread(name: str, path: Path | None, text: str, complaints: list[Complaint]) -> Loaded:
    """A file of which nothing could be read."""
    problems = _problems(complaints, _file(name, path), text, "", None)
    return Loaded(id=name, path=path, text=text, briefing=None, links=None, problems=problems)


def _file(name: str, path: Path | None) -> str:
    return visible(str(path)) if path else name


def _stem_complaints(stem: str) -> list[Complaint]:
    """A stem that is not an id: the briefing can be opened by its path, and referred to only after a new name."""
    if _is_id(stem):
        return []
    from briefdeck.text.words import kebab_case, quoted

    suggestion = kebab_case(stem)
    return [
        Complaint(
            path=(),
            rule="file-name",
            severity="warning",
            mark="file",
            message=f"The file's name is the briefing's id, and {quoted(stem)} is not a valid one.",
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
    complaints: list[Complaint], file: str, text: str, sound_text: str, data: dict[str, Any] | None
) -> tuple[Problem, ...]:
    """The problems in the order of the file."""
    if not complaints:
        return ()
    from briefdeck.loader.place import Places

    places = Places(file, text, sound_text, partial(_entry_id_in, data or {}))
    problems = [places.problem(complaint, complaint.path) for complaint in complaints]
    return tuple(sorted(problems, key=position_in_file))


def position_in_file(problem: Problem) -> tuple[int, int]:
    """Line and column, to sort problems by; those of the file as a whole come first."""
    if problem.place is None:
        return 0, 0
    return problem.place.line, problem.place.column


def _entry_id_in(data: Mapping[str, Any], path: KeyPath) -> str | None:
    """The id of the entry of raw data that a path lies in, where it has one."""
    match path:
        case (str(table), int(position), *_):
            entries = data.get(table)
        case _:
            return None
    if not isinstance(entries, list) or position >= len(entries):
        return None
    entry = entries[position]
    entry_id = entry.get("id") if isinstance(entry, dict) else None
    return entry_id if isinstance(entry_id, str) else None
