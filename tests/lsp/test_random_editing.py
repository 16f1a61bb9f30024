"""Whatever is typed wherever, every request has an answer, and the server's text stays the editor's."""

from typing import Any

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from briefdeck.lsp.checker import Findings, Job, Report, found_in
from briefdeck.lsp.server import REQUESTS, Inbox, Server
from briefdeck.lsp.wire import REQUEST_FAILED, Message
from support.language_client import FERRY, URI

PIECES = (
    "", "\n", '"', '"""', "'", "[", "[[", "]]", "{", "}", "=", ",", "#", "\\", "\x00", "\ufeff", "é", "🚢", "\r\n", "\u2028",
    "[[trial]]", "[@report, p. 1; @", "[[events]]\n", "[briefing]", "format = 1\n", 'id = "', "era", "see = [", "text = '''", " ", "x" * 300,
)  # fmt: skip
edits = st.tuples(st.integers(0, len(FERRY)), st.integers(0, 80), st.sampled_from(PIECES))
methods = st.sampled_from(sorted(REQUESTS))


class Talk:
    """A server without a process, and an editor's own copy of the text."""

    def __init__(self) -> None:
        self.said: list[dict[str, Any]] = []
        self.jobs: list[Job] = []
        self.server = Server(self._hear, Inbox(), self.jobs.append)
        self.text = FERRY
        self.version = 1
        self.request("initialize", {"capabilities": {}})
        self.tell(
            "textDocument/didOpen", {"textDocument": {"uri": URI, "version": 1, "text": FERRY}}
        )

    def _hear(self, message: bytes) -> None:
        self.said.append(msgspec.json.decode(message.partition(b"\r\n\r\n")[2]))

    def tell(self, method: str, params: object) -> None:
        self.server.take(Message(method=method, params=msgspec.Raw(msgspec.json.encode(params))))

    def request(self, method: str, params: object) -> dict[str, Any]:
        self.server.take(
            Message(id=1, method=method, params=msgspec.Raw(msgspec.json.encode(params)))
        )
        return self.said.pop()

    def position(self, offset: int) -> dict[str, int]:
        before = self.text[:offset]
        line = before.rpartition("\n")[2]
        return {"line": before.count("\n"), "character": len(line.encode("utf-16-le")) // 2}

    def edit(self, offset: int, length: int, new: str) -> None:
        start, end = min(offset, len(self.text)), min(offset + length, len(self.text))
        range_ = {"start": self.position(start), "end": self.position(end)}
        self.version += 1
        document = {"uri": URI, "version": self.version}
        self.tell(
            "textDocument/didChange",
            {"textDocument": document, "contentChanges": [{"range": range_, "text": new}]},
        )
        self.text = self.text[:start] + new.replace("\r\n", "\n") + self.text[end:]

    def ask(self, method: str, offset: int) -> dict[str, Any]:
        place = self.position(min(offset, len(self.text)))
        document = {"uri": URI}
        top = {"start": {"line": 0, "character": 0}, "end": place}
        params = {"textDocument": document, "position": place, "newName": "new-name", "range": top}
        return self.request(method, params)


@settings(max_examples=60)
@given(
    st.lists(edits, max_size=6),
    st.lists(st.tuples(methods, st.integers(0, len(FERRY))), min_size=1, max_size=8),
)
def test_every_request_is_answered(
    typed: list[tuple[int, int, str]], asked: list[tuple[str, int]]
) -> None:
    talk = Talk()
    for edit in typed:
        talk.edit(*edit)
        for method, offset in asked:
            answer = talk.ask(method, offset)
            assert answer.get("error", {}).get("code") in {None, REQUEST_FAILED}, answer
        if talk.jobs[-1].version == talk.version:
            assert talk.jobs[-1].text == talk.text


@settings(max_examples=20)
@given(st.lists(edits, min_size=1, max_size=4))
def test_every_text_has_its_problems_at_places_that_it_has(
    typed: list[tuple[int, int, str]],
) -> None:
    talk = Talk()
    for edit in typed:
        talk.edit(*edit)
    job = talk.jobs[-1]
    found = msgspec.msgpack.decode(found_in(job.text, job.name, job.path), type=Findings)
    talk.said.clear()
    talk.server.take(Report(job, found))
    if job.version != talk.version:
        assert talk.said == []
        return
    (published,) = talk.said
    lines = job.text.split("\n")
    problems = published["params"]["diagnostics"]
    assert len(problems) == len(found.problems)
    for problem in problems:
        for end in problem["range"].values():
            line = lines[end["line"]]
            assert 0 <= end["character"] <= len(line.encode("utf-16-le")) // 2
