"""The only writers of standard output, each behind the gate; and the exit codes of every verb.

Pipes and files get what a terminal gets, for that is where they end.
"""

import errno
import os
import sys

from briefdeck.text.gate import seen

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path
    from typing import TextIO

    from briefdeck.draw.lines import Line
    from briefdeck.editing.document import EditError
    from briefdeck.library.lookup import Refused


JSON_FORMATS = ("json", "sarif", "csl", "timelinejs", "claimreview", "manifest")
LEAST_COLUMNS = 40
MOST_COLUMNS = 200
"""Widths that documents are printed in."""


class ExitCode:
    """What the process tells its caller; whole numbers, for `enum` takes long to import."""

    FINE = 0
    PROBLEMS = 1
    """Problems were found, or nothing matched."""
    USAGE = 2
    UNREADABLE = 3
    INTERRUPTED = 130


class CommandError(Exception):
    """A verb cannot go on: `lines` are printed to standard error, `code` is returned."""

    def __init__(self, *lines: str, code: int) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines
        self.code = code


def refusal(refused: "Refused | EditError") -> CommandError:
    """Return the error that says why something has not been done, and what to do."""
    lines = [complaint(refused.message)]
    if refused.remedy:
        lines.append(refused.remedy)
    return CommandError(*lines, code=ExitCode.PROBLEMS)


def refuse_no_folder(path: "Path") -> None:
    """Raise CommandError where the folder is not there in which a file is to be written."""
    if not path.parent.is_dir():
        raise CommandError(
            f"briefdeck: there is no folder `{path.parent}`; nothing was written.",
            "Make it first.",
            code=ExitCode.PROBLEMS,
        )


def complaint(sentence: str) -> str:
    """Return a sentence of the library as a message, which goes on after the program's name."""
    first_word, _, _ = sentence.partition(" ")
    # AND and OR of a query stay as they are written there.
    if not first_word.isupper():
        sentence = sentence[:1].lower() + sentence[1:]
    return f"briefdeck: {sentence}"


def tolerate_any_text() -> None:
    """Make both streams write ASCII signs for what their encoding cannot say.

    Else they would fail in the middle of a document.
    """
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors=_for_unsaid(stream.encoding))


def _for_unsaid(encoding: str | None) -> str:
    """Return the name of what encoders do about characters that an encoding lacks."""
    if (encoding or "").lower().replace("_", "-") in {"utf-8", "utf8"}:
        # Only half of a surrogate cannot be said.
        return "replace"
    from briefdeck.text.ascii_signs import register

    return register()


def reason(error: OSError) -> str:
    """Return what the system says of an error, as it goes on within a sentence."""
    said = error.strerror or str(error)
    return said[:1].lower() + said[1:]


def write_out(text: str) -> None:
    """Write a finished text, and end it with a newline."""
    write_rendered("text", text)


def write_json(text: str) -> None:
    """Write a finished text in JSON, with escapes for what would have to be made visible."""
    write_rendered("json", text)


def write_data(data: object) -> None:
    """Write plain data as JSON."""
    import json

    write_json(json.dumps(data, ensure_ascii=False, indent=2))


def write_rendered(form: str, text: str) -> None:
    """Write a document or a report in one of their formats, and end it with a newline."""
    if text and not text.endswith("\n"):
        text += "\n"
    write_pieces(form, [text])


def write_pieces(form: str, pieces: "Iterable[str]") -> None:
    """Write what comes in pieces and ends with a newline, through the gate of its format."""
    gate = _seen_in_json if form in JSON_FORMATS else seen
    out = _standard_output()
    for piece in pieces:
        out.write(gate(piece))


def _seen_in_json(text: str) -> str:
    if text.isascii() and "\x7f" not in text:
        return text
    from briefdeck.text.visible import json_escaped

    return json_escaped(text)


def print_lines(lines: "Iterable[Line]", color: str) -> None:
    """Print styled lines, through Rich wherever styles can show.

    color: `always` styles them for any reader, `auto` leaves it to Rich where standard output is a
    terminal, `never` prints their characters alone.
    """
    out = _standard_output()
    is_seen = is_terminal(out)
    may_style = color == "always" or (color == "auto" and is_seen)
    if not may_style:
        # Rich would print the same characters, 20 ms later.
        from briefdeck.draw.lines import lines_text

        out.write(seen(lines_text(lines)))
        return
    from briefdeck.output.hyperlinks import takes_links
    from briefdeck.output.terminal import StyledLines, console

    room = _room(out) if is_seen else 0
    styled = StyledLines(lines, links=is_seen and takes_links(), room=room)
    console(out, forced=color == "always").print(styled, crop=False)


