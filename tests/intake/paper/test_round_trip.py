"""What the program itself exports, read back: the headings and the references are all there."""

from functools import cache
from importlib import import_module
from pathlib import Path
from typing import cast

import pytest

from briefdeck.export import Wanted, export
from briefdeck.intake.paper.blocks import Paper
from briefdeck.loader import load
from briefdeck.model.briefing import Briefing
from briefdeck.text.folding import tokens

PATH = Path(__file__).parents[3] / "briefings" / "merida-initiative-official.toml"
READERS = {"html": "html", "docx": "word", "pdf": "pdf"}


@cache
def briefing() -> Briefing:
    found = load(PATH).briefing
    assert found is not None
    return found


@cache
def read(form: str) -> Paper:
    content = export(Wanted(load(PATH), form)).content
    assert isinstance(content, bytes)
    module = import_module(f"briefdeck.intake.paper.{READERS[form]}")
    return cast("Paper", module.read(content))


def words(text: str) -> str:
    return " ".join(tokens(text))


@pytest.mark.parametrize("form", READERS)
def test_titles_of_entries_are_headings(form: str) -> None:
    headings = " | ".join(words(each.text) for each in read(form).blocks if each.kind == "heading")
    titles = [each.title for each in briefing().programs]
    titles += [each.title for each in briefing().sections]
    titles += [point.title or "" for point in briefing().key_points]
    assert [title for title in titles if words(title) not in headings] == []


@pytest.mark.parametrize("form", READERS)
def test_references_are_whole(form: str) -> None:
    texts = [words(block.text) for block in read(form).blocks]
    titles = [source.title for source in briefing().sources]
    assert [title for title in titles if not any(words(title) in text for text in texts)] == []
