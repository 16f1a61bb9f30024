"""What the server answers: each function takes what a client asks, and returns what it wants."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Final

from msgspec.structs import replace

from briefdeck.editing.document import EditError, read
from briefdeck.editing.layout import laid_out
from briefdeck.editing.references import renamed
from briefdeck.lsp.completion import Proposal, Sort, proposals
from briefdeck.lsp.fields import slots
from briefdeck.lsp.fixes import all_fixed, fixable, has_safe_fixes
from briefdeck.lsp.hover import entry_text, said_at
from briefdeck.lsp.outline import Section
from briefdeck.lsp.page import Spotted
from briefdeck.lsp.places import Group, groups, mentions, named_at
from briefdeck.lsp.protocol import (
    PLAIN,
    SNIPPET,
    ActionParams,
    CodeAction,
    CompletionItem,
    CompletionList,
    DocumentParams,
    DocumentSymbol,
    Hover,
    InitializeParams,
    ItemDefaults,
    ItemKind,
    Location,
    Markup,
    PositionParams,
    Range,
    ReferenceParams,
    RenameParams,
    SymbolKind,
    TextEdit,
    WorkspaceEdit,
    said_in,
)
from briefdeck.lsp.session import Client, Scene, Session
from briefdeck.lsp.wire import REQUEST_FAILED, RefusedError
from briefdeck.model.briefing import TABLES
from briefdeck.model.problem import Change
from briefdeck.text.words import counted, one_line
from briefdeck.version import __version__

_ALL: Final = "source.fixAll"
_ALL_TITLE: Final = "Fix all problems that have one exact remedy"
_KINDS: Final[dict[Sort, ItemKind]] = {
    "entry": ItemKind.REFERENCE,
    "key": ItemKind.FIELD,
    "word": ItemKind.ENUM_MEMBER,
    "table": ItemKind.MODULE,
}


def initialize(session: Session, params: InitializeParams) -> dict[str, Any]:
    """Agree on how to count, and say what is offered."""
    session.client = client = _client(params.capabilities)
    # A first completion would have to wait for it.
    slots("events", ())
    return {
        "capabilities": {
            "positionEncoding": client.encoding,
            "textDocumentSync": {"openClose": True, "change": 2},
            "completionProvider": {"triggerCharacters": list("[@\"'{"), "resolveProvider": True},
            "hoverProvider": True,
            "definitionProvider": True,
            "referencesProvider": True,
            "renameProvider": {"prepareProvider": True},
            "documentSymbolProvider": True,
            "documentFormattingProvider": True,
            "codeActionProvider": {
                "codeActionKinds": ["quickfix", _ALL],
                "resolveProvider": True,
            },
        },
        "serverInfo": {"name": "briefdeck", "version": __version__},
    }


def _client(capabilities: object) -> Client:
    """What a client says that it can do; what it does not say, it cannot."""
    ours = said_in(capabilities, "textDocument")
    completing = said_in(ours, "completion")
    defaults = _words(said_in(completing, "completionList", "itemDefaults"))
    encodings = _words(said_in(capabilities, "general", "positionEncodings"))
    resolved = _words(said_in(ours, "codeAction", "resolveSupport", "properties"))
    return Client(
        encoding="utf-32" if "utf-32" in encodings else "utf-16",
        takes_snippets=said_in(completing, "completionItem", "snippetSupport") is True,
        takes_defaults={"editRange", "data"} <= defaults,
        asks_for_edits="edit" in resolved,
    )


def _words(said: object) -> set[str]:
    """The words of a list in plain data."""
    return {word for word in said if isinstance(word, str)} if isinstance(said, list) else set()


def resolve(session: Session, item: CompletionItem) -> CompletionItem:
    """Return what was offered with what the entry says, which is asked of a few only."""
    scene = session.scene(item.data or "")
    if scene is None or item.kind is not ItemKind.REFERENCE:
        return item
    return replace(item, documentation=Markup(entry_text(scene.page, item.label)))


def completion(scene: Scene, params: PositionParams) -> CompletionList:
    """Return what may be typed at a place."""
    offset = scene.offset(params.position)
    found = proposals(scene.outline, offset, takes_snippets=scene.client.takes_snippets)
    range_ = scene.range(found.start, found.end)
    uri = scene.document.uri
    items = [_item(proposal) for proposal in found.all]
    if scene.client.takes_defaults:
        defaults = ItemDefaults(edit_range=range_, data=uri)
        return CompletionList(items=items, is_incomplete=False, item_defaults=defaults)
    items = [_standing_alone(item, range_, uri) for item in items]
    return CompletionList(items=items, is_incomplete=False)


def _item(proposal: Proposal) -> CompletionItem:
    return CompletionItem(
        label=proposal.label,
        kind=_KINDS[proposal.sort],
        detail=proposal.detail,
        text_edit_text=None if proposal.text == proposal.label else proposal.text,
        documentation=Markup(proposal.meaning) if proposal.meaning else None,
        sort_text=proposal.rank or None,
        insert_text_format=SNIPPET if proposal.is_snippet else PLAIN,
    )


def _standing_alone(item: CompletionItem, range_: Range, uri: str) -> CompletionItem:
    """An item for clients that do not take what all have in common once."""
    edit = TextEdit(range=range_, new_text=item.text_edit_text or item.label)
    return replace(item, text_edit=edit, text_edit_text=None, data=uri)


def hover(scene: Scene, params: PositionParams) -> Hover | None:
    """Return what is said of what stands at a place."""
    said = said_at(scene.page, scene.offset(params.position))
    if said is None:
        return None
    return Hover(contents=Markup(said.text), range=scene.range(said.start, said.end))


def definition(scene: Scene, params: PositionParams) -> Location | None:
    """Return the header of the entry that is named at a place."""
    named = named_at(scene.outline, scene.offset(params.position))
    entry = scene.outline.entries.get(named.id) if named else None
    return scene.location(entry.start, entry.body) if entry else None


def references(scene: Scene, params: ReferenceParams) -> list[Location] | None:
    """Return every place where the same entry is named."""
    named = named_at(scene.outline, scene.offset(params.position))
    if named is None:
        return None
    entry = scene.outline.entries.get(named.id)
    left_out = None
    if entry is not None and not params.context.include_declaration:
        left_out = entry.id_start
    return [
        scene.location(each.start, each.end)
        for each in mentions(scene.outline, named.id)
        if each.start != left_out
    ]


def renamable(scene: Scene, params: PositionParams) -> Range | None:
    """Return the id at a place that may be renamed."""
    named = named_at(scene.outline, scene.offset(params.position))
    if named is None or named.id not in scene.outline.entries:
        return None
    return scene.range(named.start, named.end)


def rename(scene: Scene, params: RenameParams) -> WorkspaceEdit:
    """Return the edits that give an entry another id, wherever it is named."""
    named = named_at(scene.outline, scene.offset(params.position))
    if named is None:
        raise RefusedError(REQUEST_FAILED, "No entry is named here.")
    with _refusing():
        changes = renamed(read(scene.page.text), named.id, params.new_name)
    return _workspace_edit(scene, changes)


def formatting(scene: Scene, _: DocumentParams) -> list[TextEdit]:
    """Return the edits that put a document's white space in order."""
    with _refusing():
        return _edits(scene, laid_out(read(scene.page.text)))


