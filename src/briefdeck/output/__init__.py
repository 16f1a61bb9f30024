"""Documents as text: for a terminal, for screen readers and mail, as Markdown, as JSON. Looked up by name, loaded when asked.

`layout.lay_out` gives a document's lines of styled spans, which the terminal's output and the reader pane share.
"""

from importlib import import_module
from typing import Final, Protocol, cast

from briefdeck.document.blocks import Document

OUTPUTS: Final = {
    "text": "terminal",
    "terminal": "terminal",
    "plain": "plain",
    "markdown": "markdown",
    "json": "json_text",
}
"""Names of outputs, and the module of this package that makes each."""


class Output(Protocol):
    """What an output's module has."""

    def render(self, document: Document, *, width: int, color: bool, links: bool) -> str:
        """The document as text that ends with a newline."""


def render(
    name: str, document: Document, *, width: int = 80, color: bool = False, links: bool = False
) -> str:
    """A document as text, in whole lines. `color`: escape codes may be used; `links`: terminal hyperlinks (OSC 8) too.

    Raises KeyError for a name that is not in `OUTPUTS`.
    """
    module = cast("Output", import_module(f"briefdeck.output.{OUTPUTS[name]}"))
    return module.render(document, width=width, color=color, links=links)
