"""What summaries, pages and sections hold, before anything is drawn."""

from pathlib import Path
from typing import TypeVar, get_args

import pytest

from briefdeck import document
from briefdeck.document.blocks import (
    AnyBlock,
    Arguments,
    Attribution,
    Badges,
    Caveat,
    Document,
    EntryList,
    Evidence,
    Fact,
    Facts,
    Figure,
    Heading,
    Passage,
    Points,
    Quote,
    References,
    Standing,
)
from briefdeck.loader import Loaded, load, load_text
from briefdeck.model.csl import SourceStatus
from briefdeck.model.evidence import sole_support
from briefdeck.model.likelihood import likelihood_words
from briefdeck.model.nodes import Citation, CodeBlock, EntryLink, ListBlock, Paragraph, ProseBlock
from briefdeck.model.prose import inline_text
from support.compared import HEAD

HARBOR = Path(__file__).parents[1] / "output" / "harbor-tunnel.toml"
Kind = TypeVar("Kind", bound=AnyBlock)


@pytest.fixture(scope="module")
def harbor() -> Loaded:
    return load(HARBOR)


def of_kind(made: Document, kind: type[Kind]) -> list[Kind]:
    return [block for block in made.blocks if isinstance(block, kind)]


def kinds(made: Document) -> list[str]:
    return [type(block).__name__ for block in made.blocks]


def titles(made: Document, level: int) -> list[str]:
    return [block.text for block in of_kind(made, Heading) if block.level == level]


def fact(made: Document, name: str) -> str:
    facts: list[Fact] = [each for block in of_kind(made, Facts) for each in block.facts]
    return next(inline_text(each.value) for each in facts if each.name == name)


def entries(made: Document, role: str) -> list[str]:
    return [
        item.entry
        for block in of_kind(made, EntryList)
        if block.role == role
        for item in block.items
    ]


def said(block: ProseBlock) -> list[str]:
    """A block's words, citations as `[1]`."""
    match block:
        case Paragraph():
            return [
                "".join(
                    "[1]" if isinstance(each, Citation) else getattr(each, "text", "")
                    for each in block.inlines
                )
            ]
        case ListBlock():
            return [line for item in block.items for inner in item for line in said(inner)]
        case CodeBlock():
            return [block.text]


class TestSummary:
    def test_the_bottom_line_comes_first(self, harbor: Loaded) -> None:
        made = document.summary(harbor, level="full")
        assert kinds(made)[:4] == ["Heading", "Passage", "Passage", "Standing"]
        assert [block.role for block in of_kind(made, Passage)][:2] == ["subtitle", "bluf"]
        assert titles(made, 2) == [
            "Key points",
            "Eras",
            "Timeline",
            "Figures",
            "Recommendations",
            "What to doubt",
            "About the sources",
            "Sources",
            "References",
            "Left out",
        ]

    def test_references_are_those_cited_by_number(self, harbor: Loaded) -> None:
        made = document.summary(harbor, level="full")
        listed = of_kind(made, References)[0].references
        assert [(each.number, each.source.id) for each in listed] == [
            (1, "audit-2012"),
            (2, "audit-2019"),
            (3, "gazette-2002"),
            (4, "counts-2021"),
        ]
        assert made.cited == tuple(each.source.id for each in listed)
        assert made.numbers["gazette-2002"] == 3

    def test_coverage_and_stance(self, harbor: Loaded) -> None:
        standing = of_kind(document.summary(harbor, level="full"), Standing)[0]
        assert (standing.stance, standing.condenses, standing.condenses_label) == (
            "advocacy",
            "audit-2019",
            "State Audit Office 2019",
        )
        assert standing.coverage.total == 11

    def test_what_holds_for_all_points_is_said_once(self, harbor: Loaded) -> None:
        made = document.summary(harbor, level="full")
        recommendations = next(
            block for block in of_kind(made, Heading) if block.text == "Recommendations"
        )
        assert recommendations.note == "judgment"
        points = of_kind(made, Points)[1].points
        assert [[badge.text for badge in point.badges] for point in points] == [
            ["to Harbor Authority", "open", "1 for, 1 against", "priority 1"],
            ["option"],
        ]

    def test_named_sections_and_their_references(self, harbor: Loaded) -> None:
        made = document.summary(harbor, ["quotations", "terms"])
        assert titles(made, 2) == ["Quotations", "Terms", "References"]
        assert [each.source.id for each in of_kind(made, References)[0].references] == [
            "gazette-2002"
        ]

    @pytest.mark.parametrize("name", ["Key points", "key-points", "POINTS", "key_points"])
    def test_sections_are_found_by_any_of_their_names(self, harbor: Loaded, name: str) -> None:
        assert titles(document.summary(harbor, [name]), 2)[0] == "Key points"

    def test_an_unknown_section_is_a_key_error(self, harbor: Loaded) -> None:
        with pytest.raises(KeyError):
            document.summary(harbor, ["nonsense"])

    def test_everything_holds_every_entry(self, harbor: Loaded) -> None:
        made = document.summary(harbor, level="all")
        assert harbor.briefing is not None
        shown = {block.entry for block in made.blocks} | {
            each.source.id for block in of_kind(made, References) for each in block.references
        }
        terms = {term.id for term in harbor.briefing.terms}
        assert {entry.id for entry in harbor.briefing.entries()} - terms <= shown
        assert (
            fact(made, "tube")
            == "One bore of the tunnel, with two lanes. ⚠ Caveat: The audits say bore."
        )

    def test_nothing_to_read_is_a_value_error(self) -> None:
        with pytest.raises(ValueError, match="nothing could be read"):
            document.summary(
                Loaded(id="broken", path=None, text="", briefing=None, links=None, problems=())
            )

    def test_a_bare_briefing_has_only_what_it_has(self) -> None:
        made = document.summary(
            load_text('format = 1\n[briefing]\ntitle = "T"\nbluf = "B."\nas_of = "2020"\n', "bare")
        )
        assert kinds(made) == ["Heading", "Passage", "Standing"]


