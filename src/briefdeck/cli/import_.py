"""`briefdeck import FILE…`: entries from files of other programs."""

import argparse
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from briefdeck.cli.inputs import STDIN, content_of, shown
from briefdeck.cli.parser import verbatim
from briefdeck.cli.streams import CommandError, ExitCode, refusal, refuse_no_folder, write_out
from briefdeck.files import LARGEST_BRIEFING
from briefdeck.intake.formats import BY_NAME, EXTRA, FORMS, Form, form_of, largest, take
from briefdeck.model.briefing import ENTRY_TYPES
from briefdeck.text.gate import write_err
from briefdeck.text.visible import visible
from briefdeck.text.words import counted, did_you_mean, listed, nearest
from briefdeck.workers import RefusedError

if TYPE_CHECKING:
    from briefdeck.intake.joining import Joined
    from briefdeck.intake.taken import Taken
    from briefdeck.loader import Loaded

_NOUNS = {kind.table: kind.noun for kind in ENTRY_TYPES}


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    parser.formatter_class = verbatim
    parser.epilog = f"Formats:\n{_form_lines()}\n\n{IMPORT_HELP}"
    parser.add_argument(
        "files", nargs="+", metavar="FILE", help="files to import, or - for what is piped"
    )
    parser.add_argument(
        "--output", "-o", metavar="FILE", help="write a new briefing, a draft, to this file"
    )
    parser.add_argument(
        "--into", metavar="FILE", help="put the entries into this briefing; all else stays as it is"
    )
    parser.add_argument(
        "--as",
        dest="form",
        metavar="FORMAT",
        help="which format the files have, or what is made of a table: series, table or events",
    )
    parser.add_argument(
        "--at", default="", metavar="COLUMN", help="the column of times, or else of categories"
    )
    parser.add_argument(
        "--value",
        dest="values",
        nargs="+",
        action="extend",
        default=[],
        metavar="COLUMN",
        help="the columns of values; each becomes a series",
    )
    parser.add_argument(
        "--table",
        "--sheet",
        default="",
        metavar="NAME",
        help="the table or sheet, by its name or number, of a file that has several",
    )
    parser.add_argument(
        "--decimal",
        choices=[".", ","],
        metavar="SIGN",
        help="the sign before the fraction of a number: . or ,",
    )
    parser.add_argument(
        "--diff", action="store_true", help="show what would change, and write nothing"
    )


IMPORT_HELP = """\
A paper becomes a draft: what is not certain in it is left in comments under
`#?`, to be decided on. With neither -o nor --into the entries are printed.
What was guessed, renamed or could not be said is listed on standard error;
the exit code is 1 where something was not taken.
"""


def run(arguments: argparse.Namespace) -> int:
    """Import the files, and say what did not come with them."""
    from briefdeck.editing.document import EditError
    from briefdeck.intake.joining import entries_text, joined

    if arguments.output and arguments.into:
        raise CommandError("briefdeck: say `-o` or `--into`, not both.", code=ExitCode.USAGE)
    if arguments.diff and not arguments.output and not arguments.into:
        raise CommandError(
            "briefdeck: `--diff` shows what `-o` or `--into` would write; say one of them.",
            code=ExitCode.USAGE,
        )
    if arguments.output:
        refuse_no_folder(Path(arguments.output))
    taken = [_taken(name, arguments) for name in arguments.files]
    if len(taken) > 1:
        names = map(shown, arguments.files)
        taken = [each.of(name) for each, name in zip(taken, names, strict=True)]
    base = _base(arguments, taken)
    try:
        done = joined(base, taken)
    except EditError as error:
        raise refusal(error) from None
    if arguments.output and done.refused and not done.items:
        said = "briefdeck: nothing could be taken, and nothing was written."
        raise CommandError(*map(visible, done.refused), said, code=ExitCode.PROBLEMS)
    if arguments.output or arguments.into:
        _write(arguments, base, done)
    else:
        write_out(entries_text(done.items))
    write_err(map(visible, [*done.said, *done.refused]))
    return ExitCode.PROBLEMS if done.refused else ExitCode.FINE


