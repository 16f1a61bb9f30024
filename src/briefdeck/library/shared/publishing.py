"""A briefing of one's own put on a shared shelf, merged by entry where others were faster.

The server takes what is a change of its newest version, and nothing else. A file that is not is
merged with that one, and sent again where the two have changed different things.
"""

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from briefdeck.library.folders import Folders
from briefdeck.library.lookup import Refused
from briefdeck.library.rewriting import rewrite
from briefdeck.library.shared.address import SharedShelf
from briefdeck.library.shared.connection import Session, SharedError, only, session
from briefdeck.library.shared.mirror import (
    STATES,
    base_of,
    load_mirror,
    put_comments,
    save_base,
    shelf_of,
    unfit_name,
)
from briefdeck.library.shared.pulling import comments_from
from briefdeck.library.walk import SUFFIX
from briefdeck.text.visible import visible
from briefdeck.text.words import listed

if TYPE_CHECKING:
    from briefdeck.library.shared.rows import Rows

State = Literal["published", "review", "draft"]
LONGEST_COMMENT: Final = 10_000
"""Characters of a comment, at most, as the server has it."""
MOST_NAMED: Final = 5
MOST_TRIES: Final = 5
"""So often a file is merged and sent again, where others go on publishing in between."""
_PUBLISH: Final = (
    "select outcome, number, hash, level from briefdeck.publish("
    "%s, %s, %s, %s, %s, %s, %s, %s::text[], %s::text[], %s::text[], %s::text[], %s::text[])"
)


class Published(NamedTuple):
    """What came of publishing: the briefing's revision on the shelf and its state.

    `is_new` is false where it was there already. `merged`: others' changes were taken into the
    file. `conflicts` says what both have changed differently: that stands in the file, and nothing
    was sent.
    """

    name: str
    revision: int
    state: str
    is_new: bool = True
    merged: bool = False
    conflicts: tuple[str, ...] = ()


class _Sent(NamedTuple):
    outcome: str
    number: int | None
    digest: bytes | None
    level: int | None


class _Earlier(NamedTuple):
    content: bytes | None


def publish(
    path: Path,
    shelf: SharedShelf,
    places: Folders,
    state: State = "draft",
    *,
    base: int | None = None,
) -> Published:
    """Publish a file, of which the server's revision `base` is what was changed in it.

    Without one it is what was pulled or published last. Raises SharedError where it cannot be
    published, and OSError where what is kept here can be neither read nor written.
    """
    name = path.name.removesuffix(SUFFIX)
    unfit = unfit_name(name)
    if unfit is not None:
        raise SharedError(f"`{visible(name)}` cannot be published: it {unfit}.", "Rename the file.")
    old = content = _read(path)
    rows = _rows(name, path, content)
    known = _base(path, shelf, name, places)
    with session(shelf) as server:
        if base is not None:
            known = _numbered(server, name, base)
        for _ in range(MOST_TRIES):
            sent = _send(server, name, known, state, content, rows)
            if sent.outcome == "withdrawn":
                raise _withdrawn(name, shelf)
            if sent.outcome != "stale":
                return _done(path, shelf, places, old, content, sent)
            if shelf_of(path, places) is not None:
                raise _behind(name, shelf)
            theirs = _newest(server, name)
            if known == hashlib.sha256(content).hexdigest():
                return _brought(path, shelf, places, old, theirs, sent)
            text, conflicts = _merged(server, name, known, content, theirs)
            known = hashlib.sha256(theirs).hexdigest()
            if conflicts:
                _write(path, old, text, places)
                save_base(shelf, name, known, places)
                return Published(name, sent.number or 0, "", is_new=False, conflicts=conflicts)
            if _read(path) != old:
                raise SharedError(
                    f"`{visible(path.name)}` has changed since it was read.", "Try again."
                )
            content = text
            rows = _rows(name, path, content)
    raise SharedError(
        f"Others have published `{visible(name)}` {MOST_TRIES} times while this was sent.",
        "Your file is as it was; try again.",
    )


