"""Documents as text: laid out for a terminal, linear for screen readers, as Markdown, as JSON.

`layout.lay_out` makes the lines of styled spans that print and the reading interface share;
`terminal` hands them to Rich.
"""

from collections.abc import Iterator
from importlib import import_module
from typing import Final, Protocol, cast

from briefdeck.document.blocks import Document

FORMATS: Final = {
    "text": "layout",
    "plain": "plain",
    "markdown": "markdown",
    "json": "json_text",
}
"""Names of formats, and the module of this package that writes each."""


class Output(Protocol):
    """What the module of a format has."""

    def render(self, document: Document, *, width: int) -> str:
        """Return the document as text that ends with a newline."""


def render(name: str, document: Document, *, width: int = 80) -> str:
    """Return a document in a format, in whole lines without escape codes.

    width: in cells; formats whose lines are not laid out pay no attention to it.
    Raises KeyError for a name that is not in `FORMATS`.
    """
    module = cast("Output", import_module(f"briefdeck.output.{FORMATS[name]}"))
    return module.render(document, width=width)


def pieces(name: str, document: Document, *, width: int = 80) -> Iterator[str]:
    """Yield the same text in pieces, where all of it at once might fill the memory."""
    if name == "json":
        from briefdeck.output import json_text

        yield from json_text.pieces(document)
    else:
        yield render(name, document, width=width)