@contextmanager
def _refusing() -> Iterator[None]:
    """Refuse a request where an edit is refused, with the reason and what to do."""
    try:
        yield
    except EditError as error:
        raise RefusedError(REQUEST_FAILED, f"{error.message} {error.remedy}".rstrip()) from error


def _workspace_edit(scene: Scene, changes: Iterable[Change]) -> WorkspaceEdit:
    return WorkspaceEdit(changes={scene.document.uri: _edits(scene, changes)})


def _edits(scene: Scene, changes: Iterable[Change]) -> list[TextEdit]:
    return [scene.document.text.change(each) for each in changes]


def actions(scene: Scene, params: ActionParams) -> list[CodeAction]:
    """Return what may be done about the problems in a range, and about all of the document."""
    wanted = params.context.only
    found: list[CodeAction] = []
    if _is_wanted("quickfix", wanted):
        start, end = scene.offset(params.range.start), scene.offset(params.range.end)
        found += [_fix(scene, each) for each in fixable(scene.page, start, end)]
    if _is_wanted(_ALL, wanted) and has_safe_fixes(scene.page):
        action = CodeAction(title=_ALL_TITLE, kind=_ALL, data=scene.document.uri)
        found.append(action if scene.client.asks_for_edits else _with_edit(scene, action))
    return found


def resolved_action(session: Session, action: CodeAction) -> CodeAction:
    """Return the action that mends all with its edit, which takes a while to find."""
    scene = session.scene(action.data or "")
    return _with_edit(scene, action) if scene else action


def _is_wanted(kind: str, wanted: list[str] | None) -> bool:
    """Whether a kind of action is asked for, by its name or by the beginning of that."""
    return wanted is None or any(f"{kind}.".startswith(f"{each}.") for each in wanted)


def _fix(scene: Scene, spotted: Spotted) -> CodeAction:
    problem = spotted.problem
    assert problem.fix is not None
    return CodeAction(
        title=one_line(problem.remedy or problem.message),
        kind="quickfix",
        diagnostics=[scene.document.diagnostic(spotted)],
        is_preferred=problem.fix.is_safe,
        edit=_workspace_edit(scene, problem.fix.changes),
    )


def _with_edit(scene: Scene, action: CodeAction) -> CodeAction:
    job = scene.document.job()
    return replace(action, edit=_workspace_edit(scene, all_fixed(job.text, job.name)))


def symbols(scene: Scene, _: DocumentParams) -> list[DocumentSymbol]:
    """Return the tables of a document, and in them their entries by name."""
    return [_group(scene, group) for group in groups(scene.outline)]


def _group(scene: Scene, group: Group) -> DocumentSymbol:
    first, last = group.sections[0], group.sections[-1]
    is_of_entries = group.table in TABLES
    entries = [_symbol(scene, section) for section in group.sections] if is_of_entries else []
    return DocumentSymbol(
        name=group.table,
        kind=SymbolKind.NAMESPACE,
        range=scene.range(first.start, last.end),
        selection_range=scene.range(first.start, first.body),
        detail=counted(len(entries), "entry") if entries else "",
        children=entries,
    )


def _symbol(scene: Scene, section: Section) -> DocumentSymbol:
    return DocumentSymbol(
        name=section.name,
        kind=SymbolKind.OBJECT,
        range=scene.range(section.start, section.end),
        selection_range=scene.range(section.start, section.body),
        detail=section.id,
    )
