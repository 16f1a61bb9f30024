"""Messages of JSON-RPC 2.0 in a stream of bytes, each behind its length, as editors send them."""

import json
from collections.abc import Iterator
from typing import Any, BinaryIO, Final

import msgspec
from msgspec import Raw, Struct

LARGEST: Final = 64 * 1024 * 1024
"""Bytes of a message: several times the largest briefing, whose text may be escaped in it."""

_LONGEST_HEADER: Final = 4096
_MOST_DIGITS: Final = 15
_AT_ONCE: Final = 1 << 16

PARSE_ERROR: Final = -32700
INVALID_REQUEST: Final = -32600
METHOD_NOT_FOUND: Final = -32601
INVALID_PARAMS: Final = -32602
INTERNAL_ERROR: Final = -32603
NOT_INITIALIZED: Final = -32002
REQUEST_CANCELLED: Final = -32800
REQUEST_FAILED: Final = -32803


class LostError(ValueError):
    """The stream does not say how long the next message is, so that none can be read any more."""


class RefusedError(Exception):
    """A request that cannot be met: the code and the words of its refusal."""

    def __init__(self, code: int, message: str) -> None:
        super().__init__(message)
        self.code = code


class Message(Struct, frozen=True):
    """What a client sends.

    A request has an id and a method, a notification a method alone, an answer to us no method.
    """

    id: int | str | None = None
    method: str = ""
    params: Raw = Raw(b"null")


class Answer(Struct, frozen=True, kw_only=True):
    """What a request asked for."""

    jsonrpc: str = "2.0"
    id: int | str
    result: Any


class Error(Struct, frozen=True):
    """Why a request is not answered."""

    code: int
    message: str


class Refusal(Struct, frozen=True, kw_only=True):
    """The answer to a request that cannot be met; without an id, to what could not be read."""

    jsonrpc: str = "2.0"
    id: int | str | None
    error: Error


class Notice(Struct, frozen=True, kw_only=True):
    """What the server says unasked."""

    jsonrpc: str = "2.0"
    method: str
    params: Any


def bodies(stream: BinaryIO) -> Iterator[bytes | None]:
    """Yield the body of each message until the stream ends, None for one that is too large.

    Raises LostError.
    """
    while (length := _length(stream)) is not None:
        if length > LARGEST:
            _pass_over(stream, length)
            yield None
            continue
        body = stream.read(length)
        if len(body) < length:
            return
        yield body


def _length(stream: BinaryIO) -> int | None:
    """Read the header of a message, and return the length of its body; None where none follows."""
    length: int | None = None
    while line := stream.readline(_LONGEST_HEADER):
        name, _, value = line.partition(b":")
        if not line.strip():
            if length is None:
                raise LostError("a message without a length")
            return length
        if name.strip().lower() == b"content-length":
            length = _number(value)
    return None


def _number(value: bytes) -> int:
    digits = value.strip()
    if not digits.isdigit() or len(digits) > _MOST_DIGITS:
        raise LostError("a length that is not a number")
    return int(digits)


def _pass_over(stream: BinaryIO, length: int) -> None:
    while length > 0:
        passed = stream.read(min(length, _AT_ONCE))
        if not passed:
            return
        length -= len(passed)


_decoder: Final = msgspec.json.Decoder(Message)


def message_in(body: bytes) -> Message:
    """Return the message of a body; ValueError or RecursionError where it is not one."""
    try:
        return _decoder.decode(body)
    except msgspec.ValidationError:
        raise
    except msgspec.DecodeError:
        # Half of a surrogate pair, which some editors let through, is no reason to lose an edit.
        said = json.dumps(json.loads(body), ensure_ascii=False)
        return _decoder.decode(said.encode("utf-8", "replace"))


def framed(message: Answer | Refusal | Notice) -> bytes:
    """Return a message as it is sent."""
    body = msgspec.json.encode(message)
    return b"Content-Length: %d\r\n\r\n%b" % (len(body), body)
