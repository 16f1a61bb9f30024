"""Papers in PDF as blocks, from pages that typst sets, and files that try to do harm."""

import contextlib
import io

import pytest
import typst
from pypdf import PdfReader, PdfWriter

from briefdeck.intake.paper import pdf_letters
from briefdeck.intake.paper.blocks import Block, Paper
from briefdeck.intake.paper.pdf import read
from briefdeck.workers import RefusedError

LOREM = (
    "The bridge carried more people in its first year than the ferries had carried in ten, and the"
    " harbour lost its trade to the road that the parliament had paid for without much debate."
)
PAGE = """
#set page(width: 13cm, height: 16cm, margin: 2cm)
#set text(size: 10pt, lang: "en")
#set par(justify: true)
"""
HEADS = """
#set document(title: "Ferries and Bridges")
#set page(header: [Quays #h(1fr) Spring 2021],
  footer: align(center, context counter(page).display()))
#counter(page).update(47)
"""


def paper(source: str) -> Paper:
    return read(typst.compile(f"{PAGE}{source}".encode()))


def blocks(source: str) -> list[Block]:
    return list(paper(source).blocks)


def test_pages_in_their_order_without_heads_and_feet() -> None:
    source = f"""{HEADS}
#align(center, text(size: 18pt)[*Ferries and Bridges*])
= Traffic
{LOREM}

Ships were _sold_.#footnote[A note on ships, which goes on for long enough to need a second line.]
They went south.
== Cars
- One thing.
- Another.
#pagebreak()
= The end
{LOREM}
#pagebreak()
{LOREM}
"""
    said = blocks(source)
    assert [(block.kind, block.text[:20], block.page) for block in said] == [
        ("heading", "Ferries and Bridges", "47"),
        ("heading", "Traffic", "47"),
        ("paragraph", "The bridge carried m", "47"),
        ("paragraph", "Ships were sold.1 Th", "47"),
        ("heading", "Cars", "47"),
        ("bullet", "One thing.", "47"),
        ("bullet", "Another.", "47"),
        ("note", "A note on ships, whi", "47"),
        ("heading", "The end", "48"),
        ("paragraph", "The bridge carried m", "48"),
        ("paragraph", "The bridge carried m", "49"),
    ]
    levels = {block.text: block.level for block in said if block.kind == "heading"}
    assert levels["Traffic"] == levels["The end"] < levels["Cars"]
    assert levels["Ferries and Bridges"] < levels["Traffic"]
    assert said[2].text == LOREM
    note = said[7]
    assert note.label == "1"
    assert note.text.endswith("to need a second line.")
    assert [run.text for run in said[3].runs if run.raised] == ["1"]
    assert [run.text.strip() for run in said[3].runs if run.italic] == ["sold"]
    assert [block.label for block in said if block.kind == "bullet"] == ["•", "•"]
    found = paper(source)
    assert found.title == "Ferries and Bridges"
    assert found.issued == "Spring 2021"


def test_columns_are_read_one_after_the_other_and_what_spans_them_where_it_stands() -> None:
    source = f"""
= Above both
#columns(2)[{LOREM} #LEFT# {LOREM}
#colbreak()
{LOREM} #RIGHT# {LOREM}]
= Below both
{LOREM}
""".replace("#LEFT#", "Left.").replace("#RIGHT#", "Right.")
    text = " ".join(block.text for block in blocks(source))
    places = [text.index(words) for words in ("Above", "Left.", "Right.", "Below")]
    assert places == sorted(places)
    assert text.count(LOREM) == 5


def test_a_note_that_breaks_off_goes_on_above_the_next_one() -> None:
    source = f"""
{LOREM} Ships were sold.#super[1]
#place(bottom, text(size: 7.5pt)[#super[1] Ek, _Boats_, and Lind, _Quays_, which tells of the])
#pagebreak()
{LOREM} They went south.#super[2]
#place(bottom, text(size: 7.5pt)[harbours of the west, 2011. \\ #super[2] Bo Ek, _Boats_.])
"""
    notes = [(block.label, block.text) for block in blocks(source) if block.kind == "note"]
    assert notes == [
        ("1", "Ek, Boats, and Lind, Quays, which tells of the harbours of the west, 2011."),
        ("2", "Bo Ek, Boats."),
    ]


