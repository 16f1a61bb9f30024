"""A briefing as a file for somebody else: a page, paper, a document, slides, references, data.

One module a format, imported when it is asked for; `FORMS` says what each writes and needs. What a
format cannot hold is never left out in silence: a module gives it in `Exported.losses`.
"""

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import PurePath
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, Protocol, cast

if TYPE_CHECKING:
    from briefdeck.document.lookup import Lookup
    from briefdeck.loader import Loaded
    from briefdeck.model.briefing import Entry
    from briefdeck.model.levels import Level

Scope = Literal["briefing", "entry", "library"]
"""What a format can hold: a whole briefing, one entry of it, or several briefings."""


class Form(NamedTuple):
    """A format: its name, the module that writes it, and what it is in a line.

    suffixes: endings of files that mean it. extra: the extra of this program that has what it
    needs, empty for none; packages: what that is, as it is imported. is_text: whether it may be
    written to a terminal, entry_is_text: whether an entry may, where a briefing may not.
    has_styles: whether references can be set in several.
    """

    name: str
    module: str
    what: str
    suffixes: tuple[str, ...] = ()
    extra: str = ""
    packages: tuple[str, ...] = ()
    scopes: tuple[Scope, ...] = ("briefing",)
    is_text: bool = True
    entry_is_text: bool = False
    has_styles: bool = False

    def writes_text(self, scope: Scope) -> bool:
        """Whether what it writes of a briefing, or of an entry, may go to a terminal."""
        return self.is_text or (scope == "entry" and self.entry_is_text)

    @property
    def missing(self) -> tuple[str, ...]:
        """The packages that it needs and that are not installed."""
        return tuple(name for name in self.packages if find_spec(name) is None)


FORMS: Final = (
    Form(
        "markdown",
        "documents",
        "Markdown for Pandoc, with its citations",
        (".md", ".markdown"),
        scopes=("briefing", "entry"),
    ),
    Form(
        "github",
        "documents",
        "Markdown for GitHub, with footnotes",
        scopes=("briefing", "entry"),
    ),
    Form("text", "documents", "plain text, in lines", (".txt",), scopes=("briefing", "entry")),
    Form("html", "html", "a page in one file, without scripts", (".html", ".htm")),
    Form("slides", "html.slides", "slides in one HTML file, a screen each"),
    Form("site", "html.site", "a folder of pages with an index", scopes=("library",)),
    Form(
        "pdf",
        "pdf",
        "paper to print, tagged, with an outline",
        (".pdf",),
        extra="pdf",
        packages=("typst",),
        is_text=False,
    ),
    Form(
        "docx",
        "docx",
        "a Word document, with headings, captions and bookmarks",
        (".docx",),
        extra="docx",
        packages=("docx",),
        is_text=False,
    ),
    Form("json", "documents", "the document as data", (".json",), scopes=("briefing", "entry")),
    Form(
        "svg",
        "svg",
        "the timeline, a figure or an era as a picture",
        (".svg",),
        scopes=("briefing", "entry"),
    ),
    Form(
        "png",
        "png",
        "the same picture as pixels",
        (".png",),
        extra="png",
        packages=("resvg_py",),
        scopes=("briefing", "entry"),
        is_text=False,
    ),
    Form(
        "references",
        "references",
        "the list of references in Markdown; --style chicago, or by typst apa, mla, ieee, ama, "
        "vancouver (`pip install 'briefdeck[pdf]'`)",
        scopes=("briefing", "entry"),
        has_styles=True,
    ),
    Form(
        "csv",
        "tables",
        "a figure or a table as CSV; of a briefing all of them, in a zip archive",
        (".csv", ".zip"),
        scopes=("briefing", "entry"),
        is_text=False,
        entry_is_text=True,
    ),
    Form(
        "ics",
        "ics",
        "the events as a calendar",
        (".ics",),
        scopes=("briefing", "entry"),
        is_text=False,
    ),
    Form("timelinejs", "timelinejs", "the timeline as JSON for TimelineJS"),
    Form(
        "claimreview",
        "claims",
        "what is checked of others' claims, as ClaimReview of schema.org",
        scopes=("briefing", "entry"),
    ),
    Form("manifest", "manifest", "statements and citations, for programs that check them"),
    Form("csl", "references", "the sources as CSL-JSON", scopes=("briefing", "entry")),
    Form("bibtex", "references", "the sources for BibTeX", (".bib",), scopes=("briefing", "entry")),
    Form("ris", "references", "the sources as RIS", (".ris",), scopes=("briefing", "entry")),
)
"""All formats, in the order in which they are listed."""

BY_NAME: Final = {form.name: form for form in FORMS}


class Wanted(NamedTuple):
    """What is to be exported, and how.

    form: the name of the format. level: how much of the briefing. entry: the id of the one entry
    that is wanted, None for the briefing. style: of references, where a format has styles.
    """

    loaded: "Loaded"
    form: str
    level: "Level" = "all"
    entry: str | None = None
    style: str = ""

    def holds(self, found: "Lookup", entry: "Entry") -> bool:
        """Whether an entry is wanted; of those with one id only the first is."""
        if found.links.entries[entry.id] is not entry:
            return False
        if self.entry is not None:
            return entry.id == self.entry
        return found.levels.holds(self.level, entry.id)


class Exported(NamedTuple):
    """A finished file: its bytes, and in sentences what the format could not hold.

    suffix: the ending that it must have where the format has several; empty for any.
    """

    content: bytes
    losses: tuple[str, ...] = ()
    suffix: str = ""


class _Module(Protocol):
    def export(self, wanted: Wanted) -> Exported:
        """Write what is wanted. The same briefing gives the same bytes."""


def export(wanted: Wanted) -> Exported:
    """Return a briefing, or an entry of it, in a format.

    Raises ImportError where a package is missing (see `Form.missing`), KeyError for a format or an
    entry that is not there, and ValueError where the format cannot hold what is wanted.
    """
    form = BY_NAME[wanted.form]
    module = cast("_Module", import_module(f"briefdeck.export.{form.module}"))
    return module.export(wanted)


def form_of(path: PurePath) -> Form | None:
    """Return the format that a file's ending means; None where no format has it."""
    suffix = path.suffix.lower()
    return next((form for form in FORMS if suffix in form.suffixes), None)


def forms_of(scope: Scope) -> Iterator[Form]:
    """Yield the formats that can hold a briefing, an entry, or a library."""
    return (form for form in FORMS if scope in form.scopes)
