"""The command line's parser; only the verb in use is given its arguments."""

import argparse
import re
import sys

from briefdeck.cli.streams import ExitCode, terminal_columns, write_out
from briefdeck.cli.verbs import GROUPS, VERBS, module_of
from briefdeck.text.gate import write_err
from briefdeck.version import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any, NoReturn

SHELLS = ("bash", "zsh", "tcsh", "fish")
COLORS = ("auto", "always", "never")
_WITH_VALUE = {"--color", "--completion"}
_LIKE_AN_OPTION = re.compile(r"--\w|-\w\d+$")
_NO_OPTIONS = {"-", "--"}
_WITHOUT_VERB = ("-h", "--help", "--version", "--completion")


class Parser(argparse.ArgumentParser):
    """An argument parser whose errors are short, name the nearest word, and exit with 2."""

    def __init__(self, **options: "Any") -> None:
        super().__init__(allow_abbrev=False, formatter_class=_formatter, **options)
        self.takes_any_word = False

    # The overloads of argparse say the same in three parts.
    def parse_known_args(  # type: ignore[override]
        self, args: "Sequence[str] | None" = None, namespace: argparse.Namespace | None = None
    ) -> tuple[argparse.Namespace, list[str]]:
        """Refuse unknown words here, where this verb's own options are known."""
        if self.takes_any_word:
            args = self._words_last(args or ())
        parsed, unknown = super().parse_known_args(args, namespace)
        if unknown and self._subparsers is None:
            self._refuse(unknown, parsed)
        return parsed, unknown

    def _words_last(self, arguments: "Sequence[str]") -> list[str]:
        """Return the options, then all words: also those that begin with a hyphen, like -band."""
        options: list[str] = []
        words: list[str] = []
        coming = iter(arguments)
        for argument in coming:
            if argument == "--":
                words += coming
                continue
            name = argument.partition("=")[0]
            action = self._option_string_actions.get(name)
            if action is None and not _LIKE_AN_OPTION.match(argument):
                words.append(argument)
                continue
            options.append(argument)
            if action is not None and action.nargs is None and name == argument:
                options += [value for _, value in zip(range(1), coming, strict=False)]
        return [*options, "--", *words]

    def _refuse(self, unknown: list[str], parsed: argparse.Namespace) -> "NoReturn":
        """Exit because of unknown words; what `open` took for a briefing's name may be a verb."""
        if self.prog == "briefdeck open":
            word = parsed.name or ""
            verb = nearest_verb(word)
            if verb:
                said = f"briefdeck: there is no verb `{_visible(word)}`."
                self.exit(ExitCode.USAGE, f"{said}\n{_did_you_mean(verb)}\n")
        self.error(f"unrecognized arguments: {' '.join(unknown)}")

    def arguments(self) -> "Iterator[argparse.Action]":
        """Yield every argument, those of the verbs included."""
        for action in self._actions:
            yield action
            if isinstance(action.choices, dict):
                for verb in action.choices.values():
                    yield from verb.arguments()

    def _print_message(self, message: str, file: "Any" = None) -> None:
        """Write help or an error; argparse would pass over a full disk in silence."""
        if file is sys.stderr:
            write_err(message.rstrip("\n").split("\n"))
        else:
            write_out(message)

    def error(self, message: str) -> "NoReturn":
        """Print what is wrong, what was probably meant, and where help is; exit with 2."""
        words = tuple(self._option_string_actions)
        message = _visible(message)
        lines = [f"{self.prog}: {_in_plain_words(message)}"]
        guess = _nearest_option(message, words)
        if guess:
            lines.append(_did_you_mean(guess))
        lines.append(f"`{self.prog} --help` explains.")
        self.exit(ExitCode.USAGE, "\n".join(lines) + "\n")


class ProgramParser(Parser):
    """The program's own parser, whose help lists the verbs by what people do with them."""

    def format_help(self) -> str:
        """Return the help: usage, verbs, options."""
        formatter = self.formatter_class(prog=self.prog)
        formatter.add_usage(self.usage, self._actions, self._mutually_exclusive_groups)
        formatter.add_text(self.description)
        for purpose, verbs in GROUPS.items():
            formatter.start_section(purpose)
            for verb, sentence in verbs.items():
                formatter.add_argument(argparse.Action((), verb, help=sentence))
            formatter.end_section()
        formatter.start_section("options")
        formatter.add_arguments(action for action in self._actions if action.option_strings)
        formatter.end_section()
        formatter.add_text(self.epilog)
        return formatter.format_help()


