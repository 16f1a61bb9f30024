"""Copies that somebody has made to do harm: they are refused or read, in bounded time, and nothing else comes of them."""

import gzip
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefdeck import workers
from briefdeck.evidence.passages import CopyText
from briefdeck.evidence.texts.reading import read_copies
from briefdeck.evidence.texts.texts import text_of
from briefdeck.workers import RefusedError
from support.copies import drawn_pdf, pdf, raw_pdf, read, saved_page, stored, text, warc

PAGES = b"<</Type/Catalog/Pages 2 0 R>>"
HELLO = b"BT /F 12 Tf 10 10 Td (hello world) Tj ET"
BROKEN = "its reader breaks down over it; the file may be damaged"
BOMB = gzip.compress(b"<html>" + b"a" * 300_000_000, 9)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"<div>" * 100_000 + b"deep", "deep"),
        (b"<table><tr><td>" * 30_000 + b"deep", "deep"),
        (b"<p title='" + b"x" * 8_000_000 + b"'>after", "after"),
        (b"<p " + b"".join([b"a%d=1 " % number for number in range(100_000)]) + b">after", "after"),
        (b"<p style='" + b"display " * 500_000 + b"'>after", "after"),
        (b"<html>" + b"<!--" * 500_000 + b"--><p>after", "after"),
        (b"<p>before<script>" * 100_000, "before"),
        (b"<p>before<a title='" + b"x" * 1_000_000, "before"),
        (b"<p>" + b" " * 2_000_000 + b"after", "after"),
        (b"<p>a&#x110000;b&#xD800;c&#" + b"9" * 100_000 + b";", "a\ufffdb\ufffdc\ufffd"),
        (saved_page("<p>after").encode(), "after\n\nIn a component."),
    ],
    ids=("deep", "tables", "attribute", "attributes", "style", "comments", "scripts", "open", "blanks", "references", "saved"),
)  # fmt: skip
def test_pages(tmp_path: Path, content: bytes, words: str) -> None:
    assert text(tmp_path, "a.html", content) == words


@pytest.mark.parametrize(
    "line",
    ["[", "[a", "*a", "`a", "<!--", "> ", "#", "|", "[a](b ", "\\[", "[\\", "<a ", "[a]((", "&#9"],
)
def test_markdown(tmp_path: Path, line: str) -> None:
    found = read(tmp_path, "a.md", line * 200_000)
    assert isinstance(found, CopyText) or found == "it has no text"


MARKDOWN = [
    "[", "](", ")", "*", "_", "**", "`", "```\n", "<!--", "-->", "<br>", "<sup>1</sup>", "&#9999999999;", "\n\n", "|", "\n|---|\n",
    "> ", "# ", "- ", "[^1]", "[^1]: ", "\\", "~~", "^1^", "http://a.b/c_d", '<a b="c">', "\f", "<!-- page 3 -->", "---\n", "\0",
    "\x1b[31m", "\u202e", "\U0001d4b3", "[r]: x\n", "![a](b)", "words of it ",
]  # fmt: skip
HTML = [
    "<p>", "</p>", "<div hidden>", "</div>", "<table>", "<tr>", "<td>", "</table>", "<script>", "</script>", "<!--", "-->", "<br>",
    "<sup>", "1", "</sup>", "<q>", "</q>", "<pre>", "</pre>", "<", ">", "&", "&lt;", "&#xD800;", '"', "'", "<template>", "</template>",
    "<template shadowrootmode=open>", "\n", "\t", "\0", "\x9b", "words of it ", "<textarea>", "<b", "a=",
]  # fmt: skip
PRINT = ["\f", "\n", "1", "2", "iv", "Page 3 of 9", "words of it ", "\x1b"]


@given(
    st.sampled_from([("a.md", MARKDOWN), ("a.html", HTML), ("a.txt", PRINT)]).flatmap(
        lambda kind: st.tuples(st.just(kind[0]), st.lists(st.sampled_from(kind[1]), max_size=60))
    )
)
@settings(max_examples=400)
def test_any_mixture_is_read_or_refused(mixture: tuple[str, list[str]]) -> None:
    name, pieces = mixture
    try:
        found = text_of("".join(pieces).encode(), name)
    except RefusedError:
        return
    starts = [page.start for page in found.pages]
    assert starts == sorted(starts)
    assert all(0 <= start <= len(found.text) for start in starts)
    controls = {chr(code) for code in (*range(32), *range(127, 160))} - set("\t\n")
    assert not controls & set(found.text)


def test_an_address_that_is_none(tmp_path: Path) -> None:
    assert text(tmp_path, "a.warc.gz", warc(("http://a[b/", "text/html", b"<p>Page"))) == "Page"


