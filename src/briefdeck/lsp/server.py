"""The server: messages in their order, one answer a request, and an end that is always in order."""

import traceback
from collections.abc import Callable
from queue import SimpleQueue
from threading import Thread
from typing import Any, BinaryIO, Final, Protocol, TypeVar

import msgspec
from msgspec import Struct

from briefdeck.lsp import answers
from briefdeck.lsp.checker import Checker, Job, Report
from briefdeck.lsp.protocol import (
    ActionParams,
    CancelParams,
    ChangeParams,
    CodeAction,
    CompletionItem,
    Diagnostics,
    DocumentName,
    DocumentParams,
    InitializeParams,
    OpenParams,
    PositionParams,
    ReferenceParams,
    RenameParams,
)
from briefdeck.lsp.session import Document, Scene, Session
from briefdeck.lsp.text import Text
from briefdeck.lsp.wire import (
    INTERNAL_ERROR,
    INVALID_PARAMS,
    INVALID_REQUEST,
    METHOD_NOT_FOUND,
    NOT_INITIALIZED,
    PARSE_ERROR,
    REQUEST_CANCELLED,
    Answer,
    Error,
    LostError,
    Message,
    Notice,
    Refusal,
    RefusedError,
    bodies,
    framed,
    message_in,
)
from briefdeck.text.gate import write_err
from briefdeck.text.words import quoted


class AboutDocument(Protocol):
    """Parameters that name a document."""

    @property
    def text_document(self) -> DocumentName:
        """The document."""


REQUESTS: Final[dict[str, tuple[type[AboutDocument], Callable[[Scene, Any], object]]]] = {
    "textDocument/completion": (PositionParams, answers.completion),
    "textDocument/hover": (PositionParams, answers.hover),
    "textDocument/definition": (PositionParams, answers.definition),
    "textDocument/references": (ReferenceParams, answers.references),
    "textDocument/prepareRename": (PositionParams, answers.renamable),
    "textDocument/rename": (RenameParams, answers.rename),
    "textDocument/codeAction": (ActionParams, answers.actions),
    "textDocument/formatting": (DocumentParams, answers.formatting),
    "textDocument/documentSymbol": (DocumentParams, answers.symbols),
}
"""What is asked of a document: the parameters, and what answers where the document is served."""


class Ended(Struct, frozen=True):
    """The client has gone, or nothing that it sends can be told apart any more."""

    reason: str = ""


def serve(stream: BinaryIO, send: Callable[[bytes], None]) -> bool:
    """Answer what comes on a stream until it ends or the client says so.

    Whether the client had said before that it would.
    """
    inbox = Inbox()
    server = Server(send, inbox, Checker(inbox.items.put).ask)
    Thread(target=inbox.fill, args=(stream,), daemon=True).start()
    while server.is_running:
        server.take(inbox.items.get())
    return server.was_told_to_stop


class Inbox:
    """What waits to be dealt with, in its order; what is cancelled meanwhile is known at once."""

    def __init__(self) -> None:
        self.items: SimpleQueue[Message | Refusal | Report | Ended] = SimpleQueue()
        self.cancelled: set[int | str] = set()

    def fill(self, stream: BinaryIO) -> None:
        """Take in messages until the stream ends."""
        try:
            for body in bodies(stream):
                self._put(body)
        except (LostError, OSError, ValueError) as error:
            self.items.put(Ended(str(error)))
        self.items.put(Ended())

    def _put(self, body: bytes | None) -> None:
        if body is None:
            self.items.put(_refusal(None, INVALID_REQUEST, "The message is too large."))
            return
        try:
            message = message_in(body)
        except (ValueError, RecursionError) as error:
            self.items.put(_refusal(None, PARSE_ERROR, f"This is not a message: {error}"))
            return
        if message.method == "$/cancelRequest":
            self._cancel(message)
        else:
            self.items.put(message)

    def _cancel(self, message: Message) -> None:
        try:
            self.cancelled.add(_read(message, CancelParams).id)
        except msgspec.MsgspecError:
            _tell(message)


