"""Words of other files stay the words that they are."""

from hypothesis import given
from hypothesis import strategies as st

from briefdeck.intake.plain_words import as_prose
from briefdeck.model.prose import plain_text
from briefdeck.text.words import one_line


@given(st.text(alphabet="ab -*_[]()@<>`~\\#1.+&;!|=:/é", max_size=30))
def test_no_sign_becomes_markup(words: str) -> None:
    assert one_line(plain_text(as_prose(words))) == one_line(words)


def test_paragraphs_and_lists_stay() -> None:
    assert as_prose("One [1]:\r\n* a\r\n• b\r\n\r\nTwo") == "One [1]:\n- a\n- b\n\nTwo"
    assert as_prose("See [[this]] and [@that]") == "See \\[\\[this\\]\\] and \\[@that\\]"
    assert (
        as_prose("Nothing (here) is changed - or is it?") == "Nothing (here) is changed - or is it?"
    )
