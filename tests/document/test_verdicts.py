"""What became of quotations and numbers stands in the blocks: where it is cited, in standing, on the source's page."""

import subprocess
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace

from briefdeck import document
from briefdeck.document import blocks as b
from briefdeck.document.lookup import lookup
from briefdeck.document.verdicts import Verdicts
from briefdeck.evidence.passages import Passage, Selector, State
from briefdeck.evidence.sought import sought_quotations
from briefdeck.evidence.verdicts import Verification
from briefdeck.loader import Loaded, load, load_text
from briefdeck.model.prose import inline_text
from support.verified import NUMBERS, TEXT, passages, quoted_as, verified_briefing

SOUGHT = next(sought_quotations(load_text(TEXT, "ferries")))


def blocks_of(drawn: document.Document, kind: type[b.Block]) -> list[b.Block]:
    return [block for block in drawn.blocks if isinstance(block, kind)]


def evidence_of(loaded: Loaded, entry: str) -> b.Evidence:
    (block,) = blocks_of(document.page(loaded, entry), b.Evidence)
    assert isinstance(block, b.Evidence)
    return block


def excerpts_of(loaded: Loaded, source: str) -> list[b.Excerpt]:
    found = blocks_of(document.page(loaded, source), b.Excerpts)
    return [each for block in found if isinstance(block, b.Excerpts) for each in block.excerpts]


@pytest.mark.parametrize("entry", passages())
def test_each_citation_carries_what_became_of_its_words(entry: str) -> None:
    loaded = verified_briefing()
    uses = [use for use in evidence_of(loaded, entry).items if use.verification]
    assert len(uses) == 1
    (quoted,) = uses[0].verification
    assert quoted.passage == passages()[entry]
    assert (quoted.source, quoted.at) == (uses[0].source, uses[0].at)


def test_what_waits_to_be_looked_for_has_no_state() -> None:
    (use,) = evidence_of(verified_briefing(), "waits").items
    assert use.verification == ()
    assert not use.is_known


def test_standing_counts_quotations_by_their_states() -> None:
    (standing,) = blocks_of(document.summary(verified_briefing()), b.Standing)
    assert isinstance(standing, b.Standing)
    assert standing.verification == b.Verified(
        total=9,
        verified=3,
        near=1,
        missing=1,
        changed=1,
        no_copy=1,
        unreadable=1,
        unverified=1,
        numbers=3,
        contradicted=1,
        numbers_missing=1,
    )


@pytest.mark.parametrize(
    ("states", "counted"),
    [
        (("verified", "no-copy"), "verified"),
        (("verified", "missing", "no-copy"), "missing"),
        (("near", "changed", "verified"), "near"),
        (("changed", "unreadable", "verified"), "changed"),
        (("unreadable", "verified", "no-copy"), "unreadable"),
        (("no-copy", "no-copy"), "no_copy"),
    ],
)
def test_a_quotation_counts_once_by_the_worst_of_its_citations(
    states: tuple[State, ...], counted: str
) -> None:
    every = [quoted_as(SOUGHT, Passage(state)) for state in states]
    counts = Verdicts(Verification(tuple(every))).counts
    assert counts == replace(b.Verified(total=1), **{counted: 1})


def test_what_a_record_alone_tells_is_counted_apart_with_its_day() -> None:
    here, recorded = (quoted_as(SOUGHT, Passage("verified")) for _ in range(2))
    recorded = replace(recorded, as_of="2026-11-29", words="other words")
    both = Verdicts(Verification((here, recorded))).counts
    assert both == b.Verified(total=2, verified=1, recorded=1, as_of="2026-11-29")
    alone = Verdicts(Verification((recorded,))).counts
    assert alone == b.Verified(total=1, recorded=1, as_of="2026-11-29")
    also_here = replace(here, words="other words")
    counts = Verdicts(Verification((recorded, also_here))).counts
    assert counts == b.Verified(total=1, verified=1)


def test_a_source_lists_the_passages_of_its_copy_and_what_rests_on_each() -> None:
    listed = excerpts_of(verified_briefing(), "port")
    said = [(each.quoted.passage.state, inline_text(each.entries)) for each in listed]
    assert said == [
        ("verified", "Passengers came back"),
        ("near", "The port found the piers safe."),
        ("verified", "Waiting has doubled."),
        ("verified", "“A strait is not a border … it is a street.”"),
    ]


