"""What a server remembers while an editor is connected: its documents, and what it can do."""

from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from msgspec import Struct

from briefdeck.files import LARGEST_BRIEFING
from briefdeck.lsp.checker import Job, Report
from briefdeck.lsp.outline import Outline, is_briefing
from briefdeck.lsp.page import Known, Page, Spotted
from briefdeck.lsp.protocol import (
    Diagnostic,
    Diagnostics,
    Edit,
    Encoding,
    Location,
    Position,
    Range,
    Severity,
)
from briefdeck.lsp.text import Text
from briefdeck.model.problem import Problem

_SEVERITIES: Final = {
    "error": Severity.ERROR,
    "warning": Severity.WARNING,
    "note": Severity.INFORMATION,
}


class Document:
    """An open document; `page` is None where it is not a briefing, or too large for one."""

    def __init__(self, uri: str, version: int, text: Text) -> None:
        self.uri = uri
        self.version = version
        self.text = text
        self.page: Page | None = None
        self.is_briefing = False
        self._known = Known(text.content)
        self._begin()

    def edit(self, edits: list[Edit], version: int | None) -> None:
        """Take what was typed."""
        for edit in edits:
            self.text = self.text.edited(edit)
        self.version = self.version if version is None else version
        self._begin()

    def job(self) -> Job:
        """Return what is to be checked of it."""
        path = path_of(self.uri)
        name = path.stem if path else "briefing"
        content = self.text.content
        return Job(uri=self.uri, version=self.version, text=content, name=name, path=path)

    def take(self, report: Report) -> Diagnostics | None:
        """Remember what was read; return the problems, unless it was edited meanwhile."""
        self._known = self._known.after(report.job.text, is_sound=report.findings.is_sound)
        is_stale = report.job.version != self.version
        spotted = () if is_stale else tuple(map(self._spotted, report.findings.problems))
        if self.page is not None:
            self.page = Page(self.page.outline, self._known, spotted)
        if is_stale:
            return None
        found = [self.diagnostic(each) for each in spotted]
        return Diagnostics(uri=self.uri, version=self.version, diagnostics=found)

    def no_problems(self) -> Diagnostics:
        """Return what takes back all that was published."""
        return Diagnostics(uri=self.uri, version=self.version, diagnostics=[])

    def _begin(self) -> None:
        """Begin a new page, as the text is another."""
        content = self.text.content
        self.is_briefing = is_briefing(content)
        is_served = self.is_briefing and len(content) <= LARGEST_BRIEFING
        self.page = Page(Outline(content), self._known) if is_served else None

    def _spotted(self, problem: Problem) -> Spotted:
        place = problem.place
        if place is None:
            return Spotted(problem, 0, 0)
        start = self.text.place(place.line, place.column)
        end = self.text.place(place.line, place.end_column or place.column)
        return Spotted(problem, start, end)

    def diagnostic(self, spotted: Spotted) -> Diagnostic:
        """Return a problem as the client shows it."""
        problem = spotted.problem
        return Diagnostic(
            range=self.text.range(spotted.start, spotted.end),
            severity=_SEVERITIES[problem.severity],
            code=problem.rule,
            message="\n".join(filter(None, (problem.message, problem.remedy))),
        )


class Client(Struct, frozen=True, kw_only=True):
    """How a client counts, and what it can do.

    takes_snippets: insert a text with places to fill in. takes_defaults: take once what all items
    of a list have in common. asks_for_edits: ask for the edit of an action once it is chosen.
    """

    encoding: Encoding = "utf-16"
    takes_snippets: bool = False
    takes_defaults: bool = False
    asks_for_edits: bool = False


class Scene(Struct, frozen=True):
    """A briefing that something is asked of, and by whom."""

    document: Document
    page: Page
    client: Client

    @property
    def outline(self) -> Outline:
        """Its entries by their headers."""
        return self.page.outline

    def offset(self, position: Position) -> int:
        """Return the offset of a position."""
        return self.document.text.offset(position)

    def range(self, start: int, end: int) -> Range:
        """Return the range between two offsets."""
        return self.document.text.range(start, end)

    def location(self, start: int, end: int) -> Location:
        """Return the same, with the document."""
        return Location(uri=self.document.uri, range=self.range(start, end))


class Session:
    """The client, and the documents that it has open."""

    def __init__(self) -> None:
        self.documents: dict[str, Document] = {}
        self.client = Client()

    def scene(self, uri: str) -> Scene | None:
        """Return an open briefing; None for what is not open, or not a briefing."""
        document = self.documents.get(uri)
        if document is None or document.page is None:
            return None
        return Scene(document, document.page, self.client)


def path_of(uri: str) -> Path | None:
    """Return the path of a document; None for one that is not a file."""
    try:
        parts = urlsplit(uri)
    except ValueError:
        return None
    path = unquote(parts.path)
    if parts.scheme != "file" or not path.strip("/") or "\0" in path:
        return None
    return Path(path)
