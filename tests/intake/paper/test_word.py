"""Papers in Word as blocks, from documents that python-docx writes and from parts written by hand."""

import io
import zipfile

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from briefdeck.intake.paper.blocks import Block, Run
from briefdeck.intake.paper.word import read
from briefdeck.intake.paper.word_numbers import in_form
from briefdeck.workers import RefusedError, guarded
from support.guarded_work import counting

RELATIONS = """\
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}"
 Target="{}"/></Relationships>"""


def bytes_of(document: Document) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def package(body: str, **parts: str) -> bytes:
    """A document whose body and further parts are written here as XML."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", RELATIONS.format("officeDocument", "word/document.xml"))
        for name, content in {"document": f"<w:body>{body}</w:body>", **parts}.items():
            root = f"<w:{name} {nsdecls('w', 'r')}>{content}</w:{name}>"
            archive.writestr(f"word/{name}.xml", root)
    return file.getvalue()


def blocks(content: bytes) -> list[Block]:
    return list(read(content).blocks)


def paragraph(*texts: str, style: str = "", inside: str = "") -> str:
    runs = "".join([f"<w:r><w:t>{text}</w:t></w:r>" for text in texts])
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{runs}{inside}</w:p>'


def test_styles_say_what_paragraphs_are() -> None:
    document = docx.Document()
    document.core_properties.author = "Ada Lind; Bo Ek"
    document.add_heading("Ferries and Bridges", level=0)
    document.add_heading("Traffic", level=1)
    words = document.add_paragraph("The bridge ")
    words.add_run("opened").italic = True
    words.add_run(" in ")
    words.add_run("May").bold = True
    document.add_heading("Cars", level=2)
    document.add_paragraph("First.", style="List Number")
    document.add_paragraph("Second.", style="List Number")
    document.add_paragraph("A point.", style="List Bullet")
    document.add_paragraph("Words of others.", style="Quote")
    document.add_paragraph("Table 1. Crossings", style="Caption")
    table = document.add_table(2, 3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Year"
    table.cell(1, 0).text = "2019"
    table.cell(1, 2).text = "7,500"
    paper = read(bytes_of(document))
    assert paper.title == "Ferries and Bridges"
    assert paper.authors == ("Ada Lind", "Bo Ek")
    assert [(block.kind, block.level, block.label, block.text) for block in paper.blocks] == [
        ("heading", 1, "", "Ferries and Bridges"),
        ("heading", 2, "", "Traffic"),
        ("paragraph", 0, "", "The bridge opened in May"),
        ("heading", 3, "", "Cars"),
        ("bullet", 1, "1.", "First."),
        ("bullet", 1, "2.", "Second."),
        ("bullet", 1, "•", "A point."),
        ("quote", 0, "", "Words of others."),
        ("caption", 0, "", "Table 1. Crossings"),
        ("table", 0, "", ""),
    ]
    assert paper.blocks[-1].rows == (("Year", "", ""), ("2019", "", "7,500"))
    assert paper.blocks[2].runs[1:4] == (
        Run("opened", italic=True),
        Run(" in "),
        Run("May", bold=True),
    )
    assert paper.blocks[0].size > 1
    assert paper.blocks[2].size == 1


def test_boxes_are_told_from_the_text() -> None:
    document = docx.Document()
    document.add_paragraph("Text.")
    document.add_table(1, 1).cell(0, 0).text = "In a table of one cell."
    bordered = document.add_paragraph("Within borders.")
    sides = "".join([f'<w:{side} w:val="single"/>' for side in ("top", "left", "bottom", "right")])
    borders = parse_xml(f"<w:pBdr {nsdecls('w')}>{sides}</w:pBdr>")
    bordered._p.get_or_add_pPr().append(borders)
    said = {block.text: block.boxed for block in blocks(bytes_of(document)) if block.text}
    assert said == {"Text.": False, "In a table of one cell.": True, "Within borders.": True}


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    def box(words: str) -> str:
        return f"<w:pict><w:txbxContent>{paragraph(words)}</w:txbxContent></w:pict>"

    drawing = (
        "<w:r><w:AlternateContent>"
        f"<w:Choice>{box('A point.')}</w:Choice><w:Fallback>{box('A point.')}</w:Fallback>"
        "</w:AlternateContent></w:r>"
    )
    said = blocks(package(paragraph("Text.", inside=drawing)))
    assert [(block.text, block.boxed) for block in said] == [("Text.", False), ("A point.", True)]


def test_notes_follow_the_text_with_their_labels() -> None:
    mark = '<w:r><w:footnoteReference w:id="7"/></w:r><w:r><w:t> and on</w:t></w:r>'
    note = f'<w:footnote w:id="7">{paragraph("Who said it.")}</w:footnote>'
    text, noted = blocks(package(paragraph("Said", inside=mark), footnotes=note))
    assert text.runs == (Run("Said"), Run("1", raised=True, url="#footnote-7"), Run(" and on"))
    assert (noted.kind, noted.label, noted.anchors) == ("note", "1", ("footnote-7",))


def test_pages_are_those_on_which_word_set_it() -> None:
    turn = "<w:r><w:lastRenderedPageBreak/></w:r>"
    body = paragraph("One.") + f"<w:p>{turn}<w:r><w:t>Two.</w:t></w:r></w:p>"
    body += paragraph("Over ", inside=f"{turn}<w:r><w:t>the end.</w:t></w:r>") + paragraph("Three.")
    assert [block.page for block in blocks(package(body))] == ["1", "2", "2", "3"]
    assert [block.page for block in blocks(package(paragraph("One.")))] == [""]


def test_what_was_struck_out_or_is_hidden_is_not_read() -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>"
    struck = "<w:del><w:r><w:delText>struck</w:delText></w:r></w:del>"
    added = "<w:ins><w:r><w:t> added</w:t></w:r></w:ins>"
    (block,) = blocks(package(paragraph("Text", inside=hidden + struck + added)))
    assert block.text == "Text added"


def test_fields_give_their_links_and_no_table_of_contents() -> None:
    def field(code: str, words: str) -> str:
        return (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
            f"<w:r><w:instrText>{code}</w:instrText></w:r>"
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
            f'<w:r><w:t>{words}</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
        )

    link = field(' HYPERLINK "https://example.org/b" ', "here")
    contents = paragraph(inside=field(r' TOC \o "1-3" ', "Traffic 3"))
    assert blocks(package(contents + paragraph("See ", inside=link)))[0].runs == (
        Run("See "),
        Run("here", url="https://example.org/b"),
    )


def test_headings_have_the_numbers_that_word_counts() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="Heading 1"/><w:pPr><w:numPr>'
        '<w:numId w:val="3"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/>'
        '<w:basedOn w:val="H1"/><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    numbering = (
        '<w:abstractNum w:abstractNumId="0">'
        '<w:lvl w:ilvl="0"><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2)"/></w:lvl>'
        '</w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="0"/></w:num>'
    )
    body = "".join([paragraph(name, style=name[:2]) for name in ("H1 a", "H2 b", "H2 c", "H1 d")])
    said = blocks(package(body, styles=styles, numbering=numbering))
    assert [(block.level, block.text) for block in said] == [
        (1, "I. H1 a"),
        (2, "I.a) H2 b"),
        (2, "I.b) H2 c"),
        (1, "II. H1 d"),
    ]


@pytest.mark.parametrize(
    ("number", "form", "text"),
    [
        (4, "lowerRoman", "iv"),
        (1994, "upperRoman", "MCMXCIV"),
        (27, "lowerLetter", "aa"),
        (3, "upperLetter", "C"),
        (7, "decimalZero", "07"),
        (10**9, "lowerLetter", "1000000000"),
    ],
)
def test_forms_of_numbers(number: int, form: str, text: str) -> None:
    assert in_form(number, form) == text


def bomb() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<a>" + b" " * (64 << 20))
    return file.getvalue()


ENTITIES = '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><d>&b;</d>'


def with_document(content: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", content)
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"words", r"not a Word document, or damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), r"locked or in Word's format before"),
        (bomb(), "larger than 32 MB when unpacked"),
        (with_document(ENTITIES), "define entities"),
        (with_document("<a><b></a>"), "`word/document.xml` is not sound XML"),
        (package("")[:-40], r"not a Word document, or damaged"),
    ],
    ids=["text", "old", "bomb", "entities", "broken", "cut"],
)
def test_what_is_not_read_is_refused_with_a_reason(content: bytes, reason: str) -> None:
    with pytest.raises(RefusedError, match=reason):
        read(content)


def test_nesting_without_end_is_refused_in_the_process_that_reads() -> None:
    deep = 5_000
    body = "<w:tbl><w:tr><w:tc>" * deep + paragraph("x") + "</w:tc></w:tr></w:tbl>" * deep
    with pytest.raises(RefusedError, match="nested too deeply"):
        guarded(counting, package(body))