def _taken(name: str, arguments: argparse.Namespace) -> "Taken":
    """Return what a file holds, in the format that is said or else seems to be its own."""
    from briefdeck.intake.taken import MADE, Options

    content = content_of(name, LARGEST_BRIEFING if name == STDIN else largest(name))
    form = _form_of(name, content, arguments)
    options = Options(
        form=form.name,
        name=shown(name),
        makes=MADE.get(arguments.form),
        at=arguments.at,
        values=tuple(arguments.values),
        table=arguments.table,
        point=arguments.decimal,
    )
    try:
        return take(form, content, options)
    except RefusedError as error:
        raise CommandError(
            f"briefdeck: `{visible(name)}` cannot be read: {visible(str(error))}.",
            code=ExitCode.UNREADABLE,
        ) from error


def _form_of(name: str, content: bytes, arguments: argparse.Namespace) -> Form:
    """Return the format of a file; CommandError where it is not known, or cannot be read here."""
    from briefdeck.intake.taken import MADE

    said, makes = arguments.form, MADE.get(arguments.form)
    is_table = arguments.at or arguments.values or arguments.table
    wanted = makes or ("series" if is_table else None)
    form = _form(said) if said and makes is None else form_of(name, content, wanted)
    if form is None:
        raise CommandError(
            f"briefdeck: the format of `{visible(name)}` is not known; say it with `--as FORMAT`.",
            "`briefdeck import --help` names the formats.",
            code=ExitCode.USAGE,
        )
    if form.missing:
        raise CommandError(
            f"briefdeck: {form.name} needs {listed(form.missing)}, which is not installed.",
            f"{_install()} installs it.",
            code=ExitCode.UNREADABLE,
        )
    return form


def _form(name: str) -> Form:
    from briefdeck.intake.taken import MADE

    if name in BY_NAME:
        return BY_NAME[name]
    hint = did_you_mean(nearest(name, (*BY_NAME, *MADE)))
    raise CommandError(
        f"briefdeck: there is no format called `{visible(name)}`. {hint}".rstrip(),
        "`briefdeck import --help` names the formats.",
        code=ExitCode.USAGE,
    )


def _base(arguments: argparse.Namespace, taken: "list[Taken]") -> "Loaded":
    """Return the briefing that the entries go into: one that is there, or a new one."""
    from briefdeck.intake.joining import new_briefing
    from briefdeck.loader import load_text

    if arguments.into is None:
        names = [shown(name) for name in arguments.files]
        return load_text(new_briefing(taken, names), Path(arguments.output or "imported").stem)
    from briefdeck.cli.briefings import editable

    _, _, base = editable(arguments.into)
    return base


def _write(arguments: argparse.Namespace, base: "Loaded", done: "Joined") -> None:
    """Write a new file, or a changed one; with `--diff` print what would change."""
    from briefdeck.durable import write_new
    from briefdeck.editing.changes import difference, rewritten
    from briefdeck.library.rewriting import rewrite

    path = Path(arguments.into or arguments.output)
    if arguments.into:
        path = base.path or path
    old = path.read_bytes() if arguments.into else base.text.encode()
    new = rewritten(old, done.changes)
    if arguments.diff:
        write_out(difference(str(path), old if arguments.into else b"", new))
        return
    if arguments.into:
        refused = rewrite(path, old, new)
        if refused:
            raise refusal(refused)
    else:
        try:
            write_new(path, new, private=False)
        except FileExistsError:
            raise CommandError(
                f"briefdeck: `{visible(str(path))}` is there already; nothing was written.",
                "Choose another name, or put the entries into it with `--into`.",
                code=ExitCode.PROBLEMS,
            ) from None
    write_out(visible(f"{path}: {_counted(done)}"))


def _counted(done: "Joined") -> str:
    """How much has come into a file: `12 sources and 1 event`."""
    counts = Counter(item.table for item in done.items)
    parts = [counted(number, _NOUNS[table]) for table, number in counts.items()]
    return f"{listed(parts)} imported" if parts else "nothing is imported"


def _form_lines() -> str:
    return "\n".join([_form_line(form) for form in FORMS])


def _form_line(form: Form) -> str:
    """A format in a line: name, what it is, endings, and how to get what it needs."""
    needs = f" (needs {_install()})" if form.missing else ""
    endings = f" [{' '.join(form.suffixes)}]" if form.suffixes else ""
    return f"  {form.name:<{_ROOM}}{form.what}{endings}{needs}"


_ROOM = 2 + max(len(form.name) for form in FORMS)


def _install() -> str:
    return f"`pip install 'briefdeck[{EXTRA}]'`"
