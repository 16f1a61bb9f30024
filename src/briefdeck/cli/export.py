"""`briefdeck export NAME --to FORMAT -o FILE`: a briefing as a file for somebody else."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from briefdeck.cli.streams import (
    CommandError,
    ExitCode,
    is_printed,
    refuse_no_folder,
    write_bytes,
    write_out,
)
from briefdeck.export import BY_NAME, FORMS, Form, form_of, forms_of
from briefdeck.model.levels import LEVELS
from briefdeck.text.gate import write_err
from briefdeck.text.visible import visible
from briefdeck.text.words import did_you_mean, listed, nearest

if TYPE_CHECKING:
    from briefdeck.export import Exported, Scope

_HELD: "dict[Scope, str]" = {
    "briefing": "a whole briefing",
    "entry": "one entry",
    "library": "a library",
}


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    parser.add_argument("name", nargs="?", help="a briefing's name, a path, or - for what is piped")
    parser.add_argument("--to", metavar="FORMAT", help="which format; --list names them all")
    parser.add_argument(
        "--output",
        "-o",
        metavar="FILE",
        help="the file to write, whose ending may name the format; - for standard output",
    )
    parser.add_argument(
        "--time",
        "-t",
        choices=LEVELS,
        default="all",
        help="how much of the briefing: what is read in 30s or 3m, full, all (the default)",
    )
    parser.add_argument("--entry", metavar="ID", help="this entry alone")
    parser.add_argument("--style", default="", help="of references: chicago, or as --list says")
    parser.add_argument(
        "--library",
        nargs="?",
        const="",
        metavar="QUERY",
        help="the whole library, or the briefings in which a query finds something, as a folder",
    )
    parser.add_argument("--replace", action="store_true", help="write over a file that is there")
    parser.add_argument("--list", action="store_true", help="list the formats and what each needs")
    parser.add_argument(
        "--pick", metavar="NAME", help="which briefing of a packed file that holds several"
    )


def run(arguments: argparse.Namespace) -> int:
    """Write what is asked for, and say what the format could not hold."""
    if arguments.output == "-":
        arguments.output = None
    if arguments.list:
        write_out("\n".join(map(_form_line, FORMS)))
        return ExitCode.FINE
    if arguments.library is not None:
        from briefdeck.cli.site import write_site

        _form(arguments)
        return write_site(arguments)
    if arguments.name is None:
        raise CommandError(
            "briefdeck: name a briefing to export.",
            "`briefdeck list` shows what is there, `briefdeck export --list` the formats.",
            code=ExitCode.USAGE,
        )
    form = _form(arguments)
    _refuse_missing(form)
    _refuse_style(form, arguments.style)
    path = Path(arguments.output) if arguments.output else None
    if path is None and not form.writes_text(_scope(arguments)) and is_printed():
        raise CommandError(
            f"briefdeck: {form.name} is not text for a terminal; say where with `-o FILE`.",
            code=ExitCode.USAGE,
        )
    return _write(arguments, form, path)


def _form_line(form: Form) -> str:
    """A format in a line: name, what it is, endings, and how to get what it needs."""
    needs = ""
    if form.missing:
        needs = f" (needs {_install(form)})"
    endings = f" [{' '.join(form.suffixes)}]" if form.suffixes else ""
    return f"{form.name:<12}{form.what}{endings}{needs}"


def _install(form: Form) -> str:
    return f"`pip install 'briefdeck[{form.extra}]'`"


def _scope(arguments: argparse.Namespace) -> "Scope":
    if arguments.library is not None:
        return "library"
    return "briefing" if arguments.entry is None else "entry"


def _form(arguments: argparse.Namespace) -> Form:
    """The format that is asked for, where it holds what is asked for."""
    form, scope = _asked(arguments), _scope(arguments)
    if scope not in form.scopes:
        fitting = [each.name for each in forms_of(scope)]
        fit = f"{listed(fitting)} {'does' if len(fitting) == 1 else 'do'}"
        alone = form.scopes == ("library",)
        raise CommandError(
            f"briefdeck: {form.name} does not hold {_HELD[scope]}; {fit}.",
            *(["Say `--library` for a folder of all briefings."] if alone else []),
            code=ExitCode.USAGE,
        )
    return form


def _asked(arguments: argparse.Namespace) -> Form:
    """The format that is asked for by name, by the file's ending, or by there being no other."""
    if arguments.to is not None:
        if arguments.to not in BY_NAME:
            raise _unknown(arguments.to)
        return BY_NAME[arguments.to]
    form = form_of(Path(arguments.output)) if arguments.output else None
    if form is None and arguments.library is not None:
        form = next(forms_of("library"))
    if form is not None:
        return form
    said = "say the format with `--to`, or a file with `-o`."
    if arguments.output:
        suffix = Path(arguments.output).suffix
        unknown = f"the ending `{suffix}`" if suffix else f"`{arguments.output}`, without an ending"
        said = f"no format is known by {unknown}; say it with `--to`."
    raise CommandError(
        f"briefdeck: {said}", "`briefdeck export --list` names the formats.", code=ExitCode.USAGE
    )


