"""Markdown as people have it: half-finished, in old encodings, empty, and of one endless word."""

import pytest

from briefdeck.intake.paper.markdown import take
from briefdeck.intake.taken import Options

OPTIONS = Options(form="paper", name="paper.md")
BARE = """\
# A paper on ports

## Methods

### Data

The bridge was opened to the public in May 2019 by the mayor.
"""


@pytest.mark.parametrize("content", [b"", b" \n\n", b"PK\x03\x04\x00\x00text\x00"])
def test_what_has_no_text_is_refused(content: bytes) -> None:
    taken = take(content, OPTIONS)
    assert taken.items == ()
    assert taken.refused == ("paper.md has no text",)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_old_encodings_are_read(encoding: str) -> None:
    text = BARE.replace("ports", "Häfen").replace("the mayor", "Bürgermeister Größe")
    taken = take(text.encode(encoding), OPTIONS)
    assert "Größe" in str(taken.items)
    assert any("is not UTF-8" in said for said in taken.said) is (encoding != "utf-8-sig")


def test_a_paper_without_a_date_and_references_does_not_name_its_latest() -> None:
    assert "the paper has no date; `as_of` is filled in" in take(BARE.encode(), OPTIONS).said


def test_an_endless_word_is_read_once() -> None:
    word = "x" * 300_000
    assert take(f"# Title\n\n{word}-\n{word}\n".encode(), OPTIONS).refused == ()
