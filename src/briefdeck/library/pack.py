"""Packs: briefings and their local attachments in one file that can be carried anywhere and checked to the last bit.

Attachments are files beside a briefing that it names by a relative address, as a source's `URL` or in a prose link.
"""

import os
import shutil
import stat
import tempfile
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from briefdeck.library.durable import UNFINISHED_FOLDER, sweep, write_atomically, write_new
from briefdeck.library.folders import Folders, folders
from briefdeck.library.lookup import Found, NotFound, Refused, read, resolve
from briefdeck.library.packfile import (
    LARGEST_MEMBER,
    LARGEST_TOTAL,
    Manifest,
    PackedBriefing,
    PackError,
    name_problem,
    packed,
    refusal,
    unpacked,
)
from briefdeck.library.walk import on_disk
from briefdeck.model.briefing import ID_PATTERN, Briefing
from briefdeck.text.visible import visible
from briefdeck.text.words import did_you_mean, one_line
from briefdeck.version import __version__


class Packed(NamedTuple):
    """A pack that has been written or verified: its file, what it holds, and local files that it could not take along."""

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
    """The briefings that the names mean, by their ids, each once."""
    files: dict[str, Found] = {}
    for name in names:
        found = resolve(name, places)
        if isinstance(found, NotFound):
            hint = did_you_mean(*found.suggestions) or "`briefdeck list` shows what is there."
            return Refused(f"There is no briefing called `{visible(name)}`.", hint)
        if files.setdefault(found.id, found).path.resolve() != found.path.resolve():
            remedy = "Rename one of the files, or make two packs."
            return Refused(f"Two of the briefings have the id `{found.id}`.", remedy)
    return files or Refused("There is nothing to pack.", "Name at least one briefing.")


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
    """Verify a pack, then put its briefings into a folder (the reader's own library), each whole or not at all.

    A briefing that is there already is left as it is: the same one is fine, another one of its name refuses the pack.
    """
    target = into or (places or folders()).own
    if target.exists() and not target.is_dir():
        return Refused(f"`{visible(str(target))}` is a file.", "Name a folder to unpack into.")
    sweep(target)
    try:
        manifest, held = unpacked(file)
    except PackError as error:
        return Refused(*refusal(file, error))
    present = tuple(
        briefing.id
        for briefing in manifest.briefings
        if _is_same(target / briefing.id, briefing.id, held)
    )
    for briefing in manifest.briefings:
        if briefing.id not in present and os.path.lexists(target / briefing.id):
            where = visible(str(target / briefing.id))
            return Refused(
                f"`{where}` is there already and differs from what the pack holds.",
                "Move it away, or unpack into another folder.",
            )
    try:
        for briefing in manifest.briefings:
            if briefing.id not in present:
                _put(target, briefing.id, held)
    except OSError as error:
        return Refused(f"`{visible(str(target))}` cannot be written: {error.strerror}.")
    return Unpacked(tuple(target / briefing.path for briefing in manifest.briefings), present)


def kept_copy(found: Found, places: Folders | None = None) -> Path | Refused:
    """A file with what was found, for a program that needs one: of an archive's member a copy in the cache."""
    if found.content is None:
        return found.path
    places = places or folders()
    if found.pack is None:
        return (on_disk(places).shipped or places.cache) / found.path.name
    digest = sha256(found.pack.read_bytes()).hexdigest()
    done = unpack(found.pack, places.cache / "packs" / digest, places)
    if isinstance(done, Refused):
        return done
    return next(path for path in done.paths if path.stem == found.id)


def attachments(briefing: Briefing) -> tuple[str, ...]:
    """The relative addresses that a briefing names: its sources' and those in prose, in order, each once."""
    return tuple(dict.fromkeys(_addresses(briefing)))


def _addresses(briefing: Briefing) -> Iterator[str]:
    from briefdeck.library.passage import prose_of
    from briefdeck.model.prose import web_addresses

    addresses = [source.url for source in briefing.sources if source.url]
    for prose in prose_of(briefing):
        addresses += web_addresses(prose)
    for address in addresses:
        local = _local(address)
        if local:
            yield local


