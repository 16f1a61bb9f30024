"""`briefdeck keep`: a copy stored beside the briefing, three fields in its file, and no other byte touched."""

import io
import os
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from briefdeck.cli import main
from briefdeck.evidence.copies import copy_of
from briefdeck.evidence.record import record_path
from briefdeck.library.pack import Packed, Unpacked, pack, unpack
from briefdeck.loader import load
from support.copies import pdf

FERRY = b"""\
\xef\xbb\xbf# what we know\r
format = 1\r
[briefing]\r
title = 'Harbor ferry'   # for now\r
bluf = "Keep the ferry [@count]."\r
as_of = "2026-03"\r
\r
[[sources]]\r
id = "count"\r
type = "report"\r
title = "The count"  # of 2024\r
\r
[[sources]]\r
id = "con"\r
type = "report"\r
title = "The case against"\r
"""
WORDS = b"The bridge is full, and it stays full."
DIGEST = sha256(WORDS).hexdigest()
Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def keep(capsys: pytest.CaptureFixture[str]) -> Call:
    """Call `briefdeck keep`: exit code and both streams."""

    def call(*words: str | Path) -> tuple[int, str, str]:
        try:
            code = main(["keep", *map(str, words)])
        except SystemExit as stop:
            code = int(stop.code or 0)
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


@pytest.fixture
def ferry(tmp_path: Path) -> Path:
    path = tmp_path / "desk/ferry.toml"
    path.parent.mkdir()
    path.write_bytes(FERRY)
    return path


@pytest.fixture
def words(tmp_path: Path) -> Path:
    path = tmp_path / "count.txt"
    path.write_bytes(WORDS)
    return path


def fields(path: Path, place: int = 0) -> tuple[str | None, str | None, str]:
    briefing = load(path).briefing
    assert briefing is not None
    source = briefing.sources[place]
    assert load(path).problems == ()
    return source.copy, source.sha256, str(source.copied)


def names(path: Path) -> list[str]:
    return sorted(os.listdir(path.parent / "copies"))


def test_it_stores_the_copy_and_touches_no_other_byte(keep: Call, ferry: Path, words: Path) -> None:
    code, out, err = keep(ferry, "count", words)
    assert code == 0
    assert out == f"{ferry}: the copy of `count` is stored in `copies/count.txt` (plain text).\n"
    assert err == f"`briefdeck verify {ferry}` looks for quotations in the copies.\n"
    assert (ferry.parent / "copies/count.txt").read_bytes() == WORDS
    copy, digest, copied = fields(ferry)
    assert (copy, digest) == ("copies/count.txt", DIGEST)
    added = f'copy = "copies/count.txt"\r\nsha256 = "{DIGEST}"\r\ncopied = "{copied}"\r\n'.encode()
    assert ferry.read_bytes() == FERRY.replace(b"# of 2024\r\n", b"# of 2024\r\n" + added)
    briefing = load(ferry).briefing
    assert briefing is not None
    assert copy_of(ferry.parent, briefing.sources[0]).state == "kept"


def test_a_pdf_is_read_before_it_is_stored(keep: Call, ferry: Path, tmp_path: Path) -> None:
    (tmp_path / "download").write_bytes(pdf("The bridge is full. #pagebreak() It stays full."))
    code, out, _ = keep(ferry, "count", tmp_path / "download")
    assert code == 0
    assert out.endswith("is stored in `copies/count.pdf` (PDF, 2 pages).\n")
    assert names(ferry) == ["count.pdf"]


def test_standard_input(keep: Call, ferry: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reading, writing = os.pipe()
    os.write(writing, b"# The count\n")
    os.close(writing)
    before = os.dup(0)
    os.dup2(reading, 0)
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    try:
        assert keep(ferry, "count", "-")[0] == 0
    finally:
        os.dup2(before, 0)
    assert (ferry.parent / "copies/count.txt").read_text() == "# The count\n"


def test_the_same_bytes_are_stored_once(keep: Call, ferry: Path, words: Path) -> None:
    keep(ferry, "count", words)
    before = ferry.read_bytes()
    code, out, _ = keep(ferry, "count", words)
    assert (code, ferry.read_bytes()) == (0, before)
    assert out.endswith("was stored already in `copies/count.txt` (plain text).\n")
    keep(ferry, "con", words)
    assert fields(ferry, 1)[:2] == ("copies/count.txt", DIGEST)
    other = ferry.with_name("other.toml")
    other.write_bytes(FERRY)
    keep(other, "count", words)
    assert fields(other)[0] == "copies/count.txt"
    assert names(ferry) == ["count.txt"]


def test_another_copy_of_the_name_stays(keep: Call, ferry: Path, words: Path) -> None:
    keep(ferry, "count", words)
    other = ferry.with_name("other.toml")
    other.write_bytes(FERRY)
    words.write_bytes(WORDS + b" Still.")
    keep(other, "count", words)
    assert fields(other)[0] == "copies/count-2.txt"
    code, _, err = keep(ferry, "count", words)
    assert code == 0
    assert "briefdeck: its older copy stays in `copies/count.txt`.\n" in err
    assert fields(ferry)[0] == "copies/count-2.txt"
    assert (ferry.parent / "copies/count.txt").read_bytes() == WORDS
    assert names(ferry) == ["count-2.txt", "count.txt"]


def test_a_source_that_is_called_as_a_device(keep: Call, ferry: Path, words: Path) -> None:
    keep(ferry, "con", words)
    assert fields(ferry, 1)[0] == "copies/source-con.txt"


def test_a_copy_that_was_known_by_its_hash_alone(keep: Call, ferry: Path, words: Path) -> None:
    known = FERRY.replace(b"# of 2024", b"# of 2024\r\nsha256 = '%b'" % (b"0" * 64))
    ferry.write_bytes(known)
    _, _, err = keep(ferry, "count", words)
    assert "its bytes are others than those whose SHA-256 stood there" in err
    assert fields(ferry)[:2] == ("copies/count.txt", DIGEST)
    ferry.write_bytes(known.replace(b"0" * 64, DIGEST.encode()))
    _, _, err = keep(ferry, "count", words)
    assert "others" not in err


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "it is empty"),
        (b"\x89PNG\r\n\x1a\n\0\0", "it is a picture; store it as PDF, HTML or text"),
        (b"%PDF-1.7 and nothing", "it is not a PDF, or damaged"),
        (b"<html><script>x</script>", "it has no text"),
        (os.urandom(999), "it is not text"),
    ],
    ids=("empty", "picture", "damaged", "page", "junk"),
)
def test_what_cannot_be_read_is_refused(
    keep: Call, ferry: Path, words: Path, content: bytes, why: str
) -> None:
    words.write_bytes(content)
    code, out, err = keep(ferry, "count", words)
    assert (code, out) == (3, "")
    assert err == f"briefdeck: `count.txt` was not stored, for nothing can be read of it: {why}.\n"
    assert ferry.read_bytes() == FERRY
    assert not (ferry.parent / "copies").exists()