class TestPage:
    def test_an_era_gathers_what_belongs_to_it(self, harbor: Loaded) -> None:
        made = document.page(harbor, "era-digging")
        assert entries(made, "events") == ["event-contract", "event-flood"]
        opened = document.page(harbor, "era-open")
        assert entries(opened, "events") == ["event-opening"]
        assert entries(opened, "quotations") == ["quote-mayor"]
        assert entries(opened, "programs") == ["toll-plan"]
        assert entries(opened, "findings") == ["finding-tolls"]

    def test_whose_words_what_sort_and_the_warning(self, harbor: Loaded) -> None:
        made = document.page(harbor, "key-second-tube")
        assert [badge.text for badge in of_kind(made, Badges)[0].badges] == [
            "judgment", "likely (55–80%)", "moderate confidence: two audits, of which one draws on the other",
            "State Audit Office 2019's own statement, pp. 30–31",
        ]  # fmt: skip
        assert not of_kind(made, Attribution), "the badge says whose statement it is"
        assert len(of_kind(made, Caveat)) == 1

    def test_evidence_has_place_and_quote_once(self, harbor: Loaded) -> None:
        evidence = of_kind(document.page(harbor, "key-second-tube"), Evidence)[0]
        assert evidence.support == "traced"
        assert [(use.role, use.number, use.short, use.quote) for use in evidence.items] == [
            ("voice", 2, "State Audit Office 2019, 30–31", "a second tube is to be expected")
        ]

    def test_a_figure_shows_every_source_of_its_points(self, harbor: Loaded) -> None:
        made = document.page(harbor, "series-traffic")
        assert of_kind(made, Figure)[0].series.id == "series-traffic"
        assert {(use.source, use.at) for use in of_kind(made, Evidence)[0].items} == {
            ("counts-2021", None),
            ("audit-2012", "table 1"),
            ("audit-2012", None),
        }

    def test_links_in_prose_have_words(self, harbor: Loaded) -> None:
        text = of_kind(document.page(harbor, "key-second-tube"), Passage)[0].prose[0]
        assert isinstance(text, Paragraph)
        assert EntryLink(target="harbor-authority", text="Harbor Authority") in text.inlines

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("It fell.", "It fell [1]."),
            ("In the U.S.", "In the U.S. [1]"),
            ("Why?", "Why? [1]"),
            ("It fell [@s].", "It fell [1]."),
            ("a `b.`", "a b. [1]"),
            ("- one", "one/[1]"),
        ],
    )
    def test_a_citation_stands_before_the_full_stop(self, text: str, expected: str) -> None:
        loaded = load_text(
            'format = 1\n[briefing]\ntitle = "T"\nbluf = "B."\nas_of = "2020"\n'
            f'[[findings]]\nid = "f"\ntext = {text!r}\ncites = ["s"]\n'
            '[[sources]]\nid = "s"\ntype = "report"\ntitle = "S"\n',
            "bare",
        )
        passage = of_kind(document.page(loaded, "f"), Passage)[0]
        assert "/".join(line for block in passage.prose for line in said(block)) == expected

    def test_a_source_says_what_rests_on_it_and_what_would_fall(self, harbor: Loaded) -> None:
        made = document.page(harbor, "audit-2012")
        assert harbor.links is not None
        items = [item for block in of_kind(made, EntryList) for item in block.items]
        assert {item.entry for item in items if item.sole} == set(
            sole_support("audit-2012", harbor.links)
        )
        assert {item.entry: item.note for item in items}["event-contract"] == "p. 2"
        assert fact(made, "Reliability") == "Independent; books opened to it."

    def test_a_source_that_was_replaced_says_so(self, harbor: Loaded) -> None:
        assert (
            fact(document.page(harbor, "audit-2019"), "Status") == "⚠ superseded by a later edition"
        )

    def test_what_rests_on_an_entry(self, harbor: Loaded) -> None:
        assert entries(document.page(harbor, "key-traffic"), "backlinks") == ["rec-second-tube"]

    def test_a_quotation_is_quoted(self, harbor: Loaded) -> None:
        quote = of_kind(document.page(harbor, "quote-mayor"), Quote)[0]
        assert (quote.speaker, quote.voice, quote.when) == (
            "Ruth Example",
            "ruth-example",
            "14 May 2004",
        )
        assert isinstance(quote.prose[0], Paragraph)
        assert inline_text(quote.prose[0].inlines) == "“We were told it could not be done.”"

    def test_arguments_and_conditions(self, harbor: Loaded) -> None:
        made = document.page(harbor, "rec-second-tube")
        assert titles(made, 4) == ["Conditions"]
        arguments = of_kind(made, Arguments)[0]
        assert len(arguments.arguments_for) == 1
        assert len(arguments.arguments_against) == 1

    def test_references_only_when_asked(self, harbor: Loaded) -> None:
        assert not of_kind(document.page(harbor, "event-flood"), References)
        assert (
            len(
                of_kind(document.page(harbor, "event-flood", references=True), References)[
                    0
                ].references
            )
            == 1
        )

    def test_every_block_of_a_page_names_its_entry(self, harbor: Loaded) -> None:
        assert harbor.briefing is not None
        for entry in harbor.briefing.entries():
            assert {block.entry for block in document.page(harbor, entry.id).blocks} == {entry.id}

    def test_no_such_entry_is_a_key_error(self, harbor: Loaded) -> None:
        with pytest.raises(KeyError):
            document.page(harbor, "nothing")


