"""Blocks: what is kept of passages comes back as it was, with any sample, and damage is seen."""

import sqlite3
from pathlib import Path

import pytest

from briefdeck.library import index as index_module
from briefdeck.library.blocks import (
    TOGETHER,
    Kept,
    packed,
    sample_of,
    unpacked,
    unpacked_one,
    words_in,
    words_of,
)
from briefdeck.library.folders import Folders
from briefdeck.library.index import Index
from briefdeck.library.search import Results, search
from support.shelves import briefing_text, event, shelve

PASSAGES = [
    Kept(f"e{number}", "Mérida \ud800" if number % 2 else "", f"Text {number} · 日本", "\ue000a")
    for number in range(2 * TOGETHER + 1)
]


@pytest.mark.parametrize("sample", [b"", sample_of([PASSAGES, PASSAGES])])
def test_what_is_packed_comes_back(sample: bytes) -> None:
    blocks = packed(PASSAGES, sample)
    assert [len(unpacked(block, sample)) for block in blocks] == [TOGETHER, TOGETHER, 1]
    assert [each for block in blocks for each in unpacked(block, sample)] == PASSAGES
    assert unpacked_one(blocks[1], 2, sample) == PASSAGES[TOGETHER + 2]


def test_a_sample_saves_room() -> None:
    sample = sample_of([PASSAGES])
    assert sum(map(len, packed(PASSAGES, sample))) < sum(map(len, packed(PASSAGES, b""))) / 2


def test_damage_is_seen() -> None:
    with pytest.raises(sqlite3.DatabaseError, match="damaged"):
        unpacked(b"\xff" + packed(PASSAGES, b"")[0], b"")


def test_words_of_titles_stand_twice_and_no_phrase_goes_over_both() -> None:
    (words,) = words_of([Kept("e", "Rule of", "Law, again", "\ue000a \ue000y12000")])
    assert words == "rule of \ue000a law, again \ue000Trule \ue000Tof \ue000a \ue000y12000"
    assert words_in(words) == {"rule", "of", "law", "again"}


def test_a_large_first_index_has_a_sample_that_stays(
    places: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_module, "LARGE_CHANGE", 1)
    for number in range(4):
        text = briefing_text(f"B {number}", event("e", "Event", f"common words {number}"))
        shelve(places.own, f"b{number}", text)
    with Index(places) as index:
        index.refresh(jobs=1)
        sample = index.store.sample
        assert b"common words" in sample
        for number in range(3):
            shelve(places.own, f"b{number}", briefing_text("Changed", event("e", "Event", "other")))
        index.refresh(jobs=1)
        assert index.store.sample == sample
    assert texts("other", places) == {"other"}
    assert texts("common", places) == {"common words 3"}


def texts(query: str, places: Folders) -> set[str]:
    results = search(query, places=places)
    assert isinstance(results, Results)
    return {hit.text for hit in results.hits}


def test_a_damaged_block_costs_only_time(places: Folders) -> None:
    shelve(places.own, "a", briefing_text("A", event("e", "Event", "common words")))
    assert texts("common", places) == {"common words"}
    with Index(places) as index:
        index.store.connection.execute("update blocks set data = x'ffff'")
    assert texts("common", places) == {"common words"}
    with Index(places) as index:
        index.store.connection.execute("update blocks set data = x'ffff'")
    Path(places.own / "a.toml").write_text(briefing_text("A", event("e", "Event", "other words")))
    assert texts("other", places) == {"other words"}
