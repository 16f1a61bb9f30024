"""Papers in HTML as blocks: what is read, what is left out, and files that try to do harm."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefdeck.intake.paper.blocks import Block, Run
from briefdeck.intake.paper.html import read

PAGE = """\
<!DOCTYPE html>
<html lang="en-GB"><head>
<title>Ferries | A house</title>
<meta name="citation_title" content="Ferries and  Bridges">
<meta name="citation_author" content="Ada Lind">
<meta name="citation_author" content="Bo Ek">
<meta name="citation_publication_date" content="2021-03-04T10:00">
<link rel="canonical" href="https://example.org/ferries">
<style>p { color: red }</style>
</head><body>
<header><nav><a href="/">Home</a></nav></header>
<main>
<h1>Ferries and Bridges</h1>
<nav id="toc"><h2>Contents</h2><ul><li>Traffic</li></ul></nav>
<h2 id="traffic">Traffic <a class="headerlink" href="#traffic">¶</a></h2>
<p>In May 2019 the bridge <em>opened</em> <a href="#lind-2020">(Lind 2020)</a>.<sup id="r1"><a
href="#n1">[1]</a></sup> It is
wide.
<p>A second paragraph<script>alert(1)</script>.
<ul><li>One<ul><li>Deeper</ul><li><p>Two</p><p>More of two.</p></ul>
<ol start="3"><li>Third</ol>
<aside><p>A point in a box.</p></aside>
<blockquote><p>Words of others.</p></blockquote>
<table><caption>Table 1. Crossings</caption>
<tr><th>Year<th colspan="2">Cars<tr><td>2019<td>7,500<td>8%</table>
<figure><img src="x.png" alt="A chart"><figcaption>Figure 1. A chart.</figcaption></figure>
<h2>References</h2>
<div id="lind-2020" class="csl-entry">Lind, A. 2020. <i>Bridges</i>. <a
href="https://example.org/b">https://example.org/b</a></div>
<section class="footnotes"><ol><li id="n1"><p>A note. <a href="#r1">↩</a></p></li></ol></section>
<p hidden>Not there.</p>
</main>
<footer>All rights reserved</footer>
</body></html>
"""


def blocks(text: str) -> list[Block]:
    return list(read(text.encode()).blocks)


def kinds(text: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in blocks(text)]


def test_a_page_is_read_in_its_order_and_without_its_surroundings() -> None:
    assert kinds(PAGE) == [
        ("heading", "Ferries and Bridges"),
        ("heading", "Traffic"),
        ("paragraph", "In May 2019 the bridge opened (Lind 2020).1 It is wide."),
        ("paragraph", "A second paragraph."),
        ("bullet", "One"),
        ("bullet", "Deeper"),
        ("bullet", "Two"),
        ("paragraph", "More of two."),
        ("bullet", "Third"),
        ("paragraph", "A point in a box."),
        ("quote", "Words of others."),
        ("caption", "Table 1. Crossings"),
        ("table", ""),
        ("caption", "Figure 1. A chart."),
        ("heading", "References"),
        ("paragraph", "Lind, A. 2020. Bridges. https://example.org/b"),
        ("note", "A note."),
    ]


def test_what_blocks_are_besides_their_words() -> None:
    found = {block.text: block for block in blocks(PAGE)}
    assert found["Traffic"].level == 2
    assert found["Traffic"].anchors == ("traffic",)
    assert [found[name].level for name in ("One", "Deeper", "Two")] == [1, 2, 1]
    assert [found[name].label for name in ("One", "Third")] == ["•", "3."]
    assert found["A point in a box."].boxed
    assert found[""].rows == (("Year", "Cars", ""), ("2019", "7,500", "8%"))
    assert found["A note."].label == "1"
    assert found["A note."].anchors == ("n1",)
    assert found["Lind, A. 2020. Bridges. https://example.org/b"].anchors == ("lind-2020",)
    assert found["Ferries and Bridges"].line == 13


def test_how_characters_look_and_where_they_lead() -> None:
    assert blocks(PAGE)[2].runs == (
        Run("In May 2019 the bridge "),
        Run("opened", italic=True),
        Run(" "),
        Run("(Lind 2020)", url="#lind-2020"),
        Run("."),
        Run("1", raised=True, url="#n1"),
        Run(" It is wide."),
    )


def test_what_a_page_says_of_itself() -> None:
    paper = read(PAGE.encode())
    assert paper.title == "Ferries and Bridges"
    assert paper.authors == ("Ada Lind", "Bo Ek")
    assert paper.issued == "2021-03-04"
    assert paper.url == "https://example.org/ferries"
    assert paper.language == "en-GB"


def test_references_with_a_label_of_their_own() -> None:
    quarto = (
        '<div class="csl-entry"><div class="csl-left-margin">[7] </div>'
        '<div class="csl-right-inline">B. Ek, <i>Tides</i>.</div></div>'
    )
    terms = "<dl><dt>[RFC1]<dd>A protocol.<dt>Tide<dd>Water.</dl>"
    assert [(block.kind, block.label, block.text) for block in blocks(quarto + terms)] == [
        ("bullet", "[7]", "B. Ek, Tides."),
        ("bullet", "[RFC1]", "A protocol."),
        ("paragraph", "", "Tide"),
        ("paragraph", "", "Water."),
    ]


def test_notes_whose_number_leads_back() -> None:
    text = (
        '<p>Said<a name="ifn3" href="#fn3"><sup>3</sup></a>.</p>'
        '<div><p><a name="fn3" href="#ifn3">3.</a> Who said it.</p></div>'
    )
    said, note = blocks(text)
    assert said.runs == (Run("Said"), Run("3", raised=True, url="#fn3"), Run("."))
    assert (note.kind, note.label, note.text) == ("note", "3", "Who said it.")


def test_tables_that_set_a_page_are_read_through() -> None:
    layout = "<table><tr><td><h2>Left</h2><p>Words.</p></td><td><p>Right.</p></td></tr></table>"
    assert kinds(layout) == [("heading", "Left"), ("paragraph", "Words."), ("paragraph", "Right.")]
    (box,) = blocks("<table><tr><td>Key <b>point</b></td></tr></table>")
    assert box.boxed
    assert box.text == "Key point"


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("Mérida".encode(), "Mérida"),
        ("\ufeffMérida".encode(), "Mérida"),
        ("Mérida".encode("utf-16"), "Mérida"),
        ("M\u00e9rida \u201cx\u201d".encode("windows-1252"), "Mérida “x”"),
        (b'<meta charset="iso-8859-1">M\xe9rida \x93x\x94', "Mérida “x”"),
        ('<meta charset="koi8-r">мост'.encode("koi8-r"), "мост"),
        (b'<meta charset="zip">bridge', "bridge"),
    ],
)
def test_encodings(content: bytes, text: str) -> None:
    (block,) = read(content).blocks
    assert block.text == text


@pytest.mark.parametrize(
    "text",
    [
        "<a " * 100_000,
        '<a b="' * 50_000,
        "<!--" * 50_000,
        "<script>" + "</" * 50_000,
        "<div>" * 20_000,
        "</p>" * 50_000,
        "<table><tr><td>" * 1_000,
        "<table><tr><td rowspan=99999 colspan=99999>x</table>" * 100,
    ],
    ids=lambda text: text[:20],
)
def test_broken_and_hostile_pages_end(text: str) -> None:
    assert all(len(row) <= 50 for block in blocks(text) for row in block.rows)


def test_deep_nesting_keeps_the_words() -> None:
    assert kinds("<div>" * 5_000 + "Words." + "</div>" * 5_000) == [("paragraph", "Words.")]


@given(st.text(alphabet="<>/=\"'!-&;aplidtrh1 \n", max_size=200))
def test_any_text_is_read_to_its_end(text: str) -> None:
    for block in blocks(text):
        assert block.text == block.text.strip()
        assert "\0" not in block.text
