"""One escaper for each language of output: no word of a cell or a title acts in what it is pasted into."""

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from briefdeck import document
from briefdeck.check.reports import github
from briefdeck.check.run import Checked
from briefdeck.document.bibliography import bibtex
from briefdeck.loader import load_text
from briefdeck.model.briefing import Source
from briefdeck.model.problem import Problem
from briefdeck.output import render
from briefdeck.output.cells import Cells, csv_text
from briefdeck.output.markdown import escaped, line_start, pipe_table

HOSTILE = (
    "<img src=x onerror=alert(1)>", "a|b", "`code` ``", "[x](javascript:alert(1) 'title')", "![x](y)",
    "<javascript:alert(1)>", "<https://a.example>", "[@x, p. 1]", "@x", "[^1]: note", "^up^ ~down~ ~~out~~",
    "$x$ $$y$$", "&lt;b&gt; &#60;", "<!-- hidden -->", "*a* **b** _c_ __d__", "a\\|b", "\\", "# head", "1. one",
    "- item", "+ item", "> quote", "===", "---", ":::", "{.class}", "[span]{.x}", "\\newpage", "...", "'q' \"q\"",
)  # fmt: skip
MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable("table")
ACTING = {
    "html_inline",
    "html_block",
    "link_open",
    "image",
    "em_open",
    "strong_open",
    "code_inline",
}
FORMULAS = (
    "=1+1", "+1+1", "-1+1", "@SUM(A1)", " =1+1", "\t=1", "\r=1", "\n=1", "\tx", "\u3000=1", "\uff1d1+1", "\uff0b1", "\uff0dx", "\uff20x",
    "-", "--1", "-1-1", "=cmd|' /C calc'!A0", "+x", "-²",
)  # fmt: skip


def cells_of(table: str) -> list[list[tuple[str, set[str]]]]:
    """The rows of a Markdown table as a reader sees them: each cell's words, and what is markup."""
    rows: list[list[tuple[str, set[str]]]] = []
    for token in MARKDOWN.parse(table):
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            children = token.children or []
            words = "".join(child.content for child in children)
            rows[-1].append((words, {child.type for child in children} & ACTING))
    return rows


@pytest.mark.parametrize("words", HOSTILE)
def test_a_cell_of_a_markdown_table_shows_its_words(words: str) -> None:
    table = pipe_table([["a", "b"], ["---", "---"], [escaped(words), "after"]])
    assert cells_of(table)[1] == [(words, set()), ("after", set())]


@given(st.text(alphabet="<>|`*_[](){}!@^~$&#\\ab1.-+:'\"=/ ", min_size=1, max_size=30))
def test_any_cell_shows_its_words(words: str) -> None:
    table = pipe_table([["a", "b"], ["---", "---"], [escaped(words), "after"]])
    assert cells_of(table)[1] == [(" ".join(words.split()), set()), ("after", set())]


@pytest.mark.parametrize("words", HOSTILE)
def test_a_line_of_markdown_shows_its_words(words: str) -> None:
    tokens = MARKDOWN.parse(line_start(escaped(words)))
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    children = tokens[1].children or []
    assert "".join(child.content for child in children) == words
    assert not {child.type for child in children} & ACTING


@pytest.mark.parametrize("cell", FORMULAS)
def test_a_spreadsheet_calculates_no_cell(cell: str) -> None:
    [[head], [said]] = csv.reader(io.StringIO(csv_text(Cells((cell,), ((cell,),))), newline=""))
    assert head == said == f"'{cell}"


@pytest.mark.parametrize(
    "cell", ["-1", "+1", "-1.5", "-.5", "-1,234.5", "1e6", "-2e-05", "-5%", "a-b", "", " a", "2=2"]
)
def test_numbers_and_words_stay_as_they_are(cell: str) -> None:
    assert csv_text(Cells(("x",), ((cell, "y"),))) == "x\n" + (
        f'"{cell}",y\n' if "," in cell else f"{cell},y\n"
    )


@given(
    st.lists(st.text(alphabet=st.characters(codec="utf-8"), max_size=12), min_size=1, max_size=4)
)
def test_csv_is_read_back(row: list[str]) -> None:
    heads = ("h",) * len(row)
    [_, said] = csv.reader(io.StringIO(csv_text(Cells(heads, (tuple(row),))), newline=""))
    for cell, read in zip(row, said, strict=True):
        assert read in {cell, f"'{cell}"}


@pytest.mark.parametrize("words", HOSTILE)
def test_bibtex_keeps_its_braces(words: str) -> None:
    entry = bibtex(Source(id="s", type="report", title=words, publisher=words))
    bare = re.sub(r"\\.", "", entry.replace("\\textbackslash{}", ""))
    assert bare.count("{") == bare.count("}")
    assert not re.search(r"(?<!\\)[%&$#_^~]", bare)


def test_a_workflow_command_is_one_line() -> None:
    problem = Problem(
        rule="x", severity="error", message="a\n::set-output name=x::%0A\r.", file="a,b:c\n.toml"
    )
    [line] = github.report([Checked("f", (problem,))]).splitlines()
    assert line.startswith("::error file=a%2Cb%3Ac%0A.toml,title=x::a%0A::set-output")
    assert line.endswith("%250A%0D.")


@pytest.mark.parametrize("words", HOSTILE)
def test_a_document_as_markdown_holds_no_live_html(words: str) -> None:
    said = words.replace("'", "’")
    text = (
        f"format = 1\n[briefing]\ntitle = '{said}'\nbluf = 'B.'\nas_of = '2026'\n"
        f"[[tables]]\nid = 't'\ntitle = '{said}'\ncolumns = ['{said}']\nrows = [['{said}']]\n"
        f"[[events]]\nid = 'e'\ntitle = '{said}'\ndate = '2001'\nplace = '{said}'\n"
    )
    page = render("markdown", document.summary(load_text(text), level="all"))
    body = page.rpartition("\n---\nlang:")[0]
    for token in MARKDOWN.parse(body):
        assert token.type != "html_block"
        for child in token.children or []:
            assert child.type not in {"html_inline", "image"}
            assert "javascript:" not in str(child.attrGet("href") or "")
