"""What a source's page says of its stored copy: where it is, what it is, whether it is the same."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from briefdeck.document.blocks import CAVEAT_SIGN
from briefdeck.model.briefing import Source
from briefdeck.model.datewords import date_words

if TYPE_CHECKING:
    from briefdeck.evidence.copies import Copy

_SHOWN: Final = 12
"""Digits of a hash that tell it from others."""
_KINDS: Final = {
    "text": "plain text",
    "markdown": "Markdown",
    "csv": "table in CSV",
    "html": "HTML",
    "pdf": "PDF",
    "warc": "web archive",
}


def copy_words(source: Source, copy: "Copy | None") -> str:
    """Return what is known of a source's copy, by its path or by its hash alone.

    `copies/gao-2019.pdf · PDF · stored 2 Mar 2026 · SHA-256 16418d76cd38…`. copy: as it is now.
    """
    return " · ".join(_words(source, copy))


def _words(source: Source, copy: "Copy | None") -> Iterator[str]:
    if copy is not None and copy.state == "changed":
        yield f"{CAVEAT_SIGN} changed since it was stored"
    yield source.copy or "not passed on with the briefing"
    if source.copy and copy is not None:
        if copy.kind is not None:
            yield _KINDS[copy.kind]
        if copy.state == "no-copy":
            yield "not here"
        elif copy.state == "unreadable":
            yield f"unreadable: {copy.why}"
    if source.copied:
        yield f"stored {date_words(source.copied)}"
    if source.sha256:
        yield f"SHA-256 {source.sha256[:_SHOWN]}…"