class Server:
    """One client's server; it stops running once there is nobody left to answer.

    send: what writes to the client; ask: what has a document checked, of which a report comes in.
    """

    def __init__(
        self, send: Callable[[bytes], None], inbox: Inbox, ask: Callable[[Job], None]
    ) -> None:
        self.is_running = True
        self.was_told_to_stop = False
        self._send = send
        self._inbox = inbox
        self._ask = ask
        self._is_ready = False
        self._session = Session()

    def take(self, item: Message | Refusal | Report | Ended) -> None:
        """Deal with what has come."""
        match item:
            case Ended(reason):
                self.is_running = False
                if reason:
                    write_err([f"briefdeck lsp: {reason}; nothing more can be read."])
            case Report():
                self._publish_report(item)
            case Refusal():
                self._send(framed(item))
            case Message(id=None):
                self._hear(item)
            case Message(id=int() | str() as number) if item.method:
                self._send(framed(self._answered(item, number)))
        if self._inbox.items.empty():
            self._inbox.cancelled.clear()

    def _answered(self, message: Message, number: int | str) -> Answer | Refusal:
        """The answer to a request, whatever becomes of it."""
        try:
            return Answer(id=number, result=self._result(message))
        except RefusedError as error:
            return _refusal(number, error.code, str(error))
        except msgspec.MsgspecError as error:
            return _refusal(number, INVALID_PARAMS, str(error))
        except Exception as error:  # noqa: BLE001  # the edge: the client goes on without an answer
            _tell(message)
            return _refusal(number, INTERNAL_ERROR, repr(error))

    def _result(self, message: Message) -> object:
        if message.id in self._inbox.cancelled:
            raise RefusedError(REQUEST_CANCELLED, "The client has cancelled it.")
        match message.method:
            case "initialize" if not self._is_ready:
                self._is_ready = True
                return answers.initialize(self._session, _read(message, InitializeParams))
            case _ if not self._is_ready:
                raise RefusedError(NOT_INITIALIZED, "`initialize` has to come first.")
            case "initialize":
                raise RefusedError(INVALID_REQUEST, "`initialize` has come before.")
            case _ if self.was_told_to_stop:
                raise RefusedError(INVALID_REQUEST, "`shutdown` has come before.")
            case "shutdown":
                self.was_told_to_stop = True
                return None
            case "completionItem/resolve":
                return answers.resolve(self._session, _read(message, CompletionItem))
            case "codeAction/resolve":
                return answers.resolved_action(self._session, _read(message, CodeAction))
            case method if method in REQUESTS:
                kind, answer = REQUESTS[method]
                params = _read(message, kind)
                scene = self._session.scene(params.text_document.uri)
                return answer(scene, params) if scene else None
            case method:
                raise RefusedError(METHOD_NOT_FOUND, f"There is no method {quoted(method)} here.")

    def _hear(self, message: Message) -> None:
        """Take a notification; one that cannot be taken is told on standard error."""
        if message.method == "exit":
            self.is_running = False
        if not self._is_ready:
            return
        try:
            match message.method:
                case "textDocument/didOpen":
                    self._open(_read(message, OpenParams))
                case "textDocument/didChange":
                    self._change(_read(message, ChangeParams))
                case "textDocument/didClose":
                    self._close(_read(message, DocumentParams))
        except Exception:  # noqa: BLE001  # the edge: there is nobody to answer
            _tell(message)

    def _open(self, params: OpenParams) -> None:
        item = params.text_document
        text = Text.sent(item.text, self._session.client.encoding)
        document = Document(item.uri, item.version, text)
        self._session.documents[item.uri] = document
        if document.is_briefing:
            self._ask(document.job())

    def _change(self, params: ChangeParams) -> None:
        document = self._session.documents.get(params.text_document.uri)
        if document is None:
            return
        was_briefing = document.is_briefing
        document.edit(params.content_changes, params.text_document.version)
        if document.is_briefing:
            self._ask(document.job())
        elif was_briefing:
            self._publish(document.no_problems())

    def _close(self, params: DocumentParams) -> None:
        document = self._session.documents.pop(params.text_document.uri, None)
        if document is not None and document.is_briefing:
            self._publish(document.no_problems())

    def _publish_report(self, report: Report) -> None:
        document = self._session.documents.get(report.job.uri)
        if document is None or not document.is_briefing:
            return
        diagnostics = document.take(report)
        if diagnostics is not None:
            self._publish(diagnostics)

    def _publish(self, diagnostics: Diagnostics) -> None:
        self._send(framed(Notice(method="textDocument/publishDiagnostics", params=diagnostics)))


_Kind = TypeVar("_Kind")


def _read(message: Message, kind: type[_Kind]) -> _Kind:
    """The parameters of a message."""
    return msgspec.json.decode(message.params, type=kind)


def _refusal(number: int | str | None, code: int, message: str) -> Refusal:
    return Refusal(id=number, error=Error(code, message))


def _tell(message: Message) -> None:
    """Tell on standard error, which editors keep, what a message has met."""
    said = f"briefdeck lsp: {message.method} has failed:"
    write_err([said, *traceback.format_exc().splitlines()])