def test_what_is_not_there_is_refused(keep: Call, ferry: Path, words: Path) -> None:
    code, _, err = keep(ferry, "cuont", words)
    assert (code, "Did you mean `count`" in err) == (1, True)
    code, _, err = keep(ferry, "count", ferry.with_name("gone.pdf"))
    assert (code, "cannot be read: no such file" in err) == (3, True)
    code, _, err = keep(ferry, "count", "https://a.b/paper.pdf")
    assert (code, "nothing is fetched" in err) == (2, True)
    code, _, err = keep(ferry, "count", ferry.parent)
    assert (code, "it is a folder, not a file" in err) == (3, True)
    assert ferry.read_bytes() == FERRY


def test_a_briefing_that_is_not_ones_own_is_refused(keep: Call, ferry: Path, words: Path) -> None:
    code, _, err = keep("ipv4-exhaustion", "rfc-791", words)
    assert (code, "is not a file of your own" in err) == (1, True)
    packed = ferry.with_name("ferry.briefpack")
    assert isinstance(pack([str(ferry)], packed), Packed)
    code, _, err = keep(packed, "count", words)
    assert (code, "`briefdeck unpack`" in err) == (1, True)


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="there are no links")
def test_copies_are_not_stored_elsewhere(
    keep: Call, ferry: Path, words: Path, tmp_path: Path
) -> None:
    (tmp_path / "elsewhere").mkdir()
    (ferry.parent / "copies").symlink_to(tmp_path / "elsewhere")
    code, _, err = keep(ferry, "count", words)
    assert (code, "leads out of the briefing's folder" in err) == (1, True)
    assert list((tmp_path / "elsewhere").iterdir()) == []
    (ferry.parent / "copies").unlink()
    (ferry.parent / "copies").write_text("a file")
    assert keep(ferry, "count", words)[0] == 1
    assert ferry.read_bytes() == FERRY


def test_nothing_is_left_where_the_briefing_cannot_be_written(
    keep: Call, ferry: Path, words: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    code, _, err = keep(ferry, "count", words)
    assert (code, "it is read-only" in err) == (1, True)
    assert not (ferry.parent / "copies").exists()


def test_a_pack_carries_copies_there_and_back(
    keep: Call, ferry: Path, words: Path, tmp_path: Path
) -> None:
    keep(ferry, "count", words)
    record_path(ferry).write_text("[]")
    packed = pack([str(ferry)], tmp_path / "desk.briefpack")
    assert isinstance(packed, Packed)
    assert packed.left_out == ()
    assert [member.path for member in packed.manifest.files] == [
        "ferry/copies/count.txt",
        "ferry/ferry.toml",
        "ferry/ferry.verified.json",
    ]
    done = unpack(tmp_path / "desk.briefpack", tmp_path / "into")
    assert isinstance(done, Unpacked)
    [path] = done.paths
    briefing = load(path).briefing
    assert briefing is not None
    copy = copy_of(path.parent, briefing.sources[0])
    assert (copy.state, copy.path) == ("kept", tmp_path / "into/ferry/copies/count.txt")
    assert keep(path, "con", words)[0] == 0


def test_a_pack_with_a_changed_copy_says_so(
    keep: Call, ferry: Path, words: Path, tmp_path: Path
) -> None:
    keep(ferry, "count", words)
    (ferry.parent / "copies/count.txt").write_bytes(WORDS.upper())
    packed = pack([str(ferry)], tmp_path / "desk.briefpack")
    assert isinstance(packed, Packed)
    done = unpack(tmp_path / "desk.briefpack", tmp_path / "into")
    assert isinstance(done, Unpacked)
    briefing = load(done.paths[0]).briefing
    assert briefing is not None
    assert copy_of(done.paths[0].parent, briefing.sources[0]).state == "changed"
