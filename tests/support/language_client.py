"""A client of the language server over the standard streams of a process, and texts with a mark for the cursor."""

import contextlib
import json
import queue
import subprocess
import sys
import threading
from typing import IO, Any, Self

MARK = "‸"
PATIENCE = 60.0
"""Seconds in which a server that works has long answered, on a machine that does much else."""

URI = "file:///briefings/harbor-ferry.toml"

FERRY = '''\
format = 1

[briefing]
title = "Harbor ferry"
bluf = "Keep the ferry: it carries many [@report, p. 2]."
as_of = "2026-03"
likelihood_scale = "ipcc"

[[key_points]]
id = "twice-the-forecast"
text = """
The ferry carried [[passengers|2.1 million people]] in 2024, twice the forecast [@report, p. 9; @counts].
"""

[[eras]]
id = "trial"
title = "The trial"
span = "2019/2024"
text = "Five years on one line."

[[events]]
id = "first-run"
title = "The first ferry runs"
date = "2019-05~"
era = "trial"
text = "The line opened with two boats [@report, p. 3]."

[[actors]]
id = "port"
name = "Port Authority"

[[series]]
id = "passengers"
title = "Passengers by year"
unit = "people"
scale = "million"
points = [
  { at = 2019, value = 0.4, cites = ["report"] },
  { at = 2024, value = 2.1, qualifier = "about", cites = [{ source = "report", at = "p. 9" }] },
]

[[sources]]
id = "report"
type = "report"
title = "Annual report 2024"
author = [{ literal = "Port Authority" }]
issued = "2025"
publisher = "Port Authority"
URL = "https://example.org/report"

[[sources]]
id = "counts"
type = "dataset"
title = "Gate counts"
author = [{ literal = "Port Authority" }]
issued = "2025"
'''
"""A briefing without a problem."""


def marked(text: str) -> tuple[str, int]:
    """A text without its mark, and where that stood."""
    before, mark, after = text.partition(MARK)
    assert mark, "no mark in the text"
    return before + after, len(before)


def position(text: str, offset: int) -> dict[str, int]:
    """The position of an offset in a text of plain characters."""
    before = text[:offset]
    return {"line": before.count("\n"), "character": offset - (before.rfind("\n") + 1)}


class LanguageClient:
    """A server in a process of its own, and what it says."""

    def __init__(self, *, stderr: IO[bytes] | int = subprocess.DEVNULL) -> None:
        command = (sys.executable, "-m", "briefdeck", "lsp")
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=stderr
        )
        self.notices: list[dict[str, Any]] = []
        self._numbers = 0
        self._said: queue.Queue[dict[str, Any] | None] = queue.Queue()
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()
        self._listener.join(PATIENCE)
        assert self.process.stdin is not None
        # The server may be gone before all was written.
        with contextlib.suppress(BrokenPipeError):
            self.process.stdin.close()

    def _listen(self) -> None:
        stream = self.process.stdout
        assert stream is not None
        # One that is killed may have been in the middle of a message.
        while (header := stream.readline()).endswith(b"\r\n"):
            name, _, length = header.partition(b":")
            assert name == b"Content-Length", header
            stream.readline()
            body = stream.read(int(length))
            if len(body) < int(length):
                break
            self._said.put(json.loads(body))
        self._said.put(None)
        stream.close()

    def send_bytes(self, content: bytes) -> None:
        """Send what may not be a message at all."""
        assert self.process.stdin is not None
        self.process.stdin.write(content)
        self.process.stdin.flush()

    def send(self, message: object) -> None:
        body = json.dumps(message).encode()
        self.send_bytes(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))

    def notify(self, method: str, params: object = None) -> None:
        self.send({"jsonrpc": "2.0", "method": method, "params": params})

    def ask(self, method: str, params: object = None) -> int:
        """Send a request, and return its number."""
        self._numbers += 1
        self.send({"jsonrpc": "2.0", "id": self._numbers, "method": method, "params": params})
        return self._numbers

    def heard(self) -> dict[str, Any]:
        """The next thing that the server says."""
        said = self._said.get(timeout=PATIENCE)
        assert said is not None, "the server has gone"
        return said

    def answer(self, number: int | None) -> dict[str, Any]:
        """The answer to a request; what is said before it unasked goes to the notices."""
        while True:
            said = self.heard()
            if "id" in said and said["id"] == number:
                return said
            assert "method" in said, said
            self.notices.append(said)

    def request(self, method: str, params: object = None) -> Any:
        """The result of a request."""
        answer = self.answer(self.ask(method, params))
        assert "error" not in answer, answer
        return answer["result"]

    def error(self, method: str, params: object = None) -> tuple[int, str]:
        """Code and words of the refusal of a request."""
        error = self.answer(self.ask(method, params))["error"]
        return error["code"], error["message"]

    def start(self, **capabilities: object) -> Any:
        """Introduce oneself, and return what the server can do."""
        result = self.request("initialize", {"processId": None, "capabilities": capabilities})
        self.notify("initialized", {})
        return result["capabilities"]

    def open(self, text: str, uri: str = URI) -> None:
        item = {"uri": uri, "languageId": "toml", "version": 1, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": item})

    def edit(self, version: int, *changes: object, uri: str = URI) -> None:
        document = {"uri": uri, "version": version}
        self.notify(
            "textDocument/didChange", {"textDocument": document, "contentChanges": [*changes]}
        )

    def at(self, method: str, text: str, offset: int, uri: str = URI, **more: object) -> Any:
        """What the server says of a place in a document."""
        document = {"uri": uri}
        params = {"textDocument": document, "position": position(text, offset), **more}
        return self.request(f"textDocument/{method}", params)

    def problems(self, version: int | None = None, uri: str = URI) -> list[dict[str, Any]]:
        """The problems that are published of a version of a document."""
        while True:
            for notice in self.notices:
                params = notice["params"]
                if params["uri"] == uri and version in {None, params["version"]}:
                    self.notices.remove(notice)
                    diagnostics: list[dict[str, Any]] = params["diagnostics"]
                    return diagnostics
            self.notices.append(self.heard())
