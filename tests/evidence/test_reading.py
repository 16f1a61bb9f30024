"""The text of copies, of each kind that is read."""

import gzip
from pathlib import Path

import pytest

from briefdeck.evidence.copies import copy_of
from briefdeck.evidence.passages import CopyPage, CopyText
from briefdeck.evidence.texts import texts
from briefdeck.evidence.texts.page_labels import printed_labels
from briefdeck.evidence.texts.reading import read_content, read_copies
from briefdeck.evidence.texts.texts import text_of
from briefdeck.workers import RefusedError
from support.copies import pdf, read, saved_page, source, stored, text, warc

SENTENCE = "The bridge is full, and it stays full."
PAGE = f"<html><body><p>{SENTENCE}</p></body></html>".encode()


def test_plain_text_is_read_as_it_stands(tmp_path: Path) -> None:
    assert read(tmp_path, "a.txt", "One\r\ntwo\rthree *four*\n") == CopyText(
        "One\ntwo\nthree *four*\n"
    )


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252"])
def test_text_in_other_encodings(tmp_path: Path, encoding: str) -> None:
    words = "“Naïve” – 5 € for a bridge of the harbor"
    assert text(tmp_path, "a.txt", words.encode(encoding)) == words


def test_control_characters_are_left_out(tmp_path: Path) -> None:
    assert text(tmp_path, "a.txt", "a\0b\x1b[31m\x07 c\x9b d\te" + "x" * 99).startswith(
        "ab[31m c d\te"
    )
    page = "<p>a\x1b]0;title\x07b &#27;[2J</p>"
    assert "\x1b" not in text(tmp_path, "a.html", page)


def test_form_feeds_part_pages_which_are_called_by_the_numbers_on_them(tmp_path: Path) -> None:
    found = read(tmp_path, "a.txt", "Harbor Report 7\nOne.\f\nTwo.\n8\f9\nThree.")
    assert isinstance(found, CopyText)
    assert [page.label for page in found.pages] == ["7", "8", "9"]
    assert [found.text[page.start :].split()[0] for page in found.pages] == ["Harbor", "Two.", "9"]


def test_markdown_reads_as_it_is_set(tmp_path: Path) -> None:
    found = text(
        tmp_path,
        "a.md",
        """---
title: Not the text
---
# The *bridge* ##

> It **is full**,
> and it _stays_ full[^1], says [the office](https://a.b/c_(d)) in `code`.

- since 2045[^2] at 2 * 3 * 4, `a_b`, snake_case_name
- 10^6^ and x<sup>2</sup>, 5&nbsp;% \\*not\\* ![a chart](c.png)

| Year | Aid |
|------|----:|
| 2008 | **400** |

[ref][r], [none][q], [sic] <!-- a
remark --> <https://a.b/e_f_g>
Setext
===
```
code *is* code
```
[r]: https://a.b
[^1]: The note.
""",
    )
    assert found.split("\n") == [
        "The bridge", "",
        "It is full,", "and it stays full¹, says the office in code.", "",
        "since 2045² at 2 * 3 * 4, a_b, snake_case_name",
        "10⁶ and x², 5\N{NO-BREAK SPACE}% *not* ", "",
        "Year\tAid", "2008\t400", "",
        "ref, [none][q], [sic]  https://a.b/e_f_g", "Setext", "",
        "code *is* code", "",
        "The note.", "", "",
    ]  # fmt: skip


def test_pages_of_markdown_are_those_that_it_names(tmp_path: Path) -> None:
    found = read(tmp_path, "a.md", "Cover\n<!-- page iv -->\nFour *is*\n\n[page 5]\n\nFive.\n")
    assert found == CopyText(
        "Cover\n\nFour is\n\nFive.\n\n", (CopyPage(7, "iv"), CopyPage(16, "5"))
    )
    fed = read(tmp_path, "b.md", "One.\f*Two.*\f")
    assert isinstance(fed, CopyText)
    assert fed.pages == (CopyPage(0, "1"), CopyPage(6, "2"))


