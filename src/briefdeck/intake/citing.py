"""Citations by keys of other programs, in Pandoc's forms, turned into our own by ids.

`[see @Smith:2001, p. 3; @{https://x.org/1}]` becomes `see [@smith-2001, p. 3; @jones-2002]`, and
`@Smith:2001 [p. 3]` becomes `[@smith-2001, p. 3]`. Keys that nobody knows stay as they are.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from briefdeck.editing.document import Document
from briefdeck.editing.references import Text, texts
from briefdeck.model.fields import FieldKind
from briefdeck.model.problem import Change
from briefdeck.text.pattern import pattern

_KEY: Final = r"-?@(?:\{(?P<braced>[^{}\s]+)\}|(?P<bare>\w(?:[:.#$%&+?<>~/-]?\w)*))"
_CITED: Final = pattern(_KEY)
_SEEN: Final = pattern(
    r"(?P<code>`+).*?(?P=code)"
    r"|(?P<bracket>\[(?=[^\[\]]*@)[^\[\]]*\])(?!\()"
    rf"|(?<![\w@./\[\\-]){_KEY}(?P<place> \[(?=[^\[\]@]*\]))?",
    re.DOTALL,
)
"""Code, brackets that may cite, and keys in the sentence itself, perhaps with a place behind."""
_BETWEEN: Final = pattern(r"[^;]+")


class Edit(NamedTuple):
    """A span of a text, and what is to stand there instead; `key`: the key that goes by it."""

    start: int
    end: int
    text: str
    key: str = ""


def citing(
    document: Document, called: Mapping[str, str]
) -> tuple[tuple[Change, ...], tuple[str, ...]]:
    """Return the changes of a file by which it cites ids instead of keys, and these keys."""
    changes: list[Change] = []
    keys: dict[str, None] = {}
    for text in texts(document):
        for edit in _edits_of(text, called):
            keys |= {edit.key: None} if edit.key else {}
            changes.append(Change(*text.span(edit.start, edit.end), edit.text))
    return tuple(changes), tuple(keys)


def cited_by_id(words: str, called: Mapping[str, str]) -> str:
    """Return prose that cites ids instead of keys."""
    for edit in reversed(list(_edits(words, called))):
        words = words[: edit.start] + edit.text + words[edit.end :]
    return words


def _edits_of(text: Text, called: Mapping[str, str]) -> Iterator[Edit]:
    if text.is_reference and text.words in called:
        yield Edit(0, len(text.words), called[text.words], text.words)
    elif text.field.kind in {FieldKind.PROSE, FieldKind.CELL}:
        yield from _edits(text.words, called)


def _edits(words: str, called: Mapping[str, str]) -> Iterator[Edit]:
    if "@" not in words:
        return
    for found in _SEEN.finditer(words):
        if found["bracket"] is not None:
            yield from _in_bracket(found["bracket"], found.start(), called)
        elif found["code"] is None:
            yield from _in_sentence(found, called)


def _in_sentence(found: re.Match[str], called: Mapping[str, str]) -> Iterator[Edit]:
    key = found["braced"] or found["bare"]
    if key in called:
        end = ", " if found["place"] else "]"
        yield Edit(found.start(), found.end(), f"[@{called[key]}{end}", key)


def _in_bracket(bracket: str, offset: int, called: Mapping[str, str]) -> Iterator[Edit]:
    """Cite by ids in a bracket; words before a key go before a bracket of its own."""
    cites = list(_cites(bracket))
    if not any(key in called for _, _, key in cites):
        return
    for start, found, key in cites:
        is_prefixed = bool(bracket[start : found.start()].strip())
        if is_prefixed:
            yield Edit(offset + start - 1, offset + start, "];" if start > 1 else "")
        cite = f"{'[' * is_prefixed}@{called.get(key, key)}"
        yield Edit(offset + found.start(), offset + found.end(), cite, key * (key in called))


def _cites(bracket: str) -> Iterator[tuple[int, re.Match[str], str]]:
    """The citations of a bracket: where each begins with what precedes its key, and the key."""
    for part in _BETWEEN.finditer(bracket, 1, len(bracket) - 1):
        found = _CITED.search(bracket, part.start(), part.end())
        if found is not None:
            yield part.start(), found, found["braced"] or found["bare"]
