"""Prose as data: what is markup, what is characters, and that nothing is lost or stalls."""

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefdeck.model.briefing import Cite
from briefdeck.model.nodes import (
    Citation,
    CodeBlock,
    EntryLink,
    Inline,
    LineBreak,
    ListBlock,
    Paragraph,
    ProseBlock,
    Text,
    WebLink,
)
from briefdeck.model.prose import (
    parse_inline,
    parse_prose,
    parsed_words,
    plain_line,
    plain_text,
    references,
    web_addresses,
)


def one(source: str) -> tuple[Inline, ...]:
    """The inline runs of a text that is one paragraph."""
    (block,) = parse_prose(source)
    assert isinstance(block, Paragraph)
    return block.inlines


def cite(source: str, at: str | None = None) -> Citation:
    return Citation(cites=(Cite(source=source, at=at),))


@pytest.mark.parametrize(
    ("source", "cites"),
    [
        ("[@a]", [("a", None)]),
        ("[@a, p. 9]", [("a", "p. 9")]),
        ("[@a p. 9]", [("a", "p. 9")]),
        (
            "[@seelke-finklea-2017, pp. 1–3; @gao-2010, table 2]",
            [("seelke-finklea-2017", "pp. 1–3"), ("gao-2010", "table 2")],
        ),
        ("[@a;@b]", [("a", None), ("b", None)]),
        ("[@a, pp. 3; 5]", [("a", "pp. 3; 5")]),
        ("[@a,\n  p. 9]", [("a", "p. 9")]),
        ("[@a, §3, n. 2]", [("a", "§3, n. 2")]),
    ],
)
def test_citations(source: str, cites: list[tuple[str, str | None]]) -> None:
    assert one(source) == (Citation(cites=tuple(Cite(source=name, at=at) for name, at in cites)),)


@pytest.mark.parametrize(
    ("source", "link"),
    [
        ("[[merida-initiative]]", EntryLink(target="merida-initiative")),
        (
            "[[merida-initiative|the initiative]]",
            EntryLink(target="merida-initiative", text="the initiative"),
        ),
        ("[[a|two\nlines]]", EntryLink(target="a", text="two lines")),
        ("[[Merida Initiative]]", EntryLink(target="Merida Initiative")),
        (
            "<https://example.org/a?b=c>",
            WebLink(url="https://example.org/a?b=c", text="https://example.org/a?b=c"),
        ),
        ("[words](https://example.org)", WebLink(url="https://example.org", text="words")),
        (
            "[*two* words](https://example.org)",
            WebLink(url="https://example.org", text="two words"),
        ),
    ],
)
def test_links(source: str, link: Inline) -> None:
    assert one(source) == (link,)


@pytest.mark.parametrize(
    "source",
    [
        "# Heading", "> quote", "![picture](http://x.org/y.png)", "<b>bold</b>", "&amp; &#27;", "[foo]: http://x.org", "| a | b |", "***", "---",
        "[bold]bold[/bold]", "[@]", "[[]]", "[[ ]]", "[[1, 2]]", "[see @a]", "[sic]", "a [b] c", "snake_case_name", "2 * 3", "3 < 4", "x ⁖ y",
        "javascript: [x](javascript:alert)", "[x](data:text/html,y)", "~~gone~~", "Heading =====", "a`b", "https://example.org", "[@a; b @c",
    ],
)  # fmt: skip
def test_anything_else_is_characters(source: str) -> None:
    assert one(source) == (Text(text=source),)
    assert plain_text(source) == source


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        (r"\[@a]", "[@a]"),
        (r"\[[a]]", "[[a]]"),
        (r"\*a\*", "*a*"),
        (r"\\", "\\"),
        ("a\nb", "a b"),
        ("  a  \t\n\t b ", "a b"),
        ("Title\n=====", "Title ====="),
        ("    indented", "indented"),
    ],
)
def test_escapes_and_lines(source: str, shown: str) -> None:
    assert one(source) == (Text(text=shown),)
    assert plain_text(source) == shown


def test_emphasis_is_flat() -> None:
    assert one("a *b **c** `d`* **e**") == (
        Text(text="a "),
        Text(text="b ", emphasis=True),
        Text(text="c", emphasis=True, strong=True),
        Text(text=" ", emphasis=True),
        Text(text="d", emphasis=True, code=True),
        Text(text=" "),
        Text(text="e", strong=True),
    )


def test_brackets_beside_emphasis() -> None:
    assert one("_a_[@b] *see [[c]]*") == (
        Text(text="a", emphasis=True),
        cite("b"),
        Text(text=" "),
        Text(text="see ", emphasis=True),
        EntryLink(target="c"),
    )