def test_a_saved_page_is_read_as_it_is_seen(tmp_path: Path) -> None:
    body = """<h1>Report</h1><p>The bridge\n is <em>full</em>,&nbsp;and it stays<br>full.</p>
<p hidden>Hidden</p><p class="x sr-only">Unseen</p><p style="color:red;visibility:hidden">No</p>
<p>In 2045<sup><span class=sr-only>note</span><a href=#n>1</a></sup>, CO<sub>2</sub> rose 10<sup>6</sup> times the 5<sup>th</sup>
year: <q>so</q>. in&shy;deed</p>
<table><tr><th>Year<th>Aid<tr><td><p>2008</p></td><td><div>400</div></td></table><ul><li>one<li>two</ul>
<pre>kept   as
it is</pre><textarea>typed</textarea><select><option>1</select>"""
    assert text(tmp_path, "a.html", saved_page(body)).split("\n") == [
        "Report", "",
        "The bridge is full, and it stays", "full.", "",
        "In 2045¹, CO2 rose 10⁶ times the 5th year: “so”. in\N{SOFT HYPHEN}deed", "",
        "Year\tAid", "2008\t400", "",
        "one", "two", "",
        "kept   as", "it is", "",
        "In a component.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("<meta charset=iso-8859-2><p>£ódź".encode("iso-8859-2", "replace"), "?ódź"),
        ("<meta charset=koi8-r><p>мост полон".encode("koi8-r"), "мост полон"),
        ("<p>“naïve” – 5 €".encode("cp1252"), "“naïve” – 5 €"),
        ("\ufeff<p>“naïve”".encode(), "“naïve”"),
        ("<html><p>a bridge, “naïve”".encode("utf-16-le"), "a bridge, “naïve”"),
        ("<html><p>“naïve” &mdash; &#8364; &eacute".encode(), "“naïve” — € é"),
        (b"<html><p>1 < 2 <<3 </4> <!-- x --> 5</p>", "1 < 2 <<3 </4> 5"),
        pytest.param(b"<p>" + b"<" * 5_000_000, "<" * 5_000_000, id="no tags"),
    ],
)
def test_pages_in_other_encodings(tmp_path: Path, content: bytes, words: str) -> None:
    assert text(tmp_path, "a.html", content) == words


def test_a_pdf_has_its_pages_with_the_numbers_that_are_printed(tmp_path: Path) -> None:
    content = pdf(
        f"{SENTENCE} #pagebreak() It goes on. #pagebreak() And ends.",
        '#set page(numbering: "1")\n#counter(page).update(351)',
    )
    found = read(tmp_path, "a.pdf", content)
    assert isinstance(found, CopyText)
    assert [page.label for page in found.pages] == ["351", "352", "353"]
    assert found.page_at(found.text.index("goes on")) == "352"
    assert SENTENCE in found.text


def test_numbers_are_read_off_pages_where_the_file_does_not_say_them(tmp_path: Path) -> None:
    pages = " #pagebreak() ".join(f"Words of page {number}. In 2019." for number in range(5))
    content = pdf(pages, "#set page(footer: context [Harbor Report #h(1fr) #(here().page() + 14)])")
    found = read(tmp_path, "a.pdf", content)
    assert isinstance(found, CopyText)
    assert [page.label for page in found.pages] == ["15", "16", "17", "18", "19"]


def test_columns_follow_each_other_and_hyphens_stay_at_the_ends_of_lines(tmp_path: Path) -> None:
    words = "Institutionalization of cooperation remains extraordinarily uncharacteristic. "
    content = pdf(
        f"LEFT {words * 12} #colbreak() RIGHT {words * 12}",
        "#set page(columns: 2)\n#set par(justify: true)",
    )
    found = text(tmp_path, "a.pdf", content)
    left, _, right = found.partition("RIGHT")
    assert left.count("cooperation") + left.count("coop-\n") > 8
    assert right.count("cooperation") + right.count("coop-\n") > 8
    assert "-\n" in found
    assert not {"\ufffe", "\x02", "\r"} & set(found)


@pytest.mark.parametrize("form", ["true", "false"])
def test_raised_figures_of_a_pdf_are_not_a_part_of_the_number_before(
    tmp_path: Path, form: str
) -> None:
    body = """In 2045#super[1], a policy.#super[12] And 7,575#super[3] people of 1993 x#sub[2], year#super[2] 10#super[6] so#footnote[A note.]. #text(number-type: "old-style")[1993 31 71 2045#super[9]]"""
    found = text(tmp_path, "a.pdf", pdf(body, f"#set super(typographic: {form})"))
    assert found.split() == [
        "In", "2045¹,", "a", "policy.¹²", "And", "7,575³", "people", "of", "1993", "x2,", "year²", "10⁶", "so¹.",
        "1993", "31", "71", "2045⁹", "¹A", "note.",
    ]  # fmt: skip


