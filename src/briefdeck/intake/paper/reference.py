"""One entry of a list of references, in whatever style, as a source."""

from typing import Final

import msgspec
from msgspec import Struct

from briefdeck.editing.toml_text import Value
from briefdeck.intake.paper.addresses import addresses
from briefdeck.intake.paper.names import is_organization, names_of
from briefdeck.intake.paper.publication import WHEN, Published, published
from briefdeck.intake.paper.styled import Styled
from briefdeck.model.csl import Name
from briefdeck.text.pattern import pattern

_IN_PARENTHESES: Final = pattern(rf"[.,]?\s*[(\[](?P<when>{WHEN})[)\]][.,:;]?\s*")
_AFTER_STOP: Final = pattern(rf"(?:(?<=[.,?!])\s|,\s|\s(?=\d))(?P<when>{WHEN})[.,:;]\s+")
_QUOTES: Final = {"“": "”", '"': '"', "‘": "’", "«": "»", "„": "“", "'": "'"}
_SENTENCE_END: Final = pattern(r"[.?!](?=\s+[\"“‘(\[]?[A-ZÀ-Þ0-9]|\s*\Z)")
_SHORT: Final = pattern(
    r"(?:\b(?:[A-Z]|vs|v|[Nn]os?|[Vv]ol|St|Dr|Mr|Mrs|Jr|Inc|eds?|et al|approx)|\b[A-Z]\.[A-Z])\.\Z"
)
_EDITORS: Final = pattern(r"\(?\b[Ee]d(?:itor)?s?\b\.?\)?[.,]?\s*\Z")
_DASHES: Final = pattern(r"[-–—―_.\s]{2,}")
_PLAIN_WORD: Final = pattern(
    r"(?<![\w'’.-])(?!(?:and|et|al|de|da|del|der|den|di|dos|van|von|la|le|y|eds?|bin|with)\b)"
    r"[a-zà-ÿ]{2,}"
)
_HEAD: Final = 600
"""Characters at the start of an entry within which its authors and date stand."""
_MOST_PLAIN_WORDS: Final = 2
_TITLE: Final = 8
"""Characters of the shortest link that is taken for a title."""


class Reference(Struct, frozen=True, kw_only=True):
    """A source as an entry of a list says it.

    fields: CSL variables. names: of its authors, else its editors. year: as citations give it, with
    its letter (`2019a`). text: the entry itself.
    """

    fields: dict[str, Value]
    names: tuple[Name, ...]
    year: str
    text: str


class _Head(Struct, frozen=True):
    """Who and when, and the place where the title begins."""

    authors: str
    when: str
    end: int


def reference(entry: Styled, before: tuple[Name, ...] = ()) -> Reference | None:
    """Return an entry as a source; None where no title can be made out.

    before: the authors of the entry before it, for whom a dash stands.
    """
    found = addresses(entry)
    head = _head(found.rest)
    title, after = _title(found.rest.cut(head.end))
    if not title:
        return None
    names = before if _DASHES.fullmatch(head.authors) else names_of(head.authors)
    work = published(after, head.when, has_address=bool(found.fields))
    role = "editor" if _EDITORS.search(head.authors) else "author"
    said: dict[str, Value] = {"title": title, role: [msgspec.to_builtins(name) for name in names]}
    fields = {**said, **work.fields, **found.fields}
    return Reference(
        fields={key: value for key, value in fields.items() if value},
        names=names,
        year=_year(head.when, work),
        text=entry.text,
    )


def _year(when: str, work: Published) -> str:
    known = _CITED_YEAR.search(when)
    return known[0] if known else str(work.fields.get("issued", ""))[:4]


_CITED_YEAR: Final = pattern(r"\d{4}[a-z]?|n\.\s?d\.|[Ff]orthcoming|[Ii]n press")


# Who and when. The date stands behind the authors, or late in the entry: then the authors end where
# the title begins, with a quotation mark or in italics, or at the end of a list of names.


def _head(entry: Styled) -> _Head:
    text = entry.text[:_HEAD]
    for form in (_IN_PARENTHESES, _AFTER_STOP):
        for found in form.finditer(text):
            authors = text[: found.start()].strip(" ,")
            if _are_authors(authors):
                return _Head(authors, found["when"], found.end())
            if _is_title_alone(authors, entry):
                return _Head("", "", 0)
    return _undated_head(entry)


