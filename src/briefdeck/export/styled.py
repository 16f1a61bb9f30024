"""Lists of references in other styles than ours, set by the processor for CSL inside typst.

It reads Hayagriva's YAML and writes HTML. Its texts may hold formulas, which are a program: what
would open one, or a group, is hidden before and shown again behind.
"""

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any, Final

from msgspec.structs import replace

from briefdeck.document.chicago_parts import page_ranges, spaced, undivided
from briefdeck.document.chicago_roles import openers
from briefdeck.document.csl_items import date_parts
from briefdeck.model.briefing import Source
from briefdeck.model.csl import Name, Names, bare_doi
from briefdeck.model.edtf import Edtf
from briefdeck.model.nodes import Inline, Text, WebLink
from briefdeck.model.prose import inline_text
from briefdeck.text.folding import fold
from briefdeck.text.visible import visible
from briefdeck.text.words import listed, one_line

STYLES: Final = {
    "apa": "apa",
    "mla": "mla",
    "ieee": "ieee",
    "ama": "american-medical-association",
    # The one that is called `vancouver` there leaves authors out.
    "vancouver": "springer-vancouver",
}
"""Names of styles, and what typst calls them."""

_PROGRAM: Final = b"""\
#for list in json(bytes(sys.inputs.lists)) {
  bibliography(bytes(json.encode(list)), style: sys.inputs.style, full: true, title: none)
}
"""
_ONE_BY_ONE: Final = frozenset({"mla"})
"""Styles that put a dash for the names of the reference before, and get that wrong."""
# What hayagriva reads as a formula, a group or an escape, and what stands for it meanwhile.
_HIDDEN: Final = {ord(sign): 0xF0000 + place for place, sign in enumerate("${}\\-")}
_SHOWN: Final = {there: here for here, there in _HIDDEN.items()}
_WEB: Final = r"https?://[\w-]+(\.[\w-]+)*\.?(:[0-9]{1,4})?([/?#][^\s\x00-\x20\"<>\\^`{|}]*)?"
_STOPS: Final = (".", "?", "!")
_LAST_YEAR: Final = 9999

_TYPES: Final = {
    "article": "article", "article-journal": "article", "article-magazine": "article",
    "article-newspaper": "article", "bill": "legislation", "book": "book", "broadcast": "video",
    "chapter": "chapter", "classic": "book", "dataset": "repository", "entry": "entry",
    "entry-dictionary": "entry", "entry-encyclopedia": "entry", "event": "exhibition",
    "figure": "artwork", "graphic": "artwork", "hearing": "report", "legal_case": "case",
    "legislation": "legislation", "manuscript": "manuscript", "map": "artwork",
    "motion_picture": "video", "musical_score": "book", "pamphlet": "book",
    "paper-conference": "article", "patent": "patent", "performance": "performance",
    "periodical": "periodical", "post": "post", "post-weblog": "article",
    "regulation": "legislation", "report": "report", "review": "article", "review-book": "article",
    "software": "repository", "song": "audio", "speech": "conference", "standard": "report",
    "thesis": "thesis", "treaty": "legislation", "webpage": "web",
}  # fmt: skip
"""All others are `misc`."""
_PARENTS: Final = {
    "article": "periodical", "article-journal": "periodical", "article-magazine": "periodical",
    "article-newspaper": "newspaper", "chapter": "book", "entry": "reference",
    "entry-dictionary": "reference", "entry-encyclopedia": "reference", "figure": "book",
    "paper-conference": "proceedings", "post-weblog": "blog", "review": "periodical",
    "review-book": "periodical", "song": "audio", "webpage": "web",
}  # fmt: skip
"""What a source of a type stands in."""
_OF_PARENT: Final = frozenset({"volume", "issue", "issn", "isbn", "editor", "publisher", "edition"})
_AFFILIATED: Final = {
    "translator": "translator", "compiler": "compiler", "organizer": "organizer",
    "contributor": "collaborator", "performer": "cast-member", "composer": "composer",
    "producer": "producer", "executive_producer": "executive-producer", "script_writer": "writer",
    "director": "director", "illustrator": "illustrator", "narrator": "narrator",
}  # fmt: skip
"""Our fields, and what hayagriva calls these parts."""


