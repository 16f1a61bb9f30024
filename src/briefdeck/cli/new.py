"""`briefdeck new NAME`: a commented starting file to be edited, or the draft of a paper."""

import argparse
import re
from pathlib import Path

from briefdeck.cli.streams import CommandError, ExitCode, refuse_no_folder, write_out
from briefdeck.loader.starting import KINDS, short_starter
from briefdeck.text.visible import visible
from briefdeck.text.words import did_you_mean, kebab_case


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    parser.add_argument(
        "name",
        help="the briefing's id in kebab-case, or a path that ends in it; the file gets `.toml`",
    )
    parser.add_argument(
        "--like",
        choices=KINDS,
        help="a short file with what such a briefing has; without it, every table and field",
    )
    parser.add_argument(
        "--from",
        dest="paper",
        metavar="PAPER",
        help="a draft of a paper, as `briefdeck import PAPER -o NAME.toml` makes it",
    )
    parser.add_argument("--print", action="store_true", help="print the file and write nothing")


def run(arguments: argparse.Namespace) -> int:
    """Write a starting file or a draft, never over another."""
    path = Path(arguments.name)
    if path.suffix != ".toml":
        path = path.with_name(f"{path.name}.toml")
    name = _id(path.stem)
    if arguments.paper is not None:
        return _draft(path, arguments)
    text = _text(name, arguments.like)
    if arguments.print:
        write_out(text)
        return ExitCode.FINE
    _write(path, text)
    write_out(visible(_what_next(path)))
    if arguments.like is None:
        write_out("It shows every field; `--like policy`, for one, writes a short file instead.")
    return ExitCode.FINE


def _draft(path: Path, arguments: argparse.Namespace) -> int:
    """Write the draft of a paper as `import` does; return its exit code."""
    from briefdeck.cli.import_ import run as import_files
    from briefdeck.cli.parser import parse

    if arguments.like is not None:
        raise CommandError(
            "briefdeck: say `--from` or `--like`, not both.",
            "A draft of a paper has what the paper has.",
            code=ExitCode.USAGE,
        )
    if arguments.print:
        raise CommandError(
            "briefdeck: `--print` shows a starting file, not a draft.",
            "`briefdeck import PAPER` prints the entries of one.",
            code=ExitCode.USAGE,
        )
    code = import_files(parse(["import", "--output", str(path), "--", arguments.paper]))
    write_out(visible(_what_next(path)))
    return code


def _what_next(path: Path) -> str:
    return f"{path}: edit it, then `briefdeck check {path}` and `briefdeck {path}`"


def _write(path: Path, text: str) -> None:
    """Write a file whole or not at all; CommandError where one is there, or no folder."""
    from briefdeck.durable import write_new

    refuse_no_folder(path)
    try:
        write_new(path, text.encode(), private=False)
    except FileExistsError:
        raise CommandError(
            f"briefdeck: `{path}` is there already; nothing was written.", code=ExitCode.PROBLEMS
        ) from None


def _text(name: str, like: str | None) -> str:
    """Return the file of a kind, or the one that shows every table and field."""
    if like is not None:
        return short_starter(name, like)
    from briefdeck.loader.format_texts import starter

    return starter(name)


def _id(name: str) -> str:
    """Return the name as an id; CommandError with the nearest id where it is not one."""
    from briefdeck.model.briefing import ID_PATTERN

    if re.search(ID_PATTERN, name):
        return name
    hint = did_you_mean(kebab_case(name))
    said = f"briefdeck: `{name}` is not an id: small letters, digits and single hyphens."
    raise CommandError(f"{said} {hint}".rstrip(), code=ExitCode.USAGE)
