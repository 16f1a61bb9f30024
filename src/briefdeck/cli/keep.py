"""`briefdeck keep NAME SOURCE FILE`: a copy of a source, stored beside the briefing."""

import argparse
import shlex
from typing import TYPE_CHECKING, Final

from briefdeck.cli.inputs import content_of, shown
from briefdeck.cli.parser import verbatim
from briefdeck.cli.streams import CommandError, ExitCode, reason, refusal, write_out
from briefdeck.text.gate import write_err
from briefdeck.text.visible import visible
from briefdeck.text.words import counted, did_you_mean, near_names
from briefdeck.workers import RefusedError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from briefdeck.evidence.kinds import CopyKind
    from briefdeck.evidence.passages import CopyText
    from briefdeck.evidence.storing import Stored
    from briefdeck.loader import Loaded
    from briefdeck.model.briefing import Source

KEEP_HELP = """\
The file goes into the folder `copies` beside the briefing, called by the
source's id. Its path, its SHA-256 and the day are written into the source as
`copy`, `sha256` and `copied`; all else in the briefing stays as it is. An older
copy stays where it is. Nothing is fetched: save a page or a paper first.

What text is read from: plain text, Markdown, CSV, HTML (also as SingleFile
saves it), and with `pip install pypdfium2 warcio` PDF and web archives (WARC), of
which the record with the source's address is read. What cannot be read is
refused with the reason.

Examples:
  briefdeck keep border gao-2019 ~/Downloads/gao-19-647.pdf
  briefdeck keep border.toml davidson-2020 saved-page.html
  pdftotext scan.pdf - | briefdeck keep border cbp-2020 -
  briefdeck verify border          looks for its quotations in the copies
"""
_WORDS: "Final[dict[CopyKind, str]]" = {
    "text": "plain text",
    "markdown": "Markdown",
    "csv": "a table in CSV",
    "html": "HTML",
    "pdf": "PDF",
    "warc": "a web archive",
}


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    parser.formatter_class = verbatim
    parser.epilog = KEEP_HELP
    parser.add_argument("name", metavar="NAME", help="a briefing of your own library, or a path")
    parser.add_argument("source", metavar="SOURCE", help="the id of a source in it")
    parser.add_argument("file", metavar="FILE", help="the copy, or - for standard input")


def run(arguments: argparse.Namespace) -> int:
    """Store the copy, and write into the briefing where it is."""
    from hashlib import sha256

    from briefdeck.cli.briefings import editable
    from briefdeck.evidence.copies import LARGEST_COPY

    path, content, loaded = editable(arguments.name)
    source = _source(loaded, arguments)
    if arguments.file.startswith(("http://", "https://")):
        raise CommandError(
            f"briefdeck: `{visible(arguments.file)}` is an address, and nothing is fetched.",
            "Save the page or the paper to a file first.",
            code=ExitCode.USAGE,
        )
    copy = content_of(arguments.file, LARGEST_COPY)
    kind, text = _read(copy, source, arguments.file)
    stored = _stored(path, source, kind, copy)
    digest = sha256(copy).hexdigest()
    is_written = _written(path, content, loaded, source, stored, digest)
    pages = f", {counted(len(text.pages), 'page')}" if text.pages else ""
    state = "is stored" if is_written else "was stored already"
    named = f"`{stored.name}` ({_WORDS[kind]}{pages})"
    write_out(visible(f"{path}: the copy of `{source.id}` {state} in {named}."))
    write_err(_what_next(source, stored, digest, arguments.name))
    return ExitCode.FINE


def _source(loaded: "Loaded", arguments: argparse.Namespace) -> "Source":
    """Return the source that is meant; CommandError with near ones where there is none."""
    sources = loaded.briefing.sources if loaded.briefing is not None else ()
    by_id = {source.id: source for source in sources}
    if arguments.source in by_id:
        return by_id[arguments.source]
    hint = did_you_mean(*near_names(arguments.source, list(by_id)))
    name = visible(arguments.source)
    raise CommandError(
        f"briefdeck: `{arguments.name}` has no source `{name}`. {hint}".rstrip(),
        f"`briefdeck show {shlex.quote(arguments.name)} --section sources` prints its sources.",
        code=ExitCode.PROBLEMS,
    )


def _read(copy: bytes, source: "Source", name: str) -> "tuple[CopyKind, CopyText]":
    """Return what kind of file a copy is, and its text; CommandError where it has none."""
    from briefdeck.evidence.copies import addresses_of
    from briefdeck.evidence.kinds import kind_of
    from briefdeck.evidence.texts.reading import read_content

    try:
        return kind_of(copy, name), read_content(copy, name, addresses_of(source))
    except RefusedError as error:
        said = f"`{shown(name)}` was not stored, for nothing can be read of it"
        raise CommandError(
            f"briefdeck: {said}: {visible(str(error))}.", code=ExitCode.UNREADABLE
        ) from None


def _stored(path: "Path", source: "Source", kind: "CopyKind", copy: bytes) -> "Stored":
    from briefdeck.evidence.storing import store

    try:
        return store(path.parent, source.id, kind, copy)
    except RefusedError as error:
        why = str(error)
    except OSError as error:
        why = reason(error)
    said = f"briefdeck: the copy cannot be stored beside `{visible(str(path))}`: {why}."
    raise CommandError(said, code=ExitCode.PROBLEMS)


def _written(
    path: "Path",
    content: bytes,
    loaded: "Loaded",
    source: "Source",
    stored: "Stored",
    digest: str,
) -> bool:
    """Write into the briefing where its copy is; return whether anything was to be written.

    Where that cannot be done, what was stored is taken away again.
    """
    from datetime import UTC, datetime

    from briefdeck.editing.document import EditError
    from briefdeck.library.rewriting import rewrite

    if (source.copy, source.sha256) == (stored.name, digest):
        return False
    today = datetime.now(UTC).date().isoformat()
    fields = {"copy": stored.name, "sha256": digest, "copied": today}
    try:
        refused = rewrite(path, content, _with_fields(content, loaded.text, source.id, fields))
    except EditError as error:
        stored.take_back()
        raise refusal(error) from None
    if refused:
        stored.take_back()
        raise refusal(refused)
    return True


def _with_fields(content: bytes, text: str, source: str, fields: dict[str, str]) -> bytes:
    """Return a file's bytes with fields of one source set; raises EditError."""
    from briefdeck.editing.changes import changed, rewritten
    from briefdeck.editing.document import read
    from briefdeck.editing.fields import with_field
    from briefdeck.editing.typed import entry_path

    for key, value in fields.items():
        document = read(text)
        changes = with_field(document, (*entry_path(document, source), key), value)
        content, text = rewritten(content, changes), changed(text, changes)
    return content


def _what_next(source: "Source", stored: "Stored", digest: str, name: str) -> "Iterator[str]":
    """Say what becomes of an older copy, and what to do now."""
    if source.copy and source.copy != stored.name:
        yield f"briefdeck: its older copy stays in `{visible(source.copy)}`."
    elif source.sha256 and source.sha256 != digest:
        yield "briefdeck: its bytes are others than those whose SHA-256 stood there."
    yield f"`briefdeck verify {shlex.quote(name)}` looks for quotations in the copies."
