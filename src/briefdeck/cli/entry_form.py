"""A new entry on the command line: words for its fields, typed or piped, or a form to fill in."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from briefdeck.cli.streams import CommandError, ExitCode, complaint, is_at_terminal, is_terminal
from briefdeck.text.gate import write_err
from briefdeck.text.words import did_you_mean, listed, nearest

if TYPE_CHECKING:
    from briefdeck.model.briefing import Entry

STDIN = "-"


def kind_named(name: str) -> "type[Entry]":
    """Return the kind of entries of a name; CommandError with the nearest where there is none."""
    from briefdeck.intake.by_hand import KINDS
    from briefdeck.model.briefing import ENTRY_TYPES

    if name in KINDS:
        return KINDS[name]
    hint = did_you_mean(nearest(name, KINDS))
    raise CommandError(
        f"briefdeck: `{name}` is not a kind of entry. {hint}".rstrip(),
        f"There are {listed([kind.noun.replace(' ', '-') for kind in ENTRY_TYPES])}.",
        code=ExitCode.USAGE,
    )


def fields_in(arguments: Sequence[str]) -> dict[str, str]:
    """Return the fields that are given as `--FIELD VALUE`, each with its words."""
    fields: dict[str, str] = {}
    coming = iter(arguments)
    for argument in coming:
        key, sign, value = argument.removeprefix("--").partition("=")
        if not argument.startswith("--") or not key:
            said = f"briefdeck: `{argument}` belongs to no field; write `--FIELD VALUE`."
            raise CommandError(said, code=ExitCode.USAGE)
        typed = value if sign else next(coming, None)
        if typed is None:
            raise CommandError(f"briefdeck: `--{key}` has no value.", code=ExitCode.USAGE)
        fields[key] = words_of(typed)
    return fields


def words_of(typed: str) -> str:
    """Return what is typed or, for a hyphen, piped, without its last line end."""
    if typed != STDIN:
        return _utf8(typed.encode("utf-8", "surrogateescape"))
    from briefdeck.files import LARGEST_BRIEFING, read_stream

    if is_terminal(sys.stdin):
        write_err(["briefdeck: the words are read from the terminal; Ctrl-D ends them."])
    piped = _utf8(read_stream(None, LARGEST_BRIEFING))
    return piped.replace("\r\n", "\n").removesuffix("\n")


def filled_form(kind: "type[Entry]") -> tuple[str, Path | None]:
    """Return a form as it was filled in, in the author's editor, and where it is; or as piped.

    CommandError where it was left as it is, or the editor failed; what was written is then kept.
    """
    if not is_terminal(sys.stdin):
        return words_of(STDIN), None
    if not is_at_terminal():
        said = "briefdeck: no field is given; write `--FIELD VALUE`."
        raise CommandError(said, code=ExitCode.USAGE)
    from briefdeck.durable import free_name, write_new
    from briefdeck.library.folders import folders
    from briefdeck.loader.format_texts import entry_form

    empty = entry_form(kind)
    path = free_name(folders().state / "forms", f"{kind.noun.replace(' ', '-')}.toml")
    write_new(path, empty.encode())
    wrong = _edited(path)
    filled = path.read_bytes()
    if filled == empty.encode():
        path.unlink()
        said = complaint(wrong or "The form was left as it is.")
        raise CommandError(said, "Nothing was added.", code=ExitCode.PROBLEMS)
    if wrong:
        said = f"Nothing was added. Your form is kept: {path}"
        raise CommandError(complaint(wrong), said, code=ExitCode.PROBLEMS)
    return _utf8(filled), path


def _edited(path: Path) -> str:
    """Let the author edit a file; return what went wrong, or nothing."""
    from briefdeck.terminal.editors import editor_command
    from briefdeck.terminal.launch import wait_for

    try:
        return wait_for(editor_command(path, 1))
    except ValueError as error:
        return str(error)


def _utf8(raw: bytes) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError:
        said = "briefdeck: what is given is not UTF-8; nothing was written."
        raise CommandError(said, code=ExitCode.USAGE) from None
