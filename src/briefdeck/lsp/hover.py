"""What is said of what stands at a place: an entry, a key, a table, a problem; in Markdown."""

from collections.abc import Iterator

from msgspec import Struct

from briefdeck.check.rules import all_rules
from briefdeck.lsp.cursor import Cursor, cursor_at
from briefdeck.lsp.fields import meaning, noun, slot_at, slots, tables
from briefdeck.lsp.page import Page
from briefdeck.lsp.places import named_at
from briefdeck.output.markdown import code_span, escaped
from briefdeck.output.takeaway import markdown_words


class Said(Struct, frozen=True):
    """What is said of the part of a text between two offsets."""

    start: int
    end: int
    text: str


def said_at(page: Page, offset: int) -> Said | None:
    """Return what is said of what stands at an offset; None where nothing is."""
    named = named_at(page.outline, offset)
    if named is not None:
        start, end, text = named.start, named.end, entry_text(page, named.id)
    else:
        cursor = cursor_at(page.outline, offset)
        start, end, text = cursor.start, cursor.end, _meaning(page, cursor)
    texts = [*filter(None, [text]), *_explanations(page, offset)]
    return Said(start, end, "\n\n---\n\n".join(texts)) if texts else None


def _explanations(page: Page, offset: int) -> Iterator[str]:
    """Why the problems at an offset matter, each rule once."""
    here = [each.problem.rule for each in page.problems if each.start <= offset <= each.end]
    if here:
        rules = all_rules()
        for name in dict.fromkeys(here):
            yield f"**{name}**: {rules[name].summary}\n\n{rules[name].explanation}"


def entry_text(page: Page, entry_id: str) -> str:
    """Return what an entry says, with its citations; of one that could not be read, its name."""
    known = page.known.entry(entry_id)
    if known is not None:
        lookup, entry = known
        return f"*{entry.noun}* {code_span(entry_id)}\n\n{markdown_words(lookup, entry)}"
    section = page.outline.entries.get(entry_id)
    if section is None:
        return ""
    name = escaped(section.name)
    return f"*{noun(section.table)}* {code_span(entry_id)}\n\n{name}"


def _meaning(page: Page, cursor: Cursor) -> str:
    """What a key, a header or a word that a field allows means."""
    match cursor.part:
        case "header":
            info = tables().get(page.text[cursor.start : cursor.end].strip("[] \t"))
            return info.sentence if info else ""
        case "key":
            slot = slots(cursor.table, cursor.keys).get(page.text[cursor.start : cursor.end])
            return meaning(slot) if slot else ""
        case "value" | "text":
            slot = slot_at(cursor.table, cursor.keys)
            return meaning(slot) if slot and slot.info.allowed else ""
        case "nothing":
            return ""