class TestSections:
    def test_empty_sections_are_left_out(self) -> None:
        bare = load_text(
            'format = 1\n[briefing]\ntitle = "T"\nbluf = "B."\nas_of = "2020"\n', "bare"
        )
        assert bare.briefing is not None
        assert [section.name for section in document.sections_of(bare.briefing)] == ["overview"]

    def test_order(self, harbor: Loaded) -> None:
        assert harbor.briefing is not None
        assert [section.name for section in document.sections_of(harbor.briefing)] == [
            "overview", "key-points", "eras", "timeline", "figures", "programs", "recommendations", "sources",
            "findings", "people", "quotations", "tables", "reading", "terms",
        ]  # fmt: skip

    def test_sources_with_what_is_known_of_them(self, harbor: Loaded) -> None:
        listed = of_kind(document.summary(harbor, ["sources"]), References)[0].references
        assert [len(each.notes) for each in listed] == [2, 3, 0, 0]


@pytest.mark.parametrize(
    ("word", "scale", "expected"),
    [
        ("likely", "icd203", "likely (55–80%)"),
        ("Likely", "ipcc", "Likely (66–100%)"),
        ("remote", "icd203", "remote (1–5%)"),
        ("perhaps", "icd203", "perhaps"),
        ("likely", None, "likely"),
    ],
)
def test_likelihood(word: str, scale: str | None, expected: str) -> None:
    assert likelihood_words(word, scale) == expected


def test_a_basis_that_is_a_sentence_loses_its_stop_among_other_words() -> None:
    text = HARBOR.read_text(encoding="utf-8")
    basis = 'confidence_basis = "'
    start = text.index(basis) + len(basis)
    end = text.index('"', start)
    loaded = load_text(f"{text[:start]}Two counts agree.{text[end:]}", "harbor-tunnel")
    words = [
        badge.text
        for badges in of_kind(document.summary(loaded, level="all"), Badges)
        for badge in badges.badges
    ]
    assert "moderate confidence: Two counts agree" in words


@pytest.mark.parametrize("status", get_args(SourceStatus))
def test_a_source_of_every_status_has_a_page_that_warns_where_it_should(status: str) -> None:
    text = HEAD.format(title="A") + (
        f'[[sources]]\nid = "s"\ntype = "report"\ntitle = "Report"\nstatus = "{status}"\n'
    )
    facts = [
        block
        for block in document.page(load_text(text, "a"), "s").blocks
        if isinstance(block, Facts)
    ]
    said = [
        inline_text(fact.value) for block in facts for fact in block.facts if fact.name == "Status"
    ]
    is_doubted = status in {"superseded", "corrected", "retracted", "unavailable"}
    assert [words.startswith("⚠") for words in said] == [is_doubted]
