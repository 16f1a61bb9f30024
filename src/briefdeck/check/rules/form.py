"""Rules on form: entries that point to themselves, text that stands twice, a language tag that is none."""

import re
from collections.abc import Iterator
from typing import Final

from briefdeck.check.case import Case
from briefdeck.check.rule import Finding, rule

_LANGUAGE: Final = r"[A-Za-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|[0-9]{3}))?(?:-(?:[A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*(?:-x(?:-[A-Za-z0-9]{1,8})+)?"
_REPEATED: Final = 60
"""Characters from which on a text that stands twice is no coincidence."""


@rule("note")
def self_link(case: Case) -> Iterator[Finding]:
    """An entry points to itself."""
    for path, entry in zip(case.paths, case.entries, strict=True):
        for link in case.links.forward.get(entry.id, ()):
            if link.target == entry.id and link.relation in {"see", "mentions"}:
                yield Finding(
                    link.path or path,
                    f"`{entry.id}` points to itself.",
                    "Take the link out, or point to what was meant.",
                    word=entry.id,
                )
                break


@rule("warning")
def repeated_text(case: Case) -> Iterator[Finding]:
    """A text stands in the briefing twice."""
    first: dict[str, str] = {}
    for path, entry in zip(case.paths, case.entries, strict=True):
        text = entry.text
        if text is None or len(text) < _REPEATED:
            continue
        earlier = first.setdefault(text, entry.id)
        if earlier != entry.id:
            message = f"`{entry.id}` says word for word what `{earlier}` says."
            yield Finding(
                (*path, "text"),
                message,
                'Say it once and link to it from the other: `see = ["…"]`.',
            )


@rule("warning")
def malformed_language(case: Case) -> Iterator[Finding]:
    """The language tag is none."""
    remedy = "Write a BCP 47 tag: `en`, `es-MX`, `zh-Hant`."
    if not _is_language(case.front.language):
        yield Finding(
            ("briefing", "language"), f"`{case.front.language}` is no language tag.", remedy
        )
    for position, source in enumerate(case.briefing.sources):
        if source.language and not _is_language(source.language):
            yield Finding(
                ("sources", position, "language"),
                f"`{source.language}` is no language tag.",
                remedy,
            )


def _is_language(tag: str) -> bool:
    """Whether a tag is well formed; the plainest need no expression."""
    return (len(tag) == 2 and tag.isascii() and tag.isalpha()) or re.fullmatch(
        _LANGUAGE, tag
    ) is not None
