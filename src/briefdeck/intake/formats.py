"""The formats that are imported: how each is known, and which module reads it.

A module is imported when its format is asked for, and has `take(content, options)`.
"""

import re
from collections.abc import Iterable, Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import PurePath
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol, cast

from briefdeck.files import LARGEST_BRIEFING

if TYPE_CHECKING:
    from briefdeck.intake.taken import Makes, Options, Taken

EXTRA: Final = "import"
"""The extra of this program that has what importers need."""
_LOOKED_AT: Final = 1 << 16
"""Bytes at the start of a file in which a format is looked for."""
_WITH_PICTURES: Final = 64 * 1024 * 1024


class Form(NamedTuple):
    """A format: its name, the module that reads it, and what it is in a line.

    suffixes: endings of files that mean it. sign: a regular expression that its files have near
    their start, by which it is told from others with its ending, or without a name. packages: what
    it needs beyond this program, as that is imported. makes: what can be made of it, as is said.
    largest: bytes that a file may have.
    """

    name: str
    module: str
    what: str
    suffixes: tuple[str, ...] = ()
    sign: bytes = b""
    packages: tuple[str, ...] = ()
    makes: tuple["Makes", ...] = ()
    largest: int = LARGEST_BRIEFING

    @property
    def missing(self) -> tuple[str, ...]:
        """The packages that it needs and that are not installed."""
        return tuple(name for name in self.packages if find_spec(name) is None)

    def is_like(self, content: bytes) -> bool:
        """Whether a file begins as one of this format does."""
        return bool(self.sign) and bool(re.search(self.sign, content[:_LOOKED_AT]))


FORMS: Final = (
    Form(
        "bibtex",
        "references.bibtex",
        "sources from BibTeX or BibLaTeX",
        (".bib", ".bibtex", ".biblatex"),
        rb"@[ \t]*[A-Za-z]+[ \t\r\n]*[{(][^=\s]*\s*,\s*[\w-]+\s*=",
    ),
    Form("ris", "references.ris", "sources from RIS", (".ris",), rb"(?:\A|\n)TY[ \t]{1,3}- ?[A-Z]"),
    Form(
        "ics",
        "events.calendars",
        "events of a calendar (iCalendar)",
        (".ics", ".ical"),
        rb"\A\s*BEGIN:VCALENDAR",
    ),
    Form(
        "timelinejs",
        "events.timelinejs",
        "events and eras of a timeline (TimelineJS)",
        (".json",),
        rb'\A\s*\{[\s\S]*"(?:events|eras)"\s*:\s*\[[\s\S]*"start_date"\s*:',
    ),
    Form(
        "csl",
        "references.csl_json",
        "sources as CSL-JSON, from Zotero, Pandoc and others",
        (".json",),
        rb'\A\s*[\[{][\s\S]*"(?:type|title|items)"\s*:',
    ),
    Form(
        "csv",
        "tables.delimited",
        "figures, a table or events, parted by commas or other signs",
        (".csv",),
        rb"\A(?:[^\r\n]*[,;](?! )[^\r\n]*\r?\n){2}",
        makes=("series", "table", "events"),
    ),
    Form(
        "tsv",
        "tables.delimited",
        "figures, a table or events, parted by tabs",
        (".tsv", ".tab"),
        rb"\A(?:[^\r\n]*\t[^\r\n]*\r?\n){2}",
        makes=("series", "table", "events"),
    ),
    Form(
        "html",
        "paper.files",
        "a paper in HTML, as a draft with candidates",
        (".html", ".htm", ".xhtml"),
        rb"(?i)<!doctype html|<html[\s>]",
    ),
    Form(
        "docx",
        "paper.files",
        "a paper in Word, as a draft with candidates",
        (".docx",),
        rb"\APK\x03\x04[\s\S]*word/",
        largest=_WITH_PICTURES,
    ),
    Form(
        "pdf",
        "paper.files",
        "a paper in PDF, as a draft with candidates",
        (".pdf",),
        rb"\A[\s\S]{0,1024}%PDF-",
        packages=("pypdfium2",),
        largest=_WITH_PICTURES,
    ),
    Form(
        "paper",
        "paper.markdown",
        "a paper in Markdown or plain text, as a draft with candidates",
        (".md", ".markdown", ".txt", ".text"),
        rb"(?m)^#{1,3} \S|\A[A-Z][^{}<>@]{20}",
    ),
    Form(
        "xlsx",
        "tables.workbook",
        "figures, a table or events in a sheet of a workbook",
        (".xlsx", ".xlsm"),
        packages=("openpyxl",),
        makes=("series", "table", "events"),
    ),
    Form(
        "datapackage",
        "tables.data_package",
        "figures and tables of a data package (Frictionless Data)",
        (".zip",),
        rb"\APK\x03\x04[\s\S]{0,200}datapackage\.json",
        makes=("series", "table", "events"),
    ),
    Form(
        "md-tables",
        "tables.pipe_tables",
        "figures, tables or events in the tables of a Markdown file",
        (),
        rb"(?m)^[ \t]*\|?.*\|.*\r?\n[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\||\r?$)",
        makes=("series", "table", "events"),
    ),
    Form(
        "markwhen",
        "events.markwhen",
        "events of a timeline (Markwhen, its basic form)",
        (".mw", ".markwhen"),
    ),
)
"""All formats, in the order in which they are listed; what is first is taken of two alike."""

BY_NAME: Final = {form.name: form for form in FORMS}


class _Module(Protocol):
    def take(self, content: bytes, options: "Options") -> "Taken":
        """Return what a file holds, whatever its bytes are."""


def largest(name: str) -> int:
    """Return how many bytes a file may have, by its ending."""
    suffix = PurePath(name).suffix.lower()
    sizes = [form.largest for form in FORMS if suffix in form.suffixes]
    return max(sizes, default=LARGEST_BRIEFING)


def form_of(name: str, content: bytes, makes: "Makes | None" = None) -> Form | None:
    """Return the format of a file by its ending, and by its first bytes where that leaves doubt.

    makes: what has to be made of it. None where no format is like it.
    """
    suffix = PurePath(name).suffix.lower()
    able = [form for form in FORMS if makes is None or makes in form.makes]
    fitting = [form for form in able if suffix in form.suffixes]
    if len(fitting) == 1:
        return fitting[0]
    alike = _first_like(content, fitting) or _first_like(content, able)
    return able[0] if alike is None and makes is not None else alike


def _first_like(content: bytes, forms: Sequence[Form]) -> Form | None:
    alike: Iterable[Form] = (form for form in forms if form.is_like(content))
    return next(iter(alike), None)


def take(form: Form, content: bytes, options: "Options") -> "Taken":
    """Return what a file of a format holds. ImportError where a package is missing."""
    module = cast("_Module", import_module(f"briefdeck.intake.{form.module}"))
    return module.take(content, options)
