"""What other Python programs may rely on: reading a briefing, and printing it with Rich."""

from collections.abc import Sequence
from os import PathLike
from pathlib import Path

from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement

from briefdeck import document, output
from briefdeck.check import check
from briefdeck.loader import Loaded, load_text
from briefdeck.loader import load as load_file
from briefdeck.loader.report import problem_lines
from briefdeck.model.briefing import Briefing as Content
from briefdeck.model.problem import Problem
from briefdeck.output.terminal import Printable

__all__ = ["Briefing", "Printable", "Problem", "UnreadableError", "load", "loads"]


class UnreadableError(ValueError):
    """A file gives no briefing at all; `problems` say why, and where in the file."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(line for each in self.problems for line in problem_lines(each)))


class Briefing:
    """A briefing as it was read from its file. A Rich console prints its summary.

    Made by `load` and `loads`. Entries that could not be read are left out of it, and `problems`
    report them.
    """

    def __init__(self, loaded: Loaded) -> None:
        if loaded.briefing is None:
            raise UnreadableError(loaded.problems)
        self._loaded = loaded
        self._content = loaded.briefing

    def __repr__(self) -> str:
        return f"<Briefing {self.id}: {self.title}>"

    @property
    def id(self) -> str:
        """The briefing's id: the name of its file without `.toml`."""
        return self._loaded.id

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

    def summary(self, *sections: str, everything: bool = False) -> Printable:
        """Return the printed summary, or only some sections of it.

        everything: every entry of every section, as `briefdeck show --all` prints them.
        Raises KeyError for a section that there is not.
        """
        return Printable(document.summary(self._loaded, sections or None, everything=everything))

    def entry(self, entry_id: str) -> Printable:
        """Return an entry's page: its text, its evidence, what rests on it.

        Raises KeyError for an unknown id.
        """
        return Printable(document.page(self._loaded, entry_id, references=True))

    def render(self, form: str = "text", *, width: int = 80, everything: bool = False) -> str:
        """Return the summary in a format, without escape codes: text, plain, markdown or json.

        width: cells of a line, where the format lays lines out.
        Raises KeyError for an unknown format.
        """
        made = document.summary(self._loaded, everything=everything)
        return output.render(form, made, width=width)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the summary."""
        yield self.summary()

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        """Return how few and how many cells the summary makes use of."""
        return Measurement.get(console, options, self.summary())


def load(path: str | PathLike[str]) -> Briefing:
    """Read a briefing file.

    Raises UnreadableError where it gives no briefing, or cannot be opened.
    """
    return Briefing(load_file(Path(path)))


def loads(text: str | bytes, name: str = "briefing") -> Briefing:
    """Read a briefing from its TOML text; `name` becomes its id.

    Raises UnreadableError as `load` does.
    """
    return Briefing(load_text(text, name))
