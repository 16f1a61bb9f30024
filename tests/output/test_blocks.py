"""Every output draws every kind of block."""

import json
from typing import get_args

import jsonschema
import pytest
from msgspec import convert

from briefdeck.document import blocks as b
from briefdeck.document.figures import figure_notes
from briefdeck.evidence.passages import Passage, Quoted, Selector
from briefdeck.loader import Loaded
from briefdeck.model.briefing import Cite, Source, Table
from briefdeck.model.edtf import Edtf
from briefdeck.model.evidence import Coverage
from briefdeck.model.nodes import (
    Citation,
    CodeBlock,
    EntryLink,
    LineBreak,
    ListBlock,
    Paragraph,
    ProseBlock,
    Text,
    WebLink,
)
from briefdeck.output import FORMATS, render
from briefdeck.output.json_text import schema

PROSE: tuple[ProseBlock, ...] = (
    Paragraph(inlines=(Text(text="prosewords "), Citation(cites=(Cite(source="src", at="p. 9"),)), LineBreak(), EntryLink(target="e", text="linkwords"))),
    ListBlock(items=((Paragraph(inlines=(WebLink(url="https://x.example/", text="webwords"),)),),), ordered=True),
    CodeBlock(text="codewords"),
)  # fmt: skip
SOURCE = convert(
    {"id": "src", "type": "report", "title": "Sourcetitle", "status": "retracted"}, Source
)
REFERENCE = b.Reference(
    number=3, full=(Text(text="Fullreference."),), short="Short 2011", source=SOURCE
)
EXCERPT = b.Excerpt(
    quoted=Quoted(
        "e", ("findings", 0, "cites", 0), "src", "p. 9", "copiedwords",
        Passage("verified", (Selector("copiedwords", "beforewords ", " afterwords"),)),
        seen_at="p. 9",
    ),
    entries=(EntryLink(target="e", text="linkwords"),),
)  # fmt: skip
BADGES = (b.Badge(kind="kind", text="judgment"), b.Badge(kind="support", text="no source"))


def kinds(harbor: Loaded) -> dict[type, tuple[b.AnyBlock, tuple[str, ...]]]:
    """One block of each kind, and words that must be seen of it."""
    briefing = harbor.briefing
    assert briefing is not None
    statement = b.Statement(
        entry="e", title="Pointtitle", prose=PROSE, badges=BADGES, support="uncited", caveat=PROSE
    )
    made: dict[b.AnyBlock, tuple[str, ...]] = {
        b.Heading(text="Headwords", note="notewords"): ("headwords", "notewords"),
        b.Passage(prose=PROSE): ("prosewords", "p. 9", "linkwords", "webwords", "codewords"),
        b.Standing(as_of=Edtf.parse("2021-06"), stance="advocacy", coverage=Coverage(1, 2, 1), condenses="src", condenses_label="Short 2011"): ("2021", "advocacy", "short 2011", "75%"),
        b.Badges(badges=BADGES, support="uncited"): ("judgment", "no source"),
        b.Attribution(voice="src", name="Voicename", verb="argues"): ("voicename argues",),
        b.Caveat(prose=PROSE): ("caveat", "prosewords", "codewords"),
        b.Facts(facts=(b.Fact(name="Factname", value=(Text(text="factvalue"),)),)): ("factname", "factvalue"),
        b.Arguments(arguments_for=(PROSE,)): ("for", "prosewords", "no counter-argument is recorded"),
        b.Evidence(support="single", items=(b.SourceUse(source="src", number=3, short="Short 2011, 9", at="p. 9", quote="quotewords"),)): ("one source", "9", "quotewords"),
        b.EntryList(title="Listtitle", role="related", items=(b.Item(entry="e", label="Itemlabel", noun="event", when="1999", note="itemnote", support="single", has_caveat=True, sole=True),)): ("listtitle", "1999", "itemlabel", "itemnote", "falls with it"),
        b.Points(points=(statement,)): ("pointtitle", "prosewords", "judgment", "no source", "caveat"),
        b.Quote(prose=PROSE, speaker="Speakername", when="1999"): ("prosewords", "speakername", "1999"),
        b.Excerpts(excerpts=(EXCERPT,), as_of="2026-11-29"): ("1", "by a record of 29 nov 2026; the copy is not here", "copiedwords", "p. 9", "verified", "beforewords", "linkwords"),
        b.Figure(series=briefing.series[0], notes=figure_notes(briefing.series[0], lambda text, _: (Text(text=text),))): ("2005", "24,000", "31,000", "no figure", "48,000", "not counted", "eleven months only"),
        b.FigureList(series=briefing.series[:1], supports=("cited",)): ("24,000", "48,000"),
        b.Grid(table=briefing.tables[0]): ("vehicle", "toll", "usd", "car", "2.5", "truck, ", "large", "wide", "no"),
        b.Timeline(eras=briefing.eras, events=briefing.events, programs=briefing.programs): ("digging", "water breaks in", "toll plan"),
        b.References(references=(REFERENCE,)): ("fullreference", "retracted"),
    }  # fmt: skip
    return {type(block): (block, words) for block, words in made.items()}


def document(block: b.AnyBlock) -> b.Document:
    return b.Document(
        briefing="x", title="T", language="en", blocks=(block,), numbers={"src": 3}, cited=("src",)
    )


@pytest.mark.parametrize("kind", get_args(b.AnyBlock), ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("name", ["text", "plain", "markdown"])
def test_every_output_says_every_block(harbor: Loaded, name: str, kind: type) -> None:
    block, words = kinds(harbor)[kind]
    drawn = " ".join(render(name, document(block), width=100).casefold().replace("\\", "").split())
    for word in words:
        assert word in drawn, f"{name} does not say `{word}`"


@pytest.mark.parametrize("kind", get_args(b.AnyBlock), ids=lambda kind: kind.__name__)
def test_json_has_every_block(harbor: Loaded, kind: type) -> None:
    written = json.loads(render("json", document(kinds(harbor)[kind][0])))
    jsonschema.validate(written, schema())
    assert written["document"]["blocks"][0]["block"] == kind.__name__.casefold()


def test_a_source_that_is_missing_is_named() -> None:
    block = b.Passage(prose=(Paragraph(inlines=(Citation(cites=(Cite(source="gone"),)),)),))
    for name in ("text", "plain", "markdown"):
        assert "no source “gone”" in render(name, document(block))


def test_empty_blocks_draw_nothing_and_break_nothing() -> None:
    table = convert({"id": "t", "title": "T", "columns": [], "rows": []}, Table)
    for block in (
        b.Passage(prose=()),
        b.Facts(facts=()),
        b.Points(points=()),
        b.References(references=()),
        b.Evidence(support=None, items=()),
        b.Grid(table=table),
        b.Badges(badges=()),
        b.Timeline(eras=(), events=()),
    ):
        for name in FORMATS:
            assert render(name, document(block)).count("\n") < 50
