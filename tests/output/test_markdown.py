"""Markdown that Pandoc reads back as the same text. The expected forms were read back with Pandoc 3.9."""

import re
import tracemalloc
from itertools import pairwise

import pytest
from markdown_it import MarkdownIt

from briefdeck import document, output
from briefdeck.loader import Loaded, load_text
from briefdeck.model.briefing import Cite
from briefdeck.model.nodes import (
    CodeBlock,
    EntryLink,
    LineBreak,
    ListBlock,
    Paragraph,
    ProseBlock,
    Text,
    WebLink,
)
from briefdeck.model.prose import parse_prose
from briefdeck.output.markdown import (
    MarkdownProse,
    address,
    citation,
    code_span,
    escaped,
    line_start,
)
from support.briefings import to_toml


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain words, 1996–1999", "plain words, 1996–1999"),
        ("*a* _b_ `c`", r"\*a\* \_b\_ \`c\`"),
        ("<b>&amp;</b>", r"\<b\>\&amp;\</b\>"),
        ("[@doe, p. 9] [x](y)", r"\[\@doe, p. 9\] \[x\](y)"),
        ("$48 million to $400", r"\$48 million to \$400"),
        ("a -- b --- c", r"a -\- b -\-\- c"),
        ("wait...", r"wait.\.\."),
        ("x^2^ H~2~O {.c} \\", r"x\^2\^ H\~2\~O \{.c\} \\"),
        ("![i](u) wow!", r"\!\[i\](u) wow!"),
        ("two\nlines", "two lines"),
    ],
)
def test_escaped(text: str, expected: str) -> None:
    assert escaped(text) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("1996. A year", "1996\\. A year"),
        ("1) one", "1\\) one"),
        ("(1) one", "\\(1) one"),
        ("a. one", "a\\. one"),
        ("iv) one", "iv\\) one"),
        ("- one", "\\- one"),
        ("+ one", "\\+ one"),
        (": one", "\\: one"),
        ("% one", "\\% one"),
        ("=====", "\\====="),
        ("   indented", "indented"),
        ("1996 was", "1996 was"),
        ("U.S. law", "U.S. law"),
    ],
)
def test_line_start(line: str, expected: str) -> None:
    assert line_start(line) == expected


def test_code_between_enough_backticks() -> None:
    assert code_span("x") == "`x`"
    assert code_span("a `b` c") == "``a `b` c``"
    assert code_span("`b`") == "`` `b` ``"


def test_addresses_cannot_end_their_brackets() -> None:
    assert address("https://x.example/a b>c\n(d)") == "https://x.example/a%20b%3Ec%0A(d)"


def test_citations() -> None:
    cites = (Cite(source="a", at="p. 9; 11]"), Cite(source="b"))
    assert citation(cites, {"a", "b"}) == r"[@a, p. 9\; 11\]; @b]"
    assert citation(cites, {"b"}) == "[@b] (no source “a”)"


BLOCKS: tuple[tuple[tuple[ProseBlock, ...], str], ...] = (
    (parse_prose("*a* **b** `c`"), "*a* **b** `c`"),
    ((Paragraph(inlines=(Text(text=" em ", emphasis=True), Text(text="x"))),), "*em* x"),
    ((Paragraph(inlines=(Text(text="a"), LineBreak(), Text(text="- b"))),), "a\\\n\\- b"),
    ((Paragraph(inlines=(EntryLink(target="here", text="words"), EntryLink(target="elsewhere", text=" there"))),), "[words](#here) there"),
    ((Paragraph(inlines=(WebLink(url="https://x.example", text="x]"), Text(text=" "), WebLink(url="https://x.example", text="https://x.example"))),), "[x\\]](<https://x.example>) <https://x.example>"),
    ((CodeBlock(text="a\n```\nb"),), "````\na\n```\nb\n````"),
    ((ListBlock(items=((Paragraph(inlines=(Text(text="a"),)), CodeBlock(text="b")), (Paragraph(inlines=(Text(text="- c"),)),)), ordered=True, start=9),), "9.  a\n\n    ```\n    b\n    ```\n10. \\- c"),
)  # fmt: skip


