"""BibTeX and BibLaTeX as people write it: every good entry comes in, each fault is named."""

from typing import Any

import pytest

from briefdeck.intake.formats import BY_NAME, take
from briefdeck.intake.taken import Options, Taken


def taken(text: str | bytes) -> Taken:
    content = text.encode() if isinstance(text, str) else text
    return take(BY_NAME["bibtex"], content, Options(form="bibtex", name="list.bib"))


def entries(text: str | bytes) -> list[dict[str, Any]]:
    return [dict(item.fields) for item in taken(text).items]


def entry(fields: str, kind: str = "article") -> dict[str, Any]:
    """What one entry says, without what it has for its id."""
    [only] = entries(f"@{kind}{{Key, title = {{T}}, {fields}}}")
    return {key: value for key, value in only.items() if key not in {"id", "citation-key"}}


# --- syntax ---


def test_a_fault_costs_its_entry_alone_and_is_named_with_its_line() -> None:
    done = taken("""\
@string{press = "Sea Press"}
@string(bergen = {Bergen})
% a remark
@book{First, title = "Ebb", author = {Abe, A.}, publisher = press # ", " # bergen, year = 2001}
@book{Open, title = {Never closed, author = {Boll, B.},
  year = 2001}

@article{Second,
  title = {Flood} author = {Boll, B.},
  year = 1999
  ,,
  note
}
@comment{@book{No, title={No}}}
Anything at all, a@b.c.
@book{Stray, title = {Tide}}, year = {2003}}
% @book{Out, title = {Out}}
@article{Quoted, title = "A "quoted" word", year = 2001}
@book(Round, title = {In (round) brackets}, year = {2004})
@misc{Empty}
@book{Last, title = {No end}, year = 2005
""")
    assert [item.keys[0] for item in done.items] == ["First", "Second", "Stray", "Round", "Last"]
    first, second, stray, *_ = [dict(item.fields) for item in done.items]
    assert first["publisher"] == "Sea Press, Bergen"
    assert (second["title"], second["issued"]) == ("Flood", "1999")
    assert stray["issued"] == "2003"
    assert done.refused == (
        "line 5: `Open` has a brace that is never closed",
        'line 18: `Quoted` is broken off in line 18, at `quoted" word", year`',
        "`Empty` (line 20) has no title",
    )
    assert done.said == (
        "line 9: a comma is missing in `Second`",
        "line 12: `note` of `Second` has no value",
        "line 16: a brace too many in `Stray`",
        "line 17: `@book{` is commented out by a %",
        "line 21: `Last` is never closed",
    )


def test_what_stands_outside_of_entries_and_was_meant_for_one_is_named() -> None:
    done = taken("@book{a, title = {T}}\n}\n  year = {2001},\n}\n")
    assert done.refused == (
        "line 3: `year` stands outside of any entry; a brace above closes too much",
    )


def test_macros_and_months() -> None:
    assert entry("month = dec, year = 2001")["issued"] == "2001-12"
    assert entry('month = jul # "~4", year = 2001')["issued"] == "2001-07-04"
    [only] = taken("@book{a, title = {T}, publisher = unknown}").items
    assert dict(only.fields)["publisher"] == "unknown"


def test_fields_are_inherited() -> None:
    whole, part, other, data = entries("""\
@proceedings{Whole, title = {Tide Days}, year = 2001, publisher = {Sea Press}, editor = {Abe, A.}}
@inproceedings{Part, title = {Ebb}, author = {Boll, B.}, crossref = {whole}}
@inproceedings{Other, title = {Flood}, crossref = {None}, xdata = {Data}}
@xdata{Data, publisher = {Port}, date = {2002}}
@book{Round, title = {Round}, crossref = {Round}}
""")
    assert part["container-title"] == "Tide Days"
    assert (part["issued"], part["publisher"]) == ("2001", "Sea Press")
    assert part["editor"] == whole["editor"]
    assert (other["publisher"], other["issued"]) == ("Port", "2002")
    assert data["title"] == "Round"


def test_two_files_of_one_key_are_both_taken() -> None:
    done = taken("@book{a, title={Ebb}, year=2001}\n@book{a, title={Flood}, year=2001}")
    assert [item.id for item in done.items] == ["ebb-2001", "flood-2001"]


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_marks_and_line_ends(mark: bytes, end: bytes) -> None:
    content = mark + b"@book{a,\n title = {Ebb\n and flood},\n year = 2001}\n".replace(b"\n", end)
    assert entries(content)[0]["title"] == "Ebb and flood"


def test_other_encodings_are_guessed_and_said() -> None:
    text = "% Encoding: {}\n@book{{a, title = {{Fjörd – Œuvre}}}}"
    for claimed, encoding, said in (
        ("Cp1252", "cp1252", "Cp1252"),
        ("none", "cp1252", "Windows-1252"),
        ("UTF-8", "cp1252", "Windows-1252"),
    ):
        done = taken(text.format(claimed).encode(encoding))
        assert dict(done.items[0].fields)["title"] == "Fjörd – Œuvre"
        assert done.said[0] == f"list.bib is not UTF-8; it is read as {said}"
    assert dict(taken("@book{a, title = {Ż}}".encode("utf-16")).items[0].fields)["title"] == "Ż"
    polish = "% Encoding: ISO8859_2\n@book{a, title = {Łódź}}".encode("iso8859_2")
    assert dict(taken(polish).items[0].fields)["title"] == "Łódź"


