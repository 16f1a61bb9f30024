"""The server spoken to by pygls, another implementation of the protocol, which knows the types of all answers."""

import asyncio
import sys
from collections.abc import AsyncIterator

import pytest
from lsprotocol import types
from pygls.lsp.client import LanguageClient

from support.language_client import FERRY, PATIENCE, URI, marked, position

NAME = types.TextDocumentIdentifier(URI)
CAPABILITIES = types.ClientCapabilities(
    text_document=types.TextDocumentClientCapabilities(
        completion=types.CompletionClientCapabilities(
            completion_item=types.ClientCompletionItemOptions(snippet_support=True),
            completion_list=types.CompletionListCapabilities(item_defaults=["editRange", "data"]),
        )
    ),
    general=types.GeneralClientCapabilities(
        position_encodings=[types.PositionEncodingKind.Utf32, types.PositionEncodingKind.Utf16]
    ),
)


class Client(LanguageClient):
    """A client that keeps what is published, and fails where it cannot read what is said."""

    def __init__(self) -> None:
        super().__init__("tests", "1")
        self.published: asyncio.Queue[types.PublishDiagnosticsParams] = asyncio.Queue()
        self.faults: list[Exception] = []

        @self.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)  # type: ignore[untyped-decorator]  # as pygls has it
        def publish(params: types.PublishDiagnosticsParams) -> None:
            self.published.put_nowait(params)

    def report_server_error(self, error: Exception, source: object) -> None:  # noqa: ARG002
        self.faults.append(error)


@pytest.fixture
async def client() -> AsyncIterator[Client]:
    client = Client()
    await client.start_io(sys.executable, "-m", "briefdeck", "lsp")
    await client.initialize_async(types.InitializeParams(capabilities=CAPABILITIES))
    client.initialized(types.InitializedParams())
    yield client
    await client.shutdown_async(None)
    client.exit(None)
    await client.stop()  # type: ignore[no-untyped-call]  # pygls does not type it
    assert client.faults == []


def opened(client: Client, text: str) -> None:
    item = types.TextDocumentItem(URI, "toml", 1, text)
    client.text_document_did_open(types.DidOpenTextDocumentParams(item))


def place(text: str, words: str) -> types.Position:
    return types.Position(**position(text, text.index(words) + len(words)))


async def problems(client: Client) -> types.PublishDiagnosticsParams:
    return await asyncio.wait_for(client.published.get(), PATIENCE)


async def test_every_answer_is_of_its_type(client: Client) -> None:
    text, offset = marked(
        FERRY.replace("two boats [@report", "two boats [@‸report").replace(
            'era = "trial"', 'era = "tral"'
        )
    )
    opened(client, text)
    published = await problems(client)
    assert published.version == 1
    assert [problem.code for problem in published.diagnostics] == ["unknown-id"]
    assert published.diagnostics[0].severity is types.DiagnosticSeverity.Error

    at = types.Position(**position(text, offset))
    found = await client.text_document_completion_async(types.CompletionParams(NAME, at))
    assert isinstance(found, types.CompletionList)
    assert [item.label for item in found.items] == ["report", "counts"]
    assert found.item_defaults is not None
    item = found.items[0]
    item.data = found.item_defaults.data
    resolved = await client.completion_item_resolve_async(item)
    assert isinstance(resolved.documentation, types.MarkupContent)

    header = place(text, "[[eve")
    headers = await client.text_document_completion_async(types.CompletionParams(NAME, header))
    assert isinstance(headers, types.CompletionList)
    assert headers.items[0].kind == types.CompletionItemKind.Module

    hover = await client.text_document_hover_async(types.HoverParams(NAME, at))
    assert hover is not None
    assert isinstance(hover.contents, types.MarkupContent)
    assert "*Annual report 2024*" in hover.contents.value

    definition = await client.text_document_definition_async(types.DefinitionParams(NAME, at))
    assert isinstance(definition, types.Location)
    context = types.ReferenceContext(include_declaration=True)
    references = await client.text_document_references_async(
        types.ReferenceParams(context, NAME, at)
    )
    assert references is not None
    assert definition.range.start.line + 1 in {each.range.start.line for each in references}

    allowed = await client.text_document_prepare_rename_async(types.PrepareRenameParams(NAME, at))
    assert isinstance(allowed, types.Range)
    edit = await client.text_document_rename_async(types.RenameParams(NAME, at, "annual"))
    assert edit is not None
    assert edit.changes is not None
    assert len(edit.changes[URI]) == len(references)

    options = types.FormattingOptions(tab_size=2, insert_spaces=True)
    edits = await client.text_document_formatting_async(
        types.DocumentFormattingParams(NAME, options)
    )
    assert not edits
    whole = types.Range(types.Position(0, 0), types.Position(999, 0))
    action_params = types.CodeActionParams(NAME, whole, types.CodeActionContext([]))
    actions = await client.text_document_code_action_async(action_params)
    assert actions is not None
    assert [action.title for action in actions] == ["Did you mean `trial`?"]
    symbols = await client.text_document_document_symbol_async(types.DocumentSymbolParams(NAME))
    assert symbols
    assert isinstance(symbols[-1], types.DocumentSymbol)


async def test_what_is_typed_is_checked_and_what_is_closed_has_no_problems(client: Client) -> None:
    opened(client, FERRY)
    assert (await problems(client)).diagnostics == ()
    start, end = place(FERRY, 'era = "'), place(FERRY, 'era = "trial')
    change = types.TextDocumentContentChangePartial(types.Range(start, end), "tral")
    document = types.VersionedTextDocumentIdentifier(2, URI)
    client.text_document_did_change(types.DidChangeTextDocumentParams(document, [change]))
    published = await problems(client)
    assert published.version == 2
    (problem,) = published.diagnostics
    assert problem.range.start == start
    client.text_document_did_close(types.DidCloseTextDocumentParams(NAME))
    assert (await problems(client)).diagnostics == ()