def withdraw(name: str, shelf: SharedShelf) -> bool:
    """Take a briefing off a shelf; false where it is not there. Raises SharedError."""
    with session(shelf) as server:
        sql = "select briefdeck.withdraw(%s, %s)"
        (is_done,) = only(server.ask(tuple[bool], sql, shelf.name, name), shelf)
    return is_done


def comment(name: str, entry: str, text: str, shelf: SharedShelf, places: Folders) -> None:
    """Comment on an entry (empty: on the briefing); all comments on it are then here."""
    if not text.strip():
        raise SharedError("A comment without words is not sent.", "Say in it what you have to say.")
    if len(text) > LONGEST_COMMENT:
        raise SharedError(
            f"A comment has at most {LONGEST_COMMENT:,} characters; this has {len(text):,}.",
            "Nothing was sent; part it in two.",
        )
    if not text.isascii() and text.encode(errors="replace").decode() != text:
        raise SharedError("A comment cannot hold bytes that are not UTF-8.")
    sql = "select briefdeck.add_comment(%s, %s, %s, %s)"
    with session(shelf) as server:
        server.ask(tuple[int], sql, shelf.name, name, entry, text)
        if unfit_name(name) is None:
            put_comments(shelf, comments_from(server, [name]), places)


def _read(path: Path) -> bytes:
    """Return the bytes of an author's file; SharedError where they cannot be had."""
    from briefdeck.loader.reading import read_briefing

    file = read_briefing(path)
    if not isinstance(file, tuple):
        raise SharedError(f"`{visible(str(path))}` cannot be published: {file.message}")
    return file[0]


def _rows(name: str, path: Path, content: bytes) -> "Rows":
    """Return what the server searches; SharedError where the file is not sound."""
    from briefdeck.library.shared.rows import rows_of
    from briefdeck.loader import load_text

    loaded = load_text(content, name, path=path)
    where = visible(str(path))
    if loaded.errors or loaded.briefing is None:
        said = loaded.errors[0].message if loaded.errors else "It holds no briefing."
        raise SharedError(
            f"`{where}` has an error, and is not published: {said}",
            f"`briefdeck check {where}` says more.",
        )
    return rows_of(name, loaded.briefing, loaded.links)


def _base(path: Path, shelf: SharedShelf, name: str, places: Folders) -> str | None:
    """Return of which version a file is a change, by its hash; None where that is not known."""
    if shelf_of(path, places) == shelf:
        held = load_mirror(shelf, places).briefings.get(name)
        return held.hash if held is not None else None
    return base_of(shelf, name, places)


def _numbered(server: Session, name: str, number: int) -> str | None:
    """Return the hash of a revision; None for 0, which is the beginning."""
    if not number:
        return None
    for known, digest, _ in _revisions(server, name):
        if known == number:
            return digest.hex()
    raise SharedError(
        f"`{visible(name)}` has no revision {number} on the shelf `{server.shelf.name}`.",
        _known_revisions(server, name),
    )


def _revisions(server: Session, name: str) -> list[tuple[int, bytes, str]]:
    """Return (number, hash, who and when) of each revision."""
    sql = (
        "select number, hash, author || to_char(at at time zone 'UTC', ', YYYY-MM-DD HH24:MI')"
        " from briefdeck.revisions(%s, %s)"
    )
    return server.ask(tuple[int, bytes, str], sql, server.shelf.name, name)


def _known_revisions(server: Session, name: str) -> str:
    """Say which revisions there are, the last ones."""
    known = _revisions(server, name)[-MOST_NAMED:]
    said = [f"{number} ({visible(who)} UTC)" for number, _, who in known]
    return f"It has {listed(said)}." if said else "It has none."


def _send(
    server: Session, name: str, base: str | None, state: State, content: bytes, rows: "Rows"
) -> _Sent:
    """Offer a version to the server, which takes it or says why not."""
    said = server.ask(
        _Sent,
        _PUBLISH,
        server.shelf.name,
        name,
        None if base is None else bytes.fromhex(base),
        STATES.index(state) + 1,
        content,
        hashlib.sha256(content).digest(),
        *rows,
    )
    return only(said, server.shelf)


