"""Word documents: native headings, captions, bookmarks, lists and tables, opened by others too."""

import re
import shutil
import subprocess
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from briefdeck.document.lookup import lookup
from briefdeck.export import Exported, Wanted, export
from briefdeck.export.paper.nodes import Title
from briefdeck.export.paper.whole import paper
from briefdeck.export.word.elements import bookmark_name
from briefdeck.loader import Loaded, load, load_text
from briefdeck.model.levels import Level
from support.briefings import random_toml
from support.pages import SHIPPED
from support.papers import nodes_of
from support.saying import HOSTILE, saying
from support.scripts import toml_in_all_scripts

OFFICE = shutil.which("soffice")
NUMBERED = """
format = 1
[briefing]
title = "A title"
bluf = "The bottom line."
as_of = "2020-04"
authors = ["Ada Doe", "Bob Roe"]
tags = ["one", "two"]
language = "en-GB"
[[findings]]
id = "found"
title = "What was found"
text = '''
It was found [@work, p. 3].

3. third
4. fourth

    - inner

Then:

1. first
'''
[[series]]
id = "numbers"
title = "Numbers"
unit = "people"
points = [{ at = "2019", value = 1200 }, { at = "2020", value = 34000 }]
[[sources]]
id = "work"
type = "webpage"
title = "The work"
URL = "https://www.rfc-editor.org/rfc/rfc791"
"""


def _made(loaded: Loaded, level: Level = "all") -> Exported:
    return export(Wanted(loaded, "docx", level))


def _read(done: Exported) -> Document:
    return docx.Document(BytesIO(done.content))


def _texts(document: Document, tag: str, name: str) -> list[str]:
    """The values of an attribute of all elements of a kind."""
    found = document.element.body.iter(qn(tag))
    return [value for each in found if (value := each.get(qn(name))) is not None]


def _headings(document: Document) -> list[tuple[int, str]]:
    found = []
    for each in document.paragraphs:
        style = each.style.style_id if each.style is not None else ""
        if re.fullmatch("Heading[1-4]", style):
            found.append((int(style[-1]), each.text))
    return found


@pytest.fixture(scope="module", params=SHIPPED, ids=lambda path: path.stem)
def shipped(request: pytest.FixtureRequest) -> tuple[Loaded, Exported, Document]:
    path: Path = request.param
    loaded = load(path)
    done = _made(loaded)
    return loaded, done, _read(done)


def test_every_entry_has_a_bookmark_and_every_link_one(
    shipped: tuple[Loaded, Exported, Document],
) -> None:
    loaded, done, document = shipped
    assert loaded.links is not None
    assert done.losses == ()
    names = _texts(document, "w:bookmarkStart", "w:name")
    assert len(names) == len(set(names))
    assert len(_texts(document, "w:bookmarkStart", "w:id")) == len(names)
    assert {bookmark_name(entry) for entry in loaded.links.entries} <= set(names)
    assert set(_texts(document, "w:hyperlink", "w:anchor")) <= set(names)
    assert max(map(len, names)) <= 40


def test_headings_are_those_of_the_paper(shipped: tuple[Loaded, Exported, Document]) -> None:
    loaded, _, document = shipped
    made = paper(lookup(loaded), "all")
    titles = [node for node in nodes_of(made) if isinstance(node, Title)]
    meant = [(each.level, f"{each.text} {each.note}".strip()) for each in titles]
    assert _headings(document) == meant


def test_a_citation_has_the_number_of_its_source(
    shipped: tuple[Loaded, Exported, Document],
) -> None:
    _, _, document = shipped
    numbers = {}
    for each in document.paragraphs:
        if each.style is not None and each.style.style_id == "Reference":
            name = each._p.find(qn("w:bookmarkStart")).get(qn("w:name"))
            numbers[name] = each.text.partition("\t")[0]
    cited = [
        (link.get(qn("w:anchor")), "".join(each.text for each in link.iter(qn("w:t"))))
        for link in document.element.body.iter(qn("w:hyperlink"))
    ]
    cited = [(anchor, text) for anchor, text in cited if anchor and text.isdecimal()]
    assert len(cited) > 50
    assert [pair for pair in cited if numbers.get(pair[0]) != pair[1]] == []


def test_pictures_have_captions_and_say_what_they_show(
    shipped: tuple[Loaded, Exported, Document],
) -> None:
    _, _, document = shipped
    shapes = len(document.inline_shapes)
    assert shapes > 1
    described = [each.get("descr") for each in document.element.body.iter(qn("wp:docPr"))]
    assert len([each for each in described if each]) == shapes
    captions = [each.text for each in document.paragraphs if _style(each) == "Caption"]
    figures = [caption for caption in captions if caption.startswith("Figure ")]
    assert len(figures) == shapes
    assert [int(re.findall(r"\d+", each)[0]) for each in figures] == list(range(1, shapes + 1))
    assert len(captions) - shapes == len(document.tables)


def _style(paragraph: object) -> str:
    style = getattr(paragraph, "style", None)
    return style.style_id if style is not None else ""


def test_it_says_what_it_is() -> None:
    about = _read(_made(load_text(NUMBERED, "numbered"))).core_properties
    assert about.title == "A title"
    assert about.author == "Ada Doe; Bob Roe"
    assert about.subject == "The bottom line."
    assert about.keywords == "one, two"
    assert about.language == "en-GB"
    assert about.created is not None
    assert about.created.date().isoformat() == "2020-04-01"
    assert about.created == about.modified


