"""What may be typed at a place: ids of entries, keys, the words that a field allows, headers."""

from collections.abc import Collection, Iterator
from typing import Final, Literal

from msgspec import Struct

from briefdeck.loader.example import example
from briefdeck.loader.format_texts import TableInfo
from briefdeck.lsp.cursor import Cursor, cursor_at, opened_bracket
from briefdeck.lsp.fields import Slot, meaning, noun, slot_at, slots, tables
from briefdeck.lsp.outline import Outline, Section
from briefdeck.model.briefing import STATUSES, TABLES, Allowance, Recommendation
from briefdeck.model.likelihood import LIKELIHOODS
from briefdeck.text.pattern import pattern

Sort = Literal["entry", "key", "word", "table"]


class Proposal(Struct, frozen=True, kw_only=True, gc=False):
    """One thing that may stand at the cursor, in the place of the word there.

    text: what is inserted; of a snippet with the places to fill in, `${1}`. meaning: in Markdown.
    rank: what sorts it among the others.
    """

    sort: Sort
    label: str
    text: str
    detail: str = ""
    meaning: str = ""
    rank: str = ""
    is_snippet: bool = False


class Proposals(Struct, frozen=True):
    """What may stand between two offsets."""

    start: int
    end: int
    all: tuple[Proposal, ...]


_SCALE: Final = pattern(r"(?m)^[ \t]*likelihood_scale[ \t]*=[ \t]*[\"'](\w+)")
_BOOLEANS: Final = ("true", "false")


def proposals(outline: Outline, offset: int, *, takes_snippets: bool = False) -> Proposals:
    """Return what may be typed at an offset; nothing where nothing is known."""
    cursor = cursor_at(outline, offset)
    start, end = cursor.start, cursor.end
    match cursor.part:
        case "header":
            found = _headers(outline, cursor, takes_snippets=takes_snippets)
        case "key":
            found = _keys(cursor)
        case "value" | "text" if slot := slot_at(cursor.table, cursor.keys):
            found = _values(outline, cursor, slot)
            if cursor.part == "text" and not slot.holds_prose:
                start, end = cursor.text_start, cursor.text_end
        case _:
            found = iter(())
    return Proposals(start, end, tuple(found))


def _values(outline: Outline, cursor: Cursor, slot: Slot) -> Iterator[Proposal]:
    if slot.holds_ids:
        for entry in _others(outline, cursor, slot.tables):
            yield _entry(entry, _in_quotes(entry.id, cursor))
    elif slot.holds_prose and cursor.part == "text":
        yield from _in_prose(outline, cursor)
    elif slot.is_text or cursor.part == "value":
        for number, (word, detail) in enumerate(_words(outline, slot)):
            text = _in_quotes(word, cursor) if slot.is_text else word
            yield Proposal(sort="word", label=word, text=text, detail=detail, rank=_rank(number))


def _in_prose(outline: Outline, cursor: Cursor) -> Iterator[Proposal]:
    """The entries to link to behind `[[`, and the sources to cite behind `[@`."""
    match opened_bracket(outline.text, cursor):
        case "link":
            behind = outline.text[cursor.end : cursor.end + 2]
            ending = "" if behind == "]]" or behind[:1] == "|" else "]]"
            for entry in _others(outline, cursor, TABLES):
                yield _entry(entry, entry.id + ending)
        case "citation":
            for entry in _others(outline, cursor, ("sources",)):
                yield _entry(entry, entry.id)
        case "":
            pass


def _others(outline: Outline, cursor: Cursor, tables: Collection[str]) -> Iterator[Section]:
    """The entries of some tables, but for the one in which the cursor stands."""
    for entry in outline.entries.values():
        if entry.table in tables and not entry.start < cursor.start <= entry.end:
            yield entry


def _entry(entry: Section, text: str) -> Proposal:
    detail = f"{noun(entry.table)}: {entry.name}"
    return Proposal(sort="entry", label=entry.id, text=text, detail=detail)


def _in_quotes(word: str, cursor: Cursor) -> str:
    """A word with the quotes that are still missing around it."""
    return f'"{word}"' if cursor.part == "value" else word + cursor.quote


def _words(outline: Outline, slot: Slot) -> Iterator[tuple[str, str]]:
    """The words that a field allows or that are usual in it, each with what is said of it."""
    match slot.owner, slot.info.key:
        case _, "likelihood":
            yield from _likelihoods(outline)
        case owner, "rule" if owner is Allowance:
            yield from _rules()
        case owner, "status" if owner is Recommendation:
            yield from ((word, "") for word in STATUSES)
        case owner, key if example(owner, key) in _BOOLEANS:
            yield from ((word, "") for word in _BOOLEANS)
        case _:
            yield from ((word, "") for word in slot.info.allowed)


def _likelihoods(outline: Outline) -> Iterator[tuple[str, str]]:
    """The words of the scale that the briefing declares, of all scales where it declares none."""
    declared = _SCALE.search(outline.text)
    for scale, ranges in LIKELIHOODS.items():
        if declared is None or scale == declared[1]:
            for percent, words in ranges.items():
                yield from ((word, f"{percent} ({scale})") for word in words)


def _rules() -> Iterator[tuple[str, str]]:
    """The rules that an exception may name."""
    from briefdeck.check.rules import all_rules

    for rule in all_rules().values():
        if rule.may_be_excepted:
            yield rule.name, rule.summary


def _keys(cursor: Cursor) -> Iterator[Proposal]:
    """The keys that the table of the cursor does not have yet, those first that it must have."""
    for number, (key, slot) in enumerate(slots(cursor.table, cursor.keys).items()):
        if key in cursor.used:
            continue
        detail = f"required: {slot.info.wants}" if slot.info.required else slot.info.wants
        yield Proposal(
            sort="key",
            label=key,
            text=key if cursor.has_value else f"{key} = ",
            detail=detail,
            meaning=meaning(slot),
            rank=_rank(number),
        )


def _headers(outline: Outline, cursor: Cursor, *, takes_snippets: bool) -> Iterator[Proposal]:
    """The headers of tables; with what an entry must have, where no lines follow yet."""
    has_front = any(
        section.table == "briefing" and not section.start <= cursor.start <= section.body
        for section in outline.sections
    )
    _, _, next_line = outline.text[cursor.end :].partition("\n")
    is_begun = next_line.lstrip(" \t")[:1] not in {"", "\n", "["}
    is_snippet = takes_snippets and not is_begun
    for number, (name, info) in enumerate(tables().items()):
        if name == "briefing" and has_front:
            continue
        yield Proposal(
            sort="table",
            label=info.header,
            text=_skeleton(info) if is_snippet else info.header,
            detail=info.sentence,
            rank=_rank(number),
            is_snippet=is_snippet,
        )


def _skeleton(info: TableInfo) -> str:
    """A header with the keys that must be there, to be filled in one after the other."""
    required = [field for field in info.fields if field.required]
    lines = [
        f"{field.key} = {_frame(info.kind, field.key, number)}"
        for number, field in enumerate(required, 1)
    ]
    return "\n".join([info.header, *lines])


def _frame(kind: type, key: str, number: int) -> str:
    """The quotes or brackets of a value, with a place to fill in."""
    place = f"${{{number}}}"
    match example(kind, key)[:1]:
        case '"':
            return f'"{place}"'
        case "[":
            return f"[{place}]"
        case _:
            return place


def _rank(number: int) -> str:
    return f"{number:03}"