def test_the_same_words_at_one_place_are_listed_once_with_all_that_quotes_them() -> None:
    again = """
[[findings]]
id = "again"
title = "Again"
text = "Again."
cites = [{ source = "port", at = "p. 9", quote = "2.1 million passengers crossed the strait in 2024" }]
"""
    loaded = verified_briefing(TEXT + again, again=passages()["key-growth"])
    first, *others = excerpts_of(loaded, "port")
    assert inline_text(first.entries) == "Passengers came back, Again"
    assert len(others) == 3


def test_passages_that_are_all_of_one_record_share_its_day() -> None:
    loaded = verified_briefing()
    recorded = [
        replace(quoted_as(each, passages()["key-growth"]), as_of="2026-11-29")
        for each in sought_quotations(loaded)
    ]
    lookup(loaded).verdicts = Verdicts(Verification(tuple(recorded)))
    (block,) = blocks_of(document.page(loaded, "port"), b.Excerpts)
    assert isinstance(block, b.Excerpts)
    assert block.as_of == "2026-11-29"
    assert {each.quoted.as_of for each in block.excerpts} == {""}


def test_a_quotation_says_once_what_is_alike_in_several_citations() -> None:
    twice = TEXT.replace(
        'cites = [{ source = "port", at = "p. 2" }]',
        'cites = [{ source = "port", at = "p. 2" }, { source = "audit" }, { source = "captain" }]',
    )
    drawn = document.summary(verified_briefing(twice), sections=["quotations"])
    (quote,) = blocks_of(drawn, b.Quote)
    assert isinstance(quote, b.Quote)
    assert len(quote.verification) == 1


def test_a_source_without_a_copy_lists_no_passages() -> None:
    assert excerpts_of(verified_briefing(), "captain") == []


def test_an_entry_is_marked_by_the_worst_of_its_quotations_and_numbers() -> None:
    loaded = verified_briefing()
    marks = {}
    for entry in (*passages(), "passengers"):
        badges = [
            badge
            for block in document.page(loaded, entry).blocks
            if isinstance(block, b.Badges)
            for badge in block.badges
            if badge.kind == "verification"
        ]
        marks[entry] = [(badge.state, badge.text) for badge in badges]
    assert {entry: each for entry, each in marks.items() if each} == {
        "near-words": [("near", "quotation near, not the same")],
        "missing-words": [("missing", "quotation not in the copy")],
        "changed-copy": [("changed", "copy changed")],
        "passengers": [("contradicts", "number contradicts the copy")],
    }


def test_values_that_do_not_agree_have_a_note_of_their_own() -> None:
    (figure,) = blocks_of(document.page(verified_briefing(), "passengers"), b.Figure)
    assert isinstance(figure, b.Figure)
    notes = [(note.number, note.points, note.sign, inline_text(note.text)) for note in figure.notes]
    assert notes == [
        (1, (1,), "≠", "contradicts the copy, which says “2.4 million”"),
        (2, (2,), "✗", "not in the copy"),
    ]


def test_values_of_which_the_same_is_said_share_a_note() -> None:
    loaded = verified_briefing()
    missing = [replace(NUMBERS[2], path=("series", 0, "points", place)) for place in range(3)]
    lookup(loaded).verdicts = Verdicts(Verification(numbers=tuple(missing)))
    (figure,) = blocks_of(document.page(loaded, "passengers"), b.Figure)
    assert isinstance(figure, b.Figure)
    assert [(note.number, note.points) for note in figure.notes] == [(1, (0, 1, 2))]


def test_numbers_stand_with_the_place_that_they_are_cited_from() -> None:
    (use,) = evidence_of(verified_briefing(), "passengers").items
    assert [number.passage.state for number in use.cited_numbers] == [
        "found",
        "contradicts",
        "missing",
    ]


def test_a_bare_place_is_not_dropped_for_words_that_nobody_looked_for() -> None:
    (own,) = evidence_of(verified_briefing(), "mayor-quote").items
    assert own.quote is None
    assert [each.words for each in own.verification] == [
        "A strait is not a border … it is a street."
    ]


