"""One entry of a list of references, in whatever style, as a source."""

from typing import Final

import msgspec
from msgspec import Struct

from briefdeck.editing.toml_text import Value
from briefdeck.intake.paper.addresses import addresses
from briefdeck.intake.paper.names import names_of
from briefdeck.intake.paper.publication import Published, published
from briefdeck.intake.paper.reference_head import head_of
from briefdeck.intake.paper.reference_title import title_of
from briefdeck.intake.paper.styled import Styled
from briefdeck.model.csl import Name
from briefdeck.text.pattern import pattern

_EDITORS: Final = pattern(r"\(?\b[Ee]d(?:itor)?s?\b\.?\)?[.,]?\s*\Z")
_HOW_SEEN: Final = pattern(
    r",?\s+(?:as )?(?:translated(?: and downloaded)?|downloaded|reprinted|reported) (?:from|in) .*"
)
"""Where its reader had a work from, which is not where it was published."""
_DASHES: Final = pattern(r"[-–—―_.\s]{2,}")
_CITED_YEAR: Final = pattern(r"\d{4}[a-z]?|n\.\s?d\.|[Ff]orthcoming|[Ii]n press")


class Reference(Struct, frozen=True, kw_only=True):
    """A source as an entry of a list says it.

    fields: CSL variables. names: of its authors, else its editors. year: as citations give it, with
    its letter (`2019a`). text: the entry itself. locator: a place in the work, where a note names
    one. is_sure: whether its marks show it to be a reference, and not any sentence.
    """

    fields: dict[str, Value]
    names: tuple[Name, ...]
    year: str
    text: str
    locator: str = ""
    is_sure: bool = False


def reference(entry: Styled, before: tuple[Name, ...] = ()) -> Reference | None:
    """Return an entry as a source; None where no title can be made out.

    before: the authors of the entry before it, for whom a dash stands.
    """
    seen = _HOW_SEEN.search(entry.text)
    found = addresses(entry.cut(0, seen.start()) if seen else entry)
    head = head_of(found.rest)
    title = title_of(found.rest.cut(head.end), is_dated=bool(head.when))
    if not title.words:
        return None
    names = before if _DASHES.fullmatch(head.authors) else names_of(head.authors)
    work = published(title.rest, head.when, has_address=bool(found.fields))
    role = "editor" if _EDITORS.search(head.authors) else "author"
    people: Value = [msgspec.to_builtins(name) for name in names]
    fields = {"title": title.words, role: people, **work.fields, **found.fields}
    return Reference(
        fields={key: value for key, value in fields.items() if value},
        names=names,
        year=_year(head.when, work),
        text=entry.text,
        locator=work.locator,
        is_sure=title.is_set_apart or "publisher-place" in work.fields,
    )


def _year(when: str, work: Published) -> str:
    known = _CITED_YEAR.search(when)
    return known[0] if known else work.year or str(work.fields.get("issued", ""))[:4]