def test_brackets_bind_tighter_than_links() -> None:
    assert one("[a [@b] c](https://example.org)") == (
        WebLink(url="https://example.org", text="a "),
        cite("b"),
        WebLink(url="https://example.org", text=" c"),
    )
    assert cite("b") in one('[a](https://example.org "title [@b]")')
    assert EntryLink(target="b") in one("[a](<https://example.org/[[b]]>)")


def test_code_holds_no_references() -> None:
    assert one("`[@a]` [@b] ``[[c]]``") == (
        Text(text="[@a]", code=True),
        Text(text=" "),
        cite("b"),
        Text(text=" "),
        Text(text="[[c]]", code=True),
    )
    assert parse_prose("```toml\n[@a] *b*\n\n  c\n```\nd") == (
        CodeBlock(text="[@a] *b*\n\n  c"),
        Paragraph(inlines=(Text(text="d"),)),
    )


def test_lists() -> None:
    def item(text: str) -> tuple[ProseBlock, ...]:
        return (Paragraph(inlines=(Text(text=text),)),)

    assert parse_prose("- a\n- b\n\n3. c\n4. d") == (
        ListBlock(items=(item("a"), item("b"))),
        ListBlock(items=(item("c"), item("d")), ordered=True, start=3),
    )
    assert parse_prose("- a\n  1) b\n") == (
        ListBlock(items=((*item("a"), ListBlock(items=(item("b"),), ordered=True)),)),
    )
    assert parse_prose("Twice:\n\n- a\n\n  b") == (
        *item("Twice:"),
        ListBlock(items=((*item("a"), *item("b")),)),
    )
    assert parse_prose("-\n- b") == (ListBlock(items=((), item("b"))),)


def test_paragraphs_and_hard_breaks() -> None:
    assert parse_prose("a\n\n\n  \nb") == (
        Paragraph(inlines=(Text(text="a"),)),
        Paragraph(inlines=(Text(text="b"),)),
    )
    assert one("a  \nb\\\nc") == (
        Text(text="a"),
        LineBreak(),
        Text(text="b"),
        LineBreak(),
        Text(text="c"),
    )
    assert parse_prose("") == parse_prose(" \n\t\n") == ()
    assert parse_prose("a\n***\nb") == tuple(
        Paragraph(inlines=(Text(text=text),)) for text in ("a", "***", "b")
    )


def test_one_line_texts_have_no_blocks() -> None:
    assert parse_inline("- a\n\n1. *b* [@c]") == (
        Text(text="- a 1. "),
        Text(text="b", emphasis=True),
        Text(text=" "),
        cite("c"),
    )
    assert parse_inline("1. First of all") == (Text(text="1. First of all"),)
    assert parse_inline(" ") == ()
    assert parse_inline('[a](b "[@c]") *d*')[1] == cite("c")


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("Aid rose [@a, p. 1].", "Aid rose."),
        ("Aid rose [@a] and fell.", "Aid rose and fell."),
        ("[[a]] and [[b|the *b*]]", "a and the *b*"),
        ("*Very* **strong** `code`", "Very strong code"),
        ("a\n\nb\nc", "a\nb c"),
        ("- a\n- b\n\n  c", "a\nb\nc"),
        ("a  \nb", "a b"),
        ("```\nx\ny\n```", "x\ny"),
        ("[w](http://x.org) <http://y.org>", "w http://y.org"),
        ("[@a]", ""),
        (" plain ", "plain"),
        ("by [[vivek-kundra]] [@a]", "by vivek kundra"),
        ("*by* [[vivek-kundra]]", "by vivek kundra"),
        ("by [[vivek-kundra|the-cio]]", "by the-cio"),
    ],
)
def test_plain_text(source: str, words: str) -> None:
    assert plain_text(source) == words


def test_no_text_carries_a_control_character() -> None:
    for inline in one(
        "<http://a.org/%1B[31m%E2%80%AE> [x](<http://b.org/&#27;&rlm;>) `\x1b` \\\x1b"
    ):
        if isinstance(inline, Text | WebLink):
            assert inline.text.isprintable()
        if isinstance(inline, WebLink):
            assert inline.url.isascii()


def test_what_lies_too_deep_is_text() -> None:
    source = "".join("  " * depth + f"- level {depth}\n" for depth in range(60))
    shown = plain_text(source)
    assert all(f"level {depth}" in shown for depth in range(60))