def _done(
    path: Path, shelf: SharedShelf, places: Folders, old: bytes, content: bytes, sent: _Sent
) -> Published:
    """Bring the author's file and what is known of it up to what is on the server now."""
    name = path.name.removesuffix(SUFFIX)
    is_merged = content != old
    if is_merged:
        _write(path, old, content, places)
    if shelf_of(path, places) is None:
        save_base(shelf, name, hashlib.sha256(content).hexdigest(), places)
    state = STATES[(sent.level or 1) - 1]
    is_new = sent.outcome == "published"
    return Published(name, sent.number or 0, state, is_new=is_new, merged=is_merged)


def _brought(
    path: Path, shelf: SharedShelf, places: Folders, old: bytes, theirs: bytes, sent: _Sent
) -> Published:
    """Bring an unchanged file up to date: nobody publishes unseen what others have done."""
    name = path.name.removesuffix(SUFFIX)
    _write(path, old, theirs, places)
    save_base(shelf, name, hashlib.sha256(theirs).hexdigest(), places)
    state = STATES[(sent.level or 1) - 1]
    return Published(name, sent.number or 0, state, is_new=False, merged=True)


def _behind(name: str, shelf: SharedShelf) -> SharedError:
    return SharedError(
        f"The shelf `{shelf.name}` has a newer `{visible(name)}` than your mirror of it.",
        "`briefdeck pull` brings it; read it, then publish it.",
    )


def _newest(server: Session, name: str) -> bytes:
    """Return the bytes of the newest version on the server, verified."""
    sql = "select hash, content from briefdeck.contents(%s, %s)"
    rows = server.ask(tuple[bytes, bytes], sql, server.shelf.name, [name])
    for digest, content in rows:
        if hashlib.sha256(content).digest() == digest:
            return content
    raise SharedError(
        f"The version of `{visible(name)}` on the shelf `{server.shelf.name}` came damaged, or not"
        " at all.",
        "Your file is as it was; try again.",
    )


def _merged(
    server: Session, name: str, base: str | None, ours: bytes, theirs: bytes
) -> tuple[bytes, tuple[str, ...]]:
    """Return our version and theirs as one, and what both have changed differently."""
    from briefdeck.editing.document import EditError
    from briefdeck.editing.merging import merged

    before = _earlier(server, name, base)
    try:
        one = merged(*(side.decode("utf-8") for side in (before, ours, theirs)))
    except (EditError, UnicodeDecodeError) as error:
        raise SharedError(
            f"Others have published `{visible(name)}` too, and that cannot be merged: {error}",
            "Your file is as it was; `briefdeck pull`, then `briefdeck diff` shows what they did.",
        ) from None
    return one.text.encode(), tuple(conflict.words for conflict in one.conflicts)


def _earlier(server: Session, name: str, base: str | None) -> bytes:
    """Return the version that a file is a change of; SharedError where that is not known."""
    if base is not None:
        sql = "select briefdeck.earlier(%s, %s, %s)"
        known = server.ask(_Earlier, sql, server.shelf.name, name, bytes.fromhex(base))
        (content,) = only(known, server.shelf)
        if content is not None and hashlib.sha256(content).hexdigest() == base:
            return content
    raise SharedError(
        f"`{visible(name)}` is on the shelf `{server.shelf.name}` already, and nobody knows of"
        " which revision your file is a change.",
        f"Say it with `--base NUMBER`. {_known_revisions(server, name)}",
    )


def _withdrawn(name: str, shelf: SharedShelf) -> SharedError:
    return SharedError(
        f"`{visible(name)}` was taken off the shelf `{shelf.name}`.",
        "Ask who did it; `--base 0` publishes it anew.",
    )


def _write(path: Path, old: bytes, content: bytes, places: Folders) -> None:
    """Write the author's file; SharedError where it has changed meanwhile."""
    refused = rewrite(path, old, content, places)
    if isinstance(refused, Refused):
        raise SharedError(refused.message, refused.remedy)
