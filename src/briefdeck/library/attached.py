"""What stands beside a briefing and belongs to it: copies of its sources, and local files.

They are named by relative paths: a source's `copy` or `URL`, or an address in prose.
"""

import os
import stat
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from briefdeck.evidence.record import record_path
from briefdeck.library.packfile import LARGEST_MEMBER
from briefdeck.library.passage import prose_of
from briefdeck.model.briefing import Briefing
from briefdeck.model.prose import web_addresses
from briefdeck.text.file_names import name_problem
from briefdeck.text.visible import visible


class Attached(NamedTuple):
    """The files beside a briefing, by their paths from there; what stays behind, and why."""

    files: dict[str, bytes]
    left_out: tuple[str, ...]


def attached(path: Path, briefing: Briefing, room: int) -> Attached:
    """Return what belongs to a briefing, whose file is at a path; `room` bytes at most."""
    files: dict[str, bytes] = {}
    left_out: list[str] = []
    record = record_path(path).name
    recorded = (record,) if os.path.lexists(path.parent / record) else ()
    for name in (*attachments(briefing), *recorded):
        content = _attachment(path.parent, name, room)
        if isinstance(content, bytes):
            files[name] = content
            room -= len(content)
        else:
            left_out.append(f"`{visible(name)}` {content}")
    return Attached(files, tuple(left_out))


def attachments(briefing: Briefing) -> tuple[str, ...]:
    """Return the relative paths that a briefing names, in order, each once.

    They are the copies of its sources, the addresses of these, then those in prose.
    """
    copies = [source.copy for source in briefing.sources if source.copy]
    addresses = [source.url for source in briefing.sources if source.url]
    for prose in prose_of(briefing):
        addresses += web_addresses(prose)
    return tuple(dict.fromkeys(filter(None, (*copies, *map(_local, addresses)))))


def _local(address: str) -> str:
    """Return an address as a path relative to the briefing; empty where it is not local."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return ""
    if parts.scheme or parts.netloc:
        return ""
    return unquote(parts.path).removeprefix("./")


def _attachment(folder: Path, address: str, room: int) -> bytes | str:
    """Return the bytes of a file beside the briefing, or why it stays behind."""
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
        if status.st_size > min(LARGEST_MEMBER, room):
            return "is too large"
        return path.read_bytes()
    except OSError as error:
        return f"cannot be read ({error.strerror})"