def _room(out: "TextIO") -> int:
    """Return how many columns a terminal has; 0 where it does not obey, or does not say."""
    if _is_dumb():
        return 0
    try:
        return os.get_terminal_size(out.fileno()).columns
    except (ValueError, OSError):
        return 0


def _standard_output() -> "TextIO":
    """Return standard output; OSError where it is closed."""
    if sys.stdout is None:
        raise OSError(errno.EBADF, "it is closed")
    return sys.stdout


def flush_out() -> None:
    """Flush standard output, so that a closed pipe shows now and not at the interpreter's end."""
    if sys.stdout is not None:
        sys.stdout.flush()


def abandon_out() -> None:
    """Let the interpreter end quietly after the reader of standard output has gone away."""
    devnull = os.open(os.devnull, os.O_WRONLY)
    os.dup2(devnull, sys.stdout.fileno())
    os.close(devnull)


def is_read_by_line() -> bool:
    """Whether a person is at both standard streams, on a terminal that cannot be drawn on."""
    return is_at_terminal() and _is_dumb()


def is_at_terminal() -> bool:
    """Whether a person is at both standard streams."""
    return is_terminal(sys.stdin) and is_terminal(sys.stdout)


def _is_dumb() -> bool:
    """Whether the terminal does not obey control sequences, by its own word or its silence."""
    return os.environ.get("TERM", "") in {"", "dumb", "unknown"}


def is_printed() -> bool:
    """Whether a person may be looking at standard output."""
    return is_terminal(sys.stdout)


def write_bytes(content: bytes) -> None:
    """Write what is not text to standard output, which then must not be a terminal."""
    _standard_output().buffer.write(content)


def is_terminal(stream: "TextIO | None") -> bool:
    """Whether a person may be looking at this stream."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:
        return False


def columns(asked: int | None) -> int:
    """Return the width to print at, in cells: as asked, else the terminal's, else 80.

    It is never under `LEAST_COLUMNS` nor over `MOST_COLUMNS`. What is laid out from here on for a
    terminal has room for the most cells that it may give a text.
    """
    if is_terminal(sys.stdout) and _room(sys.stdout):
        from briefdeck.terminal.cells import WIDEST, adopt

        adopt(WIDEST)
    width = terminal_columns() if asked is None else asked
    return max(LEAST_COLUMNS, min(MOST_COLUMNS, width))


def terminal_columns() -> int:
    """Return what COLUMNS says, else the terminal's width, else 80.

    `shutil` would say the same, but takes 2 ms to import for its archivers.
    """
    try:
        said = int(os.environ["COLUMNS"])
    except (KeyError, ValueError):
        said = 0
    if said > 0:
        return said
    if sys.__stdout__ is None:
        return 80
    try:
        return os.get_terminal_size(sys.__stdout__.fileno()).columns or 80
    except (ValueError, OSError):
        return 80


class LineTerminal:
    """Standard input and output, for who reads by line."""

    def __init__(self) -> None:
        self.width = columns(None)
        self._is_person = is_at_terminal()
        _tolerate_any_input()
        if self._is_person:
            _edit_lines_without_codes()

    @property
    def height(self) -> int:
        """The terminal's rows; 0 where nobody sees the lines go by."""
        if not self._is_person:
            return 0
        try:
            return os.get_terminal_size(_standard_output().fileno()).lines
        except (ValueError, OSError):
            return 0

    def write(self, text: str) -> None:
        """Write a text."""
        write_pieces("text", [text])
        flush_out()

    def read(self, prompt: str) -> str:
        """Ask for a line; EOFError where no more come."""
        if sys.stdin is None:
            raise EOFError
        return input(seen(prompt))


def _tolerate_any_input() -> None:
    """Take what is typed in another encoding for unknown characters, instead of failing."""
    reconfigure = getattr(sys.stdin, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="replace")


def _edit_lines_without_codes() -> None:
    """Let `input` edit lines and recall earlier ones, if that can be had without a control code.

    Readline asks what the terminal can do once, when it is loaded. To a dumb one it sends blanks,
    backspaces and carriage returns only; to any other, 170 control codes for three lines edited.
    """
    named = os.environ.get("TERM")
    os.environ["TERM"] = "dumb"
    try:
        import readline
    except ImportError:
        return
    finally:
        del os.environ["TERM"]
        if named is not None:
            os.environ["TERM"] = named
    for setting in ("enable-bracketed-paste", "show-mode-in-prompt", "enable-meta-key"):
        readline.parse_and_bind(f"set {setting} off")