def _are_authors(text: str) -> bool:
    """Whether nothing but names stands there: no quotation, and hardly a word in small letters."""
    if any(sign in text for sign in '“"”«»:?!') or "‘" in text:
        return False
    plain = len(_PLAIN_WORD.findall(text))
    return plain <= _MOST_PLAIN_WORDS or (is_organization(text) and plain <= _MOST_OF_NAME)


_MOST_OF_NAME: Final = 6
"""Words in small letters in the name of an organization: "for", "of" and their like."""


def _is_title_alone(text: str, entry: Styled) -> bool:
    """Whether an entry without an author begins with its title, before its date."""
    return bool(text) and (text[0] in _QUOTES or entry.italics[:1] == [(0, len(text))])


def _undated_head(entry: Styled) -> _Head:
    """Authors up to the title of an entry whose date stands behind it."""
    text = entry.text
    starts = [place for place in (text.find(sign) for sign in '“"«‘') if place >= 0]
    if entry.italics:
        starts.append(entry.italics[0][0])
    for start in sorted(starts):
        if start == 0:
            return _Head("", "", 0)
        authors = text[:start].strip(" ,.:;(")
        if start <= _HEAD and _are_authors(authors):
            return _Head(authors, "", start)
        break
    for end in _ends(text[:_HEAD]):
        if _are_authors(text[:end]):
            return _Head(text[:end], "", end + 1)
        break
    return _Head("", "", 0)


def _ends(text: str) -> list[int]:
    """The full stops at which a sentence ends."""
    return [
        found.start()
        for found in _SENTENCE_END.finditer(text)
        if not _SHORT.search(text, max(0, found.start() - 8), found.start() + 1)
    ]


# The title: in quotation marks, in italics, as a link, or up to the first full stop.


def _title(rest: Styled) -> tuple[str, Styled]:
    """The title, and what stands behind it."""
    for way in (_quoted, _in_italics, _linked):
        end = way(rest)
        if end:
            return _bare(rest.text[:end]), rest.cut(end)
    limit = rest.italics[0][0] if rest.italics else len(rest.text)
    end = next((end + 1 for end in _ends(rest.text) if end < limit), limit)
    return _bare(rest.text[:end]), rest.cut(end)


def _quoted(rest: Styled) -> int:
    """The end of a quotation that the text begins with, and that is a title by itself."""
    text = rest.text
    closing = _QUOTES.get(text[:1])
    if closing is None:
        return 0
    end = text.find(closing, 1)
    while end > 0:
        after = text[end + 1 : end + 2]
        is_inside_word = after.isalnum() and text[end - 1].isalnum()
        if not is_inside_word and (after in ",.;:(" or not after.strip()):
            break
        end = text.find(closing, end + 1)
    if end <= 1:
        return 0
    following = text[end + 1 :].lstrip()
    is_closed = text[end - 1] in ".,?!…" or following[:1] in ".,;:([" or not following
    behind = len(text) - len(following)
    is_container = following[:3] in {"In ", "in "} or any(
        start == behind for start, _ in rest.italics
    )
    return end + 1 if is_closed or is_container else 0


def _in_italics(rest: Styled) -> int:
    if not rest.italics or rest.italics[0][0] > 1:
        return 0
    return rest.italics[0][1]


def _linked(rest: Styled) -> int:
    """The end of a link that the text begins with, in quotation marks or not."""
    first = next(iter(rest.links), None)
    if first is None or first.start or rest.text[:1] in _QUOTES:
        return 0
    return first.end if first.end >= _TITLE else 0


def _bare(title: str) -> str:
    """A title without the marks around it and a full stop or a comma at its end."""
    plain = title.strip(" ,;:")
    closing = _QUOTES.get(plain[:1])
    if closing is not None and plain.rstrip(".,").endswith(closing):
        inside = plain.rstrip(".,")[1:-1]
        if plain[0] not in inside or plain[0] != closing:
            plain = inside
    plain = plain.strip(" ,;:")
    if plain.endswith(".") and not plain.endswith("..") and not _SHORT.search(plain):
        plain = plain[:-1]
    return plain
