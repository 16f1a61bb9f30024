"""The server as a process, spoken to in raw messages: its order, its end, and what no client should send."""

import os
import signal
import subprocess
import sys
from typing import Any

import pytest

from briefdeck.lsp.wire import (
    INVALID_PARAMS,
    INVALID_REQUEST,
    METHOD_NOT_FOUND,
    NOT_INITIALIZED,
    PARSE_ERROR,
    REQUEST_CANCELLED,
    REQUEST_FAILED,
)
from support.language_client import FERRY, PATIENCE, URI, LanguageClient, marked, position

OTHER = "file:///elsewhere/pyproject.toml"


def ends(client: LanguageClient) -> int:
    return client.process.wait(timeout=PATIENCE)


def rules(problems: list[dict[str, Any]]) -> list[str]:
    return [problem["code"] for problem in problems]


def test_a_whole_conversation() -> None:
    with LanguageClient() as client:
        capabilities = client.start()
        assert capabilities["positionEncoding"] == "utf-16"
        client.open(FERRY)
        assert client.problems(1) == []
        text, offset = marked(FERRY.replace('era = "trial"', 'era = "tr‸"'))
        line = position(text, offset)["line"]
        start, end = {"line": line, "character": 9}, {"line": line, "character": 12}
        client.edit(2, {"range": {"start": start, "end": end}, "text": ""})
        completion = client.at("completion", text, offset)
        assert [item["label"] for item in completion["items"]] == ["trial"]
        (problem,) = client.problems(2)
        assert problem["code"] == "unknown-id"
        assert problem["range"] == {
            "start": {"line": line, "character": 7},
            "end": {"line": line, "character": 9},
        }
        client.edit(3, {"text": FERRY})
        assert client.problems(3) == []
        client.notify("textDocument/didClose", {"textDocument": {"uri": URI}})
        assert client.problems() == []
        assert client.request("shutdown") is None
        client.notify("exit")
        assert ends(client) == 0


def test_requests_wait_for_the_introduction() -> None:
    with LanguageClient() as client:
        client.open(FERRY)
        params = {"textDocument": {"uri": URI}}
        assert client.error("textDocument/documentSymbol", params)[0] == NOT_INITIALIZED
        client.start()
        assert client.request("textDocument/documentSymbol", params) is None
        assert client.error("initialize", {"capabilities": {}})[0] == INVALID_REQUEST


def test_after_shutdown_nothing_is_answered_but_the_end() -> None:
    with LanguageClient() as client:
        client.start()
        client.request("shutdown")
        assert client.error("textDocument/hover", {})[0] == INVALID_REQUEST
        assert client.error("shutdown")[0] == INVALID_REQUEST
        client.notify("exit")
        assert ends(client) == 0


def test_an_end_without_shutdown_is_a_failure() -> None:
    with LanguageClient() as client:
        client.start()
        client.notify("exit")
        assert ends(client) == 1
    with LanguageClient() as client:
        client.notify("exit")
        assert ends(client) == 1


@pytest.mark.parametrize("is_started", [True, False])
def test_the_end_of_the_input_is_the_end(*, is_started: bool) -> None:
    with LanguageClient() as client:
        if is_started:
            client.start()
            client.open(FERRY)
        assert client.process.stdin is not None
        client.process.stdin.close()
        assert ends(client) == 1


