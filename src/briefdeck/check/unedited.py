"""What of the starting files still stands in a briefing: invented texts, dates and values."""

from collections.abc import Iterator
from functools import cache
from itertools import chain
from typing import Final

from msgspec import Struct

from briefdeck.check.case import CITATION, Case
from briefdeck.loader.starting import examples
from briefdeck.model.briefing import Entry, FrontMatter
from briefdeck.model.fields import Field, FieldKind, held_fields, walk
from briefdeck.model.problem import KeyPath

_INVENTED: Final = frozenset(FieldKind) - {
    FieldKind.REFERENCE,
    FieldKind.CHOICE,
    FieldKind.SETTING,
    FieldKind.NUMBER,
}
_SAID: Final = frozenset({FieldKind.PROSE, FieldKind.LINE, FieldKind.LABEL})
_ANYBODYS: Final = frozenset({"title", "as_of", "license"})
"""Of front matter: what `briefdeck new` fills in, and what many may share."""
_BEGINNING: Final = 12
_LEAST_WORDS: Final = 5
"""A text of fewer words may be somebody's own: "What it costs"."""


def unedited(case: Case) -> Iterator[KeyPath]:
    """Yield where texts, dates and values of a starting file stand unchanged.

    Under an id of the starting file all that is as it was there counts; under another only texts
    that nobody else would write. Of a list that was changed the items that are left are named.
    """
    known, texts = _known_entries(), _telling_in(case)
    fronts = [_same(case.front, example.front) for example in examples()]
    yield from (("briefing", *inner) for inner in dict.fromkeys(chain.from_iterable(fronts)))
    for path, entry in zip(case.paths, case.entries, strict=True):
        example = known.get((entry.table, entry.id))
        left = _telling(entry, texts) if example is None else _same(entry, example)
        yield from ((*path, *inner) for inner in left)


@cache
def _known_entries() -> dict[tuple[str, str], Entry]:
    return {(entry.table, entry.id): entry for each in examples() for entry in each.entries()}


def _same(struct: Struct, example: Struct) -> Iterator[KeyPath]:
    """The keys, and places in lists, under which one holds the same as the other."""
    for field, value in held_fields(struct, _INVENTED):
        if field.relation not in {None, "addressee"} or _is_anybodys(struct, field):
            continue
        theirs = getattr(example, field.name)
        if not isinstance(value, tuple):
            if _is_left(field, value, (theirs,)):
                yield (field.key,)
            continue
        left = [number for number, item in enumerate(value) if _is_left(field, item, theirs)]
        if len(left) == len(value):
            yield (field.key,)
        else:
            yield from ((field.key, number) for number in left)


def _is_anybodys(struct: Struct, field: Field) -> bool:
    if isinstance(struct, FrontMatter):
        return field.name in _ANYBODYS
    # A word to explain is often its entry's id.
    return bool(getattr(struct, field.name) == getattr(struct, "id", None))


def _is_left(field: Field, value: object, theirs: tuple[object, ...]) -> bool:
    """Whether a value is one of a starting file's; units and words of status are anybody's."""
    if not isinstance(value, str):
        return value in theirs
    if field.kind is FieldKind.LABEL and not any(map(str.isupper, value)):
        return False
    return _uncited(value) in {_uncited(each) for each in theirs if isinstance(each, str)}


def _uncited(text: str) -> str:
    """A text without its citations: another source does not make it the author's own."""
    return _in_one_line(CITATION.sub("", text))


def _in_one_line(text: str) -> str:
    return " ".join(text.split())


def _telling(struct: Struct, texts: list[str]) -> Iterator[KeyPath]:
    """The keys under which texts of a starting file stand, alone or in longer ones."""
    if not texts:
        return
    for held in walk(struct, (), _SAID):
        said = _in_one_line(str(held.value))
        if any(text in said for text in texts):
            yield held.path


def _telling_in(case: Case) -> list[str]:
    """The telling texts of the starting files that stand somewhere in the briefing."""
    texts = _telling_texts()
    addresses = [source.url or "" for source in case.briefing.sources]
    beginnings = {text[:_BEGINNING] for text in texts}
    # Where no text begins like one of theirs, nothing of them is left; the rest takes longer.
    if beginnings.isdisjoint(piece.text.lstrip()[:_BEGINNING] for piece in case.pieces):
        return [text for text in texts if text in addresses]
    said = _in_one_line(case.text) + "\n" + "\n".join(addresses)
    return [text for text in texts if text in said]


@cache
def _telling_texts() -> tuple[str, ...]:
    """The texts of the starting files that nobody else would write, without their citations."""
    held = (held for entry in _known_entries().values() for held in walk(entry, (), _SAID))
    texts = [_in_one_line(str(each.value).partition("[@")[0]) for each in held]
    return tuple(text.rstrip(".") for text in texts if _is_telling(text))


def _is_telling(text: str) -> bool:
    return "://" in text or (len(text.split()) >= _LEAST_WORDS and text[0].isupper())
