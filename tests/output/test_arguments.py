"""Arguments for and against stand side by side where there is room, else one below the other."""

import pytest

from briefdeck.document.blocks import Arguments, Attribution, Badge, Badges, Document, Passage
from briefdeck.draw.lines import line_text, line_width
from briefdeck.model.nodes import EntryLink, Paragraph, ProseBlock, Text
from briefdeck.output import render
from briefdeck.output.layout import lay_out_blocks
from briefdeck.reading.pages import page_of


def said(*texts: str) -> tuple[tuple[ProseBlock, ...], ...]:
    return tuple((Paragraph(inlines=(Text(text=text),)),) for text in texts)


BOTH = Arguments(
    entry="r",
    arguments_for=said("It is quick.", "It is near."),
    arguments_against=said("It is dear."),
)


def drawn(block: Arguments, width: int) -> list[str]:
    return [line_text(line) for line in lay_out_blocks((block,), {}, width)]


def test_side_by_side_from_sixty_columns() -> None:
    assert drawn(BOTH, 60) == [
        "For                          │ Against",
        "• It is quick.               │ • It is dear.",
        "• It is near.                │",
    ]


def test_one_below_the_other_in_less() -> None:
    assert drawn(BOTH, 59) == [
        "For",
        "• It is quick.",
        "• It is near.",
        "",
        "Against",
        "• It is dear.",
    ]


def test_a_missing_side_is_said_in_its_place() -> None:
    one_sided = Arguments(entry="r", arguments_for=said("It is quick."))
    assert drawn(one_sided, 70) == [
        "For                               │ Against",
        "• It is quick.                    │ No counter-argument is recorded.",
    ]
    assert drawn(Arguments(entry="r"), 70) == ["No argument for or against it is recorded."]


def test_plain_text_says_them_in_sequence() -> None:
    made = Document(briefing="b", title="T", language="en", blocks=(BOTH,), numbers={}, cited=())
    assert render("plain", made, width=100).splitlines() == [
        "For:", "", "- It is quick.", "- It is near.", "", "Against:", "", "- It is dear.",
    ]  # fmt: skip


@pytest.mark.parametrize("width", [30, 40, 59, 60, 72, 80])
def test_very_long_words_keep_to_their_column(width: int) -> None:
    word = "q" * 300
    address = "https://example.org/" + "y" * 200
    block = Arguments(entry="r", arguments_for=said(word, address), arguments_against=said(address))
    made = Document(briefing="b", title="T", language="en", blocks=(block,), numbers={}, cited=())
    page = page_of(made, width)
    assert max(map(line_width, page.all_lines())) <= width
    assert "".join(map(line_text, page.lines)).count("q") == 300


def test_a_link_that_goes_on_in_its_column_is_one_link() -> None:
    left = (Paragraph(inlines=(EntryLink(target="f", text="a finding " * 8),)),)
    right = (Paragraph(inlines=(EntryLink(target="g", text="another one " * 8),)),)
    block = Arguments(entry="r", arguments_for=(left,), arguments_against=(right,))
    made = Document(briefing="b", title="T", language="en", blocks=(block,), numbers={}, cited=())
    page = page_of(made, 60)
    page.finish()
    assert [link.target for link in page.links] == ["f", "g"]
    assert all(len(link.pieces) > 2 for link in page.links)
    first, _ = page.links
    assert all(end <= 29 for _, _, end in first.pieces)


def test_whose_words_it_is_stands_behind_what_sort_of_statement_where_it_fits() -> None:
    badges = Badges(entry="f", badges=(Badge(kind="kind", text="judgment"),))
    voice = Attribution(entry="f", voice="s", name="Davidson 2020", verb="argues")
    passage = Passage(entry="f", prose=(Paragraph(inlines=(Text(text="Words."),)),))

    def lines(width: int) -> list[str]:
        return [line_text(line) for line in lay_out_blocks((badges, voice, passage), {}, width)]

    assert lines(40) == ["judgment · Davidson 2020 argues:", "", "Words."]
    assert lines(30) == ["judgment", "Davidson 2020 argues:", "", "Words."]
