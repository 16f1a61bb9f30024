"""A group's list as it is kept by many hands: what comes of it, and every word that is said of it."""

import os
from collections.abc import Callable, Iterable
from pathlib import Path

import tomli

from briefdeck.document.bibliography import bibtex_lacks
from briefdeck.document.csl_items import variables
from briefdeck.document.ris import ris_lacks
from briefdeck.export import Wanted, export
from briefdeck.intake.formats import BY_NAME, take
from briefdeck.intake.joining import entries_text, joined, new_briefing
from briefdeck.intake.taken import Options
from briefdeck.loader import Loaded, load_text
from briefdeck.model.briefing import Source

HERE = Path(__file__).parent
GROUP = (HERE / "group.bib").read_bytes()
ENTRIES = 15
"""Entries of the file that can be read and have something to say; one of them stands twice."""
LACKS: dict[str, Callable[[Source], Iterable[str]]] = {
    "bibtex": bibtex_lacks,
    "ris": ris_lacks,
    "csl": lambda _: (),
}


def briefing(content: bytes, form: str) -> tuple[Loaded, str, str]:
    """A briefing of a list's sources, their text, and what is said of them."""
    taken = take(BY_NAME[form], content, Options(form=form, name="group.bib"))
    empty = new_briefing([taken], ["group.bib"])
    done = joined(load_text(empty, "group"), [taken])
    text = entries_text(done.items)
    said = [*done.said, "---", *done.refused]
    return load_text(f"{empty}\n{text}", "group"), text, "\n".join(said) + "\n"


def told(source: Source, field: str) -> object:
    """What a source says, names as they are said: RIS tells no particle from a name."""
    value = getattr(source, field)
    return [name.words for name in value] if isinstance(value, tuple) else value


def test_it_is_taken_as_it_was_looked_over_once() -> None:
    loaded, text, said = briefing(GROUP, "bibtex")
    assert not loaded.errors
    for made, name in ((text, "group.toml"), (said, "group.said.txt")):
        golden = HERE / name
        if os.environ.get("BRIEFDECK_GOLDEN") == "write":
            golden.write_text(made, encoding="utf-8")
        assert made == golden.read_text(encoding="utf-8")
    assert len(tomli.loads(text)["sources"]) == ENTRIES - 1


def test_it_goes_to_every_format_and_back() -> None:
    loaded, _, _ = briefing(GROUP, "bibtex")
    assert loaded.briefing is not None
    for form in ("bibtex", "ris", "csl"):
        again, _, said = briefing(export(Wanted(loaded, form)).content, form)
        assert again.briefing is not None
        for ours, theirs in zip(loaded.briefing.sources, again.briefing.sources, strict=True):
            assert theirs.id == ours.id
            lost = {"note", "status", *LACKS[form](ours)}
            for key, field in variables():
                if key not in lost:
                    assert told(theirs, field) == told(ours, field), (ours.id, field)
        assert "is left out" not in said
