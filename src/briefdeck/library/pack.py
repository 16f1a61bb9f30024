"""Packs: briefings and what belongs to them in one file, which can be checked to the last bit."""

import os
import re
import stat
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from briefdeck.durable import (
    folder_aside,
    move_away,
    sweep,
    write_atomically,
    write_new,
)
from briefdeck.library.attached import attached
from briefdeck.library.folders import Folders, folders
from briefdeck.library.lookup import Found, NotFound, Refused, read, resolve
from briefdeck.library.packfile import (
    LARGEST_TOTAL,
    Manifest,
    NewerPackError,
    PackedBriefing,
    PackError,
    packed,
    refusal,
    unpacked,
)
from briefdeck.library.walk import on_disk
from briefdeck.loader.reading import read_briefing
from briefdeck.model.briefing import ID_PATTERN
from briefdeck.text.file_names import name_problem
from briefdeck.text.visible import visible
from briefdeck.text.words import did_you_mean, one_line
from briefdeck.version import __version__


class Packed(NamedTuple):
    """A pack that has been written or verified.

    `left_out` are the local files that it could not take along, each with the reason.
    """

    file: Path
    manifest: Manifest
    left_out: tuple[str, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """The briefings in it."""
        return tuple(briefing.id for briefing in self.manifest.briefings)


class Unpacked(NamedTuple):
    """What was written where: the briefings' files.

    `present`: ids that stood there already, to the last bit.
    """

    paths: tuple[Path, ...]
    present: tuple[str, ...] = ()


def pack(
    names: Sequence[str], out: Path, places: Folders | None = None, *, replace: bool = False
) -> Packed | Refused:
    """Write briefings (names or paths) and their attachments into one file.

    Never over another unless asked to.
    """
    files = _named(names, places or folders())
    if isinstance(files, Refused):
        return files
    if not files:
        return Refused("There is nothing to pack.", "Name at least one briefing.")
    contents: dict[str, bytes] = {}
    briefings: list[PackedBriefing] = []
    left_out: list[str] = []
    for found in files.values():
        taken = _take(found, contents, left_out)
        if isinstance(taken, Refused):
            return taken
        briefings.append(taken)
    return _write(tuple(briefings), contents, out, tuple(left_out), replace=replace)


def _named(names: Sequence[str], places: Folders) -> dict[str, Found] | Refused:
    """Return the briefings that the names mean, by their ids, each once."""
    files: dict[str, Found] = {}
    for name in names:
        found = resolve(name, places)
        if isinstance(found, NotFound):
            hint = did_you_mean(*found.suggestions) or "`briefdeck list` shows what is there."
            return Refused(f"There is no briefing called `{visible(name)}`.", hint)
        first = files.setdefault(found.id, found)
        if first.path.resolve() != found.path.resolve():
            remedy = "Rename one of the files, or make two packs."
            return Refused(f"Two of the briefings have the id `{found.id}`.", remedy)
    return files


def verify(file: Path) -> Packed | Refused:
    """Check every byte of a pack and read what it holds; writes nothing."""
    try:
        manifest, _ = unpacked(file)
    except PackError as error:
        return Refused(*refusal(file, error))
    return Packed(file, manifest)


def unpack(
    file: Path, into: Path | None = None, places: Folders | None = None
) -> Unpacked | Refused:
    """Verify a pack, then put its briefings into a folder, each whole or not at all.

    The folder is the reader's own library unless another is named. A briefing that is there already
    is left as it is: the same one is fine, another one of its name refuses the pack.
    """
    target = into or (places or folders()).own
    if target.exists() and not target.is_dir():
        return Refused(f"`{visible(str(target))}` is a file.", "Name a folder to unpack into.")
    try:
        manifest, held = unpacked(file)
    except PackError as error:
        return Refused(*refusal(file, error))
    if into is None:
        sweep(target)
    ids = [briefing.id for briefing in manifest.briefings]
    present = tuple(name for name in ids if _is_same(target / name, held))
    try:
        return _unpack_into(target, manifest, held, present)
    except OSError as error:
        return Refused(f"`{visible(str(target))}` cannot be written: {error.strerror}.")


def _unpack_into(
    target: Path, manifest: Manifest, held: Mapping[str, bytes], present: tuple[str, ...]
) -> Unpacked | Refused:
    """Write what is not present; nothing where another briefing is in the way of one."""
    wanted = [briefing.id for briefing in manifest.briefings if briefing.id not in present]
    for name in wanted:
        if os.path.lexists(target / name):
            where = visible(str(target / name))
            return Refused(
                f"`{where}` is there already and differs from what the pack holds.",
                "Move it away, or unpack into another folder.",
            )
    for name in wanted:
        _put(target, name, held)
    return Unpacked(tuple(target / briefing.path for briefing in manifest.briefings), present)


def kept_copy(found: Found, places: Folders | None = None) -> Path | Refused:
    """Return a file with what was found, for a program that needs one.

    Of a member of an archive it is a copy in the cache.
    """
    if found.content is None:
        return found.path
    places = places or folders()
    if found.pack is None:
        shipped = on_disk(places).shipped or places.cache
        return shipped / found.path.name
    try:
        _, held = unpacked(found.pack)
        digest = sha256(found.pack.read_bytes()).hexdigest()
        folder = places.cache / "packs" / digest
        _make_same(folder / found.id, held, places)
    except PackError as error:
        return Refused(*refusal(found.pack, error))
    except OSError as error:
        return Refused(f"`{visible(str(error.filename))}` cannot be written: {error.strerror}.")
    return folder / found.path.relative_to(found.pack)


def _make_same(folder: Path, held: Mapping[str, bytes], places: Folders) -> None:
    """Make a folder hold a briefing as its pack does.

    One that somebody has edited is not thrown away, but kept where removed briefings are.
    """
    if _is_same(folder, held):
        return
    sweep(folder.parent)
    if os.path.lexists(folder):
        move_away(folder, places.state / "removed")
    _put(folder.parent, folder.name, held)


def _take(
    found: Found, contents: dict[str, bytes], left_out: list[str]
) -> PackedBriefing | Refused:
    """Put a briefing and its attachments among the contents."""
    if not re.fullmatch(ID_PATTERN, found.id) or name_problem(found.id):
        return Refused(
            f"`{found.id}` is not an id that a pack can hold.",
            "Rename its file: small letters, digits and hyphens.",
        )
    loaded = read(found)
    if loaded.briefing is None:
        return Refused(
            f"`{found.id}` cannot be read as a briefing.",
            f"`briefdeck check {visible(str(found.path))}` says what is wrong.",
        )
    raw = _briefing_bytes(found)
    if isinstance(raw, Refused):
        return raw
    member = f"{found.id}/{found.id}.toml"
    contents[member] = raw
    beside = attached(found.path, loaded.briefing, LARGEST_TOTAL - _size(contents))
    for address, attachment in beside.files.items():
        contents.setdefault(f"{found.id}/{address}", attachment)
    left_out += [f"{found.id}: {said}" for said in beside.left_out]
    front = loaded.briefing.front
    title = one_line(front.title)
    return PackedBriefing(id=found.id, path=member, title=title, as_of=str(front.as_of))


def _size(contents: Mapping[str, bytes]) -> int:
    return sum(map(len, contents.values()))


def _briefing_bytes(found: Found) -> bytes | Refused:
    """Return the bytes of a briefing's file as they stand."""
    if found.content is not None:
        return found.content
    file = read_briefing(found.path)
    if not isinstance(file, tuple):
        return Refused(f"`{found.id}` cannot be read: {file.message}", file.advice)
    return file[0]


def _write(
    briefings: tuple[PackedBriefing, ...],
    contents: Mapping[str, bytes],
    out: Path,
    left_out: tuple[str, ...],
    *,
    replace: bool,
) -> Packed | Refused:
    if _size(contents) > LARGEST_TOTAL:
        return Refused(
            f"The briefings are larger than the {LARGEST_TOTAL >> 20} MB that a pack can hold.",
            "Make several packs.",
        )
    raw = packed(briefings, contents, f"briefdeck {__version__}")
    if replace and _is_newer(out):
        return Refused(
            f"`{visible(str(out))}` is a pack of a newer briefdeck; it was not replaced.",
            "Choose another name, or move that pack away.",
        )
    try:
        if replace:
            write_atomically(out, raw, private=False)
        else:
            write_new(out, raw, private=False)
    except FileExistsError:
        return Refused(
            f"`{visible(str(out))}` is there already.",
            "Choose another name, or replace it with `--replace`.",
        )
    except OSError as error:
        return Refused(f"`{visible(str(out))}` cannot be written: {error.strerror}.")
    # Read again from the disk: what is handed on is known to be whole.
    checked = verify(out)
    if isinstance(checked, Refused):
        return checked
    return checked._replace(left_out=left_out)


def _is_newer(file: Path) -> bool:
    """Whether a file is a pack that this program cannot know all of."""
    try:
        unpacked(file)
    except NewerPackError:
        return True
    except PackError:
        return False
    return False


def _is_same(folder: Path, held: Mapping[str, bytes]) -> bool:
    """Whether a folder holds a briefing and its attachments just as the pack does."""
    try:
        for path, raw in _members(folder.name, held):
            file = folder.parent / path
            status = os.lstat(file)
            if not stat.S_ISREG(status.st_mode) or status.st_size != len(raw):
                return False
            if file.read_bytes() != raw:
                return False
    except OSError:
        return False
    return True


def _members(briefing_id: str, held: Mapping[str, bytes]) -> list[tuple[str, bytes]]:
    """Return the files of one briefing in a pack, by their paths in it."""
    return [(path, raw) for path, raw in held.items() if path.startswith(f"{briefing_id}/")]


def _put(target: Path, briefing_id: str, held: Mapping[str, bytes]) -> None:
    """Write a briefing's folder, which gets its name in one step."""
    with folder_aside(target / briefing_id) as folder:
        for path, raw in _members(briefing_id, held):
            write_new(folder / path.removeprefix(f"{briefing_id}/"), raw, private=False)