def test_megabytes_of_pages_and_letters(tmp_path: Path) -> None:
    assert read(tmp_path, "a.txt", "\f" * 20_000) == "it has more than 10,000 pages"
    assert read(tmp_path, "b.txt", "word " * 4_000_000) == "it has more than 16,000,000 letters"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (warc(("http://a.b/", "text/html", BOMB), headers=[("Content-Encoding", "gzip")]), "what it holds is larger than 128 MB"),
        (warc(("http://a.b/", "text/html", gzip.compress(BOMB)), headers=[("Content-Encoding", "gzip")]), "it is compressed; store it as PDF, HTML or text"),
        (gzip.compress(b"WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: text/html\r\nContent-Length: 300000000\r\n\r\n" + b" " * 300_000_000, 9), "what it holds is larger than 128 MB"),
        (b"WARC/1.0\r\n" + b"A: b\r\n" * 200_000, "the archive holds no page, no PDF and no text"),
        (b"WARC/1.0\r\nA: " + b"b" * 4_000_000, "the archive holds no page, no PDF and no text"),
        (b"WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: -5\r\n\r\nabc\r\n\r\n" * 100, "the archive holds no page, no PDF and no text"),
    ],
    ids=("bomb", "twice", "record", "headers", "header", "length"),
)  # fmt: skip
def test_archives(tmp_path: Path, content: bytes, why: str) -> None:
    assert read(tmp_path, "a.warc.gz", content) == why


def test_a_bomb_beside_the_page_does_not_keep_it_from_being_read(tmp_path: Path) -> None:
    styles = warc(("http://a.b/x.css", "text/css", BOMB), headers=[("Content-Encoding", "gzip")])
    assert (
        text(tmp_path, "a.warc.gz", styles + warc(("http://a.b/", "text/html", b"<p>Page")))
        == "Page"
    )


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (raw_pdf(PAGES, *(b"<</Type/Pages/Count 1/Kids[%d 0 R]>>" % (number + 3) for number in range(20_000))), "its pages are pictures; a program for OCR makes text of them"),
        (raw_pdf(PAGES, b"<</Type/Pages/Count 1000000000/Kids[2 0 R 2 0 R]>>"), "it is not a PDF, or damaged"),
        (raw_pdf(PAGES, b"<</Type/Pages/Count 9000/Kids[%b]>>" % (b"3 0 R " * 9000), b"<</Type/Page/MediaBox[0 0 9 9]>>"), "it has 9000 pages; 5000 are read at most"),
        (raw_pdf(b"<</Type/Catalog/Pages 2 0 R/A " + b"[" * 300_000 + b">>", b"<</Type/Pages/Count 0/Kids[]>>"), "it is not a PDF, or damaged"),
        (drawn_pdf(b"q " * 20_000_000, b"null"), BROKEN),
        (b"%PDF-1.7\n" + os.urandom(100_000), "it is not a PDF, or damaged"),
    ],
    ids=("tree", "circle", "pages", "nested", "bomb", "junk"),
)  # fmt: skip
def test_pdfs(tmp_path: Path, content: bytes, why: str) -> None:
    assert read(tmp_path, "a.pdf", content) == why


@pytest.mark.parametrize(
    "content",
    [
        drawn_pdf(HELLO, b"null", media=b"0 0 1e9 1e9"),
        drawn_pdf(HELLO, b"null").replace(b"/Pages 2 0 R", b"/Pages 2 0 R/OpenAction<</S/JavaScript/JS(while(1){})>>"),
    ],
    ids=("huge", "script"),
)  # fmt: skip
def test_pages_of_pdf_that_are_read_all_the_same(tmp_path: Path, content: bytes) -> None:
    assert text(tmp_path, "a.pdf", content) == "hello world"


def test_a_pdf_that_is_locked(tmp_path: Path) -> None:
    from pypdf import PdfReader, PdfWriter

    (tmp_path / "open.pdf").write_bytes(pdf("Secret words."))
    writer = PdfWriter(clone_from=PdfReader(tmp_path / "open.pdf"))
    writer.encrypt("user", "owner", algorithm="RC4-128")
    writer.write(tmp_path / "locked.pdf")
    content = (tmp_path / "locked.pdf").read_bytes()
    assert read(tmp_path, "a.pdf", content) == "it is locked by a password"


def test_time_is_limited_for_each_file_and_the_others_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "SECONDS", 8.0)
    slow = stored(tmp_path, "slow.html", b"<p>" * 8_000_000)
    good = [stored(tmp_path, f"{number}.html", f"<p>Page {number}") for number in range(3)]
    found = read_copies([slow, *good])
    assert found[slow] == "reading it takes longer than 8 seconds"
    assert [found[copy] for copy in good] == [CopyText(f"Page {number}") for number in range(3)]


def test_a_file_that_breaks_its_reader_does_not_cost_the_others_their_text(tmp_path: Path) -> None:
    broken = stored(tmp_path, "broken.pdf", drawn_pdf(b"q " * 20_000_000, b"null"))
    good = [stored(tmp_path, f"{number}.html", f"<p>Page {number}") for number in range(6)]
    found = read_copies([*good[:3], broken, *good[3:]])
    assert found[broken] == BROKEN
    assert [found[copy] for copy in good] == [CopyText(f"Page {number}") for number in range(6)]


def test_nothing_reaches_the_terminal_or_the_disk(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    before = set(os.listdir(tmp_path))
    read(tmp_path, "a.pdf", b"%PDF-1.7\n\x1b]0;title\x07" + os.urandom(5000))
    read(tmp_path, "b.html", "<p>\x1b]0;title\x07\x1b[2J")
    assert capfd.readouterr() == ("", "")
    assert set(os.listdir(tmp_path)) - before == {"a.pdf", "b.html"}
