"""Where a copy is, and whether it is still the one that was stored."""

import os
from hashlib import sha256
from pathlib import Path

import pytest

from briefdeck.evidence import copies
from briefdeck.evidence.copies import Copy, copy_of, file_problem
from support.copies import source, stored

WORDS = b"The bridge is full."
DIGEST = sha256(WORDS).hexdigest()


def test_a_copy_is_known_by_its_hash(tmp_path: Path) -> None:
    copy = stored(tmp_path, "copies/s.txt", WORDS, sha256=DIGEST, url="https://a.b/", doi="10.1/2")
    assert copy == Copy(
        "s", "copies/s.txt", tmp_path / "copies/s.txt", DIGEST, len(WORDS), "text",
        addresses=("https://a.b/", "10.1/2"),
    )  # fmt: skip


def test_one_flipped_byte_changes_it_whatever_the_clock_says(tmp_path: Path) -> None:
    path = tmp_path / "s.txt"
    stored(tmp_path, "s.txt", WORDS)
    before = path.stat()
    path.write_bytes(WORDS.replace(b"full", b"fulk"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    copy = copy_of(tmp_path, source("s.txt", sha256=DIGEST))
    assert (copy.state, copy.why) == (
        "changed", "its bytes are others than those that were stored",
    )  # fmt: skip


def test_a_copy_that_is_not_text_any_more_is_changed_and_not_unreadable(tmp_path: Path) -> None:
    copy = stored(tmp_path, "s.txt", os.urandom(500), sha256=DIGEST)
    assert (copy.state, copy.kind) == ("changed", None)


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({}, "none is stored"),
        ({"sha256": DIGEST}, "it is not passed on with the briefing"),
        ({"copy": "copies/s.txt"}, "`copies/s.txt` is not there"),
    ],
)
def test_no_copy(tmp_path: Path, fields: dict[str, str], why: str) -> None:
    copy = copy_of(tmp_path, source(fields.pop("copy", None), **fields))
    assert (copy.state, copy.why, copy.path) == ("no-copy", why, None)


@pytest.mark.parametrize(
    "name",
    [
        "/etc/passwd", "../s.txt", "copies/../../s.txt", "C:\\s.txt", "\\\\host\\s.txt", "copies\\s.txt",
        "copies//s.txt", "./s.txt", "con.txt", "copies/nul", "s.txt ", "a\0b", "file:///s.txt", "e\u0301.txt",
    ],
)  # fmt: skip
def test_a_path_that_leads_elsewhere_is_not_followed(tmp_path: Path, name: str) -> None:
    (tmp_path / "desk").mkdir()
    (tmp_path / "s.txt").write_bytes(WORDS)
    copy = copy_of(tmp_path / "desk", source(name))
    assert (copy.state, copy.path, copy.sha256) == ("unreadable", None, "")
    assert "`" in copy.why
    assert "\0" not in copy.why


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="there are no links")
def test_links_are_followed_inside_of_the_folder_alone(tmp_path: Path) -> None:
    desk = tmp_path / "desk"
    stored(desk, "kept/s.txt", WORDS)
    (tmp_path / "s.txt").write_bytes(WORDS)
    for name, to in (("in.txt", "kept/s.txt"), ("out.txt", "../s.txt"), ("loop", "loop")):
        (desk / name).symlink_to(to)
    (desk / "folder").symlink_to(tmp_path)
    assert copy_of(desk, source("in.txt")).state == "kept"
    for name in ("out.txt", "folder/s.txt", "loop"):
        copy = copy_of(desk, source(name))
        assert (copy.state, copy.path) == ("unreadable", None)
        assert copy.why == f"`{name}` leads out of the briefing's folder"
        assert file_problem(desk, name) == copy.why
    # The folder itself may be anywhere.
    (tmp_path / "linked").symlink_to(desk)
    assert copy_of(tmp_path / "linked", source("kept/s.txt")).state == "kept"


def test_what_is_not_a_file_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "s.txt").mkdir()
    os.mkfifo(tmp_path / "p.txt")
    for name, why in (
        ("s.txt", "it is a folder, not a file"),
        ("p.txt", "it is a pipe, not a file"),
    ):
        copy = copy_of(tmp_path, source(name))
        assert (copy.state, copy.why) == ("unreadable", why)
        assert file_problem(tmp_path, name) == f"`{name}` is not a file"
    assert file_problem(tmp_path, "none.txt") == "`none.txt` is not there"


def test_what_is_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copies, "LARGEST_COPY", 2 << 20)
    copy = stored(tmp_path, "s.txt", b"x" * (2 << 20))
    assert copy.state == "kept"
    copy = stored(tmp_path, "s.txt", b"x" * ((2 << 20) + 1))
    assert (copy.state, copy.why) == ("unreadable", "it is larger than 2 MB")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "it is empty"),
        (bytes(range(256)) * 8, "it is not text"),
        (b"\0" * 5000, "it is not text"),
        (b"PK\x03\x04" + b"word/document.xml" * 99, "it is an archive or a word processor's document; store it as PDF, HTML or text"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 99, "it is a picture; store it as PDF, HTML or text"),
        (b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n", "it is a page saved as MHTML; store it as PDF, HTML or text"),
        (b"\x1f\x8b" + b"x" * 99, "it is compressed, and damaged"),
    ],
)  # fmt: skip
def test_what_holds_no_text_says_so_at_once(tmp_path: Path, content: bytes, why: str) -> None:
    copy = stored(tmp_path, "s.pdf", content)
    assert (copy.state, copy.kind, copy.why) == ("unreadable", None, why)


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.txt", "%PDF-1.7\n", "pdf"),
        ("a.pdf", "junk before\n%PDF-1.7\n", "pdf"),
        ("a.pdf", "<!doctype html><p>A page.", "html"),
        ("a.txt", "\n<!-- saved -->\n<HTML>", "html"),
        ("a.txt", '\ufeff<?xml version="1.0"?><html xmlns="x">', "html"),
        ("a.htm", "No tags at all.", "html"),
        ("a.txt", "A <p> in a line.", "text"),
        ("a.md", "# Words", "markdown"),
        ("a.markdown", "# Words", "markdown"),
        ("a", "# Words", "text"),
        ("a.gz", "WARC/1.1\r\n", "warc"),
    ],
)
def test_content_says_first_what_it_is_and_its_name_second(
    tmp_path: Path, name: str, content: str, kind: str
) -> None:
    assert stored(tmp_path, name, content).kind == kind


def test_utf_16_is_text(tmp_path: Path) -> None:
    assert stored(tmp_path, "a.txt", "<html><p>Words".encode("utf-16-le")).kind == "html"
    assert stored(tmp_path, "b.txt", "Words of a copy".encode("utf-16")).kind == "text"