def styled(sources: list[Source], style: str) -> tuple[list[tuple[Inline, ...]], tuple[str, ...]]:
    """Return the references of sources in a style, in its order, and what it could not say.

    Raises KeyError for a style that is not in `STYLES`, ValueError where typst is not installed.
    """
    try:
        import typst
    except ImportError:
        raise ValueError(
            f"the style {style} needs typst, which `pip install 'briefdeck[pdf]'` installs"
        ) from None
    if not sources:
        return [], ()
    entries = {source.id: _entry(source) for source in sources}
    is_split = style in _ONE_BY_ONE
    lists = [{name: entry} for name, entry in entries.items()] if is_split else [entries]
    inputs = {"lists": json.dumps(lists, ensure_ascii=False), "style": STYLES[style]}
    try:
        page = typst.compile(_PROGRAM, format="html", sys_inputs=inputs, ignore_system_fonts=True)
    except typst.TypstError as error:
        raise ValueError(f"typst cannot set these references: {error}") from None
    reader = _Reader()
    reader.feed((page or b"").decode())
    references = sorted(reader.references, key=_place) if is_split else reader.references
    return references, tuple(_losses(sources))


def _place(reference: tuple[Inline, ...]) -> str:
    """What a reference is sorted by: its words, without quotation marks before them."""
    return fold(inline_text(reference)).lstrip("“‘\"'")


def _losses(sources: list[Source]) -> Iterator[str]:
    rough = [
        f"{source.id} ({source.issued.text})"
        for source in sources
        if source.issued is not None and not _is_plain(source.issued)
    ]
    if rough:
        yield f"of dates that these styles cannot say, all but the first year: {listed(rough)}"
    unaddressed = [source.id for source in sources if source.url and not _is_web(source.url)]
    if unaddressed:
        yield f"addresses that are not of the web: {listed(unaddressed)}"


def _entry(source: Source) -> dict[str, Any]:
    """A source as hayagriva has it, what it stands in apart."""
    fields = {name: value for name, value in _fields(source) if value not in (None, "", [])}
    entry = {"type": _TYPES.get(source.type, "misc"), **fields}
    kind = _PARENTS.get(source.type)
    if source.container_title:
        parent: dict[str, Any] = {
            "type": kind or "misc",
            "title": _verbatim(source.container_title),
        }
        if kind is not None:
            parent |= {name: entry.pop(name) for name in _OF_PARENT if name in entry}
        entry["parent"] = dict(sorted(parent.items()))
    return entry


def _fields(source: Source) -> Iterator[tuple[str, object]]:
    opening = None if source.author else openers(source)
    by_editor = opening is not None and opening[0].field == "editor"
    authors = source.author if opening is None or by_editor else opening[1]
    yield "title", _verbatim(source.title)
    yield "author", _people(authors)
    yield "editor", _people(source.editor)
    yield (
        "affiliated",
        [
            {"role": role, "names": _people(getattr(source, field))}
            for field, role in _AFFILIATED.items()
            if getattr(source, field) and getattr(source, field) != authors
        ],
    )
    if source.issued is not None:
        yield "date", _date(source.issued)
    if source.publisher:
        place = {"location": _verbatim(source.publisher_place)} if source.publisher_place else {}
        yield "publisher", {"name": _verbatim(source.publisher), **place}
    if source.url and _is_web(source.url):
        accessed = _date(source.accessed) if source.accessed is not None else None
        value = one_line(source.url)
        yield "url", {"value": value, "date": accessed} if accessed else {"value": value}
    yield "genre", _verbatim(source.genre)
    yield "volume", _number(source.volume)
    yield "issue", _number(source.issue)
    yield "edition", _number(source.edition)
    yield "page-range", _pages(source.page)
    yield "archive", _verbatim(source.archive)
    yield "archive-location", _verbatim(source.archive_place)
    yield "serial-number", dict(_serial_numbers(source))


def _serial_numbers(source: Source) -> Iterator[tuple[str, str]]:
    serial = source.number if source.number is not None else source.version
    if serial is not None:
        yield "serial", _hidden(str(serial))
    if source.doi:
        yield "doi", visible(one_line(bare_doi(source.doi)))
    for name in ("isbn", "issn", "pmid", "pmcid"):
        value: str | None = getattr(source, name)
        if value:
            yield name, visible(one_line(value))


