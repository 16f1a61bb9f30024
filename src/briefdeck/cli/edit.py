"""`briefdeck edit set|add|rename|sort|fmt NAME`: a briefing changed in a few places of its file."""

import argparse
import contextlib
import shlex
from typing import TYPE_CHECKING, Any, NamedTuple

from briefdeck.cli.parser import Parser, verbatim
from briefdeck.cli.streams import CommandError, ExitCode, reason, refusal, write_out
from briefdeck.text.gate import write_err
from briefdeck.text.visible import visible

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefdeck.editing.document import Document
    from briefdeck.loader import Loaded
    from briefdeck.model.problem import Change, KeyPath

EDIT_HELP = """\
All else in the file stays as it is: comments, order, line ends. What would
make an error that the file does not have now is refused. `briefdeck edit EDIT
--help` explains each.
"""

SET_HELP = """\
ID.FIELD may lead deeper, as problems name it: `ID.caveat.text`,
`ID.points[3].value`; `briefing.title` is of the front matter. An item behind
the last, as `ID.cites[2]` of two, is added.

Text is taken as it is typed; - reads it from standard input. Ids and labels of
a list have commas between them; lists and tables can be written as TOML, as in
`'[{ source = "gao-2019", at = "p. 3" }]'`.
"""

ADD_HELP = """\
Fields are given as --FIELD VALUE, as `edit set` takes them. Without any, your
editor ($VISUAL, $EDITOR) opens a form; where there is no terminal, the form is
read from standard input. The id is made of the other fields if none is given.
`briefdeck edit add NAME KIND --help` prints the form, which explains the
fields of a kind.
"""

SORT_HELP = """\
Eras and events are sorted by date, sources by author and year, terms by word;
in all other tables the order is yours to say. An entry takes the comments
along that touch it. A comment between blank lines begins a part that is sorted
by itself.
"""

FMT_HELP = """\
Blanks around signs, indentation and blank lines; what the file says and all
comments stay.
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    parser.formatter_class = verbatim
    parser.epilog = EDIT_HELP
    parsers = parser.add_subparsers(
        title="edits", dest="edit", metavar="EDIT", required=True, parser_class=Parser
    )

    def edit(name: str, sentence: str, details: str = "") -> argparse.ArgumentParser:
        sub = parsers.add_parser(name, help=sentence, description=sentence, epilog=details)
        sub.formatter_class = verbatim
        sub.add_argument(
            "--diff", action="store_true", help="show what would change, and write nothing"
        )
        sub.add_argument("name", metavar="NAME", help="a briefing of your own library, or a path")
        return sub

    field: dict[str, Any] = {"metavar": "ID.FIELD", "help": "an entry's id and its field"}
    of_set = edit("set", "Set a field of an entry, whether it is there or not.", SET_HELP)
    of_set.add_argument("field", **field)
    of_set.add_argument("value", metavar="VALUE", help="what it is to say")
    of_unset = edit("unset", "Take a field of an entry, or an item of a list, out.")
    of_unset.add_argument("field", **field)
    of_add = edit("add", "Add an entry behind the last of its table.", ADD_HELP)
    of_add.add_argument("kind", metavar="KIND", help="event, finding, source, term and so on")
    of_add.add_argument("fields", nargs=argparse.REMAINDER, metavar="--FIELD VALUE")
    of_rename = edit("rename", "Give an entry another id, in all that refers to it too.")
    of_rename.add_argument("old_id", metavar="OLD", help="its id")
    of_rename.add_argument("new_id", metavar="NEW", help="its new id")
    edit("sort", "Put eras, events, sources and terms in order.", SORT_HELP)
    edit("fmt", "Put the file's white space in order.", FMT_HELP)


class _Edit(NamedTuple):
    """An edit: its changes, what it says of itself, and what of the file it has written.

    may_err: whether errors can come of it that the file does not have.
    """

    changes: "tuple[Change, ...]"
    said: str
    touched: "KeyPath | None" = None
    may_err: bool = True


def run(arguments: argparse.Namespace) -> int:
    """Change the file, or show how it would change; say what was done."""
    arguments.form = None
    if arguments.edit == "add":
        if not {"--help", "-h"}.isdisjoint(arguments.fields):
            return _show_form(arguments.kind)
        arguments.diff |= "--diff" in arguments.fields
    try:
        code = _edited(arguments)
    except CommandError as error:
        raise CommandError(*error.lines, *_kept_form(arguments), code=error.code) from None
    if arguments.diff:
        write_err(_kept_form(arguments))
    elif arguments.form is not None:
        arguments.form.unlink(missing_ok=True)
    return code


def _show_form(kind: str) -> int:
    from briefdeck.cli.entry_form import kind_named
    from briefdeck.loader.format_texts import entry_form

    write_out(entry_form(kind_named(kind)))
    return ExitCode.FINE


def _kept_form(arguments: argparse.Namespace) -> list[str]:
    """Say where a form is that was filled in and has not been used."""
    if arguments.form is None:
        return []
    name, form = shlex.quote(arguments.name), shlex.quote(str(arguments.form))
    again = f"`briefdeck edit add {name} {arguments.kind} < {form}`"
    return [f"Your form is kept: {arguments.form}", f"Once it is mended, {again} adds it."]


def _edited(arguments: argparse.Namespace) -> int:
    """Make the edit, and write the file or show the difference."""
    from briefdeck.cli.briefings import editable
    from briefdeck.editing.changes import difference, rewritten
    from briefdeck.editing.document import EditError, read
    from briefdeck.library.rewriting import rewrite
    from briefdeck.loader import load_text

    path, content, loaded = editable(arguments.name)
    try:
        edit = _EDITS[arguments.edit](read(loaded.text), arguments)
    except EditError as error:
        raise refusal(error) from None
    new = rewritten(content, edit.changes)
    if new == content:
        write_err(["briefdeck: there is nothing to change."])
        return ExitCode.FINE
    after = load_text(new, loaded.id, path=path)
    if edit.may_err:
        _refuse_new_errors(loaded, after, edit)
    if arguments.diff:
        write_out(difference(str(path), content, new))
        return ExitCode.FINE
    also = ""
    if arguments.edit == "rename" and _is_followed(loaded, after, arguments):
        also = "; what you noted on it has come along"
    refused = rewrite(path, content, new)
    if refused:
        if arguments.edit == "rename":
            _take_back(loaded, after, arguments)
        raise refusal(refused)
    write_out(visible(f"{path}: {edit.said}{also}."))
    return ExitCode.FINE


def _is_followed(before: "Loaded", after: "Loaded", arguments: argparse.Namespace) -> bool:
    """Have the author's notes follow a renamed entry; CommandError where they cannot be written."""
    from briefdeck.library.notes import follow_rename

    try:
        return follow_rename(before, after, arguments.old_id, arguments.new_id)
    except OSError as error:
        raise CommandError(
            f"briefdeck: nothing was written: your notes cannot be moved along: {reason(error)}",
            "`briefdeck where` prints the state folder that they are kept in.",
            code=ExitCode.UNREADABLE,
        ) from None