def test_lists_begin_with_their_numbers() -> None:
    document = _read(_made(load_text(NUMBERED, "numbered")))
    numbering = document.part.numbering_part.element
    starts = {
        each.get(qn("w:numId")): int(each.find(f".//{qn('w:startOverride')}").get(qn("w:val")))
        for each in numbering.iter(qn("w:num"))
        if each.find(f".//{qn('w:startOverride')}") is not None
    }
    listed = {}
    for each in document.paragraphs:
        number = each._p.find(f".//{qn('w:numId')}")
        if number is not None:
            depth = each._p.find(f".//{qn('w:ilvl')}").get(qn("w:val"))
            listed[each.text] = (starts.get(number.get(qn("w:val"))), depth)
    assert listed["third"] == listed["fourth"] == (3, "0")
    assert listed["inner"] == (None, "1")
    assert listed["first"] == (1, "0")


def test_tables_hold_their_numbers_as_text_under_repeated_heads() -> None:
    document = _read(_made(load_text(NUMBERED, "numbered")))
    table = document.tables[-1]
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[0][:2] == ["Period", "Value (people)"]
    assert ["2019", "1,200"] in [row[:2] for row in rows]
    head = table.rows[0]._tr
    assert head.find(f".//{qn('w:tblHeader')}") is not None
    right = table.rows[1].cells[1].paragraphs[0].alignment
    assert right is not None
    assert right.name == "RIGHT"


def test_addresses_of_the_web_are_links() -> None:
    document = _read(_made(load_text(NUMBERED, "numbered")))
    outside = {each.target_ref for each in document.part.rels.values() if each.is_external}
    assert outside == {"https://www.rfc-editor.org/rfc/rfc791"}


def test_it_is_the_same_every_time() -> None:
    first, second = (_made(load_text(NUMBERED, "numbered")).content for _ in range(2))
    assert first == second
    with ZipFile(BytesIO(first)) as packed:
        assert {each.date_time for each in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert "docProps/thumbnail.jpeg" not in packed.namelist()


def test_drawings_are_named_where_they_cannot_be_made(monkeypatch: pytest.MonkeyPatch) -> None:
    from briefdeck.export import docx as made_here

    monkeypatch.setattr(made_here, "find_spec", lambda _: None)
    done = _made(load_text(NUMBERED, "numbered"))
    assert done.losses == ("the drawing “Numbers”, which needs resvg-py",)
    document = _read(done)
    assert len(document.inline_shapes) == 0
    assert len(document.tables) == 1


@pytest.mark.parametrize("words", [*HOSTILE, "&amp;", "{0}", 'HYPERLINK "x"', "\x85\x9b31m"])
def test_what_a_file_says_stays_text(words: str) -> None:
    done = _made(load_text(saying(words), "hostile"))
    document = _read(done)
    outside = [each.target_ref for each in document.part.rels.values() if each.is_external]
    assert all(re.match(r"https?://|mailto:", each) for each in outside)
    codes = {each.text.split()[0] for each in document.element.body.iter(qn("w:instrText"))}
    assert codes <= {"SEQ", "TOC"}


@pytest.mark.parametrize("seed", range(20))
def test_any_briefing_is_a_sound_document(seed: int) -> None:
    loaded = load_text(random_toml(seed), "random")
    assert loaded.links is not None
    document = _read(_made(loaded))
    names = set(_texts(document, "w:bookmarkStart", "w:name"))
    assert {bookmark_name(entry) for entry in loaded.links.entries} <= names
    assert set(_texts(document, "w:hyperlink", "w:anchor")) <= names
    levels = [level for level, _ in _headings(document)]
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_letters_of_all_scripts_are_kept() -> None:
    document = _read(_made(load_text(toml_in_all_scripts(), "scripts")))
    assert any("日本" in each.text for each in document.paragraphs)
    hebrew = 'format=1\n[briefing]\ntitle="א"\nbluf="ב"\nas_of="2020"\nlanguage="he"\n'
    styles = _read(_made(load_text(hebrew, "he"))).styles.element
    assert next(styles.iter(qn("w:bidi")), None) is not None


def test_a_name_that_word_refuses_is_another_one() -> None:
    long, longer = "a" * 50, "a" * 51
    names = [bookmark_name(each) for each in (long, longer, "fine-id", "2020-report")]
    assert len(set(names)) == 4
    assert names[2] == "fine-id"
    assert all(len(name) <= 40 and name[0].isalpha() for name in names)


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed: documents not opened")
def test_libreoffice_finds_the_same_headings(tmp_path: Path) -> None:
    path = next(path for path in SHIPPED if path.stem.startswith("southwest"))
    done = _made(load(path), "full")
    (tmp_path / "it.docx").write_bytes(done.content)
    command = [
        str(OFFICE), f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "fodt",
        "--outdir", str(tmp_path), str(tmp_path / "it.docx"),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    text = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
    root = ET.parse(tmp_path / "it.fodt").getroot()
    found = [
        (int(each.get(f"{text}outline-level", "0")), " ".join("".join(each.itertext()).split()))
        for each in root.iter(f"{text}h")
    ]
    meant = [(level, " ".join(words.split())) for level, words in _headings(_read(done))]
    assert [each for each in found if each[1]] == meant