def _visible(text: str) -> str:
    from briefdeck.text.visible import visible

    return visible(text)


def _did_you_mean(name: str) -> str:
    from briefdeck.text.words import did_you_mean

    return did_you_mean(name)


def _in_plain_words(message: str) -> str:
    """Return argparse's message in our own voice: a sentence, with the choice that is nearest."""
    found = re.fullmatch(
        r"(?:argument ([^:]+): )?invalid choice: '(.*)' \(choose from (.*)\)", message, re.DOTALL
    )
    if found is None:
        return message[:1].lower() + message[1:]
    from briefdeck.text.words import nearest

    where, given, listed = found.groups()
    choices = re.findall(r"'([^']*)'", listed) or listed.split(", ")
    hint = _did_you_mean(nearest(given, choices))
    said = f"{where or 'argument'}: `{given}` is not one of {', '.join(choices)}."
    return f"{said} {hint}".rstrip()


def _nearest_option(message: str, options: tuple[str, ...]) -> str:
    """Return the known option that is nearest to an unrecognized one, or nothing."""
    found = re.match(r"unrecognized arguments: .*?(--?[\w-]+)", message)
    if found is None:
        return ""
    from briefdeck.text.words import nearest

    return nearest(found[1], options)


def nearest_verb(word: str) -> str:
    """Return the verb, or the program's own option, that a word comes near to, or nothing."""
    from briefdeck.text.words import nearest

    return nearest(word, (*VERBS, "--help", "--version"))


def _formatter(prog: str) -> argparse.HelpFormatter:
    """Return a formatter as wide as the terminal.

    argparse makes one for every argument that is added, and would import shutil to measure.
    """
    return argparse.HelpFormatter(prog, width=terminal_columns() - 2)


def verbatim(prog: str) -> argparse.HelpFormatter:
    """Return a formatter that leaves the lines of description and epilog as they are."""
    return argparse.RawDescriptionHelpFormatter(prog, width=terminal_columns() - 2)


def verb_of(arguments: "Sequence[str]") -> tuple[str | None, list[str]]:
    """Return the verb, and the arguments with the default verb spelled out.

    The verb is None where only the program's own options are given.
    """
    words = list(arguments)
    is_value = False
    for position, word in enumerate(words):
        if is_value:
            is_value = False
        elif word in _WITH_VALUE:
            is_value = True
        elif word in VERBS:
            return word, words
        elif not word.startswith("-") or word in _NO_OPTIONS:
            return "open", [*words[:position], "open", *words[position:]]
    if any(word.startswith(_WITHOUT_VERB) for word in words):
        return None, words
    return "open", [*words, "open"]


def build(*verbs: str) -> Parser:
    """Return the parser for command lines that use one of these verbs."""
    parser = ProgramParser(
        prog="briefdeck",
        description="Briefings from plain TOML files: the bottom line first,"
        " any claim one key from its evidence.",
        epilog="A bare NAME or PATH opens that briefing; no argument opens the library.",
    )
    parser.add_argument("--version", action="version", version=f"briefdeck {__version__}")
    parser.add_argument(
        "--color",
        choices=COLORS,
        default="auto",
        help="colour the output (default: %(default)s)",
    )
    parser.add_argument(
        "--completion",
        choices=SHELLS,
        metavar="SHELL",
        help=f"print a completion script: {', '.join(SHELLS)}",
    )
    subparsers = parser.add_subparsers(
        title="verbs", dest="verb", metavar="VERB", prog="briefdeck", parser_class=Parser
    )
    for verb in verbs:
        sub = subparsers.add_parser(verb, help=VERBS[verb], description=VERBS[verb])
        sub.add_argument(
            "--color", choices=COLORS, default=argparse.SUPPRESS, help=argparse.SUPPRESS
        )
        module_of(verb).configure(sub)
    return parser


def parse(arguments: "Sequence[str] | None" = None) -> argparse.Namespace:
    """Return the command line as a namespace with `verb`; exit with 2 on wrong usage."""
    verb, words = verb_of(sys.argv[1:] if arguments is None else arguments)
    parser = build(verb) if verb else build()
    return parser.parse_args(words)
