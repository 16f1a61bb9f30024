"""What is broken over lines: addresses at their own joints, and a date only where it has no line to itself."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefdeck import document
from briefdeck.draw.lines import Span, flow, folded, line_text
from briefdeck.loader import Loaded, load_text
from briefdeck.output import render
from briefdeck.output.prose_lines import addressed, freed, held
from briefdeck.text.width import cell_width
from support.printing import fits

ADDRESS = "https://www.everycrsreport.com/files/2020-07-20_IF10578_159042b375011755fff47328ae9daca58cafb689.html?id=a&view=all"


def cited(prose: str, of_source: str = "") -> Loaded:
    """A briefing with one point, and one source that it rests on."""
    return load_text(
        f"""format = 1
[briefing]
title = "Addresses"
as_of = "2026-01"
[[key_points]]
id = "point"
text = '''{prose} [@src]'''
[[sources]]
id = "src"
type = "report"
title = "A report"
{of_source}
"""
    )


def lines_of(*texts: str, width: int, first: str = "", rest: str = "") -> list[str]:
    """The lines of some texts, each a span of its own, as they are printed."""
    spans = [Span(text) for text in texts]
    return [
        line_text(line) for line in flow(spans, width, first=(Span(first),), rest=(Span(rest),))
    ]


@pytest.mark.parametrize("width", [50, 60, 80, 100])
def test_a_long_address_breaks_at_its_joints(width: int) -> None:
    lines = lines_of(
        "Congressional Research Service. ", ADDRESS, ".", width=width, first="[1] ", rest="    "
    )
    assert all(len(line) <= width for line in lines)
    pieces = [line.split(" ")[-1] for line in lines[0 if "https" in lines[0] else 1 :]]
    assert "".join(pieces) == f"{ADDRESS}."
    assert all(piece.endswith(tuple("/._?&=-")) for piece in pieces)


def test_an_address_that_fits_a_line_is_not_broken() -> None:
    lines = lines_of(
        "The report of the inspector general stands at ",
        "https://example.org/a-b/c.html",
        ".",
        width=40,
    )
    assert lines == [
        "The report of the inspector general",
        "stands at",
        "https://example.org/a-b/c.html.",
    ]


@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize("form", ["text", "plain"])
@pytest.mark.parametrize(
    "prose",
    [
        f"One as it is, {ADDRESS}, in a sentence.",
        f"One in brackets (see {ADDRESS}).",
        f"One in angle brackets <{ADDRESS}>.",
        f"One [behind words]({ADDRESS}) that lead there.",
        f"- One in a list: {ADDRESS}",
        f"One in `code={ADDRESS}` that is not a link.",
        f"国境の安全は{ADDRESS}。国境の安全は" + "国境の安全は" * 20,
    ],
)
def test_print_never_breaks_an_address(prose: str, form: str, width: int) -> None:
    loaded = cited(prose)
    said = render(form, document.summary(loaded, level="all"), width=width)
    assert ADDRESS in said
    assert all(fits(line, width) for line in said.split("\n"))


@pytest.mark.parametrize("width", [40, 80])
@pytest.mark.parametrize("form", ["text", "plain"])
def test_references_and_their_facts_have_whole_addresses(form: str, width: int) -> None:
    doi = f"10.1000/{'a-b.c/' * 20}d"
    loaded = cited(f"Said at {ADDRESS}.", f'URL = "{ADDRESS}"\nDOI = "{doi}"')
    said = render(form, document.page(loaded, "src", references=True), width=width)
    assert said.count(ADDRESS) == 2
    assert f"https://doi.org/{doi}" in said


def test_a_fold_puts_the_pieces_of_an_address_below_its_beginning() -> None:
    line = (Span("[1] "), Span(ADDRESS, "link", ADDRESS), Span("."))
    pieces = folded(line, 40)
    texts = [line_text(piece) for piece in pieces]
    assert all(cell_width(text) <= 40 for text in texts)
    assert [text[:4] for text in texts] == ["[1] ", *["    "] * (len(texts) - 1)]
    assert "".join(text[4:] for text in texts) == f"{ADDRESS}."
    linked = [span for piece in pieces for span in piece if span.target]
    assert "".join(span.text for span in linked) == ADDRESS


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("at https://a.example/b.", "https://a.example/b"),
        ("(https://a.example/b)", "https://a.example/b"),
        ("https://a.example/b_(c)).", "https://a.example/b_(c)"),
        ("“https://a.example/b”", "https://a.example/b"),
        ("https://a.example/straße, too", "https://a.example/straße"),
        ("https://a.example/b。", "https://a.example/b"),
        ("[x](https://a.example/b[1]", "https://a.example/b"),
    ],
)
def test_a_bare_address_leads_to_itself(text: str, address: str) -> None:
    spans = list(addressed(text, "text"))
    assert "".join(span.text for span in spans) == text
    assert [span.target for span in spans if span.target] == [address]


@pytest.mark.parametrize("text", ["https://", "ftp://a.example", "https://a.example/安全"])
def test_what_may_not_be_an_address_leads_nowhere(text: str) -> None:
    assert not any(span.target for span in addressed(text, "text"))


def test_a_joint_never_parts_the_slashes_of_an_address() -> None:
    lines = lines_of("https://" + "a" * 70, width=40)
    assert all("https:" not in line or "https://" in line for line in lines)


def test_an_address_beside_a_label_starts_below_it_where_its_first_part_does_not_fit() -> None:
    lines = lines_of(
        "https://www.rfc-editor.org/errata/rfc1112x",
        width=40,
        first="     Address  ",
        rest="       ",
    )
    assert lines == ["     Address", "       https://www.rfc-editor.org/", "       errata/rfc1112x"]


@given(
    st.lists(st.text("ab/._?&=-", min_size=1, max_size=120), min_size=1, max_size=4),
    st.integers(min_value=16, max_value=90),
    st.integers(min_value=0, max_value=3),
)
def test_nothing_is_lost_and_every_line_fits(words: list[str], width: int, margin: int) -> None:
    lines = lines_of(" ".join(words), width=width, first=" " * margin, rest=" " * margin)
    assert all(cell_width(line) <= width for line in lines)
    assert re.sub(r"\s", "", "".join(lines)) == "".join(words)


def test_text_in_wide_letters_breaks_between_any_two_of_them() -> None:
    assert lines_of("国境の安全" * 8, width=40) == ["国境の安全" * 4, "国境の安全" * 4]


def test_a_date_is_broken_only_where_it_has_no_line_to_itself() -> None:
    heading = "For the first time most of those apprehended are not Mexican"
    spans = [Span(heading, "strong"), Span(f" · {held('Oct 2013 – Sep 2014')}", "muted")]
    assert [line_text(line) for line in freed(flow(spans, 80))] == [
        f"{heading} ·",
        "Oct 2013 – Sep 2014",
    ]
    assert (
        held("As of Jun 2021 · " + "long words " * 4)
        == "As\xa0of\xa0Jun\xa02021 · " + "long words " * 4
    )
