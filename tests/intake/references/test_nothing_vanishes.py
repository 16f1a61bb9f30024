"""Whatever stands in a list of references is in the source, or it is said that it is not."""

import json
from itertools import product
from string import ascii_uppercase, digits

import pytest

from briefdeck.intake.formats import BY_NAME, take
from briefdeck.intake.references.bibtex_tables import (
    ACCESS_FIELDS,
    ADDRESS_FIELDS,
    EDITOR_FIELDS,
    FIELD_KEYS,
    PEOPLE,
    PUBLISHER_FIELDS,
)
from briefdeck.intake.taken import Options
from briefdeck.model.briefing import Source
from briefdeck.model.fields import fields_of

WORD = "Quixotry"
"""Stands in no sentence of ours, and means nothing: no date, no language, no number."""
KINDS = (
    "article",
    "book",
    "inproceedings",
    "incollection",
    "techreport",
    "phdthesis",
    "misc",
    "online",
    "patent",
    "jurisdiction",
)
COUNTED = {"bdsk-url-1", "L1", "L2", "L3", "L4"}
"""What is said of these is how many there are."""
BIBTEX = sorted(
    {*ACCESS_FIELDS, *ADDRESS_FIELDS, *EDITOR_FIELDS, *FIELD_KEYS, *PEOPLE, *PUBLISHER_FIELDS} - COUNTED
    | {f"{name}type" for name in (*EDITOR_FIELDS, "author")}
    | {"subtitle", "titleaddon", "booktitle", "booksubtitle", "maintitle", "journaltitle", "journal", "journalsubtitle"}
    | {"date", "year", "month", "day", "origdate", "eventdate", "pubstate", "number", "issue", "pages", "eid", "type"}
    | {"doi", "eprint", "eprinttype", "archiveprefix", "primaryclass", "eprintclass", "arxivid", "note", "addendum"}
    | {"language", "langid", "hyphenation", "ids", "library", "entrysubtype", "crossref", "anything", "holder", "howpublished"}
)  # fmt: skip
TAGS = sorted(
    {f"{one}{other}" for one, other in product(ascii_uppercase, ascii_uppercase + digits)}
    - {"TY", "ER", "TI", "ID", *COUNTED}
)
RIS_TYPES = ("JOUR", "BOOK", "CPAPER", "RPRT", "THES", "CASE", "COMP", "GEN")
VARIABLES = [field.key for field in fields_of(Source) if field.name not in {"id", "type", "title"}]


def is_somewhere(form: str, text: str) -> bool:
    """Whether the word of a list is in the sources made of it, or in what is said of it."""
    taken = take(BY_NAME[form], text.encode(), Options(form=form, name="list"))
    told = [*taken.said, *taken.refused, *[str((item.fields, item.keys)) for item in taken.items]]
    return any(WORD.casefold() in each.casefold() for each in told)


@pytest.mark.parametrize("kind", KINDS)
def test_of_bibtex(kind: str) -> None:
    rest = "title = {T}, author = {Abe, A.}, year = 2001, url = {http://a.b}, publisher = {P}"
    lone = [
        name
        for name in BIBTEX
        if not is_somewhere("bibtex", f"@{kind}{{k, {name} = {{{WORD}}}, {rest}}}")
    ]
    first = [
        name
        for name in BIBTEX
        if not is_somewhere("bibtex", f"@{kind}{{k, title = {{T}}, {name} = {{{WORD}}}}}")
    ]
    assert (lone, first) == ([], [])


@pytest.mark.parametrize("kind", RIS_TYPES)
def test_of_ris(kind: str) -> None:
    rest = "TI  - T\nAU  - Abe, A.\nPY  - 2001\nT2  - J\nUR  - http://a.b\nSP  - 1\nPB  - P\n"
    vanished = [
        tag
        for tag in TAGS
        if not is_somewhere("ris", f"TY  - {kind}\n{tag}  - {WORD}\n{rest}ER  -\n")
    ]
    alone = [
        tag
        for tag in TAGS
        if not is_somewhere("ris", f"TY  - {kind}\nTI  - T\n{tag}  - {WORD}\nER  -\n")
    ]
    assert (vanished, alone) == ([], [])


@pytest.mark.parametrize(
    "shape", [WORD, [WORD], {"literal": WORD}, [{"family": WORD}], {"raw": WORD}, [{"x": WORD}]]
)
def test_of_csl(shape: object) -> None:
    keys = [*VARIABLES, "anything", "shortTitle", "note", "status", "event"]
    vanished = [
        key
        for key in keys
        if not is_somewhere("csl", json.dumps([{"type": "book", "title": "T", key: shape}]))
    ]
    assert vanished == []
