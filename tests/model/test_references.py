"""The quick scan for citations and links finds exactly what parsing finds, and where it stands."""

from collections.abc import Iterable

from hypothesis import given, settings
from hypothesis import strategies as st

from briefdeck.model import commonmark
from briefdeck.model.bracket import brackets, pointers, with_marks
from briefdeck.model.briefing import Cite
from briefdeck.model.nodes import (
    Citation,
    CodeBlock,
    EntryLink,
    Inline,
    ListBlock,
    Paragraph,
    ProseBlock,
    Text,
    WebLink,
)
from briefdeck.model.prose import _MARKUP, parse_prose, reference_spans, references

PIECES = st.sampled_from(
    [
        "[@a]", "[@b, p. 1]", "[@a; @b, §3]", "[[c]]", "[[d|two words]]", "[", "]", "[[", "]]", "[@", "(", ")", "](", "](http://x.org)",
        '(http://x.org "', '")', "`", "``", "```", "\n```\n", "~~~", "\n~~~\n", "\\", "\\[", "\\`", "\\\\", "*", "**", "_", " ", "\n", "\n\n", "\n- ",
        "\n  - ", "\n1. ", "\n2. ", "    ", "\t", "- ", "---", "\n---\n", "***", "# ", "> ", "<", ">", "<http://x.org>", "<b>", "!", "![", "&amp;", "|",
        ";", ",", "@", "word", "a", "é", "⁖", "⁖\x020⁖", "x_y", ".", "<!--", "-->", "===", "\n===\n", "[a]: /b\n",
    ]
)  # fmt: skip
texts = st.lists(PIECES, max_size=14).map("".join)


def runs(blocks: Iterable[ProseBlock]) -> list[Inline]:
    found: list[Inline] = []
    for block in blocks:
        match block:
            case Paragraph():
                found += block.inlines
            case ListBlock():
                for item in block.items:
                    found += runs(item)
            case CodeBlock():
                pass
    return found


def by_parsing(source: str) -> tuple[tuple[Cite, ...], tuple[str, ...]]:
    inlines = runs(parse_prose(source))
    cites = [cite for inline in inlines if isinstance(inline, Citation) for cite in inline.cites]
    return tuple(cites), tuple(inline.target for inline in inlines if isinstance(inline, EntryLink))


@settings(max_examples=400)
@given(texts)
def test_scan_and_parse_agree(source: str) -> None:
    assert references(source) == by_parsing(source)


@settings(max_examples=300)
@given(texts)
def test_the_quick_way_agrees(source: str) -> None:
    found = pointers(source)
    if found is not None:
        cites = tuple(cite for cited, _ in found for cite in cited)
        assert (cites, tuple(target for _, target in found if target)) == references(source)


@settings(max_examples=200)
@given(texts)
def test_spans_are_where_the_references_stand(source: str) -> None:
    end = 0
    for bracket in reference_spans(source):
        assert end <= bracket.start < bracket.end
        end = bracket.end
        assert source[bracket.start : bracket.end] == bracket.source
        assert bracket.source.startswith(("[@", "[["))


@settings(max_examples=300)
@given(texts)
def test_with_and_without_markdown_it_agree(source: str) -> None:
    """What the short way reads, CommonMark reads alike."""
    found = brackets(source)
    marked = with_marks(source, found)
    if _MARKUP.search(marked) is None:
        assert parse_prose(source) == commonmark.blocks(marked, found)


@settings(max_examples=200)
@given(texts)
def test_no_mark_is_ever_shown(source: str) -> None:
    shown = "".join(
        inline.text
        for inline in runs(parse_prose(source))
        if isinstance(inline, Text | WebLink | EntryLink)
    )
    assert shown.count("⁖") <= source.count("⁖")
    assert "\x02" not in shown or "\x02" in source


@settings(max_examples=200)
@given(st.text(max_size=60))
def test_any_text_is_prose(source: str) -> None:
    assert references(source) == by_parsing(source)
