import csv
import io
from pathlib import Path

import pytest

from briefdeck import document
from briefdeck.loader import load
from briefdeck.model.briefing import Series, Table
from briefdeck.output.markdown import escaped
from briefdeck.reading import takeaway
from briefdeck.reading.actions.taking import editor_command, editor_words
from briefdeck.reading.deck import Deck
from support.cited import listed, look_alikes, reference_words


def entry(deck: Deck, name: str) -> Series | Table:
    found = deck.links.entries[name]
    assert isinstance(found, Series | Table)
    return found


def test_an_entry_is_copied_with_its_caveat_and_the_place_in_each_source(deck: Deck) -> None:
    text = takeaway.entry_text(deck, "key-second-tube")
    assert "as the Harbor Authority has said since 2018" in text
    assert "**" not in text
    assert "Caveat: The audit's own forecast of 2012 was wrong by half." in text
    assert "A Second Audit" in text
    assert "(pp. 30–31)" in text
    assert text.endswith("From: The Harbor Tunnel (as of Jun 2021), key-second-tube\n")


def test_whose_words_and_what_sort_of_statement_go_along(deck: Deck) -> None:
    text = takeaway.entry_text(deck, "key-second-tube")
    assert text.startswith("Judgment; likely (55–80%); moderate confidence")
    assert "State Audit Office 2019 argues:" in text
    assert "[2, pp. 30–31]" in text
    assert "\nWhose words: [2] State Audit Office. 2019." in text


def test_the_reference_of_a_voice_that_is_not_cited_goes_along(sample: Path) -> None:
    plain = sample.read_text().replace(
        'text = "Six years of digging', 'voice = "audit-2019"\ntext = "Six years of digging'
    )
    sample.write_text(plain)
    text = takeaway.entry_text(Deck(load(sample)), "era-digging")
    assert "\nWhose words: [2] State Audit Office. 2019. The Harbor Tunnel: A Second Audit." in text


def test_a_quotation_is_copied_with_its_words_and_its_speaker(deck: Deck) -> None:
    text = takeaway.entry_text(deck, "quote-mayor")
    assert "Quotation, Ruth Example" in text
    assert "“" in text


@pytest.mark.parametrize("word", ["Conditions:", "For:", "Against:"])
def test_arguments_of_a_recommendation_keep_their_headings(deck: Deck, word: str) -> None:
    assert f"\n{word}\n" in takeaway.entry_text(deck, "rec-second-tube")


def test_nothing_is_said_of_sources_where_none_are_needed(deck: Deck) -> None:
    assert "source" not in takeaway.entry_text(deck, "harbor-authority")


def test_an_entry_without_a_source_says_so(deck: Deck) -> None:
    assert "No source is cited." in takeaway.entry_text(deck, "event-opening")


def test_references_and_bibtex_are_those_of_all_sources_cited(deck: Deck) -> None:
    assert takeaway.bibtex_text(deck, "series-traffic").count("@") == 2
    assert takeaway.bibtex_text(deck, "gazette-2002").startswith("@article{gazette-2002,")
    assert len(takeaway.references_text(deck, "series-traffic").splitlines()) == 2


def test_a_series_as_csv_keeps_every_value_hedge_and_source(deck: Deck) -> None:
    rows = list(csv.reader(io.StringIO(takeaway.table_csv(deck, entry(deck, "series-traffic")))))
    assert rows[0] == ["period", "value (thousand vehicles)", "hedge", "sources", "text", "caveat"]
    assert rows[2] == ["2010", "31", "about", "State Audit Office 2012", "", ""]
    assert rows[3][4] == "not counted"


def test_a_cell_cannot_break_a_table(deck: Deck) -> None:
    assert "truck, \\*large\\* \\| wide" in takeaway.table_markdown(
        deck, entry(deck, "table-tolls")
    )


@pytest.mark.parametrize(
    ("editor", "command"),
    [
        ("vim", ["vim", "+7", "/d/f"]),
        ("emacsclient -nw", ["emacsclient", "-nw", "+7", "/d/f"]),
        ("code", ["code", "--wait", "--goto", "/d/f:7"]),
        ("hx", ["hx", "/d/f:7"]),
        ("ed", ["ed", "/d/f"]),
        ("'my editor' -x", ["my editor", "-x", "/d/f"]),
    ],
)
def test_editors_are_opened_at_the_line_where_they_take_one(
    editor: str, command: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISUAL", editor)
    assert editor_command(Path("/d/f"), 7) == command


@pytest.mark.parametrize("name", ["+!touch OWN.toml", "-c:q.toml", "+7", "./-x", "-"])
def test_no_name_of_a_file_is_an_option_of_an_editor(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for editor in ("vi", "code", "hx", "ed"):
        monkeypatch.setenv("EDITOR", editor)
        file = editor_command(Path(name), 7)[-1]
        assert file.removesuffix(":7") == str(tmp_path / name.removeprefix("./"))


def test_the_first_wish_for_an_editor_that_says_anything_counts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("VISUAL", "  ")
    monkeypatch.setenv("EDITOR", "nano")
    assert editor_words() == ["nano"]
    monkeypatch.setenv("VISUAL", "code '--wait")
    with pytest.raises(ValueError, match=r"\$VISUAL cannot be understood"):
        editor_words()
    monkeypatch.delenv("VISUAL")
    monkeypatch.delenv("EDITOR")
    assert editor_words() == ["vi"]


def test_a_copied_entry_names_sources_as_its_own_list_has_them() -> None:
    loaded = look_alikes(3)
    deck = Deck(loaded)
    text = takeaway.entry_text(deck, "n")
    references = listed(document.page(loaded, "n", references=True)).values()
    assert any(reference.letter for reference in references)
    for reference in references:
        assert escaped(f"[{reference.number}] {reference.short}") in text
        assert f"- [{reference.number}] {reference_words(reference)}" in text


def test_copied_references_have_letters_among_themselves() -> None:
    loaded = look_alikes(3)
    text = takeaway.references_text(Deck(loaded), "n")
    for reference in listed(document.page(loaded, "n", references=True)).values():
        assert f"{reference_words(reference)}\n" in text