def _local(address: str) -> str:
    """An address as a path relative to the briefing; empty where it is none."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return ""
    if parts.scheme or parts.netloc or not parts.path:
        return ""
    return unquote(parts.path).removeprefix("./")


def _take(
    found: Found, contents: dict[str, bytes], left_out: list[str]
) -> PackedBriefing | Refused:
    """Put a briefing and its attachments among the contents."""
    import re

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
    member = f"{found.id}/{found.id}.toml"
    raw = _briefing_bytes(found)
    if isinstance(raw, Refused):
        return raw
    contents[member] = raw
    for address in attachments(loaded.briefing):
        attached = _attachment(found.path.parent, address, sum(map(len, contents.values())))
        if isinstance(attached, bytes):
            contents.setdefault(f"{found.id}/{address}", attached)
        else:
            left_out.append(f"{found.id}: `{visible(address)}` {attached}")
    front = loaded.briefing.front
    title = one_line(front.title)
    return PackedBriefing(id=found.id, path=member, title=title, as_of=str(front.as_of))


def _briefing_bytes(found: Found) -> bytes | Refused:
    """The bytes of a briefing's file as they stand."""
    from briefdeck.loader.reading import read_briefing

    if found.content is not None:
        return found.content
    file = read_briefing(found.path)
    if not isinstance(file, tuple):
        return Refused(f"`{found.id}` cannot be read: {file.message}", file.remedy)
    return file[0]


def _attachment(folder: Path, address: str, held: int) -> bytes | str:
    """The bytes of a file beside the briefing, or why it stays behind."""
    problem = name_problem(address)
    if problem:
        return problem
    path = folder / address
    try:
        status = os.lstat(path)
        if not stat.S_ISREG(status.st_mode):
            return "is not a regular file"
        if not path.resolve().is_relative_to(folder.resolve()):
            return "leads out of the briefing's folder"
        if status.st_size > LARGEST_MEMBER or held + status.st_size > LARGEST_TOTAL:
            return "is too large"
        return path.read_bytes()
    except OSError as error:
        return f"cannot be read ({error.strerror})"


def _write(
    briefings: tuple[PackedBriefing, ...],
    held: dict[str, bytes],
    out: Path,
    left_out: tuple[str, ...],
    *,
    replace: bool,
) -> Packed | Refused:
    if sum(map(len, held.values())) > LARGEST_TOTAL:
        return Refused(
            f"The briefings are larger than the {LARGEST_TOTAL >> 20} MB that a pack can hold.",
            "Make several packs.",
        )
    raw = packed(briefings, held, f"briefdeck {__version__}")
    try:
        (write_atomically if replace else write_new)(out, raw, private=False)
    except FileExistsError:
        return Refused(
            f"`{visible(str(out))}` is there already.",
            "Choose another name, or replace it with `--replace`.",
        )
    except OSError as error:
        return Refused(f"`{visible(str(out))}` cannot be written: {error.strerror}.")
    checked = verify(out)
    return checked._replace(left_out=left_out) if isinstance(checked, Packed) else checked


def _is_same(folder: Path, briefing_id: str, held: dict[str, bytes]) -> bool:
    """Whether a folder holds a briefing and its attachments just as the pack does."""
    members = {path: raw for path, raw in held.items() if path.startswith(f"{briefing_id}/")}
    try:
        return all(
            stat.S_ISREG(os.lstat(folder.parent / path).st_mode)
            and (folder.parent / path).read_bytes() == raw
            for path, raw in members.items()
        )
    except OSError:
        return False


def _put(target: Path, briefing_id: str, held: dict[str, bytes]) -> None:
    """Write a briefing's folder aside, then give it its name in one step."""
    target.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=UNFINISHED_FOLDER, dir=target))
    try:
        for path, raw in held.items():
            if path.startswith(f"{briefing_id}/"):
                write_new(aside / path, raw, private=False)
        (aside / briefing_id).rename(target / briefing_id)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