def test_a_year_in_a_cell_of_two_lines_is_not_raised(tmp_path: Path) -> None:
    body = "#table(columns: (4em, 4.2em), align: horizon, [UPI], [2019-10-18 it was])"
    assert "2019-" in text(tmp_path, "a.pdf", pdf(body))


@pytest.mark.parametrize(
    ("records", "url", "words"),
    [
        ([("http://a.b/robots.txt", "text/plain", b"no"), ("http://a.b/x.css", "text/css", b"p{}"), ("http://a.b/", "text/html", PAGE)], None, SENTENCE),
        ([("http://a.b/other", "text/html", b"<p>Other"), ("https://www.a.b/report/", "text/html; charset=utf-8", PAGE)], "http://a.b/report#top", SENTENCE),
        ([("http://a.b/robots.txt", "text/plain", b"no"), ("http://a.b/r", "text/html", PAGE)], "http://a.b/gone", SENTENCE),
        ([("http://a.b/r.pdf", "application/pdf", pdf(SENTENCE))], None, SENTENCE),
        ([("http://a.b/r", "text/html; charset=koi8-r", "<p>мост".encode("koi8-r"))], None, "мост"),
        ([("http://a.b/r", "text/plain", b"*plain*")], None, "*plain*"),
    ],
    ids=("first", "address", "elsewhere", "pdf", "charset", "plain"),
)  # fmt: skip
@pytest.mark.parametrize("is_zipped", [True, False])
def test_an_archive_is_asked_for_the_source(
    tmp_path: Path,
    records: list[tuple[str, str, bytes]],
    url: str | None,
    words: str,
    is_zipped: bool,
) -> None:
    fields = {"url": url} if url else {}
    found = text(tmp_path, "a.warc.gz", warc(*records, is_zipped=is_zipped), **fields)
    assert found.strip() == words


def test_a_record_may_be_compressed_and_an_address_may_lead_on(tmp_path: Path) -> None:
    moved = warc(
        ("http://a.b/old", "text/html", b"<p>Moved"),
        status="302 Found",
        headers=[("Location", "https://a.b/new")],
    )
    zipped = warc(
        ("https://a.b/new", "text/html", gzip.compress(PAGE)),
        headers=[("Content-Encoding", "gzip")],
    )
    first = warc(("http://a.b/first", "text/html", b"<p>First"))
    assert text(tmp_path, "a.warc.gz", first + moved + zipped, url="http://a.b/old") == SENTENCE
    assert text(tmp_path, "b.warc.gz", moved + zipped) == SENTENCE


def test_of_several_records_none_is_taken_for_another_address(tmp_path: Path) -> None:
    archive = warc(("http://a.b/1", "text/html", PAGE), ("http://a.b/2", "text/html", PAGE))
    copy = stored(tmp_path, "a.warc.gz", archive, url="http://a.b/gone")
    why = "of its 2 records, none has the source's address, http://a.b/gone"
    assert read_copies([copy]) == {copy: why}


def test_what_was_whole_before_the_damage_is_read(tmp_path: Path) -> None:
    content = warc(("http://a.b/", "text/html", PAGE), is_zipped=False) + b"WARC/1.0\r\n\xff\xfe"
    assert text(tmp_path, "a.warc", content) == SENTENCE


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.txt", " \n\n ", "it has no text"),
        ("a.html", "<html><p hidden>x</p><script>y</script>", "it has no text"),
        ("a.pdf", "%PDF-1.7 and then nothing", "it is not a PDF, or damaged"),
        ("a.pdf", pdf("#rect(fill: red)"), "its pages are pictures; a program for OCR makes text of them"),
        ("a.warc", "WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\n\r\nx", "it is not a web archive, or damaged"),
        ("a.warc", warc(("http://a.b/x.css", "text/css", b"p{}")), "the archive holds no page, no PDF and no text"),
        ("a.warc", warc(("http://a.b/1", "text/html", PAGE), ("http://a.b/2", "text/html", PAGE)), "of its 2 records, nothing says which is meant: the source has no `URL`"),
        ("a.warc", warc(("http://a.b/", "text/html", warc(("http://a.b/", "text/html", PAGE)))), "it is an archive in an archive"),
    ],
    ids=("text", "page", "no-pdf", "picture", "no-archive", "styles", "which", "archive"),
)  # fmt: skip
def test_why_nothing_is_read(tmp_path: Path, name: str, content: str | bytes, why: str) -> None:
    assert read(tmp_path, name, content) == why