@pytest.mark.parametrize(("prose", "expected"), BLOCKS)
def test_prose(prose: tuple[ProseBlock, ...], expected: str) -> None:
    assert MarkdownProse((), ("here",)).blocks(prose) == expected


def test_every_cited_source_is_in_the_bibliography(harbor: Loaded) -> None:
    for level in document.LEVELS:
        text = output.render("markdown", document.summary(harbor, level=level))
        body, _, metadata = text.rpartition("\n---\nlink-citations:")
        cited = set(re.findall(r"\[@([\w-]+)|; @([\w-]+)", body))
        listed = set(re.findall(r'^- id: "([\w-]+)"$', metadata, re.MULTILINE))
        assert {first or second for first, second in cited} <= listed
        assert text.endswith("---\n")


def test_links_lead_to_what_the_document_holds(harbor: Loaded) -> None:
    text = output.render("markdown", document.summary(harbor, level="all"))
    targets = set(re.findall(r"\]\(#([\w-]+)\)", text))
    assert targets <= set(re.findall(r"\{#([\w-]+)\}", text))
    assert "rec-second-tube" in targets


POINTS = """
format = 1
[briefing]
title = "Points"
bluf = "See [[k]]."
as_of = "2025"
authors = ["Ann Doe", "Bea Roe"]
[[key_points]]
id = "k"
text = "No title."
[[key_points]]
id = "l"
text = '''
- a list
- first
'''
[[key_points]]
id = "m"
title = "A title"
text = "And words."
"""


def test_a_point_without_a_title_opens_with_its_words() -> None:
    text = output.render("markdown", document.summary(load_text(POINTS)))
    assert "1.  []{#k}No title." in text
    assert "2.  ::: {#l}\n    -   a list" in text
    assert "3.  [**A title**]{#m}\n\n    And words." in text


def test_title_and_authors_are_metadata_and_stand_once() -> None:
    text = output.render("markdown", document.summary(load_text(POINTS)))
    head = '---\ntitle: "Points"\nauthor: ["Ann Doe", "Bea Roe"]\nlang: "en"\n---\n\n'
    assert text.startswith(head)
    assert "Points\n" not in text.removeprefix(head).replace("Key points\n", "")


def test_the_page_of_an_entry_has_its_name_as_title() -> None:
    text = output.render("markdown", document.page(load_text(POINTS), "m", references=True))
    assert text.startswith('---\ntitle: "A title (key point)"\n')


def test_a_text_full_of_signs_takes_little_more_memory_than_its_escapes() -> None:
    text = "*" * 200_000
    tracemalloc.start()
    try:
        long = escaped(text)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert long == r"\*" * 200_000
    assert most < 10 * len(text)


def test_nothing_is_alive_where_a_viewer_takes_metadata_for_text() -> None:
    hostile = "<img src=x onerror=alert(1)//> ![p](http://t/p) [x](http://t) # h"
    text = to_toml({
        "format": 1,
        "briefing": {"title": hostile, "bluf": "So [@r].", "as_of": "2026", "authors": [hostile]},
        "sources": [{"id": "r", "type": "book", "title": hostile, "publisher": hostile, "author": [{"literal": hostile}]}],
    })  # fmt: skip
    exported = output.render("markdown", document.summary(load_text(text), level="full"))
    parsed = MarkdownIt("commonmark", {"html": True}).parse(exported)
    kinds = {token.type for block in parsed for token in (block, *(block.children or []))}
    assert not kinds & {"html_block", "html_inline", "image", "link_open"}
    headings = [
        inline.content for block, inline in pairwise(parsed) if block.type == "heading_open"
    ]
    assert [heading.split(":")[0] for heading in headings] == ["title", "References"]
