"""What other Python programs may rely on: reading a briefing, and printing it with Rich."""

from collections.abc import Sequence
from os import PathLike
from pathlib import Path
from types import UnionType
from typing import Final

from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement

from briefdeck import document, output
from briefdeck.check import check
from briefdeck.document.lookup import lookup
from briefdeck.document.verdicts import Verdicts
from briefdeck.evidence.verdicts import Verification, verified
from briefdeck.library.folders import cache_folder
from briefdeck.loader import Loaded, load_text
from briefdeck.loader import load as load_file
from briefdeck.loader.report import problem_lines
from briefdeck.model.briefing import Briefing as Content
from briefdeck.model.levels import Level
from briefdeck.model.problem import Problem
from briefdeck.output.terminal import Printable
from briefdeck.text.visible import visible

__all__ = ["Briefing", "Printable", "Problem", "UnreadableError", "load", "loads"]

_NO_NAME: Final = Problem(
    rule="file-missing",
    severity="error",
    message="No name is given.",
    remedy="Give the path of a briefing's file.",
)


class UnreadableError(ValueError):
    """A file gives no briefing at all; `problems` say why, and where in the file."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(line for each in self.problems for line in problem_lines(each)))

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle the problems: exceptions are otherwise made again from their message alone."""
        return type(self), (self.problems,)


class Briefing:
    """A briefing as it was read from its file. A Rich console prints its 3 minutes.

    Made by `load` and `loads`. Entries that could not be read are left out of it, and `problems`
    report them.
    """

    def __init__(self, loaded: Loaded) -> None:
        if not isinstance(loaded, Loaded):
            raise TypeError("make a Briefing with briefdeck.load(path) or briefdeck.loads(text)")
        if loaded.briefing is None or loaded.is_unreadable:
            raise UnreadableError(loaded.problems)
        self._loaded = loaded
        self._content = loaded.briefing

    def __repr__(self) -> str:
        return visible(f"<Briefing {self.id}: {self.title}>")

    @property
    def id(self) -> str:
        """The briefing's id: the name of its file without `.toml`, safe to show."""
        return visible(self._loaded.id)

    @property
    def title(self) -> str:
        """The briefing's title."""
        return self._content.front.title

    @property
    def content(self) -> Content:
        """The briefing's data as frozen msgspec Structs.

        They are `front`, `key_points`, `events`, `sources` and so on.
        """
        return self._content

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was wrong with the file when it was read, in the order of the file."""
        return self._loaded.problems

    def check(self) -> tuple[Problem, ...]:
        """Return the problems of `briefdeck check`: those of reading, and those its rules find."""
        return check(self._loaded)

    def verify(self) -> Verification:
        """Return what became of its quotations and cited numbers in the stored copies beside it.

        Copies that are not known yet are read. What is printed of the briefing from then on says it
        too; before, it says what is known already.
        """
        found = verified(self._loaded, cache_folder())
        lookup(self._loaded).verdicts = Verdicts(found)
        return found

    def summary(self, *sections: str, level: Level = "3m") -> Printable:
        """Return a reading of the briefing as a printable, or some sections of it, whole.

        level: how much of it, as `briefdeck show --time` has it: 30s, 3m, full or all.
        Raises KeyError for a section or a level that does not exist, TypeError for a section that
        is not a str.
        """
        for section in sections:
            _demand(section, str, "a section is a str, as in summary('timeline', 'sources')")
        return Printable(document.summary(self._loaded, sections or None, level=level))

    def entry(self, entry_id: str) -> Printable:
        """Return an entry's page: its text, its evidence, what rests on it.

        Raises KeyError for an unknown id.
        """
        return Printable(document.page(self._loaded, entry_id, references=True))

    def render(self, form: str = "text", *, width: int = 80, level: Level = "3m") -> str:
        """Return a reading of it in a format, without escape codes: text, plain, markdown or json.

        width: cells of a line, at least 1, where the format lays lines out.
        level: as in `summary`.
        Raises KeyError for an unknown format or level, ValueError for a width below 1.
        """
        if width < 1:
            raise ValueError(f"a width is at least 1, not {width}")
        made = document.summary(self._loaded, level=level)
        return output.render(form, made, width=width)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the summary."""
        yield self.summary()

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        """Return how few and how many cells the summary makes use of."""
        return Measurement.get(console, options, self.summary())


def load(path: str | PathLike[str]) -> Briefing:
    """Read a briefing file.

    Raises UnreadableError where `briefdeck show` exits with 3, because the file gives nothing to
    print or cannot be opened; also where it does not exist.
    """
    if path == "":
        raise UnreadableError([_NO_NAME])
    return Briefing(load_file(Path(path)))


def loads(text: str | bytes, name: str = "briefing") -> Briefing:
    """Read a briefing from its TOML text; `name` becomes its id.

    A name that is not a valid id is a problem of the briefing, as a file's would be.
    Raises UnreadableError as `load` does.
    """
    _demand(text, str | bytes, "the text of a briefing is a str or bytes")
    _demand(name, str, "the name of a briefing is a str")
    return Briefing(load_text(text, name))


def _demand(value: object, kind: type | UnionType, expected: str) -> None:
    """Raise TypeError where a value is not of a kind."""
    if not isinstance(value, kind):
        raise TypeError(f"{expected}, not {type(value).__name__}")