@pytest.mark.parametrize(
    ("library", "name", "content", "what"),
    [
        ("pypdfium2", "a.pdf", pdf(SENTENCE), "PDF"),
        ("warcio", "a.warc", warc(("http://a.b/", "text/html", PAGE)), "an archive of the web"),
        ("pypdfium2", "a.warc", warc(("http://a.b/", "application/pdf", pdf(SENTENCE))), "PDF"),
    ],
    ids=("pdf", "warc", "pdf-in-warc"),
)
def test_without_the_library_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, library: str, name: str, content: bytes, what: str
) -> None:
    monkeypatch.setattr(texts, "find_spec", lambda asked: None if asked == library else object())
    with pytest.raises(
        RefusedError, match=rf"^{what} is read with `pip install pypdfium2 warcio`$"
    ):
        text_of(content, name)


def test_the_same_bytes_are_read_once_and_every_copy_is_answered(tmp_path: Path) -> None:
    pages = [stored(tmp_path, f"{number}.html", PAGE) for number in range(3)]
    other = stored(tmp_path, "other.html", PAGE.replace(b"full", b"empty"))
    archive = warc(
        ("http://a.b/1", "text/html", b"<p>One"), ("http://a.b/2", "text/html", b"<p>Two")
    )
    ways = [stored(tmp_path, "a.warc", archive, url=f"http://a.b/{number}") for number in (1, 2)]
    missing = copy_of(tmp_path, source("none.txt"))
    found = read_copies([*pages, other, *ways, missing])
    assert {id(found[page]) for page in pages} == {id(found[pages[0]])}
    words = [
        each.text if isinstance(each, CopyText) else each for each in map(found.get, [other, *ways])
    ]
    assert words == [SENTENCE.replace("full", "empty"), "One", "Two"]
    assert found[missing] == "`none.txt` is not there"


def test_bytes_that_change_between_a_look_and_the_reading_are_not_read(tmp_path: Path) -> None:
    for name in ("a.txt", "a.html"):
        copy = stored(tmp_path, name, PAGE)
        (tmp_path / name).write_bytes(PAGE.replace(b"full", b"fulk"))
        assert read_copies([copy])[copy] == "it has changed since it was looked at"
        (tmp_path / name).unlink()
        assert read_copies([copy])[copy] == "it has changed since it was looked at"


def test_a_file_is_read_before_it_is_stored() -> None:
    assert read_content(PAGE, "a").text == SENTENCE
    assert read_content(b"# Head", "a.md").text == "Head\n\n"
    with pytest.raises(RefusedError, match=r"^it has no text$"):
        read_content(b"<html>", "a.html")
    with pytest.raises(RefusedError, match=r"^it is empty$"):
        read_content(b"", "a.html")


@pytest.mark.parametrize(
    ("pages", "labels"),
    [
        (["Head 7\nwords", "8 Head\nwords", "Head\nwords\n9"], ["7", "8", "9"]),
        (["words\n- 3 -", "words\n(4)"], ["3", "4"]),
        (["GAO-19-647 Page 12 of 40", "GAO-19-647 Page 13 of 40"], ["12", "13"]),
        (["iv\nPreface", "Cover", "1\nwords", "2\nwords", "3\nwords"], ["iv", "", "1", "2", "3"]),
        (["In 2019\nwords", "In 2020\nwords"], ["1", "2"]),
        (["Of 12 ships\nwords", "Of 13 ships\nwords"], ["1", "2"]),
        (["7,575\nwords", "7,576\nwords"], ["1", "2"]),
        ([f"words\n{number}" for number in range(1998, 2010)], [str(number) for number in range(1998, 2010)]),
        (["words", "words"], ["1", "2"]),
    ],
)  # fmt: skip
def test_numbers_that_pages_bear(pages: list[str], labels: list[str]) -> None:
    assert printed_labels(pages) == labels