def test_quotation_marks_that_a_file_calls_by_the_wrong_name() -> None:
    said = paper(f"{LOREM} Sweden\u201fs \u201eQuays\u201f.").blocks[0].text
    assert said.endswith("Sweden’s ‘Quays’.")
    assert paper(f"{LOREM} Die \u201eQuays\u201c.").blocks[0].text.endswith("Die „Quays“.")


def test_words_and_addresses_that_a_line_breaks_are_whole() -> None:
    address = "https://example.org/a/very/long/path/to/a-file-with-hyphens/index.html?page=12&x=3"
    source = f'#set text(hyphenate: true)\n{LOREM} It is at #link("{address}") today. {LOREM}'
    text = " ".join(block.text for block in blocks(source))
    assert address in text
    assert text.count(LOREM) == 2
    assert any(run.url == address for block in blocks(source) for run in block.runs)


def test_what_stands_in_a_frame_is_boxed() -> None:
    said = blocks(f"""
{LOREM}
#rect(width: 100%, fill: luma(220), inset: 8pt)[Key point one is that ferries end. It is a long
  one, so that it takes more than a line of the box.]
{LOREM}
""")
    assert [block.boxed for block in said] == [False, True, False]


def test_rows_of_cells_are_a_table() -> None:
    said = blocks("""
#table(columns: (3cm, 2cm, 2cm), stroke: none, [Year], [Cars], [Ships], [2018], [7,500], [12],
  [2019], [9,100], [4], [2020], [9,900], [0])
""")
    assert [block.rows for block in said] == [
        (
            ("Year", "Cars", "Ships"),
            ("2018", "7,500", "12"),
            ("2019", "9,100", "4"),
            ("2020", "9,900", "0"),
        )
    ]


def test_entries_that_hang_are_parted() -> None:
    entries = [f"{name}, A. 2020. {LOREM} Oslo." for name in ("Ek", "Lind", "Moe", "Ness")]
    source = "#set par(hanging-indent: 1.5em, spacing: 0.65em)\n" + "\n\n".join(entries)
    assert [block.text for block in blocks(source)] == entries


def test_a_large_first_letter_belongs_to_its_word() -> None:
    words = LOREM.removeprefix("T")
    source = f"#grid(columns: (auto, 1fr), gutter: 1pt, text(size: 28pt)[T], [{words}])"
    text = " ".join(block.text for block in blocks(source))
    assert text.startswith("The bridge carried")


def test_pages_of_pictures_are_refused_or_named() -> None:
    with pytest.raises(RefusedError, match="its pages are pictures"):
        paper("#rect(width: 3cm, height: 3cm, fill: red)")
    mixed = paper(f"{LOREM}\n#pagebreak()\n#rect(width: 3cm, height: 3cm)\n#pagebreak()\n{LOREM}")
    assert mixed.said == ("1 of 3 pages hold no text.",)


def locked() -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(typst.compile(LOREM.encode()))))
    writer.encrypt("secret", algorithm="RC4-128")
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"words", "it is not a PDF, or damaged"),
        (b"%PDF-1.7\n" + b"\0" * 1000, "it is not a PDF, or damaged"),
        (locked(), "it is locked by a password"),
    ],
    ids=["text", "head", "locked"],
)
def test_what_is_not_read_is_refused_with_a_reason(content: bytes, reason: str) -> None:
    with pytest.raises(RefusedError, match=f"^{reason}$"):
        read(content)


def test_too_many_pages_or_letters_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    content = typst.compile(f"{LOREM}\n#pagebreak()\n{LOREM}".encode())
    monkeypatch.setattr(pdf_letters, "MOST_LETTERS", 200)
    with pytest.raises(RefusedError, match="more than 200 letters"):
        read(content)
    monkeypatch.setattr(pdf_letters, "MOST_PAGES", 1)
    with pytest.raises(RefusedError, match="it has 2 pages; 1 are read at most"):
        read(content)


@pytest.mark.parametrize("cut", range(1, 10))
def test_a_damaged_file_is_read_as_far_as_it_goes_or_refused(cut: int) -> None:
    content = typst.compile(f"{PAGE}{LOREM}".encode())
    with contextlib.suppress(RefusedError):
        assert all(block.text for block in read(content[: len(content) * cut // 10]).blocks)
