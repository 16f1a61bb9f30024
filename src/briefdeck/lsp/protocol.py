"""What of the Language Server Protocol 3.17 is spoken here: parameters, answers, numbers."""

from enum import IntEnum
from typing import Any, Final, Literal

from msgspec import Struct

Encoding = Literal["utf-16", "utf-32"]
"""What a client counts within a line: UTF-16 units, or characters, which is what we count."""


class Position(Struct, frozen=True, order=True):
    """A line and a place in it, both from 0."""

    line: int
    character: int


class Range(Struct, frozen=True):
    """From a position up to another."""

    start: Position
    end: Position


class Camel(Struct, frozen=True, kw_only=True, rename="camel"):
    """What is named in our way and sent in theirs."""


class Location(Camel, frozen=True):
    """A part of a document."""

    uri: str
    range: Range


class TextEdit(Camel, frozen=True):
    """A part of a document, and what is to stand there."""

    range: Range
    new_text: str


class WorkspaceEdit(Camel, frozen=True):
    """What is to be changed, by the addresses of documents."""

    changes: dict[str, list[TextEdit]]


# What a client sends.


class InitializeParams(Camel, frozen=True):
    """How a client introduces itself; what it can do is looked up by `said_in`."""

    capabilities: Any = None


def said_in(capabilities: object, *keys: str) -> object:
    """Return what stands in plain data behind these keys, None where nothing does."""
    found = capabilities
    for key in keys:
        found = found.get(key) if isinstance(found, dict) else None
    return found


class CancelParams(Camel, frozen=True):
    """`$/cancelRequest`."""

    id: int | str


class DocumentItem(Camel, frozen=True):
    """A document that was opened, with its text."""

    uri: str
    text: str
    version: int = 0


class OpenParams(Camel, frozen=True):
    """`textDocument/didOpen`."""

    text_document: DocumentItem


class DocumentName(Camel, frozen=True):
    """A document by its address; its version where that is said."""

    uri: str
    version: int | None = None


class DocumentParams(Camel, frozen=True):
    """What asks of a whole document."""

    text_document: DocumentName


class Edit(Camel, frozen=True):
    """A change that was typed; without a range, the whole text anew."""

    text: str
    range: Range | None = None


class ChangeParams(Camel, frozen=True):
    """`textDocument/didChange`."""

    text_document: DocumentName
    content_changes: list[Edit]


class PositionParams(Camel, frozen=True):
    """What asks of a place."""

    text_document: DocumentName
    position: Position


class RenameParams(Camel, frozen=True):
    """`textDocument/rename`."""

    text_document: DocumentName
    position: Position
    new_name: str


class ActionContext(Camel, frozen=True):
    """The kinds of actions that are wanted; all where none is named."""

    only: list[str] | None = None


class ActionParams(Camel, frozen=True):
    """`textDocument/codeAction`."""

    text_document: DocumentName
    range: Range
    context: ActionContext = ActionContext()


class ReferenceContext(Camel, frozen=True):
    """Whether the place counts where the entry itself stands."""

    include_declaration: bool = True


class ReferenceParams(Camel, frozen=True):
    """`textDocument/references`."""

    text_document: DocumentName
    position: Position
    context: ReferenceContext = ReferenceContext()


# What is answered.


class ItemKind(IntEnum):
    """What completion offers."""

    FIELD = 5
    MODULE = 9
    ENUM_MEMBER = 20
    REFERENCE = 18


class SymbolKind(IntEnum):
    """What stands in a document's outline."""

    NAMESPACE = 3
    OBJECT = 19


class Severity(IntEnum):
    """How grave a problem is."""

    ERROR = 1
    WARNING = 2
    INFORMATION = 3


PLAIN: Final = 1
SNIPPET: Final = 2
"""Formats of what is inserted."""


class Markup(Camel, frozen=True):
    """A text in Markdown."""

    value: str
    kind: str = "markdown"


class CompletionItem(Camel, frozen=True, omit_defaults=True, gc=False):
    """One thing that may stand at the cursor."""

    label: str
    kind: ItemKind
    detail: str = ""
    text_edit: TextEdit | None = None
    text_edit_text: str | None = None
    documentation: Markup | None = None
    sort_text: str | None = None
    insert_text_format: int = PLAIN
    data: str | None = None


class ItemDefaults(Camel, frozen=True):
    """What all items have in common: the word that they replace, and the document."""

    edit_range: Range
    data: str


class CompletionList(Camel, frozen=True, omit_defaults=True):
    """All that may stand at the cursor."""

    items: list[CompletionItem]
    is_incomplete: bool
    item_defaults: ItemDefaults | None = None


class Hover(Camel, frozen=True):
    """What is said about a part of a document."""

    contents: Markup
    range: Range


class Diagnostic(Camel, frozen=True):
    """A problem at its place."""

    range: Range
    severity: Severity
    code: str
    message: str
    source: str = "briefdeck"


class CodeAction(Camel, frozen=True, omit_defaults=True):
    """What may be done about problems; its edit may have to be asked for once it is chosen."""

    title: str
    kind: str
    diagnostics: list[Diagnostic] = []
    is_preferred: bool = False
    edit: WorkspaceEdit | None = None
    data: str | None = None


class Diagnostics(Camel, frozen=True):
    """All problems of a document, in place of those that were published before."""

    uri: str
    version: int
    diagnostics: list[Diagnostic]


class DocumentSymbol(Camel, frozen=True):
    """An entry in the outline, or several of one table that follow each other."""

    name: str
    kind: SymbolKind
    range: Range
    selection_range: Range
    detail: str = ""
    children: list["DocumentSymbol"] = []