def test_what_cannot_be_said_is_said() -> None:
    done = taken("""\
@book{a, title = {T}, author = {Abe, A. and others}, support = {NSF}, file = {a.pdf}, month = Jänner, year = 2001}
@book{b, title = {U}, support = {ERC}, timestamp = {2001}, file = {b.pdf}, language = {Elvish}}
""")
    assert done.said[-5:] == (
        "`and others` has no place in a source: `a` (line 1): `in author`",
        "`month` has no place in a source: `a` (line 1): `Jänner`",
        "`support` has no place in a source: `a` (line 1): `NSF`; `b` (line 2): `ERC`",
        "`language` has no place in a source: `b` (line 2): `Elvish`",
        "what programs note for themselves is left out: file (2 entries) and timestamp (1 entry)",
    )


def test_keys_that_are_ids_already_are_kept() -> None:
    done = taken("@book{abe-2001-tides, title={Ebb}, ids={Abe01}}\n@book{rfc1, title={Flood}}")
    assert [item.id for item in done.items] == ["abe-2001-tides", "rfc1"]
    assert dict(done.items[0].fields)["citation-key"] == "Abe01"
    assert done.said == ("the keys are kept as ids, as all of them can be",)
    assert [item.id for item in taken("@book{knuth1984, title={Ebb}}").items] == ["ebb"]


# --- what entries say ---


@pytest.mark.parametrize(
    ("kind", "fields", "type_"),
    [
        ("article", "", "article-journal"),
        ("article", "entrysubtype = {newspaper}", "article-newspaper"),
        ("misc", "entrysubtype = {treaty}", "treaty"),
        ("collection", "", "book"),
        ("inbook", "", "chapter"),
        ("online", "", "webpage"),
        ("report", "", "report"),
        ("ONLINE", "", "webpage"),
        ("whatever", "", "document"),
    ],
)  # fmt: skip
def test_types(kind: str, fields: str, type_: str) -> None:
    assert entry(fields, kind)["type"] == type_


@pytest.mark.parametrize(
    ("fields", "issued"),
    [
        ("year = 2001", "2001"),
        ("year = {2001a}", "2001"),
        ("year = {c. 1850}", "1850~"),
        ("year = {2001--2003}", "2001/2003"),
        ("date = {2010/2012}", "2010/2012"),
        ("date = {2010-05~}", "2010-05~"),
        ("date = {1988/..}", "1988/.."),
        ("date = {2001-21}, year = {2002}", "2001-21"),
        ("year = 2001, month = {July/August}", "2001-07/2001-08"),
        ("year = 2001, month = {May 12--14}", "2001-05-12/2001-05-14"),
        ("year = 2001, month = 5, day = 7", "2001-05-07"),
        ("year = 2001, month = {spring}", "2001-21"),
        ("year = {2019 (online)}", "2019"),
        ("year = {n.d.}", None),
    ],
)  # fmt: skip
def test_dates(fields: str, issued: str | None) -> None:
    assert entry(fields).get("issued") == issued


@pytest.mark.parametrize(
    ("fields", "status"),
    [("year = {in press}", "in press"), ("year = {to appear}", "forthcoming"), ("pubstate = {inpress}", "in press")],
)  # fmt: skip
def test_what_is_to_come(fields: str, status: str) -> None:
    said = entry(fields)
    assert said["status"] == status
    assert "issued" not in said


@pytest.mark.parametrize(
    ("kind", "fields", "expected"),
    [
        ("article", "journaltitle = {J}, number = 3, volume = 2, pages = {1--9}", {"container-title": "J", "issue": "3", "volume": "2", "page": "1-9"}),
        ("techreport", "institution = {I}, number = {R-1}, series = {S}", {"publisher": "I", "number": "R-1", "collection-title": "S"}),
        ("book", "series = {S}, number = 4, subtitle = {Why?}", {"title": "T: Why?", "collection-title": "S", "collection-number": "4"}),
        ("incollection", "booktitle = {B}, booksubtitle = {C}, editor = {Abe, A.}, editortype = {compiler}", {"container-title": "B: C", "compiler": ({"family": "Abe", "given": "A."},)}),
        ("phdthesis", "school = {U}", {"publisher": "U", "genre": "PhD thesis"}),
        ("thesis", "type = {mathesis}, institution = {U}", {"publisher": "U", "genre": "Master's thesis"}),
        ("article", "eprint = {2001.1}, archiveprefix = {arXiv}", {"URL": "https://arxiv.org/abs/2001.1"}),
        ("article", "eprint = {123}, eprinttype = {pubmed}", {"PMID": "123"}),
        ("article", r"doi = {https://doi.org/10.1000/a\_b}", {"DOI": "10.1000/a_b"}),
        ("misc", r"howpublished = {\url{http://a.b/~c\%20d}}, note = {Accessed: 2020-01-02}", {"URL": "http://a.b/~c%20d", "accessed": "2020-01-02"}),
        ("article", "langid = {ngerman}, pages = {A-1--A-9}, eid = {12}", {"language": "de", "page": "A-1–A-9"}),
        ("article", "note = {See *this* [1]}", {"note": r"See \*this\* \[1\]"}),
        ("article", "keywords = {tide, ebb}, abstract = {A}, annotation = {B}", {"keyword": "tide, ebb", "abstract": "A", "annote": "B"}),
    ],
)  # fmt: skip
def test_fields(kind: str, fields: str, expected: dict[str, Any]) -> None:
    said = entry(fields, kind)
    said.pop("type")
    assert said == {"title": "T", **expected}


def test_titles_are_found_elsewhere_or_made() -> None:
    [proceedings, article] = entries(
        "@proceedings{a, booktitle = {Tide Days}}\n@article{b, author={Abe, A.}, journal={J}, year=1953, volume=9}"
    )
    assert proceedings["title"] == "Tide Days"
    assert "container-title" not in proceedings
    assert article["title"] == "[untitled]"
