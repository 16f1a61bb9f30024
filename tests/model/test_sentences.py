import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefdeck.model.nodes import Citation, Text
from briefdeck.model.prose import inline_text, parse_prose, plain_line
from briefdeck.model.sentences import first_sentence
from briefdeck.text.words import one_line


def first(text: str) -> str:
    return inline_text(first_sentence(parse_prose(text)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two.", "One."),
        ("One\nline. Two.", "One line."),
        ("Is it? It is.", "Is it?"),
        ("He said “Stop!” and left. Then more.", "He said “Stop!” and left."),
        ("He said “Stop.” Then more.", "He said “Stop.”"),
        ("The U.S. Border Patrol counts. So do we.", "The U.S. Border Patrol counts."),
        ("See p. 9 and No. 5 of Dr. Doe. Done.", "See p. 9 and No. 5 of Dr. Doe."),
        ("It cost $3.5 billion (e.g. Mérida). Done.", "It cost $3.5 billion (e.g. Mérida)."),
        ("J. Doe wrote it. Done.", "J. Doe wrote it."),
        ("It was *new. Very* new.", "It was new."),
        ("Counts differ", "Counts differ"),
        ("Only this sentence.\n\nAnother paragraph.", "Only this sentence."),
        ("国境は閉じた。後で開いた。", "国境は閉じた。"),
        ("Three claims fail:\n\n- one\n- two", ""),
        ("- a list\n- first", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_the_first_sentence_is_whole(text: str, expected: str) -> None:
    assert first(text) == expected


def test_a_citation_stays_with_its_sentence_before_and_behind_the_stop() -> None:
    for text in ("One [@a, p. 1]. Two [@b].", "One. [@a, p. 1] Two [@b]."):
        inlines = first_sentence(parse_prose(text))
        cited = [each.cites[0].source for each in inlines if isinstance(each, Citation)]
        assert cited == ["a"], text


def test_emphasis_is_kept() -> None:
    assert first_sentence(parse_prose("*Very new. Indeed.*")) == (
        Text(text="Very new.", emphasis=True),
    )


@given(st.text(alphabet="aB .?!。*_[]()“”\n", max_size=60))
def test_it_is_the_beginning_of_the_text(text: str) -> None:
    assert plain_line(text).startswith(one_line(first(text)))