def _take_back(before: "Loaded", after: "Loaded", arguments: argparse.Namespace) -> None:
    """Have the notes be again as they were."""
    from briefdeck.library.notes import follow_rename

    with contextlib.suppress(OSError):
        follow_rename(after, before, arguments.new_id, arguments.old_id)


def _refuse_new_errors(before: "Loaded", after: "Loaded", edit: _Edit) -> None:
    from briefdeck.editing.checked import new_errors
    from briefdeck.loader.report import problem_lines

    errors = new_errors(before, after, edit.touched)
    if errors:
        lines = [line for error in errors[:_MOST_ERRORS] for line in problem_lines(error)]
        raise CommandError(*lines, "briefdeck: nothing was written.", code=ExitCode.PROBLEMS)


def _set(document: "Document", arguments: argparse.Namespace) -> _Edit:
    from briefdeck.cli.entry_form import words_of
    from briefdeck.editing.document import EditError, value_at
    from briefdeck.editing.fields import with_field
    from briefdeck.editing.typed import long_form, typed_path, typed_value

    path = typed_path(document, arguments.field)
    old = value_at(document.data, path)
    if path[-1] == "id" and old is not None:
        raise EditError("An id stands in other places too.", "`briefdeck edit rename` changes it.")
    value = typed_value(path, words_of(arguments.value), old)
    changes = with_field(document, *long_form(document, path, value))
    return _Edit(changes, f"`{arguments.field}` is set", path)


def _unset(document: "Document", arguments: argparse.Namespace) -> _Edit:
    from briefdeck.editing.document import EditError, value_at
    from briefdeck.editing.fields import without_field
    from briefdeck.editing.typed import typed_path

    path = typed_path(document, arguments.field)
    if value_at(document.data, path) is None:
        raise EditError(f"There is no `{arguments.field}` to take out.")
    return _Edit(without_field(document, path), f"`{arguments.field}` is taken out")


def _add(document: "Document", arguments: argparse.Namespace) -> _Edit:
    from briefdeck.cli.entry_form import fields_in, filled_form, kind_named
    from briefdeck.editing.entries import with_entries
    from briefdeck.intake.by_hand import filled_entry, typed_entry

    kind = kind_named(arguments.kind)
    fields = fields_in([word for word in arguments.fields if word != "--diff"])
    if fields:
        entry = typed_entry(document, kind, fields)
    else:
        form, arguments.form = filled_form(kind)
        entry = filled_entry(document, kind, form)
    changes = with_entries(document, [entry])
    said = f"the {kind.noun} `{entry.id}` is added"
    return _Edit(changes, said, (entry.table, len(document.data.get(entry.table, ()))))


def _rename(document: "Document", arguments: argparse.Namespace) -> _Edit:
    from briefdeck.editing.references import renamed
    from briefdeck.text.words import counted

    changes = renamed(document, arguments.old_id, arguments.new_id)
    where = counted(len(changes), "place")
    return _Edit(changes, f"`{arguments.old_id}` is `{arguments.new_id}` now, in {where}")


def _sort(document: "Document", _: argparse.Namespace) -> _Edit:
    from briefdeck.editing.sorting import in_order

    return _Edit(in_order(document), "the entries are in order", may_err=False)


def _fmt(document: "Document", _: argparse.Namespace) -> _Edit:
    from briefdeck.editing.layout import laid_out

    return _Edit(laid_out(document), "the white space is in order", may_err=False)


_EDITS: "dict[str, Callable[[Document, argparse.Namespace], _Edit]]" = {
    "set": _set,
    "unset": _unset,
    "add": _add,
    "rename": _rename,
    "sort": _sort,
    "fmt": _fmt,
}
_MOST_ERRORS = 5
"""Errors that are shown of an edit that is refused."""
