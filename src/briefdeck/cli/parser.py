"""The command line's parser: one subparser a verb, filled in only for the verb in use."""

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from typing import NoReturn

from briefdeck.cli.streams import ExitCode, terminal_columns
from briefdeck.cli.verbs import VERBS
from briefdeck.text.visible import visible
from briefdeck.text.words import did_you_mean, nearest
from briefdeck.version import __version__

SHELLS = ("bash", "zsh", "tcsh", "fish")
_WITH_VALUE = {"--color", "--completion"}


class Parser(argparse.ArgumentParser):
    """An argument parser whose errors are short, name the nearest word, and exit with 2."""

    def parse_known_args(  # type: ignore[override]  # argparse's overloads say the same in three parts
        self, args: Sequence[str] | None = None, namespace: argparse.Namespace | None = None
    ) -> tuple[argparse.Namespace, list[str]]:
        """Refuse unknown words here, where this verb's own options are known."""
        parsed, unknown = super().parse_known_args(args, namespace)
        if unknown and self._subparsers is None:
            verb = nearest_verb(parsed.name or "") if self.prog == "briefdeck open" else ""
            if verb:
                message = visible(f"briefdeck: there is no verb `{parsed.name}`.")
                self.exit(ExitCode.USAGE, f"{message}\n{did_you_mean(verb)}\n")
            self.error(f"unrecognized arguments: {' '.join(unknown)}")
        return parsed, unknown

    def arguments(self) -> Iterator[argparse.Action]:
        """Every argument, those of the verbs included."""
        for action in self._actions:
            yield action
            if isinstance(action.choices, dict):
                for verb in action.choices.values():
                    yield from verb.arguments()

    def error(self, message: str) -> NoReturn:
        """Print what is wrong, what was probably meant, and where help is; exit with 2."""
        words = [word for action in self._actions for word in action.option_strings]
        lines = [f"{self.prog}: {_in_plain_words(message)}"]
        guess = _nearest_option(message, words)
        if guess:
            lines.append(did_you_mean(guess))
        lines.append(f"`{self.prog} --help` explains.")
        self.exit(ExitCode.USAGE, visible("\n".join(lines), keep_newlines=True) + "\n")


def _in_plain_words(message: str) -> str:
    """Argparse's message in our own voice: a sentence, with a choice's nearest word first."""
    if found := re.fullmatch(
        r"(?:argument ([^:]+): )?invalid choice: '(.*)' \(choose from (.*)\)", message, re.DOTALL
    ):
        where, given, listed = found.groups()
        choices = re.findall(r"'([^']*)'", listed) or listed.split(", ")
        hint = did_you_mean(nearest(given, choices))
        return f"{where or 'argument'}: `{given}` is none of {', '.join(choices)}. {hint}".rstrip()
    return message[:1].lower() + message[1:]


def _nearest_option(message: str, options: Sequence[str]) -> str:
    """Return the known option that is nearest to an unrecognized one; empty if there is none."""
    found = re.match(r"unrecognized arguments: .*?(--?[\w-]+)", message)
    if not found:
        return ""
    return nearest(found[1], options)


def nearest_verb(word: str) -> str:
    """Return the verb, or the program's own option, that a word comes near to; empty if there is none."""
    return nearest(word, (*VERBS, "--help", "--version"))


def _formatter(prog: str) -> argparse.HelpFormatter:
    """Help as wide as the terminal; argparse makes one for every argument that is added, and would import shutil to measure."""
    return argparse.HelpFormatter(prog, width=terminal_columns() - 2)


def verb_of(arguments: Sequence[str]) -> tuple[str | None, list[str]]:
    """(the verb, the arguments with the default verb spelled out); None where only the program's own options are given."""
    skip = False
    for position, word in enumerate(arguments):
        if skip:
            skip = False
        elif word in _WITH_VALUE:
            skip = True
        elif word == "--" or not word.startswith("-") or word == "-":
            if word in VERBS:
                return word, list(arguments)
            return "open", [*arguments[:position], "open", *arguments[position:]]
    if any(
        word in {"-h", "--help", "--version"} or word.startswith("--completion")
        for word in arguments
    ):
        return None, list(arguments)
    return "open", [*arguments, "open"]


def build(verb: str | None, *, whole: bool = False, alone: bool = False) -> Parser:
    """The parser, with the arguments of `verb` alone, or of every verb for completion.

    alone: leave the other verbs out, which takes a tenth of the time and shows only in the program's own help.
    """
    parser = Parser(
        prog="briefdeck",
        description="Briefings from plain TOML files: the bottom line first, any claim one key from its evidence.",
        epilog="A bare NAME or PATH opens that briefing; no argument opens the library.",
        allow_abbrev=False,
        formatter_class=_formatter,
    )
    parser.add_argument("--version", action="version", version=f"briefdeck {__version__}")
    parser.add_argument(
        "--color",
        choices=("auto", "always", "never"),
        default="auto",
        help="colour the output (default: %(default)s)",
    )
    parser.add_argument(
        "--completion",
        choices=SHELLS,
        metavar="SHELL",
        help=f"print a completion script: {', '.join(SHELLS)}",
    )
    verbs = parser.add_subparsers(
        title="verbs", dest="verb", metavar="VERB", prog="briefdeck", parser_class=Parser
    )
    for name, each in VERBS.items():
        if alone and name != verb:
            continue
        sub = verbs.add_parser(
            name,
            help=each.sentence,
            description=each.sentence,
            allow_abbrev=False,
            formatter_class=_formatter,
        )
        sub.add_argument(
            "--color",
            choices=("auto", "always", "never"),
            default=argparse.SUPPRESS,
            help=argparse.SUPPRESS,
        )
        if whole or name == verb:
            each.module().configure(sub)
    return parser


def parse(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """The command line as a namespace with `verb`; exits with 2 on wrong usage."""
    verb, words = verb_of(sys.argv[1:] if arguments is None else arguments)
    asks_for_help = any(word.startswith(("-h", "--help")) for word in words)
    return build(verb, alone=verb is not None and not asks_for_help).parse_args(words)
