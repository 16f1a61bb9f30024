"""What is exported and imported again is what it was, but for what the export says it lost."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from briefdeck.document.bibliography import bibtex, bibtex_lacks
from briefdeck.document.chicago_parts import page_ranges
from briefdeck.document.csl_items import csl_item, variables
from briefdeck.document.ris import ris, ris_lacks
from briefdeck.export import Wanted, export
from briefdeck.intake.formats import BY_NAME, take
from briefdeck.intake.joining import entries_text, joined, new_briefing
from briefdeck.intake.taken import Options, Taken
from briefdeck.loader import load, load_text
from briefdeck.model.briefing import Source
from briefdeck.model.csl import bare_doi
from briefdeck.model.edtf import Edtf
from briefdeck.text.words import one_line
from support.references import made_sources

SHIPPED = sorted((Path(__file__).parents[3] / "briefings").glob("*.toml"))
MADE = made_sources()
FORMS = ("bibtex", "ris", "csl")
Lacks = Callable[[Source], Iterable[str]]
LACKS: dict[str, Lacks] = {"bibtex": bibtex_lacks, "ris": ris_lacks, "csl": lambda _: ()}
RUN_TOGETHER = {"archive", "archive-place", "archive_collection", "archive_location", "call-number"}
"""What BibTeX and RIS have in one field."""


def imported(content: bytes, form: str) -> tuple[Taken, list[Source]]:
    """What comes of a file, as a new briefing has it."""
    taken = take(BY_NAME[form], content, Options(form=form, name=f"list.{form}"))
    empty = new_briefing([taken], ["list"])
    done = joined(load_text(empty, "new"), [taken])
    assert done.refused == ()
    loaded = load_text(f"{empty}\n{entries_text(done.items)}", "new")
    assert not loaded.errors
    assert loaded.briefing is not None
    return taken, list(loaded.briefing.sources)


def said(source: Source, key: str, field: str) -> object:
    """What a source says of a variable, without what only looks different."""
    value = getattr(source, field)
    if value in (None, ()):
        return None
    if isinstance(value, tuple):
        return [name.words for name in value]
    if isinstance(value, Edtf):
        return value.text
    if key == "page":
        return page_ranges(str(value))
    return bare_doi(value) if key == "DOI" else one_line(str(value))


def differences(ours: Source, theirs: Source, lost: Iterable[str]) -> list[str]:
    """The variables in which two sources differ, but for those that are lost."""
    found = [] if ours.type == theirs.type else [f"type: {ours.type}, {theirs.type}"]
    for key, field in variables():
        one, other = said(ours, key, field), said(theirs, key, field)
        if key not in lost and one != other:
            found.append(f"{ours.id} {key}: {one!r}, {other!r}")
    return found


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_sources_of_shipped_briefings_come_back_identical(path: Path, form: str) -> None:
    loaded = load(path)
    assert loaded.briefing is not None
    ours = loaded.briefing.sources
    _, theirs = imported(export(Wanted(loaded, form)).content, form)
    assert [source.id for source in theirs] == [source.id for source in ours]
    pairs, lacks = zip(ours, theirs, strict=True), LACKS[form]
    assert [each for one, other in pairs for each in differences(one, other, lacks(one))] == []


@pytest.mark.parametrize("form", FORMS)
def test_every_type_and_variable_comes_back(form: str) -> None:
    writers = {"bibtex": bibtex, "ris": ris}
    if form == "csl":
        text = json.dumps([csl_item(source) for source in MADE])
    else:
        text = "\n".join([writers[form](source, "") for source in MADE])
    taken, _ = imported(text.encode(), form)
    theirs = [item.entry() for item in taken.items]
    assert len(theirs) == len(MADE) > 200
    for ours, entry in zip(MADE, theirs, strict=True):
        assert isinstance(entry, Source)
        lost = {*LACKS[form](ours), "citation-key", *(RUN_TOGETHER if form != "csl" else ())}
        assert differences(ours, entry, lost) == []


@pytest.mark.parametrize("form", FORMS)
def test_an_old_key_goes_there_and_back(form: str) -> None:
    taken, [source] = imported(
        b"@book{Abe:Tides, author={Abe, A.}, title={Tides}, year=2001}", "bibtex"
    )
    assert (source.id, source.citation_key) == ("abe-2001", "Abe:Tides")
    assert taken.items[0].keys == ("Abe:Tides",)
    text = new_briefing([taken], ["list"]) + entries_text(taken.items)
    again = export(Wanted(load_text(text, "new"), form)).content
    assert imported(again, form)[1] == [source]