def _unknown(name: str) -> CommandError:
    hint = did_you_mean(nearest(name, BY_NAME))
    return CommandError(
        f"briefdeck: there is no format called `{name}`. {hint}".rstrip(),
        "`briefdeck export --list` names them.",
        code=ExitCode.USAGE,
    )


def _refuse_missing(form: Form) -> None:
    if form.missing:
        raise CommandError(
            f"briefdeck: {form.name} needs {listed(form.missing)}, which is not installed.",
            f"{_install(form)} installs it.",
            code=ExitCode.UNREADABLE,
        )


def _refuse_style(form: Form, style: str) -> None:
    if style and not form.has_styles:
        fitting = listed([each.name for each in FORMS if each.has_styles])
        raise CommandError(
            f"briefdeck: {form.name} has no styles to choose from; say `--to {fitting}`.",
            code=ExitCode.USAGE,
        )


def _write(arguments: argparse.Namespace, form: Form, path: Path | None) -> int:
    from briefdeck.cli.briefings import code_of, readable
    from briefdeck.cli.show import entry_of
    from briefdeck.export import Wanted, export

    loaded = readable(arguments.name, pick=arguments.pick)
    entry = arguments.entry
    if entry is not None:
        entry = entry_of(loaded.links.entries if loaded.links else {}, entry)
    try:
        done = export(Wanted(loaded, form.name, arguments.time, entry, arguments.style))
    except ValueError as error:
        raise CommandError(f"briefdeck: {error}", code=ExitCode.PROBLEMS) from None
    if path is None:
        _pour(form, done, is_text=form.writes_text(_scope(arguments)))
    else:
        _refuse_ending(form, path, done)
        _save(path, done, replace=arguments.replace)
    write_err(f"left out: {visible(loss)}" for loss in done.losses)
    return code_of(loaded)


def _refuse_ending(form: Form, path: Path, done: "Exported") -> None:
    """Refuse an ending that the format has, but not for what was asked for."""
    if done.suffix in {"", path.suffix.lower()} or path.suffix.lower() not in form.suffixes:
        return
    raise CommandError(
        f"briefdeck: what is asked for as {form.name} is a file that ends with `{done.suffix}`;"
        " nothing was written.",
        "Say `--entry ID` for one figure or table, or name the file so.",
        code=ExitCode.USAGE,
    )


def _pour(form: Form, done: "Exported", *, is_text: bool) -> None:
    """Write a file to standard output: text through the gate, anything else as it is."""
    if is_text:
        from briefdeck.cli.streams import write_rendered

        write_rendered(form.name, done.content.decode())
    else:
        write_bytes(done.content)


def _save(path: Path, done: "Exported", *, replace: bool) -> None:
    """Write a file whole or not at all, and never over another without being told to."""
    from briefdeck.durable import write_atomically, write_new

    refuse_no_folder(path)
    if path.is_dir():
        raise CommandError(
            f"briefdeck: `{path}` is a folder; nothing was written.",
            "Name a file in it.",
            code=ExitCode.PROBLEMS,
        )
    if replace:
        write_atomically(path, done.content, private=False)
        return
    try:
        write_new(path, done.content, private=False)
    except FileExistsError:
        raise CommandError(
            f"briefdeck: `{path}` is there already; nothing was written.",
            "Choose another name, or replace it with `--replace`.",
            code=ExitCode.PROBLEMS,
        ) from None