BIG = {
    "words": "word " * 20_000,
    "no blank": "x" * 100_000 + "*",
    "open brackets": "[" * 10_000,
    "open and closed": "[" * 5_000 + "]" * 5_000,
    "pairs": "[]" * 10_000,
    "open links": "[a](" * 10_000,
    "nested links": "[" * 2_000 + "](a)" * 2_000,
    "images": "![" * 2_000 + "](a)" * 2_000,
    "open citations": "[@" * 10_000,
    "open entry links": "[[" * 10_000,
    "a wide citation": "[@a\n" + " " * 100_000 + "]",
    "citations": "[@a, p. 1] *b* " * 5_000,
    "stars": "*" * 10_000 + "a" + "*" * 10_000,
    "mixed emphasis": "**a _b " * 5_000,
    "deep list": "".join("  " * depth + "- a\n" for depth in range(300)),
    "list in a line": "- " * 5_000 + "x",
    "many items": "- a\n" * 5_000,
    "many paragraphs": "a\n\n" * 5_000 + "*",
    "backticks": "".join("`" * length + " " for length in range(300)),
    "backticks and brackets": "`[[a]]" * 5_000,
    "fences": "```\n" * 5_001,
    "blanks": "a" + " " * 100_000 + "*b*",
    "blank lines": ("\n" + " " * 50) * 2_000 + "*",
    "escapes": "\\[" * 10_000,
    "angles": "<a" * 10_000,
    "autolink": "<a" + "." * 10_000 + "@>",
}


@pytest.mark.parametrize("name", BIG)
def test_large_and_twisted_texts_end(name: str) -> None:
    """Each takes well under a second; a rule that were quadratic would take minutes here."""
    assert parse_prose(BIG[name])
    plain_text(BIG[name])
    parse_inline(BIG[name])


def test_a_text_beyond_measure_has_paragraphs_and_references_alone() -> None:
    source = "*word* `[@a]` [[b]]\n\n" * 7_000
    blocks = parse_prose(source)
    assert len(blocks) == 7_000
    assert blocks[0] == Paragraph(
        inlines=(Text(text="*word* `"), cite("a"), Text(text="` "), EntryLink(target="b"))
    )
    assert [len(found) for found in references(source)] == [7_000, 7_000]


def test_plain_texts_never_load_markdown_it() -> None:
    program = (
        "import sys; from briefdeck.model.prose import *; "
        "parse_prose('a [@b, p. 1] & [[c|d_e]]\\n\\nf < g [sic] - 1.'); plain_text('a_b [@c]'); references('[@a] `b`'); "
        "assert 'markdown_it' not in sys.modules; parse_prose('*a*'); assert 'markdown_it' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


_PIECES = st.sampled_from(
    [
        "word",
        " ",
        "  ",
        "\n",
        "\n\n",
        "2*3",
        "*",
        "_",
        "a_b",
        "`",
        "- ",
        "1. ",
        "---",
        "<b",
        "](",
        "\\",
        "\t",
        "\u00a0",
        "é",
        "国",
        "\u200b",
        "\x02",
        "\x03",
        "[@a]",
        "[@a, p. 1; @b]",
        "[@ ]",
        "[[c]]",
        "[[c|two words]]",
        "[[c|2*3]]",
        "[[ ]]",
        "[not",
        "]",
    ]
)


@given(st.lists(_PIECES, max_size=9).map("".join))
@settings(max_examples=600)
def test_words_are_the_same_by_the_short_way_and_by_the_parser(source: str) -> None:
    parsed = parse_prose(source)
    assert plain_text(source) == parsed_words(parsed), parsed


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("", ""),
        ("The product is 2*3 here [@s, p. 1].", "The product is 2*3 here."),
        ("a *b* **c** `d_e` _f_ snake_case 2*3", "a b c d_e f snake_case 2*3"),
        ("It rose [@s, p. 9]; see [[beyond|what came next]].", "It rose; see what came next."),
        ("[the web](https://example.org/a_b) and [not a link]", "the web and [not a link]"),
        ("two\n\nparagraphs\tand   blanks", "two paragraphs and blanks"),
        ("- a list\n- of two", "a list of two"),
        ("[[broken", "[[broken"),
    ],
)
def test_words_on_one_line(source: str, words: str) -> None:
    assert plain_line(source) == words


def test_addresses_of_links() -> None:
    source = "See [here](data/a%20b.csv), <https://example.org> and\n\n- `[code](no)` [@a](b)."
    assert web_addresses(source) == ("data/a%20b.csv", "https://example.org")
