"""The file format of packs: a zip archive that any tool opens, with every byte and name checked.

The same contents always make the same bytes. The archive's comment, which ends the file, holds the
digest of all bytes before, so that damage shows before anything else is read.
"""

import hashlib
import io
import os
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final, NoReturn

import msgspec
from msgspec import Struct

from briefdeck.files import LARGEST_BRIEFING, read_regular
from briefdeck.text.file_names import collision, name_problem
from briefdeck.text.visible import visible

FORMAT: Final = 1
MANIFEST: Final = "manifest.json"
LABEL: Final = b"briefdeck pack 1, sha256 of all before: "
_ANY_LABEL: Final = re.compile(rb"briefdeck pack ([0-9]{1,9}), [ -~]*\Z")
_LONGEST_LABEL: Final = 400
LARGEST_FILE: Final = 256 * 1024 * 1024
LARGEST_MEMBER: Final = 128 * 1024 * 1024
LARGEST_TOTAL: Final = 256 * 1024 * 1024
LARGEST_MANIFEST: Final = 16 * 1024 * 1024
MOST_MEMBERS: Final = 20_000
HIGHEST_RATIO: Final = 250
"""Text shrinks to a tenth or so; a member that unpacks to more than this is a bomb."""
RATIO_FREE: Final = 1024 * 1024
"""So many bytes harm nobody, whatever their ratio."""
_DIGITS: Final = 64
COMMENT_LENGTH: Final = len(LABEL) + _DIGITS
_END: Final = struct.Struct("<4s4H2LH")
"""The end of a zip archive's table of contents, as in section 4.3.16 of its specification."""
_END_MARK: Final = b"PK\5\6"
_MOMENT: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip archive can say: the real one would change the bytes."""
_REGULAR: Final = stat.S_IFREG | 0o644
_ENCRYPTED: Final = 0x1
_DOS_FOLDER: Final = 0x10


# All that `zipfile` may raise over an archive that somebody has written to mislead it.
_UNSOUND: Final = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    struct.error,
)


class Member(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A file of a pack: where it stands in it, its size in bytes and its SHA-256."""

    path: str
    size: int
    sha256: str


