"""From a path or a text to `Loaded`.

Each step adds what is wrong; none raises for what is in the file.
"""

from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import msgspec
import tomli
from msgspec import Struct, field
from msgspec.structs import replace

from briefdeck.loader.complaints import Complaints
from briefdeck.loader.reading import clean, decode, read_briefing
from briefdeck.loader.references import reference_complaints
from briefdeck.loader.shape import Shape, shape_of
from briefdeck.model.briefing import TABLES, Briefing, Entry
from briefdeck.model.codec import converted
from briefdeck.model.links import Links, link
from briefdeck.model.problem import Complaint, KeyPath, Mark, Place, Problem
from briefdeck.text.visible import visible
from briefdeck.text.words import kebab_case, quoted

if TYPE_CHECKING:
    from briefdeck.loader.place import Places
    from briefdeck.loader.recovery import Recovered

_OF_IDS: Final = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-")
"""Characters of ids; the time to make a regular expression is saved."""

# Most files are sound. What only a broken one needs (collect, recovery, syntax, place) is imported
# where it is used: it would double the time that a sound file takes.


class Loaded(Struct, frozen=True, kw_only=True):
    r"""A file as it could be read: the sound part of its briefing, its links, and its problems.

    id: the file's stem. text: what the file says (line ends as `\n`, no byte order mark). briefing:
    None where nothing could be read; otherwise its entries have unique ids and every entry is
    sound, broken ones are left out and reported. problems: all of them, in file order. sound_text:
    `text` with what does not parse blanked out, line by line: what the briefing was read from.
    positions: where items were left out, list path (in the file) → positions in the file of those
    that stayed.
    """

    id: str
    path: Path | None
    text: str
    briefing: Briefing | None = None
    links: Links | None = None
    problems: tuple[Problem, ...] = ()
    sound_text: str = ""
    positions: Mapping[KeyPath, tuple[int, ...]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The file as its problems name it."""
        return visible(str(self.path or self.id))

    @property
    def errors(self) -> tuple[Problem, ...]:
        """Those of its problems for which something had to be left out."""
        return tuple(problem for problem in self.problems if problem.severity == "error")

    @property
    def is_unreadable(self) -> bool:
        """Whether errors left nothing to print: not a single entry could be read."""
        if not self.errors:
            return False
        return self.briefing is None or not any(self.briefing.entries())

    def path_in_file(self, path: KeyPath) -> KeyPath:
        """Return a key path of the briefing as one of the file.

        They differ where broken items were left out.
        """
        if not self.positions:
            return path
        from briefdeck.loader.collect import path_in_file

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
        return Places(self.name, self.text, self.sound_text, self.entry_id, counts)

    @property
    def is_whole(self) -> bool:
        """Whether the briefing has all that the file has: nothing in it was broken and left out."""
        return not self.positions and self.sound_text == self.text

    def entry_id(self, path: KeyPath) -> str | None:
        """Return the id of the entry of the briefing that a path lies in, where it has one."""
        if self.briefing is None:
            return None
        match path:
            case (str(table), int(position), *_) if table in TABLES:
                entry: Entry = getattr(self.briefing, table)[position]
                return entry.id
            case _:
                return None


def entry_counts(briefing: Briefing) -> dict[str, int]:
    """Return how many headers of each table a briefing's file has, unless entries stand inline."""
    counts = {table: len(getattr(briefing, table)) for table in (*TABLES, "exceptions")}
    return {"briefing": 1, **counts}


def load(path: Path) -> Loaded:
    """Read a briefing file.

    Never raises for what is in the file or why it cannot be read; problems say it.
    """
    file = read_briefing(path)
    if isinstance(file, Complaint):
        return _with_problems(Loaded(id=visible(path.stem), path=path, text=""), [file], {})
    content, _ = file
    return _load(content, path.stem, path)


def load_text(text: str | bytes, name: str = "briefing", *, path: Path | None = None) -> Loaded:
    """Load a briefing from its text or bytes; `name` is the briefing's id."""
    return _load(text, name, path)


def _load(content: str | bytes, name: str, path: Path | None) -> Loaded:
    """What a text says, by the shortest way where nothing is wrong."""
    if isinstance(content, str):
        content = content.encode("utf-8", "surrogatepass")
    text, complaints = decode(content)
    # Not every file system has names in UTF-8, but an id goes into JSON and names of files.
    file = Loaded(id=visible(name), path=path, text=text)
    complaints.extend(_stem_complaints(name))
    if "#! conflict" in text:
        from briefdeck.loader.leftover import conflicts_left

        complaints.extend(conflicts_left(text))
    if not text.strip():
        return _with_problems(file, complaints, {})
    try:
        data = tomli.loads(text)
    except (ValueError, RecursionError):
        return _recovered(file, complaints)
    complaints += clean(data, text)
    shape = shape_of(data)
    if not shape.complaints:
        sound = _sound(file, data)
        if sound is not None:
            return _with_problems(sound, complaints, data)
    from briefdeck.loader.recovery import Recovered

    return _mended(file, complaints, data, shape, Recovered(data=data, sound_text=text))


def _sound(file: Loaded, data: dict[str, Any]) -> Loaded | None:
    """The file with its briefing, where nothing is wrong with its data."""
    try:
        briefing = converted(data, Briefing)
    except msgspec.ValidationError:
        return None
    links = link(briefing)
    if links.duplicates or reference_complaints(briefing, links, file.id):
        return None
    return replace(file, briefing=briefing, links=links, sound_text=file.text)


def _recovered(file: Loaded, complaints: list[Complaint]) -> Loaded:
    """What could be read of a file that does not parse."""
    from briefdeck.loader.recovery import recover
    from briefdeck.loader.syntax import explain

    recovered = recover(file.text)
    complaints = [*complaints, *map(explain, recovered.faults)]
    data = recovered.data
    if data is None:
        return _with_problems(file, complaints, {})
    complaints += clean(data, file.text)
    return _mended(file, complaints, data, shape_of(data), recovered)


def _mended(
    file: Loaded,
    complaints: list[Complaint],
    data: dict[str, Any],
    shape: Shape,
    recovered: "Recovered",
) -> Loaded:
    """What could be read of a file in which something is wrong, and all that is wrong."""
    from briefdeck.loader.collect import mend

    mended = mend(data, shape.spoiled, recovered, file.id)
    sound = replace(
        file,
        briefing=mended.briefing,
        links=mended.links,
        sound_text=recovered.sound_text,
        positions=mended.positions,
    )
    every = Complaints(complaints)
    every.take(shape.complaints)
    every.take(mended.complaints)
    return _with_problems(sound, every, data)


def _with_problems(
    file: Loaded, complaints: Iterable[Complaint], data: Mapping[str, Any]
) -> Loaded:
    """The file with its problems in their order.

    `data` is what it says, broken entries included.
    """
    complaints = tuple(complaints)
    if not complaints:
        return file
    from briefdeck.loader.place import Places

    places = Places(file.name, file.text, file.sound_text, partial(_entry_id_in, data))
    problems = [places.problem(complaint, complaint.path) for complaint in complaints]
    return replace(file, problems=tuple(sorted(problems, key=position_in_file)))


def position_in_file(problem: Problem) -> tuple[int, int]:
    """Return line and column to sort problems by; those of the file as a whole come first."""
    if problem.place is None:
        return 0, 0
    return problem.place.line, problem.place.column


def _stem_complaints(stem: str) -> list[Complaint]:
    """A stem that is not an id: the briefing opens by its path, and nothing can refer to it."""
    is_id = _OF_IDS.issuperset(stem) and all(stem.split("-"))
    if is_id:
        return []
    suggestion = kebab_case(stem)
    remedy = f"Rename it to `{suggestion}.toml`."
    if not suggestion:
        remedy = "Give it a name in small letters and hyphens."
    message = f"The file's name is the briefing's id, and {quoted(stem)} is not a valid one."
    return [Complaint((), message, remedy, rule="file-name", severity="warning", mark="file")]


def _entry_id_in(data: Mapping[str, Any], path: KeyPath) -> str | None:
    """The id of the entry of raw data that a path lies in, where it has one."""
    match path:
        case (str(table), int(position), *_):
            entries = data.get(table)
        case _:
            return None
    if not isinstance(entries, list):
        return None
    match entries[position : position + 1]:
        case [{"id": str(entry_id)}]:
            return entry_id
        case _:
            return None