def test_a_client_that_vanishes_leaves_nothing_behind() -> None:
    """Neither the server nor its checker outlive the reader of what they say."""
    process = subprocess.Popen(
        (sys.executable, "-m", "briefdeck", "lsp"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    body = b'{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}'
    process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
    process.stdin.flush()
    process.wait(timeout=PATIENCE)
    assert process.stderr.read() == b""
    process.stderr.close()
    process.stdin.close()


def test_what_is_not_a_message_is_refused_and_the_next_one_answered() -> None:
    with LanguageClient() as client:
        client.start()
        for body in (b"{", b"[]", b"\xff\xfe", b"[" * 5000, b'{"id":true,"method":"x"}'):
            client.send_bytes(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
            assert client.answer(None)["error"]["code"] == PARSE_ERROR
        client.send_bytes(b"Content-Length: 2\r\n\r\n{}")
        assert client.error("no/such\x1b[31mmethod") == (
            METHOD_NOT_FOUND,
            "There is no method `no/such␛[31mmethod` here.",
        )
        client.notify("$/setTrace", {"value": "off"})
        client.send({"jsonrpc": "2.0", "id": 77, "result": None})
        assert client.request("shutdown") is None


def test_parameters_of_another_shape_are_refused() -> None:
    with LanguageClient() as client:
        client.start()
        client.open(FERRY)
        document = {"textDocument": {"uri": URI}}
        half = {**document, "position": {"line": "1", "character": 0}}
        shapes: tuple[object, ...] = (None, [], {}, document, half)
        for params in shapes:
            assert client.error("textDocument/hover", params)[0] == INVALID_PARAMS
        client.notify("textDocument/didChange", {"textDocument": 1})
        client.notify("textDocument/didOpen")
        client.notify("$/cancelRequest", {"id": None})
        assert client.at("hover", FERRY, FERRY.index("trial")) is not None


def test_a_stream_out_of_step_ends_it_with_the_reason() -> None:
    with LanguageClient(stderr=subprocess.PIPE) as client:
        client.start()
        client.send_bytes(b"hello\r\n\r\n")
        assert ends(client) == 1
        assert client.process.stderr is not None
        assert (
            client.process.stderr.read()
            == b"briefdeck lsp: a message without a length; nothing more can be read.\n"
        )
        client.process.stderr.close()


def test_a_cancelled_request_is_answered_as_that() -> None:
    with LanguageClient() as client:
        client.start()
        client.open(FERRY)
        # All in one write, so that the cancellation is there before its request is dealt with.
        many = [
            b'{"jsonrpc":"2.0","id":%d,"method":"textDocument/documentSymbol","params":{"textDocument":{"uri":"%b"}}}'
            % (number, URI.encode())
            for number in range(1000, 1200)
        ] + [b'{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":1199}}']
        client.send_bytes(
            b"".join(b"Content-Length: %d\r\n\r\n%b" % (len(body), body) for body in many)
        )
        assert "result" in client.answer(1000)
        answers = {number: client.answer(number) for number in range(1001, 1200)}
        assert answers[1199].get("error", {}).get("code") in {REQUEST_CANCELLED, None}
        assert "error" not in answers[1100]


def test_only_briefings_are_served() -> None:
    with LanguageClient() as client:
        client.start()
        text = '[project]\nname = "x"\nformat = 1\nera = ""\n'
        client.open(text, OTHER)
        client.open("not toml at all [[[ =", "file:///a/b.toml")
        assert client.at("completion", text, text.index('""') + 1, OTHER) is None
        assert client.at("hover", text, 3, OTHER) is None
        assert (
            client.request("textDocument/documentSymbol", {"textDocument": {"uri": OTHER}}) is None
        )
        # A briefing that comes later has its problems first.
        client.open(FERRY.replace('era = "trial"', 'era = "none"'))
        assert rules(client.problems(1)) == ["unknown-id"]
        assert client.notices == []


def test_a_document_may_become_a_briefing_and_cease_to_be_one() -> None:
    with LanguageClient() as client:
        client.start()
        client.open("")
        client.edit(2, {"text": FERRY.replace('era = "trial"', 'era = "none"')})
        assert rules(client.problems(2)) == ["unknown-id"]
        client.edit(3, {"text": "[project]\n"})
        assert client.problems(3) == []
        client.edit(4, {"text": "[project]\nname = 1\n"})
        client.edit(5, {"text": "format = 1\n"})
        assert "missing-table" in rules(client.problems(5))
        assert client.notices == []


def test_problems_are_those_of_check_with_their_severities() -> None:
    text = FERRY.replace("two boats [@report, p. 3].", "two boats.").replace("@counts", "@count")
    with LanguageClient() as client:
        client.start()
        client.open(text)
        found = {problem["code"]: problem for problem in client.problems(1)}
    assert found["unknown-id"]["severity"] == 1
    assert found["unknown-id"]["message"] == "No source has the id `count`.\nDid you mean `counts`?"
    assert found["unknown-id"]["source"] == "briefdeck"
    assert found["uncited-statement"]["severity"] == 2


def test_a_text_that_does_not_parse_says_where_and_still_completes_and_hovers() -> None:
    broken, offset = marked(
        FERRY.replace('title = "The trial"', 'title = "The').replace(
            "two boats [@report, p. 3]", "two boats [@‸"
        )
    )
    with LanguageClient() as client:
        client.start()
        client.open(FERRY)
        client.problems(1)
        client.edit(2, {"text": broken})
        labels = [item["label"] for item in client.at("completion", broken, offset)["items"]]
        assert labels == ["report", "counts"]
        syntax = [problem for problem in client.problems(2) if problem["code"] == "syntax"]
        assert [problem["range"]["start"]["line"] for problem in syntax] == [
            broken[: broken.index('"The\n')].count("\n")
        ]
        said = client.at("hover", broken, broken.index('era = "tri') + 8)
        assert (
            said["contents"]["value"]
            == "*era* `trial`\n\nThe trial, 2019–2024. Five years on one line."
        )


@pytest.mark.parametrize(
    ("offered", "encoding", "column"),
    [
        (["utf-8", "utf-32", "utf-16"], "utf-32", 8),
        (["utf-16"], "utf-16", 11),
        (None, "utf-16", 11),
    ],
)
def test_places_are_counted_as_agreed(
    offered: list[str] | None, encoding: str, column: int
) -> None:
    text = FERRY.replace("The line opened with two boats", "🚢🚢🚢 ran [[nobody]]")
    with LanguageClient() as client:
        general = {} if offered is None else {"general": {"positionEncodings": offered}}
        assert client.start(**general)["positionEncoding"] == encoding
        client.open(text)
        (problem,) = client.problems(1)
        start, end = problem["range"]["start"]["character"], problem["range"]["end"]["character"]
        assert (start, end - start) == (column + len('text = "[['), len("nobody"))


def test_an_entry_is_renamed_wherever_it_is_named() -> None:
    with LanguageClient() as client:
        client.start()
        client.open(FERRY)
        place = FERRY.index("@report") + 3
        allowed = client.at("prepareRename", FERRY, place)
        assert allowed == {"start": position(FERRY, place - 2), "end": position(FERRY, place + 4)}
        edits = client.at("rename", FERRY, place, newName="annual-report")["changes"][URI]
        lines = FERRY.split("\n")
        for edit in sorted(
            edits,
            key=lambda edit: (edit["range"]["start"]["line"], edit["range"]["start"]["character"]),
            reverse=True,
        ):
            start, end = edit["range"]["start"], edit["range"]["end"]
            line = lines[start["line"]]
            assert line[start["character"] : end["character"]] == "report"
            lines[start["line"]] = (
                line[: start["character"]] + edit["newText"] + line[end["character"] :]
            )
        renamed = "\n".join(lines)
        assert renamed == FERRY.replace("report", "annual-report").replace(
            'type = "annual-report"', 'type = "report"'
        ).replace("org/annual-", "org/").replace("Annual annual-", "Annual ")
        client.edit(2, {"text": renamed})
        assert client.problems(2) == []


@pytest.mark.parametrize(
    ("word", "new", "said"),
    [
        ("@report", "Annual Report", "`Annual Report` is not an id: small letters, digits and single hyphens. Did you mean `annual-report`?"),
        ("@report", "counts", "Another entry has the id `counts` already."),
        ("Harbor", "x", "No entry is named here."),
    ],
)  # fmt: skip
def test_an_id_that_will_not_do_is_refused(word: str, new: str, said: str) -> None:
    with LanguageClient() as client:
        client.start()
        client.open(FERRY)
        place = position(FERRY, FERRY.index(word) + 2)
        params = {"textDocument": {"uri": URI}, "position": place, "newName": new}
        assert client.error("textDocument/rename", params) == (REQUEST_FAILED, said)


def test_a_file_is_laid_out_and_a_broken_one_left_alone() -> None:
    with LanguageClient() as client:
        client.start()
        client.open(FERRY.replace('id = "trial"', 'id="trial"'))
        params = {"textDocument": {"uri": URI}, "options": {"tabSize": 2, "insertSpaces": True}}
        edits = client.request("textDocument/formatting", params)
        assert [edit["newText"] for edit in edits] == [" ", " "]
        client.edit(2, {"text": FERRY.replace('title = "The trial"', 'title = "The')})
        assert client.error("textDocument/formatting", params)[0] == REQUEST_FAILED


SPOILED = (
    FERRY.replace('date = "2019-05~"', 'date = "May 2019"')
    .replace('era = "trial"', 'era = "tral"')
    .replace('as_of = "2026-03"', 'as_of = "March 2026"')
)
"""Two dates that can mean one thing only, and an id that is probably another."""


def applied(text: str, edits: list[dict[str, Any]]) -> str:
    """The text after edits, each on one line."""
    lines = text.split("\n")
    for edit in sorted(edits, key=lambda edit: str(edit["range"]["start"]), reverse=True):
        start, end = edit["range"]["start"], edit["range"]["end"]
        line = lines[start["line"]]
        behind = lines[end["line"]][end["character"] :]
        lines[start["line"] : end["line"] + 1] = [
            line[: start["character"]] + edit["newText"] + behind
        ]
    return "\n".join(lines)


@pytest.mark.parametrize("asks_later", [True, False])
def test_problems_are_mended_one_by_one_and_all_at_once(*, asks_later: bool) -> None:
    support = {"resolveSupport": {"properties": ["edit"]}} if asks_later else {}
    with LanguageClient() as client:
        client.start(textDocument={"codeAction": support})
        client.open(SPOILED)
        client.problems(1)
        place = {"line": SPOILED[: SPOILED.index('"May')].count("\n"), "character": 9}
        below = {"line": place["line"] + 1, "character": 8}
        params: dict[str, Any] = {
            "textDocument": {"uri": URI},
            "range": {"start": place, "end": below},
            "context": {"diagnostics": []},
        }
        date, era, everything = client.request("textDocument/codeAction", params)
        assert (date["title"], date["kind"], date["isPreferred"]) == (
            "Write 2019-05.",
            "quickfix",
            True,
        )
        assert (era["title"], era["kind"]) == ("Did you mean `trial`?", "quickfix")
        assert "isPreferred" not in era
        assert era["diagnostics"][0]["code"] == "unknown-id"
        assert applied(SPOILED, era["edit"]["changes"][URI]) == SPOILED.replace('"tral"', '"trial"')
        assert everything["kind"] == "source.fixAll"
        if asks_later:
            assert "edit" not in everything
            everything = client.request("codeAction/resolve", everything)
        mended = applied(SPOILED, everything["edit"]["changes"][URI])
        assert mended == SPOILED.replace('"May 2019"', '"2019-05"').replace(
            '"March 2026"', '"2026-03"'
        )
        for only, kinds in (
            (["quickfix"], {"quickfix"}),
            (["source"], {"source.fixAll"}),
            (["refactor"], set()),
        ):
            params["context"] = {"diagnostics": [], "only": only}
            found = client.request("textDocument/codeAction", params)
            assert {action["kind"] for action in found} == kinds
        client.edit(2, {"text": mended})
        assert rules(client.problems(2)) == ["unknown-id"]
        params["context"] = {"diagnostics": []}
        assert [
            action["title"] for action in client.request("textDocument/codeAction", params)
        ] == ["Did you mean `trial`?"]


def test_a_text_that_was_edited_since_has_no_fixes_until_it_is_checked() -> None:
    with LanguageClient() as client:
        client.start()
        client.open(SPOILED)
        client.problems(1)
        top = {"line": 0, "character": 0}
        client.edit(2, {"range": {"start": top, "end": top}, "text": "\n"})
        everywhere = {"start": top, "end": {"line": 999, "character": 0}}
        params = {"textDocument": {"uri": URI}, "range": everywhere, "context": {"diagnostics": []}}
        assert client.request("textDocument/codeAction", params) == []
        client.problems(2)
        assert len(client.request("textDocument/codeAction", params)) == 4


def test_definition_references_and_symbols() -> None:
    with LanguageClient() as client:
        client.start()
        client.open(FERRY)
        place = FERRY.index("@counts") + 3
        header = FERRY[: FERRY.index('id = "counts"')].count("\n") - 1
        assert client.at("definition", FERRY, place)["range"]["start"] == {
            "line": header,
            "character": 0,
        }
        context = {"includeDeclaration": False}
        assert len(client.at("references", FERRY, place, context=context)) == 1
        assert len(client.at("references", FERRY, place, context={"includeDeclaration": True})) == 2
        symbols = client.request("textDocument/documentSymbol", {"textDocument": {"uri": URI}})
        assert [symbol["name"] for symbol in symbols][:3] == ["briefing", "key_points", "eras"]
        assert [child["name"] for child in symbols[-1]["children"]] == [
            "Annual report 2024",
            "Gate counts",
        ]
        assert symbols[-1]["detail"] == "2 entries"


def test_what_is_chosen_is_explained() -> None:
    with LanguageClient() as client:
        client.start(
            textDocument={"completion": {"completionList": {"itemDefaults": ["editRange", "data"]}}}
        )
        text, offset = marked(FERRY.replace('era = "trial"', 'era = "‸"'))
        client.open(text)
        found = client.at("completion", text, offset)
        assert found["itemDefaults"]["editRange"] == {
            "start": position(text, offset),
            "end": position(text, offset),
        }
        (item,) = found["items"]
        assert item == {"label": "trial", "kind": 18, "detail": "era: The trial"}
        resolved = client.request(
            "completionItem/resolve", {**item, "data": found["itemDefaults"]["data"]}
        )
        assert (
            resolved["documentation"]["value"]
            == "*era* `trial`\n\nThe trial, 2019–2024. Five years on one line."
        )
        assert client.request("completionItem/resolve", {**item, "data": "file:///gone.toml"}) == {
            **item,
            "data": "file:///gone.toml",
        }


def test_it_writes_no_file_and_takes_no_interrupt_to_heart(tmp_path: Any) -> None:
    path = tmp_path / "harbor-ferry.toml"
    path.write_text(FERRY, encoding="utf-8")
    before = path.stat()
    with LanguageClient() as client:
        client.start()
        client.open(FERRY, path.as_uri())
        assert client.problems(1, path.as_uri()) == []
        client.process.send_signal(signal.SIGINT)
        assert ends(client) == 130
    assert path.stat().st_mtime_ns == before.st_mtime_ns
    assert [*tmp_path.iterdir()] == [path]


def test_a_person_at_a_terminal_is_told_what_it_is() -> None:
    ours, theirs = os.openpty()
    try:
        done = subprocess.run(
            (sys.executable, "-m", "briefdeck", "lsp"),
            stdin=theirs,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
    finally:
        os.close(ours)
        os.close(theirs)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "talks to an editor, not to a person at a terminal" in done.stderr