def _hidden(text: str) -> str:
    """A text in which typst finds nothing to interpret, no range of numbers either."""
    return visible(one_line(text)).translate(_HIDDEN)


def _verbatim(text: str | None) -> str | None:
    """A text whose capitals stay as they are: a style would make small ones of names too."""
    return f"{{{_hidden(text)}}}" if text else None


def _people(names: Names) -> list[dict[str, str]]:
    return [_person(name) for name in names]


def _person(name: Name) -> dict[str, str]:
    """A name in parts; given as one text, that of an organization would be divided at "and"."""
    whole = undivided(name)
    if whole is not None:
        return {"name": _hidden(whole)}
    given = spaced(name.given, name.dropping_particle)
    parts = {"name": name.full_family, "given-name": given, "suffix": name.suffix}
    return {part: _hidden(value) for part, value in parts.items() if value}


def _number(value: str | int | None) -> str | int | None:
    text = "" if value is None else _hidden(str(value))
    return int(text) if re.fullmatch("[0-9]{1,6}", text, re.ASCII) else text


def _pages(value: str | int | None) -> str:
    return "" if value is None else page_ranges(visible(str(value))).replace("–", "-")


def _is_plain(when: Edtf) -> bool:
    return when.is_exact and not when.is_interval and when.precision in {"year", "month", "day"}


def _date(when: Edtf) -> str | None:
    """A date as hayagriva reads it: year, month and day as far as known; of a rough one the year.

    None where there is no year of four digits.
    """
    if when.lower is None or not 0 <= when.year <= _LAST_YEAR:
        return None
    parts = date_parts(when)[0] if _is_plain(when) else [when.year]
    return "-".join([f"{when.year:04}", *[f"{part:02}" for part in parts[1:]]])


def _is_web(url: str) -> bool:
    return re.fullmatch(_WEB, url.strip()) is not None


class _Reader(HTMLParser):
    """Takes the references out of the list that typst writes."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.references: list[tuple[Inline, ...]] = []
        self._runs: list[Inline] = []
        self._is_inside = False
        self._emphasis = 0
        self._strong = 0
        self._address: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a reference, or words that are emphasized or lead somewhere."""
        match tag:
            case "li":
                self._is_inside, self._runs = True, []
            case "em" | "i":
                self._emphasis += 1
            case "strong" | "b":
                self._strong += 1
            case "a":
                self._address = dict(attrs).get("href")

    def handle_endtag(self, tag: str) -> None:
        """End what began."""
        match tag:
            case "li":
                self._is_inside = False
                self.references.append(_stripped(self._runs))
            case "em" | "i":
                self._emphasis -= 1
            case "strong" | "b":
                self._strong -= 1
            case "a":
                self._address = None

    def handle_data(self, data: str) -> None:
        """Keep the words of a reference."""
        if not self._is_inside:
            return
        text = self._tidied(data.translate(_SHOWN))
        if self._address is not None:
            self._runs.append(WebLink(text=text, url=self._address))
        else:
            self._runs.append(Text(text=text, emphasis=self._emphasis > 0, strong=self._strong > 0))

    def _tidied(self, text: str) -> str:
        """A run without the signs that styles leave around what a source does not have."""
        before = self._runs[-1].text if self._runs and isinstance(self._runs[-1], Text) else ""
        if before.endswith(_STOPS) and text.startswith("."):
            text = text[1:]
        text = re.sub(r"(?<!\.)\.\.(?!\.)|(?<=[?!])\.(?=[”\s]|$)", _one_stop, text)
        # A date of APA's without its day, an issue of Vancouver's without its pages.
        text = re.sub(r",(?=\)\.)| ?;(?=\.|:[0-9])", "", text)
        return re.sub(r"\s+", " ", text)


def _stripped(runs: list[Inline]) -> tuple[Inline, ...]:
    last = runs[-1] if runs else None
    if isinstance(last, Text):
        runs[-1] = replace(last, text=last.text.rstrip())
    return tuple(runs)


def _one_stop(found: re.Match[str]) -> str:
    return "." if len(found[0]) > 1 else ""
