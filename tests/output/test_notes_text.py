import json
from pathlib import Path

import pytest

from briefdeck.library.folders import Folders
from briefdeck.library.notes import load_notes, set_bookmark, set_note
from briefdeck.loader import Loaded, load
from briefdeck.output.notes_text import as_json, as_markdown

SAMPLE = Path(__file__).with_name("harbor-tunnel.toml")


@pytest.fixture
def places(tmp_path: Path) -> Folders:
    return Folders(tmp_path, (), tmp_path, tmp_path, tmp_path / "cache", tmp_path / "state")


@pytest.fixture
def loaded(tmp_path: Path) -> Loaded:
    path = tmp_path / "harbor-tunnel.toml"
    path.write_bytes(SAMPLE.read_bytes())
    return load(path)


def edited(loaded: Loaded, before: str, after: str) -> Loaded:
    assert loaded.path is not None
    text = loaded.path.read_text(encoding="utf-8")
    assert before in text
    loaded.path.write_text(text.replace(before, after), encoding="utf-8")
    return load(loaded.path)


def test_a_noted_quotation_keeps_its_speaker_its_place_and_its_reference(
    places: Folders, loaded: Loaded
) -> None:
    notes = set_note(loaded, "quote-mayor", "Ask *about* this.", places)
    assert as_markdown(notes, loaded) == (
        "# Notes on The Harbor Tunnel\n\nBriefing `harbor-tunnel`\n\n"
        "## We were told it could not be done.\n\nquotation · `quote-mayor`\n\n"
        "> “We were told it could not be done.” (Ruth Example, 14 May 2004;"
        " van der Berg and Doe 2002, p. A1)\n\n"
        "Ask *about* this.\n\nSources:\n\n"
        "- Berg, Piet van der, and Ann Doe. 2002. “Water in the ‘Heading.’”"
        " *Harbor Gazette*, January 9.\n"
    )


def test_what_has_changed_and_what_is_gone_say_so(places: Folders, loaded: Loaded) -> None:
    set_bookmark(loaded, "event-flood", places)
    set_note(loaded, "term-tube", "Bore?", places)
    now = edited(loaded, "nobody is hurt", "two are hurt")
    now = edited(now, 'id = "term-tube"', 'id = "term-bore"')
    said = as_markdown(load_notes(now.id, places), now)
    assert (
        "## Water breaks in\n\n"
        "event · `event-flood` · bookmarked · the entry has changed since, and now says this\n\n"
        "> Water breaks in, about 2001. The heading floods; two are hurt."
        " (van der Berg and Doe 2002)\n>\n> Caveat: The paper says 2002.\n"
    ) in said
    assert (
        "## tube\n\nterm · `term-tube` · the entry is no longer in the briefing\n\nBore?\n"
    ) in said


def test_a_note_on_the_briefing_stands_by_itself(places: Folders, loaded: Loaded) -> None:
    said = as_markdown(set_note(loaded, "", "Good.", places), loaded)
    assert said.endswith("## The Harbor Tunnel\n\nbriefing\n\nGood.\n")


def test_json_has_the_words_and_each_source(places: Folders, loaded: Loaded) -> None:
    notes = set_note(loaded, "quote-mayor", "x", places)
    data = json.loads(as_json(notes, loaded))
    (mark,) = data["marks"]
    assert (data["briefing"], mark["note"], mark["standing"]) == ("harbor-tunnel", "x", "here")
    assert mark["words"].endswith("” (Ruth Example, 14 May 2004; van der Berg and Doe 2002, p. A1)")
    assert mark["speaker"] == "Ruth Example"
    assert mark["sources"] == [
        {
            "source": "gazette-2002",
            "at": "p. A1",
            "quote": None,
            "via": "",
            "role": "support",
            "reference": "Berg, Piet van der, and Ann Doe. 2002. “Water in the ‘Heading.’”"
            " Harbor Gazette, January 9.",
        }
    ]


def test_json_of_what_is_gone_has_nothing_but_the_mark(places: Folders, loaded: Loaded) -> None:
    set_note(loaded, "term-tube", "Bore?", places)
    now = edited(loaded, 'id = "term-tube"', 'id = "term-bore"')
    (mark,) = json.loads(as_json(load_notes(now.id, places), now))["marks"]
    assert (mark["standing"], mark["label"], mark["note"]) == ("gone", "tube", "Bore?")
    assert (mark["words"], mark["speaker"], mark["sources"]) == ("", "", [])


def test_notes_read_again_are_those_that_were_written(places: Folders, loaded: Loaded) -> None:
    written = set_note(loaded, "quote-mayor", "“Sic”, [he] said\n> twice", places)
    assert load_notes(loaded.id, places) == written
    assert "\n\n“Sic”, [he] said\n> twice\n\nSources:\n\n- Berg" in as_markdown(written, loaded)
