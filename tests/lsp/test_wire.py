"""Messages in a stream of bytes, whole, broken, or not messages at all."""

from contextlib import suppress
from io import BytesIO

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefdeck.lsp import wire
from briefdeck.lsp.wire import Answer, LostError, bodies, framed, message_in


def framed_body(body: bytes) -> bytes:
    return b"Content-Length: %d\r\n\r\n%b" % (len(body), body)


@given(st.lists(st.binary(max_size=40), max_size=5), st.binary(max_size=30))
def test_bodies_come_as_they_were_sent(sent: list[bytes], cut_off: bytes) -> None:
    """What was cut off at the end is not a message."""
    rest = framed_body(cut_off + b"x")[:-1]
    assert [*bodies(BytesIO(b"".join(map(framed_body, sent)) + rest))] == sent


@pytest.mark.parametrize(
    "header",
    [
        b"Content-Length: 2\r\n",
        b"content-length:2\r\n",
        b"Content-Type: application/vscode-jsonrpc; charset=utf-8\r\nContent-Length:  2 \r\n",
        b"Content-Length: 2\n",
        b"X-Else: 9\r\nContent-Length: 2\r\n",
    ],
)  # fmt: skip
def test_headers_are_read_as_others_write_them(header: bytes) -> None:
    assert [*bodies(BytesIO(header + b"\r\n{}"))] == [b"{}"]


@pytest.mark.parametrize(
    "header",
    [b"\r\n", b"Content-Type: x\r\n\r\n", b"Content-Length: -1\r\n\r\n", b"Content-Length: x\r\n\r\n", b"Content-Length: " + b"9" * 4000 + b"\r\n\r\n"],
)  # fmt: skip
def test_a_stream_without_lengths_is_given_up(header: bytes) -> None:
    with pytest.raises(LostError):
        [*bodies(BytesIO(header + b"{}"))]


@given(st.binary(max_size=60))
def test_no_bytes_break_the_reading(content: bytes) -> None:
    stream = BytesIO(content)
    with suppress(LostError):
        assert len(b"".join(filter(None, bodies(stream)))) <= len(content)


def test_a_body_that_is_too_large_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wire, "LARGEST", 10)
    stream = BytesIO(framed_body(b"x" * 100_000) + framed_body(b"{}"))
    assert [*bodies(stream)] == [None, b"{}"]


def test_half_of_a_surrogate_pair_is_one_unknown_character() -> None:
    message = message_in(b'{"method": "m", "params": {"text": "a\\ud83d b \\ud83d\\ude80"}}')
    assert msgspec.json.decode(message.params) == {"text": "a? b \U0001f680"}


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"1", b"\xff", b"null", b'{"id": {}}', b'{"method": 1}', b"[" * 100_000],
)
def test_what_is_not_a_message_is_refused(body: bytes) -> None:
    with pytest.raises((ValueError, RecursionError)):
        message_in(body)


def test_an_answer_says_how_long_it_is_in_bytes() -> None:
    assert framed(Answer(id="é", result=None)) == (
        'Content-Length: 41\r\n\r\n{"jsonrpc":"2.0","id":"é","result":null}'.encode()
    )
