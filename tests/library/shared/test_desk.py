"""What people at a desk do with a shelf that they share, on a real server."""

import hashlib
import json
import stat

import pytest

from briefdeck.cli.streams import ExitCode
from briefdeck.library.shared import publishing
from support.desk import Desk, ferry


def test_what_one_publishes_others_pull_and_read_offline(desk: Desk) -> None:
    ann = desk.person("ann", policy="editor")
    ben = desk.person("ben", policy="reader")
    path = ann.write("ferry", ferry())
    said = ann.run("publish", "ferry", "--state", "published")
    assert said == (0, "policy: ferry, revision 1, is published for all readers\n", "")
    said = ben.run("pull")
    assert said == (0, "policy: 1 briefing\n  new: ferry\n", "")
    copy = ben.folder / "ferry.toml"
    assert copy.read_bytes() == path.read_bytes()
    assert stat.S_IMODE(copy.stat().st_mode) == 0o444
    held = ben.mirror.briefings["ferry"]
    assert held.hash == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (held.revision, held.state, held.author) == (1, "published", ann.role)
    assert ben.run("pull").out == "policy: nothing new, 1 briefing\n"
    [card] = [each for each in json.loads(ben.run("list", "--json").out) if each["id"] == "ferry"]
    assert (card["origin"], card["path"]) == ("shared", str(copy))
    assert "shared" in ben.run("list").out
    assert "Harbor ferry" in ben.run("show", "ferry").out
    assert "crossing" in ben.run("search", "harbor").out
    assert f"shared        {ben.folder}" in ben.run("where").out


def test_drafts_are_the_writers_and_reviews_the_reviewers(desk: Desk) -> None:
    editor = desk.person("editor", policy="editor")
    people = {rank: desk.person(rank, policy=rank) for rank in ("reader", "reviewer", "writer")}

    def seen() -> dict[str, list[str]]:
        found = {}
        for rank, person in people.items():
            assert person.run("pull").code == 0
            found[rank] = [held.state for held in person.mirror.briefings.values()]
            assert len(person.names) == len(found[rank])
        return found

    told = {
        "draft": "a draft, which writers see",
        "review": "in review, which reviewers see too",
        "published": "published for all readers",
    }
    for number, (state, expected) in enumerate(
        (
            ("draft", ("", "", "draft")),
            ("review", ("", "review", "review")),
            ("published", ("published", "published", "published")),
            ("draft", ("published", "published", "draft")),
            ("review", ("published", "review", "review")),
        )
    ):
        editor.write("ferry", ferry(f"Text {number}."))
        said = editor.run("publish", "ferry", "--state", state)
        assert said == (0, f"policy: ferry, revision {number + 1}, is {told[state]}\n", "")
        assert seen() == {
            rank: [each] if each else [] for rank, each in zip(people, expected, strict=True)
        }
    assert (
        people["writer"].run("publish", "ferry", "--state", "published").code == ExitCode.PROBLEMS
    )
    assert (
        editor.run("publish", "ferry", "--withdraw").out
        == "policy: ferry was taken off the shelf\n"
    )
    assert seen() == {rank: [] for rank in people}


def test_comments_come_with_pull_and_stand_with_their_entry(desk: Desk) -> None:
    writer = desk.person("writer", policy="writer")
    reviewer = desk.person("reviewer", policy="reviewer")
    reader = desk.person("reader", policy="reader")
    writer.write("ferry", ferry())
    assert writer.run("publish", "ferry", "--state", "review").code == 0
    assert reviewer.run("pull").code == 0
    said = reviewer.run(
        "publish", "ferry", "--comment", "crossing", "Which \x1b[31mferry?\nA [[link]]."
    )
    assert said.out == "policy: your comment on ferry is there\n"
    shown = reviewer.run("show", "ferry", "--entry", "crossing").out
    assert "COMMENTS · 1" in shown
    assert "Which ␛[31mferry?" in shown
    assert "A [[link]]." in shown
    # Whoever has the file in the own library has the comments with it.
    assert "COMMENTS" not in writer.run("show", "ferry", "--entry", "crossing").out
    assert writer.run("pull").code == 0
    assert "COMMENTS · 1" in writer.run("show", "ferry", "--entry", "crossing").out
    assert reviewer.run("publish", "ferry", "--comment", "", "All of it.").code == 0
    assert writer.run("pull").code == 0
    # At the end of the whole are all of them, those on entries saying on which.
    for person in (writer, reviewer):
        for much in ("--full", "--all"):
            shown = person.run("show", "ferry", much).out
            assert "COMMENTS · 2" in shown
            assert f"{reviewer.role} · on crossing, 20" in " ".join(shown.split())
            assert "Which ␛[31mferry?" in shown
            assert "All of it." in shown
        shown = person.run("show", "ferry", "--entry", "crossing").out
        assert "COMMENTS · 1" in shown
        assert "on crossing, 20" not in shown
        assert "COMMENTS" not in person.run("show", "ferry").out
    for words in (("ferry", "nothing"), ("tram", "crossing")):
        assert reviewer.run("publish", words[0], "--comment", words[1], "Hm.").code == 1
    said = reader.run("publish", "ferry", "--comment", "crossing", "Hm.")
    assert said.code == 1
    assert "Reviewers comment, writers publish drafts and reviews too" in said.err
    assert desk.sql("select count(*) from briefdeck.comment") == [(2,)]
    desk.sql("select briefdeck.add_member('policy', %s, 'reader')", reviewer.role)
    assert reviewer.run("pull").out == "policy: 0 briefings\n  gone: ferry\n"
    assert not list(reviewer.folder.rglob("*.json"))


def test_a_comment_that_says_nothing_or_too_much_is_refused_before_the_server_is_asked(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    reviewer = desk.person("reviewer", policy="reviewer")

    def ask(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(publishing, "session", ask)
    for text, said in {
        "": "A comment without words is not sent",
        " \n": "A comment without words is not sent",
        "x" * 10_001: "A comment has at most 10,000 characters; this has 10,001",
    }.items():
        found = reviewer.run("publish", "ferry", "--comment", "crossing", text)
        assert (found.code, found.out) == (1, "")
        assert said in found.err


def test_a_copy_is_changed_in_the_own_library(desk: Desk) -> None:
    writer = desk.person("writer", policy="writer")
    editor = desk.person("editor", policy="editor")
    editor.write("ferry", ferry())
    assert editor.run("publish", "ferry", "--state", "published").code == 0
    assert writer.run("pull").code == 0
    change = ("edit", "set", "ferry", "crossing.title", "The crossing")
    refused = writer.run(*change)
    assert refused.code == 1
    assert "`briefdeck add ferry` copies it into your own library" in refused.err
    assert writer.run("add", "ferry").code == 0
    assert writer.run(*change).code == 0
    assert writer.run("publish", "ferry").out.startswith("policy: ferry, revision 2, is a draft")