class PackedBriefing(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A briefing of a pack and the member that holds it."""

    id: str
    path: str
    title: str = ""
    as_of: str = ""


class Manifest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a pack says that it holds."""

    format: int = FORMAT
    made_by: str = ""
    briefings: tuple[PackedBriefing, ...] = ()
    files: tuple[Member, ...] = ()


class _Format(Struct, frozen=True):
    """The number that every manifest begins with, whatever else a newer one holds."""

    format: int = FORMAT


# Made while nobody else can use the types: see `model.codec.converted`.
_FORMAT: Final = msgspec.json.Decoder(_Format)
_MANIFEST: Final = msgspec.json.Decoder(Manifest)


class PackError(Exception):
    """A pack is refused; the message says why, safe to show.

    `remedy`: what else to do than to ask for a new copy.
    """

    def __init__(self, reason: str, remedy: str = "") -> None:
        super().__init__(reason)
        self.remedy = remedy


class NoPackError(PackError):
    """There is no such file."""


class NewerPackError(PackError):
    """A newer program wrote the pack."""

    def __init__(self, number: int) -> None:
        super().__init__(
            f"a newer briefdeck wrote it (its format is {number})", "Update briefdeck to read it."
        )


def refusal(file: Path, error: PackError) -> tuple[str, str]:
    """Return (message, remedy) of a pack that is refused."""
    remedy = error.remedy or "Nothing was written. Ask for a new copy of the pack."
    name = visible(str(file))
    if isinstance(error, NoPackError):
        return f"There is no file called `{name}`.", remedy
    return f"`{name}` is refused: {error}.", remedy


def packed(
    briefings: tuple[PackedBriefing, ...], contents: Mapping[str, bytes], made_by: str
) -> bytes:
    """Return a pack's bytes: the same contents always give the same bytes."""
    members = tuple(
        Member(path=path, size=len(raw), sha256=_sha256(raw))
        for path, raw in sorted(contents.items())
    )
    manifest = Manifest(made_by=made_by, briefings=briefings, files=members)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", allowZip64=False) as archive:
        _add(archive, MANIFEST, msgspec.json.format(msgspec.json.encode(manifest), indent=1))
        for member in members:
            _add(archive, member.path, contents[member.path])
        # A stand-in of the right length, so that what comes before it is final.
        archive.comment = LABEL + b"0" * _DIGITS
    body = buffer.getvalue()[:-_DIGITS]
    return body + _sha256(body).encode()


def is_pack(file: Path) -> bool:
    """Whether a file says that it is a pack: a quick look at its end, which verifies nothing."""
    try:
        if not file.is_file():
            return False
        with file.open("rb") as stream:
            stream.seek(-COMMENT_LENGTH, os.SEEK_END)
            return stream.read(len(LABEL)) == LABEL
    except (OSError, ValueError):
        return False


def unpacked(file: Path) -> tuple[Manifest, dict[str, bytes]]:
    """Return a pack's manifest and the contents of its members, all verified.

    Raises PackError where anything is not as it should be.
    """
    raw = _read(file)
    _check_seal(raw)
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            infos = archive.infolist()
            _check_members(infos)
            manifest = _manifest(_content(archive, infos[0], LARGEST_MANIFEST))
            _check_manifest(manifest, infos)
            return manifest, dict(_contents(archive, infos[1:], manifest))
    except _UNSOUND as error:
        said = visible(str(error)) or "it ends too early"
        _refuse(f"it is not a sound archive ({said})")


def _add(archive: zipfile.ZipFile, path: str, raw: bytes) -> None:
    info = zipfile.ZipInfo(path, _MOMENT)
    info.create_system = 3  # Unix on every system, or Windows would make other bytes
    info.external_attr = _REGULAR << 16
    info.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(info, raw, compresslevel=9)


def _read(file: Path) -> bytes:
    try:
        raw, _ = read_regular(file, LARGEST_FILE)
    except FileNotFoundError as error:
        raise NoPackError("there is no such file", "Check the spelling.") from error
    except OSError as error:
        raise PackError(
            f"it cannot be read: {error.strerror}", "Check who may read it, and the disk."
        ) from error
    except ValueError as error:
        raise PackError(str(error), "A pack is one file, as `briefdeck pack` writes it.") from error
    return raw


def _check_seal(raw: bytes) -> None:
    """Check that the file ends as it should, and that the digest there is that of all before."""
    said = _ANY_LABEL.search(raw[-_LONGEST_LABEL:])
    if said and int(said[1]) > FORMAT:
        raise NewerPackError(int(said[1]))
    end = len(raw) - COMMENT_LENGTH - _END.size
    label = raw[-COMMENT_LENGTH:-_DIGITS]
    if end < 0 or (raw[end : end + len(_END_MARK)], label) != (_END_MARK, LABEL):
        _refuse("it is not a briefdeck pack, or its end is missing")
    if raw[-_DIGITS:] != _sha256(raw[:-_DIGITS]).encode():
        _refuse("it has been changed or damaged: its bytes do not have the digest at its end")
    _, disk, start_disk, here, total, size, offset, comment = _END.unpack_from(raw, end)
    # Nothing may stand before the archive or between its parts, where a reader of zip files that
    # searches for its parts could find other ones.
    if (disk, start_disk, here, offset + size, comment) != (0, 0, total, end, COMMENT_LENGTH):
        _refuse("its table of contents is not as it should be")


def _check_members(infos: list[zipfile.ZipInfo]) -> None:
    """Check all that the table of contents says, before anything is unpacked."""
    names = [info.filename for info in infos]
    if names[:1] != [MANIFEST]:
        _refuse("it does not begin with its manifest")
    if len(infos) > MOST_MEMBERS:
        _refuse(f"it holds more than {MOST_MEMBERS} files")
    total = 0
    for info in infos:
        _check_member(info)
        total += info.file_size
        if total > LARGEST_TOTAL:
            _refuse(f"it would unpack to more than {LARGEST_TOTAL >> 20} MB")
    double = _first_double(names)
    if double is not None:
        _refuse(f"it holds {_quoted(double)} twice")
    clash = collision(names)
    if clash is not None:
        _refuse(f"{_quoted(clash[0])} and {_quoted(clash[1])} would be one file on some systems")


def _first_double(names: Iterable[str]) -> str | None:
    """Return the first name that has been there before."""
    seen: set[str] = set()
    for name in names:
        if name in seen:
            return name
        seen.add(name)
    return None


def _check_member(info: zipfile.ZipInfo) -> None:
    """Check what the table of contents says of one member."""
    name = _quoted(info.orig_filename)
    # `zipfile` cuts a name at a zero byte, where other programs may not.
    if info.orig_filename != info.filename:
        _refuse(f"{name} has a sign in its name that no file name may hold")
    problem = name_problem(info.filename)
    if problem:
        _refuse(f"{name} {problem}")
    what = _irregular(info)
    if what:
        _refuse(f"{name} is not a file but {what}")
    if info.flag_bits & _ENCRYPTED:
        _refuse(f"{name} is encrypted")
    if info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        _refuse(f"{name} is compressed in an unknown way")
    if info.file_size > LARGEST_MEMBER:
        _refuse(f"{name} would unpack to more than {LARGEST_MEMBER >> 20} MB")
    ratio = info.file_size / max(1, info.compress_size)
    if info.file_size > RATIO_FREE and ratio > HIGHEST_RATIO:
        _refuse(f"{name} would unpack to {int(ratio)} times its size, as a bomb does")


def _irregular(info: zipfile.ZipInfo) -> str:
    """Return what a member is that is not a regular file; empty for one that is."""
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind == stat.S_IFLNK:
        return "a link"
    # Archives made on Windows give no kind, and mark folders in the lower half.
    if kind not in {0, stat.S_IFREG}:
        return "something else"
    if info.is_dir() or info.external_attr & _DOS_FOLDER:
        return "something else"
    return ""


def _content(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limit: int) -> bytes:
    """Return a member's bytes; never more than it says that it has, nor than the limit."""
    most = min(limit, info.file_size)
    with archive.open(info) as stream:
        raw = stream.read(most + 1)
    if len(raw) != info.file_size:
        _refuse(f"{_quoted(info.filename)} has another size than it says, or too large a one")
    return raw


def _manifest(raw: bytes) -> Manifest:
    try:
        number = _FORMAT.decode(raw).format
        if number > FORMAT:
            raise NewerPackError(number)
        manifest = _MANIFEST.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise PackError(f"its manifest cannot be read ({visible(str(error))})") from error
    if manifest.format != FORMAT:
        _refuse(f"its format is {manifest.format}; this program reads {FORMAT}")
    return manifest


def _check_manifest(manifest: Manifest, infos: list[zipfile.ZipInfo]) -> None:
    """Check that the manifest names the members that are there, and where each belongs."""
    sizes = {info.filename: info.file_size for info in infos[1:]}
    listed = {member.path for member in manifest.files}
    if len(listed) < len(manifest.files):
        _refuse("its manifest names a file twice")
    extra = min(sizes.keys() - listed, default=None)
    if extra is not None:
        _refuse(f"it holds {_quoted(extra)}, which its manifest does not name")
    missing = min(listed - sizes.keys(), default=None)
    if missing is not None:
        _refuse(f"it lacks {_quoted(missing)}, which its manifest names")
    if not manifest.briefings:
        _refuse("it holds no briefing")
    for briefing in manifest.briefings:
        _check_briefing(briefing, sizes)
    ids = [briefing.id for briefing in manifest.briefings]
    double = _first_double(ids)
    if double is not None:
        _refuse(f"its manifest names the briefing {_quoted(double)} twice")
    folders = set(ids)
    for path in sizes:
        if path.split("/")[0] not in folders:
            _refuse(f"{_quoted(path)} belongs to no briefing of it")


def _check_briefing(briefing: PackedBriefing, sizes: Mapping[str, int]) -> None:
    if briefing.path != f"{briefing.id}/{briefing.id}.toml" or briefing.path not in sizes:
        _refuse(f"its manifest puts the briefing {_quoted(briefing.id)} where none can be")
    if sizes[briefing.path] > LARGEST_BRIEFING:
        limit = f"{LARGEST_BRIEFING >> 20} MB"
        _refuse(f"{_quoted(briefing.path)} would unpack to more than {limit}")


def _contents(
    archive: zipfile.ZipFile, infos: list[zipfile.ZipInfo], manifest: Manifest
) -> Iterator[tuple[str, bytes]]:
    members = {member.path: member for member in manifest.files}
    for info in infos:
        member = members[info.filename]
        raw = _content(archive, info, LARGEST_MEMBER)
        if len(raw) != member.size or _sha256(raw) != member.sha256:
            _refuse(f"{_quoted(info.filename)} does not have the digest that the manifest gives")
        yield info.filename, raw


def _sha256(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()


def _quoted(name: str) -> str:
    return f"`{visible(name)[:120]}`"


def _refuse(reason: str) -> NoReturn:
    raise PackError(reason)
