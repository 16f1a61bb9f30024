"""Markdown inside a block: what is emphasis, a link or a mark, and what is only its characters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefdeck.intake.paper.markup import marked


def looks(text: str) -> list[tuple[str, str]]:
    """Each run with a letter for each of its looks."""
    return [
        (
            run.text,
            "i" * run.italic
            + "b" * run.bold
            + "r" * run.raised
            + (f" {run.url}" if run.url else ""),
        )
        for run in marked(text).runs
    ]


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("*Journal* 9", [("Journal", "i"), (" 9", "")]),
        ("**a *b* c**", [("a ", "b"), ("b", "ib"), (" c", "b")]),
        ("***x***", [("x", "ib")]),
        ("2 * 3 * 4 and snake_case_name", [("2 * 3 * 4 and snake_case_name", "")]),
        ("*never closed", [("*never closed", "")]),
        ("([11](#))", [("(", ""), ("11", " #"), (")", "")]),
        ("[a [b] c](x)", [("a [b] c", " x")]),
        ("see https://x.org/a_(b), or", [("see ", ""), ("https://x.org/a_(b)", " https://x.org/a_(b)"), (", or", "")]),
        ("<https://x.org>", [("https://x.org", " https://x.org")]),
        ("Took \\\\$5 and \\$6", [("Took $5 and $6", "")]),
        ("so.[^1] And<sup>2</sup> ^3^", [("so.", ""), ("1", "r #note-1"), (" And", ""), ("2", "r"), (" ", ""), ("3", "r")]),
        ("a &amp; `*b*` ![picture](p.png)<br/>c", [("a & *b*\nc", "")]),
    ],
)  # fmt: skip
def test_looks(text: str, runs: list[tuple[str, str]]) -> None:
    assert looks(text) == runs


def test_anchors_are_kept() -> None:
    assert marked('<a id="ref-1"></a>Smith').anchors == ("ref-1",)


@given(st.text(alphabet="ab *_[]()<>`\\!^", max_size=40))
def test_nothing_is_made_up(text: str) -> None:
    shown = "".join([run.text for run in marked(text).runs])
    assert set(shown) <= set(text)
    assert shown.count("a") <= text.count("a")