def test_lists_say_it_beside_each_quotation() -> None:
    drawn = document.summary(verified_briefing(), level="all")
    facts = [fact for block in drawn.blocks if isinstance(block, b.Facts) for fact in block.facts]
    quotes = {fact.name: 0 for fact in facts if fact.verification}
    assert set(quotes) == {"Quote", "Source says"}
    (quote,) = blocks_of(drawn, b.Quote)
    assert isinstance(quote, b.Quote)
    assert [each.passage.state for each in quote.verification] == ["verified"]


def test_what_a_copy_says_is_made_visible() -> None:
    words = "a\x1b[31mb\u202ec\x07 d\u200be\nf"
    bad = Passage("verified", (Selector(words, words, words, page=words),), why=words)
    (use,) = evidence_of(verified_briefing(TEXT, **{"key-growth": bad}), "key-growth").items
    (quoted,) = use.verification
    (selector,) = quoted.passage.selectors
    seen = "a␛[31mb\ufffdc␇ d\ufffde f"
    assert (selector.exact, selector.prefix, selector.suffix, selector.page) == (seen,) * 4
    assert quoted.passage.why == seen


NO_COPIES = TEXT.replace("copy = ", "archive = ").replace("sha256 = ", "call-number = ")


def test_without_copies_nothing_is_looked_up() -> None:
    code = (
        "import sys; from briefdeck.loader import load_text; from briefdeck import document, output\n"
        "loaded = load_text(sys.stdin.read(), 'x'); assert not loaded.errors, loaded.errors\n"
        "for form in output.FORMATS: print(output.render(form, document.summary(loaded, level='all')))\n"
        "print(sorted(name for name in sys.modules if 'verdict' in name or 'evidence.' in name))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], input=NO_COPIES, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "['briefdeck.evidence.passages']"
    assert "erif" not in done.stdout.replace("verified yet", "").rpartition("[")[0]


def test_without_copies_there_are_no_verdicts() -> None:
    loaded = load_text(NO_COPIES, "ferries")
    assert lookup(loaded).verdicts is None
    (standing,) = blocks_of(document.summary(loaded), b.Standing)
    assert isinstance(standing, b.Standing)
    assert standing.verification is None


def copy_fact(loaded: Loaded, source: str) -> str:
    """What the page of a source says of its copy."""
    drawn = document.page(loaded, source)
    facts = [fact for block in drawn.blocks if isinstance(block, b.Facts) for fact in block.facts]
    return next((inline_text(fact.value) for fact in facts if fact.name == "Copy"), "")


def test_a_source_says_what_became_of_its_copy(tmp_path: Path) -> None:
    copies = tmp_path / "copies"
    copies.mkdir()
    (copies / "port.pdf").write_bytes(b"%PDF-1.7\nThis is not what was stored.")
    (copies / "audit.txt").write_text("The audit continues.", encoding="utf-8")
    (copies / "scan.pdf").write_bytes(b"")
    path = tmp_path / "ferries.toml"
    path.write_text(TEXT, encoding="utf-8")
    loaded = load(path)
    said = {name: copy_fact(loaded, name) for name in ("port", "audit", "law", "scan", "captain")}
    assert said == {
        "port": "⚠ changed since it was stored · copies/port.pdf · PDF · stored 2 Mar 2026 · SHA-256 16418d76cd38…",
        "audit": "copies/audit.txt · plain text",
        "law": "copies/law.html · not here",
        "scan": "copies/scan.pdf · unreadable: it is empty",
        "captain": "",
    }


def test_a_copy_that_is_not_passed_on_is_known_by_its_hash() -> None:
    text = TEXT.replace('copy = "copies/port.pdf"\n', "")
    said = copy_fact(load_text(text, "ferries"), "port")
    assert said == "not passed on with the briefing · stored 2 Mar 2026 · SHA-256 16418d76cd38…"


def test_what_is_kept_of_copies_is_looked_up_by_itself(tmp_path: Path) -> None:
    (tmp_path / "copies").mkdir()
    (tmp_path / "copies" / "port.pdf").write_bytes(b"%PDF-1.7\nThis is not what was stored.")
    path = tmp_path / "ferries.toml"
    path.write_text(TEXT, encoding="utf-8")
    (use,) = evidence_of(load(path), "key-growth").items
    assert [each.passage.state for each in use.verification] == ["changed"]
